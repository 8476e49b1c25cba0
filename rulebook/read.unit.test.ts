import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { filesOf, loadFramework } from './load.ts'
import { FrameworkError, type FrameworkProblem } from './problems.ts'
import { digestOf, type FrameworkFiles, readFramework } from './read.ts'
import { smallEdition } from './testing.ts'

const good = filesOf(smallEdition)

function problemsOf(files: FrameworkFiles): readonly FrameworkProblem[] {
  try {
    readFramework(files)
    return []
  } catch (error) {
    if (error instanceof FrameworkError) return error.problems
    throw error
  }
}

/** The small edition with one piece of one file replaced. */
function changed(file: string, from: string, to: string): FrameworkFiles {
  const text = good[file]!
  expect(text, `${file} holds ${from}`).toContain(from)
  return { ...good, [file]: text.replace(from, to) }
}

test('the small edition has no problem', () => {
  expect(problemsOf(good)).toEqual([])
})

const gi = 'requirements/gi-pu-1.yaml'
const identity = 'traits/identity.yaml'
const volumes = 'policies/volumes.yaml'
const sheets = 'catalogue/sheets.yaml'
const verdict = 'policies/verdict.yaml'
const mirai = 'requirements/mirai-general.yaml'

/** What is wrong · the file · the words replaced · by these · where it is told · what is told. */
const mistakes: [string, string, string, string, number | undefined, string][] = [
  ['broken YAML', gi, 'title: { fr: Chiffrer les échanges,', 'title: { fr: Chiffrer les échanges', 6, 'not valid YAML'],
  ['a key twice', gi, '    level: RG', '    level: RG\n    level: RG', 6, 'Map keys must be unique'],
  ['an anchor', gi, 'applies: always', 'applies: *there', undefined, 'an anchor is reused'],
  ['an unknown key', gi, '    level: RG', '    colour: red\n    level: RG', 5, 'unknown key “colour”'],
  ['a missing key', gi, '    source: Guide, 1\n', '', 3, '“source” is missing'],
  ['a missing translation', gi, 'fr: Tout passe par TLS., ', '', 7, 'the French wording is missing'],
  [
    'a blank translation',
    gi,
    'en: A manual comes with the application.',
    "en: ' '",
    22,
    'the English wording is missing',
  ],
  [
    'one language copied',
    gi,
    'en: Encrypt exchanges',
    'en: Chiffrer les échanges',
    6,
    'the same words in both languages',
  ],
  [
    'guidance copied',
    gi,
    'en: Configure the proxy.',
    'en: On règle le mandataire.',
    14,
    'the same words in both languages',
  ],
  ['an unknown level', gi, 'level: RG', 'level: XL', 5, 'Invalid option'],
  ['a level without weight', gi, 'level: RG', 'level: rc', 5, 'gives no weight to the level rc'],
  ['an unknown trait', gi, '{ audiences:', '{ audience:', 8, 'unknown trait audience: did you mean audiences?'],
  ['an unknown pair', gi, 'citizens@*', 'citizen@*', 8, 'no option citizen@*: write row@column'],
  ['an unknown option', mirai, '[web, mobile-app]', '[web, mobile-ap]', 9, 'did you mean mobile-app?'],
  ['no condition', gi, 'applies: always', 'applies: sometimes', 23, 'not a condition'],
  ['an option that is no word', gi, "['citizens@*']", '[12]', 8, 'put it in quotes'],
  ['an empty condition', gi, 'applies: always', 'applies: {}', 23, 'at least one trait'],
  ['a choice without branch', mirai, 'any:', 'all: []\n      any:', 8, '“all” stands alone in its condition'],
  ['a bad branch, deep', mirai, '[none]', 'none', 10, 'needs a list of options: write audiences: [option]'],
  ['a foreign identifier', gi, 'id: GI:a', 'id: XX:a', 19, 'expected NAMESPACE:identifier'],
  ['an identifier of another volume', gi, 'id: GI:a', 'id: MIRAI:a', 19, 'start the identifier with GI:'],
  ['an identifier used twice', gi, 'id: GI:a', 'id: GI:1', 19, `already used in ${gi}`],
  ['a reference of another', gi, 'reference: "1"', 'reference: "2"', 4, 'make them the same'],
  ['a reference without guidance', gi, 'id: GI:a', 'id: GI:a\n    reference: a', 20, 'needs guidance'],
  ['guidance without reference', gi, '    reference: "1"\n', '', 12, 'add the reference, or remove the guidance'],
  ['related to nothing', gi, 'related: [GI:a]', 'related: [GI:zz]', 17, 'related GI:zz does not exist'],
  ['related to itself', gi, 'related: [GI:a]', 'related: [GI:1]', 17, 'not related to itself'],
  ['related twice', gi, 'related: [GI:a]', 'related: [GI:a, GI:a]', 17, 'keep one'],
  ['an unknown sheet', gi, 'sheet: GI:PU-1', 'sheet: GI:PU-2', 1, 'did you mean GI:PU-1?'],
  [
    'a sheet of no volume',
    sheets,
    'volume: MIRAI',
    'volume: ENT',
    3,
    'the volume ENT is not in catalogue/volumes.yaml',
  ],
  ['a sheet of no pillar', sheets, 'pillar: PU', 'pillar: PX', 2, 'the pillar PX is not in catalogue/pillars.yaml'],
  [
    'a volume nobody decides',
    volumes,
    '  - { volume: GI, when: always }\n',
    '',
    8,
    'nothing says when this volume applies',
  ],
  ['a volume decided twice', volumes, 'volumes: [GI]', 'volumes: [GI, ENT]', 15, 'the volume ENT is not in'],
  ['a policy on an unknown trait', volumes, 'owner: [ministry]', 'owns: [ministry]', 5, 'unknown trait owns'],
  ['a trait twice', identity, '- id: nature', '- id: owner', 12, `already in ${identity}`],
  ['an option twice', identity, 'id: heavy-client', 'id: web', 24, 'the option web is used twice'],
  [
    'columns where there is no matrix',
    identity,
    'kind: matrix',
    'kind: set',
    26,
    'a matrix has columns, and only a matrix',
  ],
  ['an option that conditions would misread', identity, 'id: heavy-client', "id: 'a@b'", 24, 'holds @, * or a space'],
  [
    'a fact that is a sentence',
    identity,
    'fr: elle est nouvelle,',
    'fr: elle est nouvelle.,',
    16,
    'remove its full stop',
  ],
  ['a word of conditions', identity, '- id: nature', '- id: not', 12, 'the word belongs to conditions'],
  [
    'a rule on nothing',
    verdict,
    'requirements: [GI:1]',
    'requirements: [GI:9]',
    5,
    'the requirement GI:9 does not exist',
  ],
  [
    'no last rule',
    verdict,
    '  - id: clear',
    '  - id: clear\n    gates: [design]',
    10,
    'the last rule must hold always',
  ],
  [
    'a gate without entry',
    'policies/gates.yaml',
    '  - { id: design,',
    '  # - { id: design,',
    8,
    'the gate design is not in the list',
  ],
  ['a gate nobody has', 'policies/gates.yaml', 'document: design', 'document: review', 8, 'Invalid option'],
]
test.each(mistakes)('%s is told with its file, line and mend', (_, file, from, to, line, message) => {
  const problems = problemsOf(changed(file, from, to))
  expect(problems).toContainEqual(
    expect.objectContaining({ file, message: expect.stringContaining(message), ...(line && { line }) }),
  )
})

