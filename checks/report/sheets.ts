import type { CheckResult } from '@socle/contracts/checks/checks'
import type { Bilingual, Language } from '@socle/contracts/text'
import { words } from './words.ts'

/** Title of the sheet of a requirement; the framework is the caller's, the checks do not know it. */
export type SheetOf = (requirement: string) => Bilingual | undefined

/** Results by the sheet of their first requirement, in the order given; one group without a name when sheets are not known. */
export function bySheet(
  results: readonly CheckResult[],
  language: Language,
  sheetOf: SheetOf | undefined,
): readonly (readonly [string | undefined, readonly CheckResult[]])[] {
  if (sheetOf === undefined) return [[undefined, results]]
  return [
    ...Map.groupBy(
      results,
      ({ requirements: [first] }) =>
        (first === undefined ? undefined : sheetOf(first)?.[language]) ?? words[language].other,
    ),
  ]
}
