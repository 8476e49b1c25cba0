import { randomBytes } from 'node:crypto'
import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { limits } from './limits.ts'
import { readEdition } from './read-edition.ts'
import { EditionRefusal, type RefusalCode } from './refusal.ts'
import { drawnTable, odsOf, odtOf, pdfFile, pdfOf, utf8, xlsxOf, zipOf } from './testing/files.ts'

async function refusal(bytes: Uint8Array, name = 'cct'): Promise<EditionRefusal> {
  const outcome = await readEdition(bytes, { name }).catch((cause: unknown) => cause)
  if (outcome instanceof EditionRefusal) return outcome
  throw new Error(`no refusal: ${JSON.stringify(outcome)}`, { cause: outcome })
}

const rows = [
  ['ID', 'Niveau', 'Exigence'],
  ['AP-1', 'P', 'Les journaux sont horodatés.'],
]
const onePage = pdfOf([drawnTable(60, [80, 40, 300], rows)])
const content = (xml: string): Buffer => zipOf([{ name: 'content.xml', content: xml }])
const words = 'exigence '.repeat(4_000_000)

const refused: Readonly<Record<string, { bytes: () => Uint8Array; code: RefusalCode; says: RegExp }>> = {
  'an empty file': { bytes: () => new Uint8Array(), code: 'empty', says: /vide.*Téléchargez/ },
  'a file of blanks': { bytes: () => utf8('\n \n\t\n'), code: 'empty', says: /vide/ },
  'a file of 100 MB': { bytes: () => new Uint8Array(100 * 1024 * 1024), code: 'too-large', says: /100 Mo.*50 Mo/ },
  'random bytes': { bytes: () => randomBytes(4096), code: 'not-a-document', says: /ni un texte ni/ },
  'a picture': { bytes: () => Buffer.from('89504e470d0a1a0a0000', 'hex'), code: 'not-a-document', says: /image/ },
  'a program': { bytes: () => Buffer.from('7f454c4602010100', 'hex'), code: 'not-a-document', says: /programme/ },
  'an old Word or Excel file': {
    bytes: () => Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    code: 'legacy-format',
    says: /OpenDocument/,
  },
  'a compressed archive': {
    bytes: () => Buffer.from('1f8b0800000000', 'hex'),
    code: 'not-a-document',
    says: /extrayez/,
  },
  'an archive of something else': {
    bytes: () => zipOf([{ name: 'photo.png', content: 'x' }]),
    code: 'not-a-document',
    says: /archive/,
  },
  'a Word document': {
    bytes: () => zipOf([{ name: 'word/document.xml', content: '<w/>' }]),
    code: 'not-a-document',
    says: /\.docx.*\.odt/,
  },
  'a text with U+0000 in it': {
    bytes: () => utf8('ID;Niveau;Exigence\nA-1;P;Dater les tra\0ces.\nA-2;I;Garder les traces.\n'),
    code: 'damaged',
    says: /ligne 2.*U\+0000.*etire/,
  },
  'a catalogue with U+0000 in a control': {
    bytes: () =>
      utf8(
        '{"catalog": {"metadata": {"title": "x"}, "controls": [{"id": "a-1", "title": "T", "parts": [{"name": "statement", "prose": "Dater les tra\\u0000ces."}]}]}}',
      ),
    code: 'damaged',
    says: /U\+0000.*a-1/,
  },
  'prose without a table': {
    bytes: () => utf8('# Cadre\n\nLe cadre est présenté ici.\n'),
    code: 'no-requirement',
    says: /aucun tableau/,
  },
  'a table of something else': {
    bytes: () => utf8('| Ville | Pays |\n|---|---|\n| Rome | Italie |\n'),
    code: 'no-requirement',
    says: /1 tableau/,
  },
  'JSON of something else': { bytes: () => utf8('{"name": "x"}'), code: 'not-a-document', says: /OSCAL/ },
  'an OSCAL profile': { bytes: () => utf8('{"profile": {"uuid": "x"}}'), code: 'not-a-document', says: /profil/ },
  'a catalogue without controls': {
    bytes: () => utf8('{"catalog": {"metadata": {}}}'),
    code: 'not-a-document',
    says: /control/,
  },
  'JSON cut short': { bytes: () => utf8('{"catalog": {"metadata": {"title": "x"}'), code: 'damaged', says: /JSON/ },
  'JSON nested without end': {
    bytes: () => utf8(`{"catalog": ${'['.repeat(100_000)}${']'.repeat(100_000)}}`),
    code: 'too-many',
    says: /imbrication/,
  },
  'a PDF cut short': {
    bytes: () => onePage.subarray(0, onePage.length - 60),
    code: 'damaged',
    says: /%%EOF.*téléchargez/s,
  },
  'a PDF cut in its middle': { bytes: () => onePage.subarray(0, onePage.length / 2), code: 'damaged', says: /tronqué/ },
  'a PDF with nothing inside': { bytes: () => utf8('%PDF-1.4\nnothing\n%%EOF\n'), code: 'damaged', says: /PDF/ },
  'a PDF of pictures': {
    bytes: () => pdfOf([{ lines: [[10, 10, 200, 10]] }]),
    code: 'no-text',
    says: /images.*reconnaissance/,
  },
  'an encrypted PDF': {
    bytes: () =>
      pdfOf(
        [{}],
        `/ID [<${'0'.repeat(32)}> <${'0'.repeat(32)}>] /Encrypt << /Filter /Standard /V 1 /R 2 /Length 40 /P -4 /O <${'5f'.repeat(32)}> /U <${'a3'.repeat(32)}> >>`,
      ),
    code: 'encrypted',
    says: /chiffré.*mot de passe/,
  },
  'a PDF stream that swells': {
    bytes: () => {
      const packed = deflateSync(Buffer.alloc(limits.entryBytes + 1)).toString('latin1')
      return pdfFile([
        '<< /Type /Catalog /Pages 2 0 R >>',
        '<< /Type /Pages /Count 0 /Kids [] >>',
        `<< /Filter /FlateDecode /Length ${packed.length} >>\nstream\n${packed}\nendstream`,
      ])
    },
    code: 'archive-bomb',
    says: /flux.*décompressé/,
  },
  'a sheet cut short': { bytes: () => odsOf({ A: rows }).subarray(0, 300), code: 'damaged', says: /tronquée/ },
  'a sheet under a password': {
    bytes: () => zipOf([{ name: 'content.xml', content: 'x', locked: true }]),
    code: 'encrypted',
    says: /chiffré/,
  },
  'an OpenDocument under a password': {
    bytes: () =>
      odsOf({ A: rows }, [
        { name: 'META-INF/manifest.xml', content: '<manifest><file-entry><encryption-data/></file-entry></manifest>' },
      ]),
    code: 'encrypted',
    says: /chiffré/,
  },
  'an OpenDocument that is one encrypted package': {
    bytes: () =>
      zipOf([
        { name: 'mimetype', content: 'application/vnd.oasis.opendocument.spreadsheet' },
        { name: 'encrypted-package', content: 'x' },
      ]),
    code: 'encrypted',
    says: /chiffré.*sans mot de passe/,
  },
  'an XLSX under a password': {
    bytes: () =>
      Buffer.concat([
        Buffer.from('d0cf11e0a1b11ae1', 'hex'),
        Buffer.alloc(2000),
        Buffer.from('EncryptedPackage', 'utf16le'),
        Buffer.alloc(2000),
      ]),
    code: 'encrypted',
    says: /chiffré.*sans mot de passe/,
  },
  'a zip bomb that declares its size': {
    bytes: () => content(words),
    code: 'archive-bomb',
    says: /content\.xml.*grossirait \d+ fois/,
  },
  'a zip bomb that lies about its size': {
    bytes: () => zipOf([{ name: 'content.xml', content: words, declared: 1000 }]),
    code: 'archive-bomb',
    says: /plus grand que l’archive ne le déclare/,
  },
  'an archive of too many files': {
    bytes: () => zipOf(Array.from({ length: limits.archiveEntries + 1 }, (_, at) => ({ name: `f${at}`, content: '' }))),
    code: 'too-many',
    says: /fichiers dans l’archive/,
  },
  'entities that swell': {
    bytes: () => content('<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><x>&b;&b;&b;</x>'),
    code: 'entity-declared',
    says: /DOCTYPE/,
  },
  'an entity that reads a file': {
    bytes: () =>
      utf8('<?xml version="1.0"?><!DOCTYPE c [<!ENTITY f SYSTEM "file:///etc/passwd">]><catalog>&f;</catalog>'),
    code: 'entity-declared',
    says: /DOCTYPE/,
  },
  'malformed XML': { bytes: () => content('<office:document-content><a></b>'), code: 'damaged', says: /XML mal formé/ },
  'XML nested without end': {
    bytes: () => content('<a>'.repeat(1000) + '</a>'.repeat(1000)),
    code: 'too-many',
    says: /imbriqués/,
  },
  'HTML nested without end': {
    bytes: () => utf8(`<!doctype html>${'<div>'.repeat(100_000)}`),
    code: 'too-many',
    says: /éléments HTML/,
  },
  'YAML with swelling aliases': {
    bytes: () => utf8(`catalog:\n  a: &a [1,2]\n  b: &b [*a,*a]\n  groups: [*b,*b]\n`),
    code: 'damaged',
    says: /YAML/,
  },
  'a table of too many columns': {
    bytes: () => utf8(`ID;Niveau;Exigence\nAP-1${';x'.repeat(limits.columns + 1)}\nAP-2;P;y\n`),
    code: 'too-many',
    says: /colonnes/,
  },
  'a table of too many rows': {
    bytes: () => utf8(`ID;Niveau;Exigence\n${'AP-1;P;y\n'.repeat(limits.rows + 1)}`),
    code: 'too-many',
    says: /lignes de tableau/,
  },
}

