import { readSheets } from '@socle/editions'
import fc from 'fast-check'
import { OdsDocument } from 'odf-kit'
import { describe, expect, test } from 'vitest'
import { odsOf } from '../../../editions/testing/files.ts'
import { Refusal, refuse } from '../../platform/errors.ts'
import { readSheetsApart } from '../../platform/sheet-reader.ts'
import { focusHeading, focusRows } from './focus.ts'
import { billedBy, coveredBy, type InvoiceLine, invoiceLines } from './invoice-rules.ts'
import { reconcile as reconcileWithin } from './reconciliation-rules.ts'
import { line } from './testing.ts'

const rounding = { cost: 0.005, tokenShare: 0.001 }
const reconcile = (provider: string, invoice: readonly InvoiceLine[], ledger: readonly InvoiceLine[]) =>
  reconcileWithin(provider, invoice, ledger, rounding)

const read = (content: string | Uint8Array): InvoiceLine[] =>
  invoiceLines(
    readSheets(typeof content === 'string' ? Buffer.from(content) : content, { name: 'facture', csv: true }),
    'Europe/Paris',
  )

const expected: InvoiceLine[] = [
  { period: '2026-11-03', model: 'mistral-small', tokens: 1500, cost: 1234.56 },
  { period: '2026-11-04', model: 'mistral-small', tokens: 20, cost: 0.5 },
]

describe('an invoice is read whatever its columns are called and however its figures are written', () => {
  test.each([
    [
      'plain',
      'day,model,tokens_in,tokens_out,cost\n2026-11-03,mistral-small,1000,500,1234.56\n2026-11-04,mistral-small,10,10,.5\n',
    ],
    [
      'as a French sheet saves it, with who sends it above and the total below',
      'Facture n° 12;;;;\nFournisseur : Exemple;;;;\n;;;;\nJour;Modèle;Jetons lus;Jetons produits;Montant HT (€)\n03/11/2026;mistral-small;1 000;500;1 234,56 €\n04/11/26;mistral-small;10;10;0,50\n;;;;\n;Total;;;1 235,06\n',
    ],
    [
      'quoted, with separators and line breaks in cells, and English thousands',
      '"Date","Product","Tokens","Amount","Currency","Remark"\n"2026-11-03T00:00:00Z","mistral-small","1,500","1,234.56","EUR","a, b\nc"\n"2026-11-04T00:00:00Z","mistral-small","20","0.5","EUR",""\n',
    ],
    [
      'between tabulations',
      'Date\tService\tTokens\tPrix\n2026-11-03\tmistral-small\t1500\t1234,56\n2026-11-04\tmistral-small\t20\t0,5\n',
    ],
  ])('%s', (_, content) => {
    expect(read(content)).toEqual(expected)
  })

  test('as an OpenDocument sheet', async () => {
    const document = new OdsDocument()
    const sheet = document.addSheet('Lignes')
    sheet.addRow(['Jour', 'Modèle', 'Jetons', 'Montant'])
    for (const { period, model, tokens, cost } of expected) sheet.addRow([period, model, tokens, cost])
    expect(read(await document.save())).toEqual(expected)
  })

  test('as FOCUS, ours included: what another Socle bills is what it wrote', () => {
    const call = { ...line, at: '2026-11-02T23:30:00.000Z', tokensIn: 1000, tokensOut: 500, cost: 2 }
    const lines = read(focusHeading() + focusRows([call]))
    expect(billedBy(lines, { id: 'other-socle', name: 'Un autre Socle' })).toMatchObject([
      { period: '2026-11-03', model: 'mistral-small', tokens: 1500, cost: 2 },
    ])
  })

  test('18 000 lines of FOCUS with all its columns, as a spreadsheet program saves them, whole', async () => {
    const ours = (at: number) => ({
      ...line,
      requestId: `r${at}`,
      at: `2026-11-${String(1 + (at % 28)).padStart(2, '0')}T10:00:00.000Z`,
      cost: 2,
    })
    const csv = focusHeading() + focusRows(Array.from({ length: 18_000 }, (_, at) => ours(at)))
    const [table] = readSheets(Buffer.from(csv), { name: 'facture', csv: true })
    const bytes = odsOf({ Lignes: table!.rows.map(({ cells }) => cells.map(({ text }) => text)) })
    // As the server reads it: aside, in the memory and the time that it may take.
    const tables = await readSheetsApart(bytes, {
      name: 'facture',
      mend: { fr: '', en: '' },
      refused: ({ en }) => refuse('invoice-unreadable', { reason: { fr: en, en } }),
    })
    const lines = invoiceLines(tables, 'Europe/Paris')
    expect(lines.length).toBe(18_000)
    expect(lines[17_999]).toMatchObject({ period: '2026-11-24', model: 'mistral-small', tokens: 84, cost: 2 })
    expect(reconcile('local', lines, lines)).toMatchObject({ matched: 28, invoiceCost: 36_000, differences: [] })
  }, 120_000)

  test('any amount comes back, in French or in English', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }),
        fc.constantFrom('fr-FR', 'en-GB'),
        (cents, locale) => {
          const written = new Intl.NumberFormat(locale, { minimumFractionDigits: 2 }).format(cents / 100)
          expect(read(`jour\tmodele\tmontant\n2026-11-03\tm\t${written}\n`)[0]?.cost).toBe(cents / 100)
        },
      ),
    )
  })
})

