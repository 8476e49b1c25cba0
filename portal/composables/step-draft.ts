import type { Procedure, Transition } from '@socle/contracts'

/** Name under which what is typed for one act of a procedure is kept. */
export const stepDraft = ({ id }: Pick<Procedure, 'id'>, transition: Pick<Transition, 'id'>): string =>
  `socle.step.${id}.${transition.id}`
