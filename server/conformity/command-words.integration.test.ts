/** What commands say to the people of an administration: names, what was stated, whose turn; and what they refuse, with the mend. */
import { applicationRoutes, conformityRoutes, tokenRoutes } from '@socle/contracts'
import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dayOf } from '../platform/day.ts'
import { childEnvironment } from '../testing/child-environment.ts'
import { permits } from '../testing/descriptions.ts'
import { startTestSocle, type TestSocle } from '../testing/test-socle.ts'

const main = resolve(import.meta.dirname, '../../cli/main.ts')
const timeout = 300_000
const folder = mkdtempSync(join(tmpdir(), 'socle-words-'))
let socle: TestSocle

const run = async (who: string, ...words: string[]): Promise<string> => {
  const env = { ...childEnvironment(), HOME: folder, SOCLE_URL: socle.url, SOCLE_TOKEN_FILE: join(folder, who) }
  return (await promisify(execFile)(process.execPath, [main, ...words], { cwd: folder, env })).stdout.trim()
}
/** What a refused command says; exit code 2. */
const refused = async (who: string, ...words: string[]): Promise<string> => {
  const answer = await run(who, ...words).then(
    () => ({ code: 0, stderr: '' }),
    (failure: unknown) => failure as { code: number; stderr: string },
  )
  expect(answer.code).toBe(2)
  expect(answer.stderr).not.toMatch(/Erreur interne|errors|body\.|querystring/)
  return answer.stderr
}
const write = (name: string, content: string | object): string => {
  writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content))
  return name
}

beforeAll(async () => {
  socle = await startTestSocle('embedded')
  const camille = await socle.as('camille')
  await camille.call(applicationRoutes.create, { body: { id: 'titres', version: '1', description: permits } })
  for (const id of ['camille', 'helene', 'yann', 'nadia', 'luc']) {
    const { body } = await (await socle.as(id)).call(tokenRoutes.issue, { body: { label: 'commande', access: 'act' } })
    writeFileSync(join(folder, id), `${body.secret}\n`)
  }
}, timeout)
afterAll(async () => {
  await socle.close()
  rmSync(folder, { recursive: true, force: true })
})

test('a procedure shows what each person stated and whose turn it is', { timeout }, async () => {
  const data = write('gap.json', { gap: 'Le journal contient des noms.', blocking: true, due: '2099-01-31' })
  const id = await run(
    'nadia',
    'procedure',
    'open',
    'reserve',
    '--application',
    'titres',
    '--title',
    'Journal',
    '--data',
    data,
  )
  const shown = await run('camille', 'procedure', 'show', id)
  expect(shown).toContain('Écart constaté : Le journal contient des noms.')
  expect(shown).toContain('Bloque la mise en production : oui')
  expect(shown).toContain('À qui d’agir : l’équipe de l’application, avant la fin du 2099-01-31')
  expect(await run('camille', '--lang', 'en', 'procedure', 'show', id)).toContain(
    'Whose turn: the team of the application',
  )
  expect(await run('camille', 'procedure', 'list', '--process', 'tender')).toBe('Aucune procédure.')
  expect(await run('luc', 'home')).toBe('Rien ne vous attend.')
  expect(await run('luc', 'whoami')).toMatch(/^Luc Fontaine {2}acheteur\n/)
})

test('a file of statements is refused with its place, and nothing is recorded', { timeout }, async () => {
  const id = await run(
    'nadia', 'procedure', 'open', 'reserve', '--application', 'titres', '--title', 'Formats',
    '--data', write('formats.json', { gap: 'Illisibles.', blocking: false }),
  ) // prettier-ignore
  const submit = (file: string) => refused('camille', 'procedure', 'step', id, 'submit', '--data', file)
  expect(await submit(write('empty.json', ''))).toMatch(/^socle: empty\.json : vide ; un objet JSON est attendu/)
  expect(await submit(write('cut.json', '{\n"proof": "x"'))).toMatch(/cut\.json : ce n’est pas du JSON/)
  expect(await submit(write('list.json', '[]'))).toMatch(/Fichier refusé, 1 faute\(s\) ; un objet JSON est attendu/)
  expect(await submit('nowhere.json')).toMatch(/nowhere\.json : lecture impossible, il n’existe pas\./)
  const past = write('past.json', { plan: 'x', due: '2020-01-01' })
  expect(await refused('camille', 'procedure', 'step', id, 'plan', '--data', past)).toContain(
    '  due: À lever avant le : ce jour est passé, donnez une date à venir.',
  )
  const reserves = write('reserves.json', [{ title: 'Sans écart' }])
  const why = await refused('helene', 'gate', 'decide', id, 'pass-with-reserves', '--reserves', reserves)
  expect(why).toContain('reserves.json:0.gap')
  // One row that nobody knows holds up no other.
  const proof = write('proof.json', { proof: 'Repris.' })
  const rows = [id, '00000000-0000-4000-8000-000000000000']
  const several = run('camille', 'several', 'step', 'submit', ...rows, '--data', proof)
  await expect(several).rejects.toMatchObject({
    code: 1,
    stdout: expect.stringMatching(/^Lignes faites : 1\./) as string,
  })
})