test.each([
  ['Jetons entrée', 'Jetons sortie'],
  ['Jetons d’entrée', 'Jetons de sortie'],
  ["Nombre de jetons d'entrée", 'Nombre de jetons de sortie'],
  ['Tokens entrants', 'Tokens sortants'],
  ['Jetons consommés en entrée', 'Jetons générés'],
  ['prompt_tokens', 'completion_tokens'],
  ['Tokens (input)', 'Tokens (output)'],
])('tokens are read under “%s” and “%s”', (taken, given) => {
  const [line] = read(`mois;modele;prix des jetons;${taken};${given};montant\n2026-11;m;0,5;1 000;500;1\n`)
  expect(line).toMatchObject({ tokens: 1500, cost: 1 })
})

test.each([
  ['Nombre de jetons', '1500'],
  ['Total des jetons', '1500'],
  ['Tokens facturés', '1500'],
  ['Jetons (entrée et sortie)', '1500'],
])('all tokens are read under “%s”', (heading, count) => {
  expect(read(`mois;modele;${heading};montant\n2026-11;m;${count};1\n`)[0]).toMatchObject({ tokens: 1500, cost: 1 })
})

test.each([
  'Prix des jetons',
  'Prix par million de jetons',
  'Jetons en cache',
  'Tarif (par jeton)',
  'Coût des jetons',
  'Jetons (en milliers)',
])('“%s” is no number of tokens', (heading) => {
  expect(read(`mois;modele;${heading};montant\n2026-11;m;3;1\n`)[0]).toMatchObject({ tokens: 0, cost: 1 })
})

test('lines that agree by their amount alone are told apart: the invoice says nothing of their tokens', () => {
  const counted = [
    { period: '2026-11', model: 'a', tokens: 100, cost: 1 },
    { period: '2026-11', model: 'b', tokens: 100, cost: 1 },
    { period: '2026-11', model: 'speech', tokens: 0, cost: 2 },
  ]
  const invoice = read('mois;modele;jetons;montant\n2026-11;a;;1\n2026-11;b;100;1\n2026-11;speech;;2\n')
  expect(reconcile('local', invoice, counted)).toMatchObject({ matched: 3, withoutTokens: 1, differences: [] })
})

test.each([
  ['no heading', 'a,b\n1,2\n', 'manque : jour ou mois, modèle, montant'],
  ['no amount', 'jour;modele\n2026-11-03;m\n', 'manque : montant'],
  ['nothing under the headings', 'jour;modele;montant\n;;\n', 'aucune ligne'],
  ['a day that is none', 'jour;modele;montant\n2026-02-30;m;1\n', 'facture, ligne 2 : « 2026-02-30 »'],
  ['an amount that is none', 'jour;modele;montant\n2026-11-03;m;gratuit\n', 'facture, ligne 2 : « gratuit »'],
  ['no amount on a line', 'jour;modele;montant\n2026-11-03;m;\n', 'facture, ligne 2'],
  ['dollars', 'jour;modele;montant;devise\n2026-11-03;m;1;USD\n', 'USD'],
  ['dollars in the heading', 'day;model;Cost (USD)\n2026-11-03;m;1.24\n', 'USD'],
  ['dollars by their sign', 'day;model;Amount ($)\n2026-11-03;m;1.24\n', '$'],
])('%s: refused, with the place', (_, content, reason) => {
  const refusal = (() => {
    try {
      return read(content)
    } catch (error) {
      return error
    }
  })()
  expect(refusal).toBeInstanceOf(Refusal)
  expect((refusal as Refusal).args['reason']).toMatchObject({ fr: expect.stringContaining(reason) })
})

