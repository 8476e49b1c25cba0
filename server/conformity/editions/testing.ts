/** Editions for tests: a list as an administration circulates it, from its import to its publication. */
import { type Completion, editionRoutes, procedureRoutes, type VolumeId } from '@socle/contracts'
import { expect } from 'vitest'
import { dayOf } from '../../platform/day.ts'
import type { TestCommittee } from '../../testing/committee.ts'
import type { TestClient } from '../../testing/test-client.ts'

export const bilingual = (text: string) => ({ fr: text, en: `${text} (en)` })

/** A list as a file that somebody uploads. */
export function listForm(text: string, name = 'liste.csv'): FormData {
  const made = new FormData()
  made.set('file', new Blob([text]), name)
  return made
}

/** A sheet as one file of XML, whose categories are merged over their rows and whose identifiers are computed. */
export const drawnSheet = (rows: readonly { id: string; level: string; text: string }[]): string => {
  const cell = (text: string, more = '') => `<table:table-cell${more}><text:p>${text}</text:p></table:table-cell>`
  const row = (cells: string) => `<table:table-row>${cells}</table:table-row>`
  const body = rows.map(({ id, level, text }, at) => {
    const category =
      at === 0 ? cell('Traces', ` table:number-rows-spanned="${rows.length}"`) : '<table:covered-table-cell/>'
    return row(cell(id, ' table:formula="of:=1"') + cell(level) + cell(text) + category)
  })
  const head = row(['ID', 'Niveau', 'Exigence', 'Catégorie'].map((text) => cell(text)).join(''))
  return `<?xml version="1.0"?><office:document xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body><office:spreadsheet><table:table table:name="Liste">${head}${body.join('')}</table:table></office:spreadsheet></office:body></office:document>`
}

/** All that a list does not print about a requirement. */
const completionOf = (sheet: string, text: string): Completion => ({
  sheet,
  title: bilingual(text.slice(0, 20).trim()),
  text: bilingual(text),
  applies: 'always',
  verification: [{ method: 'repository', automation: 'none', how: bilingual('On regarde le dépôt.') }],
  guidance: {
    why: bilingual('Pour servir.'),
    how: bilingual('Ainsi.'),
    proof: bilingual('Un constat.'),
    effort: { size: 'S', note: bilingual('Peu.') },
  },
})

/** Takes one step of a procedure, on the revision that it has now. */
export async function takeStep(who: TestClient, procedureId: string, transition: string) {
  const { body } = await who.call(procedureRoutes.get, { params: { procedureId } })
  return who.call(procedureRoutes.step, { params: { procedureId }, body: { transition, revision: body.revision } })
}

interface Publication {
  readonly volume: VolumeId
  /** Sheet of the requirements that are new. */
  readonly sheet: string
  readonly list: string
  readonly label: string
  /** Of the committee's session; default: today. */
  readonly day?: string
}

/** From a list to an edition in force: an architect completes it, the committee adopts it. @returns the draft as it was imported */
export async function publishList(
  { architect, committee }: { readonly architect: TestClient; readonly committee: TestCommittee },
  { volume, sheet, list, label, day = dayOf(new Date()) }: Publication,
) {
  const made = await architect.call(editionRoutes.import, { query: { volume, label }, form: listForm(list) })
  expect(made.problem?.detail).toBeUndefined()
  const params = { draftId: made.body.id }
  const draft = (await architect.call(editionRoutes.get, { params })).body
  let { revision } = draft
  for (const { id, missing, listed } of draft.rows) {
    if (missing.length === 0) continue
    const put = await architect.call(editionRoutes.complete, {
      params: { ...params, requirementId: id },
      body: { revision, completion: completionOf(sheet, listed.text) },
    })
    expect(put.problem?.detail).toBeUndefined()
    revision = put.body.revision
  }
  for (const transition of ['discuss', 'submit']) {
    const answer = await takeStep(architect, made.body.id, transition)
    expect([transition, answer.problem?.detail]).toEqual([transition, undefined])
  }
  const { sessionId } = await committee.decide(architect, day, [
    { subject: { kind: 'edition', editionId: made.body.id }, title: label, choice: 'for' },
  ])
  expect((await committee.notify(architect, sessionId)).problem?.detail).toBeUndefined()
  return draft
}
