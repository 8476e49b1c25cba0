import type { ApplicationSummary, Bilingual, RequirementId } from '@socle/contracts'
import { loadGovernance } from '@socle/rulebook'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { migrationTasks, remarkTasks, reopenedTasks, tasksOf } from './home-rules.ts'

const { allowed } = loadGovernance(resolve(import.meta.dirname, '../../../framework')).policies.gates
const permits = (standing: Partial<NonNullable<ApplicationSummary['standing']>>): ApplicationSummary => ({
  id: 'titres',
  name: 'Titres',
  organisation: 'Direction des titres',
  version: '1.0.0',
  answered: 5,
  traits: 5,
  applicable: 20,
  standing: { fileId: 'f', gate: 'launch', answer: 'go', gaps: 0, assessed: 20, total: 20, ...standing },
  updatedAt: '2026-06-01T00:00:00Z',
})
const titles: Record<string, Bilingual> = {
  'GI:1344': { fr: 'Écrire le journal', en: 'Write the log' },
  'GI:1347': { fr: 'Garder le journal', en: 'Keep the log' },
}
const titleOf = (id: string) => titles[id]
const kinds = (application: ApplicationSummary, failed: string[] = []) =>
  tasksOf([application], new Map([['titres', failed]]), { asked: new Set(), allowed }, new Map(), titleOf).map(
    ({ kind }) => kind,
  )

test('a file that is assessed waits for its team: to ask for the review, or to settle what stands in the way', () => {
  expect(kinds(permits({}))).toEqual(['request-review'])
  expect(kinds(permits({ answer: 'go-with-reserves' }))).toEqual(['request-review'])
  expect(kinds(permits({ answer: 'undetermined' }))).toEqual(['unsettled'])
  expect(kinds(permits({ answer: 'no-go' }))).toEqual(['unsettled'])
  expect(kinds(permits({ answer: 'undetermined', assessed: 19 }))).toEqual(['assess'])
  // The failed check says the same with its number.
  expect(kinds(permits({ answer: 'no-go' }), ['GI:1344', 'GI:1347'])).toEqual(['failed-check'])
})

test('a review is asked for once: not while one waits, nor after a decision that still holds', () => {
  const task = (asked: ReadonlySet<string>) => tasksOf([permits({})], new Map(), { asked, allowed }, new Map(), titleOf)
  expect(task(new Set(['f']))).toEqual([])
  expect(task(new Set(['another']))).toMatchObject([
    { kind: 'request-review', link: '/applications/titres/dossiers/f' },
  ])
  expect(task(new Set())[0]!.text.fr).toBe('Titres : tout est évalué, demandez la revue du jalon.')
})

test('the gate that comes next is told, not the furthest one opened; a refused one says what it lacks', () => {
  const standing = { fileId: 'l', gate: 'launch', answer: 'undetermined', gaps: 0, assessed: 2, total: 9 } as const
  const hand = {
    standing,
    gateName: { fr: 'Lancement', en: 'Launch' },
    unproven: [] as RequirementId[],
    former: new Map<string, { fr: string; en: string }>(),
    refused: false,
    several: true,
  }
  const application = permits({ fileId: 'p', gate: 'production', assessed: 0, total: 117 })
  const said = (file: typeof hand) =>
    tasksOf([application], new Map(), { asked: new Set(), allowed }, new Map([['titres', file]]), titleOf)
  expect(said(hand)).toMatchObject([
    {
      kind: 'assess',
      link: '/applications/titres/dossiers/l',
      text: { fr: 'Titres, jalon « lancement » : 7 exigences à évaluer.' },
    },
  ])
  expect(said({ ...hand, refused: true, unproven: ['GI:1347'] })).toMatchObject([
    {
      kind: 'refused',
      text: {
        fr: 'Titres : le jalon « lancement » a été refusé. Il y manque : exigences à évaluer (7), exigences à prouver (1).',
      },
      requirements: [{ text: titles['GI:1347'], link: '/applications/titres/dossiers/l/GI:1347' }],
    },
  ])
})

test('what waits for a proof, and what a check contradicts, is named and leads to where it is mended', () => {
  const standing = { fileId: 'l', gate: 'launch', answer: 'undetermined', gaps: 0, assessed: 9, total: 9 } as const
  const unproven = ['GI:1344', 'GI:1347', 'GI:9'] as RequirementId[]
  const gateName = { fr: 'Lancement', en: 'Launch' }
  // Of an edition that the file stayed at, and that of today has no more.
  const former = new Map([['GI:9', { fr: 'Garder un journal', en: 'Keep a log' }]])
  const inHand = new Map([['titres', { standing, gateName, unproven, former, refused: false, several: false }]])
  const failed = new Map([['titres', ['GI:1347']]])
  const tasks = tasksOf([permits(standing)], failed, { asked: new Set(), allowed }, inHand, titleOf)
  expect(tasks).toMatchObject([
    {
      kind: 'failed-check',
      count: 1,
      requirements: [{ text: titles['GI:1347'], link: '/applications/titres/dossiers/l/GI:1347' }],
    },
    {
      kind: 'prove',
      count: 3,
      text: { fr: 'Titres : 3 exigences attendent une preuve.', en: 'Titres: 3 requirements wait for a proof.' },
      requirements: [
        { text: titles['GI:1344'], link: '/applications/titres/dossiers/l/GI:1344' },
        { text: titles['GI:1347'], link: '/applications/titres/dossiers/l/GI:1347' },
        { text: { fr: 'Garder un journal', en: 'Keep a log' }, link: '/applications/titres/dossiers/l/GI:9' },
      ],
    },
  ])
})

test('files that an edition left behind are a task until none is left', () => {
  expect(migrationTasks(0)).toEqual([])
  expect(migrationTasks(3)).toMatchObject([{ kind: 'migrate', count: 3, link: '/cadre/migration' }])
})

test('comments that nobody took up are one line', () => {
  expect(remarkTasks(0)).toEqual([])
  expect(remarkTasks(1)[0]!.text.fr).toBe('Un commentaire public attend une suite.')
  expect(remarkTasks(3)[0]!.text.en).toBe('3 public comments wait for an answer.')
})

test('a gate that is open again says whether a lock, the edition or the description did it', () => {
  const gate = {
    application: { id: 'titres', name: 'Titres' },
    gateName: { fr: 'Conception', en: 'Design' },
    fileId: 'f',
    edition: '2027.1',
    version: null,
    reopened: [
      { requirementId: 'GI:PS-1.a' as const, why: ['lock-fallen' as const], text: { fr: '', en: '' } },
      { requirementId: 'GI:1' as const, why: ['reworded' as const], text: { fr: '', en: '' } },
      { requirementId: 'GI:2' as const, why: ['answers-changed' as const], text: { fr: '', en: '' } },
    ],
  }
  const title = { fr: 'Homologuer', en: 'Homologate' }
  expect(reopenedTasks([gate], () => title)[0]!.text).toEqual({
    fr: 'Titres : le jalon « conception » est rouvert. Un verrou levé à son passage ne l’est plus : Homologuer. L’édition 2027.1 du cadre change ce qui y est demandé (exigences : 1). Des réponses de la description ont changé (exigences : 1).',
    en: 'Titres: the gate “design” is open again. A lock that was lifted when it was passed is no longer: Homologate. Edition 2027.1 of the framework changes what is asked there (requirements: 1). Answers of the description have changed (requirements: 1).',
  })
})
