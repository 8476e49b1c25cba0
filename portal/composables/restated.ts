import type { Field, FieldValues, ProcedureStep, Transition } from '@socle/contracts'

/**
 * What a step asks for and was said before, so that nobody types it twice. A commitment is signed each time and a day that is past is
 * chosen anew; a reason given for one outcome is no reason for another; and whoever decides on somebody's request decides anew.
 */
export function restated(
  {
    fields,
    to,
    notBy,
  }: { fields: readonly Pick<Field, 'id' | 'type' | 'startsAs'>[] } & Pick<Transition, 'to' | 'notBy'>,
  steps: readonly Pick<ProcedureStep, 'transition' | 'to' | 'data'>[],
  today: string,
): FieldValues {
  return Object.fromEntries(
    fields.flatMap(({ id, type, startsAs }) => {
      const origin = steps.findLast(({ data }) => data[startsAs ?? id] !== undefined)
      const value = origin?.data[startsAs ?? id]
      if (origin === undefined || value === undefined) return []
      if (type === 'yes-no' || (type === 'date' && String(value) < today)) return []
      if (origin.transition !== 'open' && notBy.length > 0 && startsAs === undefined) return []
      if (origin.transition !== 'open' && type === 'long-text' && origin.to !== to) return []
      return [[id, value]]
    }),
  )
}