describe('all problems at once', () => {
  test('of several files and of several kinds', () => {
    const problems = problemsOf({
      ...changed(gi, 'related: [GI:a]', 'related: [GI:zz]'),
      [sheets]: good[sheets]!.replace('pillar: PU', 'pillar: PX'),
      [verdict]: good[verdict]!.replace('answer: go\n', 'answer: perhaps\n'),
    })
    expect(problems.map(({ file }) => file).sort()).toEqual([sheets, verdict, gi].sort())
  })

  test('without blaming others for a file that cannot be read', () => {
    const problems = problemsOf({ ...good, [identity]: 'topic: [', [mirai]: '{' })
    expect([...new Set(problems.map(({ file }) => file))].sort()).toEqual([mirai, identity])
  })

  test('the message names each with its place', () => {
    expect(() => readFramework(changed(gi, 'related: [GI:a]', 'related: [GI:zz]'))).toThrow(
      `The framework has 1 problem(s):\n  ${gi}:17 · GI:1: related GI:zz does not exist: mend or remove it`,
    )
  })
})

describe('files', () => {
  test.each(Object.keys(good).filter((file) => !/^(traits|requirements)/.test(file)))('%s is needed', (file) => {
    const { [file]: _, ...rest } = good
    expect(problemsOf(rest)).toContainEqual({ file, path: '', message: expect.stringContaining('is missing') })
  })

  test.each(['traits', 'requirements'])('an empty folder %s is told', (folder) => {
    const rest = Object.fromEntries(Object.entries(good).filter(([file]) => !file.startsWith(folder)))
    expect(problemsOf(rest)).toContainEqual(expect.objectContaining({ file: folder }))
  })

  test.each(['', '# nothing\n', '[]', '42', '\u0000'])('a file that holds %j is told, not thrown', (text) => {
    expect(problemsOf({ ...good, [gi]: text })).toContainEqual(expect.objectContaining({ file: gi }))
  })

  test.each(['requirement/gi.yaml', 'requirements/gi.yml', 'extra.yaml'])(
    '%s, which nothing reads, is told',
    (file) => {
      expect(problemsOf({ ...good, [file]: good[gi]! })).toContainEqual(
        expect.objectContaining({ file, message: expect.stringContaining('no part of an edition reads this file') }),
      )
    },
  )

  test('a folder that is not there is one problem, with its name', () => {
    expect(() => loadFramework('/nowhere/at/all')).toThrow(FrameworkError)
    expect(() => loadFramework('/nowhere/at/all')).toThrow('/nowhere/at/all')
  })

  test('only data files are read', () => {
    const folder = mkdtempSync(join(tmpdir(), 'framework-'))
    writeFileSync(join(folder, 'notes.txt'), 'nothing')
    writeFileSync(join(folder, 'edition.yaml'), 'id: a')
    expect(Object.keys(filesOf(folder))).toEqual(['edition.yaml'])
  })
})

test('an edition is recognised by its content, whatever the order of its files', () => {
  const reversed = Object.fromEntries(Object.entries(good).reverse())
  expect(digestOf(reversed)).toBe(digestOf(good))
  expect(readFramework(good).edition.digest).toBe(digestOf(good))
  expect(digestOf(changed(gi, 'Tout passe', 'Tout part'))).not.toBe(digestOf(good))
})

test('an edition cannot be modified', () => {
  const framework = loadFramework(smallEdition)
  expect(() => Object.assign(framework.requirements[0]!.title, { fr: 'autre' })).toThrow(TypeError)
  expect(() => framework.policies.gates.gates.reverse()).toThrow(TypeError)
})
