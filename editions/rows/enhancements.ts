/** `AC-2(1)` beside `AC-2`, `SR 1.1 RE 2` beside `SR 1.1`: an enumeration after a number that is listed too makes another number. */
import { type Anomaly, quoted } from '../anomaly.ts'
import { identifierKey } from '../identifier.ts'
import { oneLine } from '../plain-words.ts'
import type { Draft } from './row-anomalies.ts'

const enumeration = /^(?:\p{Lu}{1,4} ?)?\(?\d{1,2}\)?$/u

/** Gives these drafts their whole number; what was told of them is told under it. */
export function keepEnhancements(drafts: readonly Draft[], anomalies: readonly Anomaly[]): readonly Anomaly[] {
  const listed = new Set(drafts.filter(({ suffix }) => suffix === '').map(({ id }) => identifierKey(id)))
  const renamed = new Map<Draft['place'], { readonly id: string; readonly said: string }>()
  for (const draft of drafts) {
    if (!enumeration.test(draft.suffix) || !listed.has(identifierKey(draft.id))) continue
    const printed = oneLine(draft.printed)
    const said = draft.suffix
    draft.id = printed.startsWith(draft.id) ? printed : `${draft.id} ${said}`
    draft.suffix = ''
    renamed.set(draft.place, { id: draft.id, said })
  }
  return anomalies.map((anomaly) => {
    const now = renamed.get(anomaly.place)
    if (now === undefined || anomaly.id === '') return anomaly
    if (anomaly.kind !== 'id-suffix') return { ...anomaly, id: now.id }
    const detail = quoted({ fr: 'gardé dans l’identifiant :', en: 'kept in the identifier:' }, now.said, {
      fr: '.',
      en: '.',
    })
    return { ...anomaly, id: now.id, detail }
  })
}
