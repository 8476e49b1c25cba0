import type { NameView } from '../names/features.ts'
import { besideRules } from './beside-rules.ts'
import { civilityRules } from './civility-rules.ts'
import { companyRules } from './company-rules.ts'
import { formRules } from './form-rules.ts'
import { UNDECIDED } from './name-view.ts'
import { placeRules } from './place-rules.ts'
import { structureRules } from './structure-rules.ts'
import { thingRules } from './thing-rules.ts'

/**
 * What needs no weighing: 1 for a name, −1 for none, 0 for the tagger. The families are called by name: the engine makes nothing
 * fast of functions that a list holds.
 */
export function ruled(view: NameView, token: number): number {
  let verdict = structureRules(view, token)
  if (verdict === UNDECIDED) verdict = companyRules(view, token)
  if (verdict === UNDECIDED) verdict = besideRules(view, token)
  if (verdict === UNDECIDED) verdict = civilityRules(view, token)
  if (verdict === UNDECIDED) verdict = formRules(view, token)
  if (verdict === UNDECIDED) verdict = placeRules(view, token)
  if (verdict === UNDECIDED) verdict = thingRules(view, token)
  return verdict === UNDECIDED ? 0 : verdict
}
