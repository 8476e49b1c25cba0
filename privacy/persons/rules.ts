import type { NameView } from '../names/features.ts'
import { besideRules } from './beside-rules.ts'
import { civilityRules } from './civility-rules.ts'
import { companyRules } from './company-rules.ts'
import { formRules } from './form-rules.ts'
import { UNDECIDED } from './name-view.ts'
import { placeRules } from './place-rules.ts'
import { structureRules } from './structure-rules.ts'
import { thingRules } from './thing-rules.ts'

const families = [structureRules, companyRules, besideRules, civilityRules, formRules, placeRules, thingRules] as const

/** What needs no weighing: 1 for a name, −1 for none, 0 for the tagger. */
export function ruled(view: NameView, token: number): number {
  for (const family of families) {
    const verdict = family(view, token)
    if (verdict !== UNDECIDED) return verdict
  }
  return 0
}