describe('our own FOCUS export beside our ledger', () => {
  const at = '2026-11-03T10:00:00.000Z'
  const calls = [
    { ...line, at, requestId: 'r1', cost: 0.1 },
    { ...line, at, requestId: 'r2', cost: 0.2 },
    { ...line, at, requestId: 'r3', provider: 'elsewhere', cost: 7 },
  ]
  const invoice = billedBy(read(focusHeading() + focusRows(calls)), { id: 'local', name: 'Chez nous' })
  const counted = [{ period: '2026-11-03', model: line.upstreamModel!, tokens: 168, cost: 0.1 + 0.2 }]

  test('agrees: by the name that the provider gives the model, without the lines of other providers', () => {
    expect(reconcile('local', invoice, counted)).toMatchObject({
      matched: 1,
      differences: [],
      ledgerCost: 0.3,
      invoiceCost: 0.3,
    })
  })

  test('figures are told to the nano-euro, however many were added', () => {
    const dearer = [{ ...counted[0]!, cost: 0.7 + 0.1 + 0.2 }]
    expect(reconcile('local', invoice, dearer).differences).toEqual([
      { period: '2026-11-03', model: line.upstreamModel, kind: 'amount', ledger: 1, invoice: 0.3 },
    ])
  })

  test('a sheet that names its provider as people do keeps the lines of that one, and those that name none', () => {
    const lines = read(
      'jour;fournisseur;modele;montant\n2026-11-03;chez nous;a;1\n2026-11-03;Ailleurs;a;5\n2026-11-03;;b;2\n',
    )
    expect(billedBy(lines, { id: 'local', name: 'Chez nous' }).map(({ cost }) => cost)).toEqual([1, 2])
    expect(billedBy(lines, { id: 'x', name: 'X' })).toHaveLength(3)
  })
})

const ledger: InvoiceLine[] = [
  { period: '2026-11-03', model: 'a', tokens: 100, cost: 1 },
  { period: '2026-11-04', model: 'a', tokens: 100, cost: 1 },
  { period: '2026-11-30', model: 'b', tokens: 50, cost: 3 },
]

test('day by day: what agrees, what differs, what one side lacks', () => {
  const invoice = read(
    'day;model;tokens;cost\n2026-11-03;a;100;1.004\n2026-11-04;a;100;1.5\n2026-11-05;c;1;1\n2026-11-30;b;60;3\n',
  )
  expect(reconcile('cloud', invoice, [...ledger, { period: '2026-11-06', model: 'd', tokens: 1, cost: 2 }])).toEqual({
    provider: 'cloud',
    tolerance: { cost: 0.005, tokenShare: 0.001 },
    from: '2026-11-03',
    to: '2026-11-30',
    matched: 1,
    withoutTokens: 0,
    oneSided: 0,
    differences: [
      { period: '2026-11-04', model: 'a', kind: 'amount', ledger: 1, invoice: 1.5 },
      { period: '2026-11-05', model: 'c', kind: 'only-in-invoice', ledger: null, invoice: 1 },
      { period: '2026-11-06', model: 'd', kind: 'only-in-ledger', ledger: 2, invoice: null },
      { period: '2026-11-30', model: 'b', kind: 'tokens', ledger: 50, invoice: 60 },
    ],
    ledgerCost: 7,
    invoiceCost: 6.504,
  })
})