describe('refused, with the place and the mend', () => {
  it.each(Object.entries(refused))('%s', async (_, { bytes, code, says }) => {
    const told = await refusal(bytes())
    expect([told.code, told.wording.fr]).toEqual([code, expect.stringMatching(says)])
    expect(told.wording.fr).toMatch(/^cct\b/)
    expect(told.wording.en).toMatch(/^cct\b.*\.$/s)
  })

  it('names the page or file inside the document', async () => {
    expect((await refusal(content('<a></b>'))).place).toMatchObject({ file: 'cct', under: 'content.xml', line: 1 })
  })
})

describe.each([
  ['ods', odsOf],
  ['xlsx', xlsxOf],
])('a sheet, %s', (name, sheetOf) => {
  const head = ['ID', 'Niveau', 'Exigence', 'Thème']
  const first = ['AP-1', 'P', 'Les journaux sont horodatés.', 'Traces']

  it('with a merged title and merged headings between rows is read by who asks for it', async () => {
    const cct = sheetOf({
      Liste: [
        [{ text: 'Cadre 2026', columns: 4 }, undefined, undefined, undefined],
        head,
        first,
        [{ text: 'Sécurité', columns: 4 }, undefined, undefined, undefined],
        ['AP-4', { text: 'P', bold: true }, 'Les secrets sont hors du dépôt.', 'Secrets'],
      ],
    })
    const { requirements, anomalies } = await readEdition(cct, { name, lenient: true })
    expect(requirements.map(({ id, section }) => [id, section])).toEqual([
      ['AP-1', undefined],
      ['AP-4', 'Sécurité'],
    ])
    expect(anomalies.map(({ kind, place }) => `${kind} ${place.row}`).toSorted()).toEqual([
      'level-bold 5',
      'note-row 1',
      'section-row 4',
    ])
  })
})