test(
  'a file and its gate are told in words: why, what proves, who decides, and no code of a rule',
  { timeout },
  async () => {
    const file = await run('camille', 'file', 'open', 'titres', '--version', '1', '--gate', 'production')
    await run('camille', 'file', 'assess', file, 'GI:1166', '--status', 'conforming', '--why', 'Lu avant tout.')
    const proof = ['--label', 'Compte rendu', '--date', dayOf(new Date()), '--url', 'https://doc.example.gouv.fr/cr']
    await run('camille', 'file', 'prove', file, 'GI:1166', ...proof)
    const shown = await run('camille', 'file', 'show', file)
    expect(shown).toMatch(/^Non\. Réserves bloquantes.*\n {2}Une réserve bloquante/)
    expect(shown).toMatch(/GI:1166 {2}Conforme, prouvée /)
    const one = await run('camille', 'file', 'show', file, 'GI:1166')
    expect(one).toContain('Conforme, prouvée  Lu avant tout.')
    expect(one).toContain('Compte rendu  valide')
    const design = await run('camille', 'file', 'open', 'titres', '--version', '1', '--gate', 'design')
    const review = await run('camille', 'gate', 'request', design)
    const asked = await run('yann', 'gate', 'show', review)
    for (const said of [shown, one, asked]) expect(said).not.toMatch(/binding-|\(verdict|"requirement"/)
    expect(await refused('yann', 'gate', 'decide', review, 'refuse')).toContain('grounds: Motifs : à renseigner')
    expect(await refused('camille', 'file', 'show', 'titres')).toContain('l’identifiant que donnent les listes')
    expect(await refused('luc', 'register', 'export', '--out', 'r.ods')).toContain('L’ont : responsable de la sécurité')
  },
)

test(
  'a gate passed with reserves says under which, where they stand and which of them block',
  { timeout },
  async () => {
    const camille = await socle.as('camille')
    await camille.call(applicationRoutes.create, { body: { id: 'guichet', version: '1', description: permits } })
    const file = await run('camille', 'file', 'open', 'guichet', '--version', '1', '--gate', 'launch')
    const { items } = (await camille.call(conformityRoutes.file, { params: { fileId: file } })).body
    for (const { requirement } of items.filter((item) => item.requirement.weight === 'binding')) {
      const params = { fileId: file, requirementId: requirement.id }
      await camille.call(conformityRoutes.assess, {
        params,
        body: { status: 'conforming', justification: 'Revue d’équipe.', revision: 0 },
      })
      await camille.call(conformityRoutes.addLink, {
        params,
        body: { label: 'Compte rendu', url: 'https://doc.example.gouv.fr/cr', date: dayOf(new Date()) },
      })
    }
    const review = await run('camille', 'gate', 'request', file)
    const reserves = write('under.json', [
      { title: 'Correspondant à nommer', gap: 'Personne.', blocking: true },
      { title: 'Coûts à préciser', gap: 'L’exploitation manque.', blocking: false },
    ])
    const decided = await run('yann', 'gate', 'decide', review, 'pass-with-reserves', '--reserves', reserves)
    const told = [decided, await run('yann', 'gate', 'show', review), await run('camille', 'gate', 'standing', file)]
    for (const said of told) {
      expect(said).toMatch(/^ {2}! Correspondant à nommer {2}ouverte, bloquante$/m)
      expect(said).toMatch(/^ {4}Coûts à préciser {2}ouverte$/m)
    }
    for (const action of [
      ['show', review],
      ['standing', file],
    ]) {
      const { under } = JSON.parse(await run('camille', 'gate', ...action, '--json')) as { under: { title: string }[] }
      expect(under.map(({ title }) => title).toSorted()).toEqual(['Correspondant à nommer', 'Coûts à préciser'])
    }
  },
)

test('the product reference says what has to be replaced and which products share a use', { timeout }, async () => {
  const facts = { name: 'Plume', uses: ['note-taking'], status: 'R' }
  await run('helene', 'products', 'create', 'P-1', '--file', write('p1.json', facts))
  await run('helene', 'products', 'create', 'P-2', '--file', write('p2.json', { ...facts, grid: { support: 'no' } }))
  const listed = await run('helene', 'products', 'list')
  expect(listed).toMatch(/P-1 .*note-taking {2}même usage : 1 autre$/m)
  expect(listed).toMatch(/P-2 .*note-taking {2}même usage : 1 autre {2}à remplacer$/m)
})

test('a session is told in words, and does not open before its day', { timeout }, async () => {
  expect(await refused('helene', 'committee', 'appoint', '--person', 'Nadia Rousseau', '--rank', 'titular', '--body', 'B', '--from', '2026-01-01')).toContain(
    'Personne de ce nom ne peut recevoir un mandat',
  ) // prettier-ignore
  const appointed = await run(
    'helene',
    'committee',
    'appoint',
    '--person',
    'Yann Le Goff',
    '--rank',
    'titular',
    '--body',
    'DTNUM',
    '--from',
    '2026-01-01',
  )
  expect(appointed).toMatch(/^[0-9a-f-]{36} {2}DTNUM {2}titulaire {2}Yann Le Goff {2}2026-01-01 –$/)
  const mandate = appointed.slice(0, 36)
  const again = ['committee', 'appoint', '--person', 'Hélène Garnier', '--rank', 'titular', '--body', 'dtnum', '--from', '2026-01-01'] // prettier-ignore
  expect(await refused('helene', ...again)).toContain('« DTNUM » a déjà un titulaire sur ces dates : Yann Le Goff')
  expect(await run('helene', ...again, '--another')).toContain('DTNUM (2)  titulaire  Hélène Garnier')
  expect(await run('helene', 'committee', 'members')).toMatch(
    /Sièges :\n {2}[0-9a-f-]{36} {2}DTNUM {2}titulaire Yann Le Goff\n {2}[0-9a-f-]{36} {2}DTNUM \(2\) {2}titulaire Hélène Garnier/,
  )
  expect(await refused('yann', ...again)).toMatch(/Il vous manque ce droit : .*L’ont : /)
  const later = await run(
    'helene',
    'committee',
    'plan',
    '--title',
    'Plus tard',
    '--date',
    dayOf(new Date(Date.now() + 100 * 86_400_000)),
  )
  expect(await refused('helene', 'committee', 'open', later)).toContain('ne l’ouvre pas avant ce jour')
  const planned = ['committee', 'plan', '--title', 'Aujourd’hui', '--date', dayOf(new Date()), '--json']
  const { id } = JSON.parse(await run('helene', ...planned)) as { id: string }
  const put = ['committee', 'put', id, '--title', 'Point', '--proposal', 'Oui.']
  expect(await refused('helene', ...put, '--until', '2020-01-01')).toContain('avant la séance')
  const item = await run('helene', ...put)
  expect(await run('helene', 'committee', 'open', id)).toMatch(/ {2}Aujourd’hui {2}ouverte$/)
  expect(await refused('yann', 'committee', 'vote', id, '--item', item, '--choice', 'oui')).toContain(
    '--choice attend : for, against, abstain.',
  )
  expect(await run('yann', 'committee', 'vote', id, '--item', item, '--choice', 'for')).toContain(
    'Cette voix est gardée et ne compte pas à cet instant',
  )
  expect(await run('helene', 'committee', 'attend', id, '--mandate', mandate, '--presence', 'room')).toContain(
    'en salle',
  )
  expect(await run('yann', 'committee', 'vote', id, '--item', item, '--choice', 'for')).toMatch(
    /^À cet instant : Adopté\./,
  )
  expect(await run('helene', 'committee', 'close', id)).toMatch(/^Point {2}Adopté\./)
  expect(await refused('helene', 'committee', 'minutes', id, '--out', 'm.odt')).toContain('finit par .pdf, .txt')
  await run('helene', 'committee', 'minutes', id, '--out', 'm.txt')
  expect(readFileSync(join(folder, 'm.txt'), 'utf8')).toMatch(/^Relevé de décisions/)
  expect(await refused('camille', 'committee', 'sessions')).toContain(
    'Il vous manque ce droit : lire ce que fait le comité.',
  )
})

test('a tender is told in words, and refuses what is not part of it', { timeout }, async () => {
  const id = await run('luc', 'tender', 'create', '--reference', 'M-1', '--title', 'Assistant')
  expect(await run('luc', 'tender', 'list')).toContain('exigences à choisir')
  expect(await run('luc', 'tender', 'select', id, '--volumes', 'MIRAI', '--weights', 'binding')).toContain('exigences')
  const refine = (...words: string[]) => ['tender', 'refine', id, '--requirement', ...words]
  expect(await refused('luc', ...refine('MIRAI:EXI-G-99', '--precision', 'x'))).toContain('n’est pas retenue')
  expect(await refused('luc', ...refine('MIRAI:EXI-G-4', '--points', 'abc'))).toContain('--points attend un nombre')
  expect(await run('luc', ...refine('MIRAI:EXI-G-4', '--precision', 'Ici'))).toMatch(/éliminatoire.*\(Ici\)$/)
  expect(await run('luc', 'tender', 'show', id)).toContain('Étapes possibles :')
  expect(await run('luc', 'tender', 'freeze', id)).toContain('exigences gelées')
  await run('luc', 'tender', 'grid', id, '--out', 'g.ods')
  await run('luc', 'tender', 'publish', id)
  expect(await run('luc', 'tender', 'bid', id, '--bidder', 'Alpha', '--file', 'g.ods')).toContain(
    '  Alpha  scellée jusqu’à la fermeture des offres',
  )
  expect(await refused('luc', 'tender', 'bid', id, '--bidder', 'Beta', '--file', write('e.ods', ''))).toContain(
    'le fichier est vide',
  )
  expect(await refused('luc', 'tender', 'compare', id)).toContain('scellées')
  await run('luc', 'tender', 'evaluate', id)
  expect(await run('luc', 'tender', 'show', id)).toMatch(/ {2}Alpha {2}non notée {2}éliminée \(\d+\)\n/)
  expect(await run('luc', 'tender', 'compare', id)).toContain('éliminée')
})

test('a sheet is what its name says, or it is not written', { timeout }, async () => {
  for (const words of [
    ['list', 'procedures'],
    ['procedure', 'export'],
    ['products', 'export'],
  ]) {
    expect(await refused('helene', ...words, '--out', 'p.xlsx')).toContain('finit par .ods, .csv')
    expect(existsSync(join(folder, 'p.xlsx'))).toBe(false)
  }
  await run('camille', 'edition', 'comment', 'Obscur', '--requirement', 'GI:PD-1.a')
  await run('helene', 'edition', 'comments', '--out', 'c.csv')
  expect(readFileSync(join(folder, 'c.csv'), 'utf8')).toContain('Obscur')
  expect(await refused('helene', 'edition', 'answer', '99', 'Oui', '--state', 'accepted')).toContain(
    'Aucun commentaire n’a le numéro 99',
  )
  expect(await refused('camille', 'edition', 'comment', '', '--label', 'Intro')).toContain('text: à renseigner')
  expect(await refused('nadia', 'register', 'export', '--out', 'r.json', '--application', 'titre')).toContain(
    'application-unknown',
  )
  expect(await run('helene', 'edition', 'compare', '2026.1', 'in-force')).toContain('→')
})

test(
  'a need is answered by the name of a product; one nearly right is refused with those near',
  { timeout },
  async () => {
    const pencil = write('p9.json', { name: 'Fusain', uses: ['note-taking'], status: 'R' })
    await run('helene', 'products', 'create', 'P-9', '--file', pencil)
    const asked = { service: 'Titres', use: 'Prendre des notes.', why: 'Rien ne le fait.', users: 3 }
    const need = await run(
    'camille', 'procedure', 'open', 'need-request', '--title', 'Notes', '--data', write('notes.json', asked),
  ) // prettier-ignore
    await run('camille', 'procedure', 'step', need, 'submit')
    const indicate = (product: string) =>
      ['procedure', 'step', need, 'indicate', '--data', write('product.json', { product })] as const
    expect(await refused('helene', ...indicate('Fussain'))).toContain(
      '« Fussain » n’est pas au référentiel. Vouliez-vous dire : Fusain (P-9) ?',
    )
    expect(await run('helene', ...indicate('fusain'))).toContain('Produit : P-9')
    const { files } = JSON.parse(await run('camille', 'application', 'show', 'titres', '--json')) as {
      files: { id: string; gate: string }[]
    }
    const shown = await run('camille', 'file', 'show', files.find(({ gate }) => gate === 'production')!.id)
    expect(shown).toMatch(/\n {2}Ensuite : On ne peut pas encore répondre\. .*\n/)
    expect(shown).toMatch(/\n {2}Exigences évaluées : \d+ sur \d+\.\n/)
  },
)