test('a line that one side alone has is rounding too where its amount is: it is counted, and no difference', () => {
  const counted = [...ledger, { period: '2026-11-05', model: 'embed', tokens: 12, cost: 0.000_001 }]
  const invoice = read(
    'day;model;tokens;cost\n2026-11-03;a;100;1\n2026-11-04;a;100;1\n2026-11-30;b;50;3\n2026-11-30;fee;0;0.004\n',
  )
  expect(reconcile('cloud', invoice, counted)).toMatchObject({ matched: 3, oneSided: 2, differences: [] })
  const strict = reconcileWithin('cloud', invoice, counted, { cost: 0, tokenShare: 0 })
  expect([strict.oneSided, strict.differences.map(({ model, kind }) => `${model} ${kind}`)]).toEqual([
    0,
    ['embed only-in-ledger', 'fee only-in-invoice'],
  ])
})

describe('a line that an invoice tells more than once', () => {
  const day = '2026-11-03'
  const head = 'day;model;tokens;cost\n'
  const compared = (lines: string) => reconcile('cloud', read(head + lines), ledger.slice(0, 1)).differences

  test('is named as billed twice where it alone makes the difference', () => {
    expect(compared(`${day};a;100;1\n${day};a;100;1\n`)).toEqual([
      { period: day, model: 'a', kind: 'billed-again', ledger: 1, invoice: 2 },
    ])
    expect(compared(`${day};a;60;0.6\n${day};a;40;0.4\n${day};a;40;0.4\n`)).toMatchObject([{ kind: 'billed-again' }])
  })

  test('so is a whole invoice sent twice in one sheet, equal calls among its lines', () => {
    const calls = `${day};a;25;0.25\n`.repeat(4)
    expect(compared(calls + calls)).toMatchObject([{ kind: 'billed-again', ledger: 1, invoice: 2 }])
  })

  test('equal lines that agree with the ledger are calls that cost as much', () => {
    expect(compared(`${day};a;50;0.5\n`.repeat(2))).toEqual([])
  })

  test('what explains nothing is not blamed, nor a correction', () => {
    expect(compared(`${day};a;50;0.5\n${day};a;50;0.5\n${day};a;10;2\n`)).toMatchObject([{ kind: 'amount' }])
    expect(compared(`${day};a;100;2\n`)).toMatchObject([{ kind: 'amount' }])
    expect(compared(`${day};a;0;-0.5\n${day};a;0;-0.5\n${day};a;100;1\n`)).toMatchObject([{ kind: 'amount' }])
  })
})

test.each([
  ['its name', 'mois;modele;montant\n2026-11;a;2\n11/2026;b;3\n'],
  [
    'the bounds of FOCUS',
    'ChargePeriodStart,ChargePeriodEnd,ResourceName,BilledCost\n2026-11-01T00:00:00Z,2026-12-01T00:00:00Z,a,2\n2026-11-01T00:00:00Z,2026-12-01T00:00:00Z,b,3\n',
  ],
])('an invoice of whole months, told by %s, is compared month by month', (_, content) => {
  const invoice = read(content)
  expect(coveredBy(invoice)).toEqual({ from: '2026-11-01', to: '2026-11-30' })
  expect(reconcile('cloud', invoice, ledger)).toMatchObject({
    matched: 2,
    differences: [],
    ledgerCost: 5,
    invoiceCost: 5,
  })
})

test('what is taken for rounding is said with the result', () => {
  const day = { period: '2026-11-03', model: 'm', tokens: 0 }
  const { matched, tolerance, ledgerCost, invoiceCost } = reconcile(
    'local',
    [{ ...day, cost: 0.00099 }],
    [{ ...day, cost: 0.00051 }],
  )
  expect(matched).toBe(1)
  expect(invoiceCost - ledgerCost).toBeLessThan(tolerance.cost)
  expect(tolerance).toEqual({ cost: 0.005, tokenShare: 0.001 })
})

test('a failed call that used and cost nothing is no difference with an invoice that does not name it', () => {
  const billed = { period: '2026-11-03', model: 'a', tokens: 100, cost: 1 }
  const failed = { period: '2026-11-03', model: 'b', tokens: 0, cost: 0 }
  const free = { period: '2026-11-03', model: 'c', tokens: 50, cost: 0 }
  expect(reconcile('cloud', [billed], [billed, failed, free])).toMatchObject({
    matched: 1,
    differences: [{ model: 'c', kind: 'only-in-ledger', ledger: 0, invoice: null }],
  })
})