it('any bytes end in an edition or a refusal, never in another error', async () => {
  const starts = [
    '',
    '%PDF-1.4\n',
    'PK\u0003\u0004',
    '| ID | Niveau | Exigence |\n|---|---|---|\n',
    '{"catalog":',
    '<?xml version="1.0"?><office:document ',
    '<table><tr><td>',
    'ID;Niveau;Texte\n',
  ]
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...starts),
      fc.oneof(fc.string({ unit: 'binary' }), fc.string()),
      fc.constantFrom('', '%%EOF', '</table>'),
      async (start, middle, end) => {
        const outcome = await readEdition(utf8(start + middle + end), { name: 'x' }).catch((cause: unknown) => cause)
        expect(
          outcome instanceof EditionRefusal || (outcome as { requirements?: unknown }).requirements !== undefined,
        ).toBe(true)
      },
    ),
    { numRuns: 300 },
  )
})

it('any damage to a whole document ends the same way', async () => {
  const documents = [onePage, odsOf({ A: rows }), xlsxOf({ A: rows }), odtOf('<text:p>x</text:p>')]
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...documents),
      fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 8 }),
      async (document, changes) => {
        const bytes = Buffer.from(document)
        for (const [at, value] of changes) bytes[at % bytes.length] = value
        const outcome = await readEdition(bytes, { name: 'x' }).catch((cause: unknown) => cause)
        expect(
          outcome instanceof EditionRefusal || (outcome as { requirements?: unknown }).requirements !== undefined,
        ).toBe(true)
      },
    ),
    { numRuns: 200 },
  )
})
