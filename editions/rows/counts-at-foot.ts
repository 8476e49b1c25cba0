/** `Total`, `Sous-total`. */
const total = /^(?:sous-?\s?|sub-?\s?|grand )?tota(?:l|ux|ls)(?: général)?\s*:?$/iu
/** `Total P`, `Nombre d’exigences`. */
const count =
  /^(?:(?:sous-?\s?|sub-?\s?)?tota(?:l|ux|ls)(?: \S{1,20}){1,3}|(?:nombre (?:total )?d(?:e |[’'])|number of )\S{1,20}(?: \S{1,20})?)\s*:?$/iu

/** Is this the count at the foot of a sheet? A number beside the words says that something may be required: then only the plainest are. */
export const saysCount = (said: string, isNumbered: boolean): boolean =>
  total.test(said) || (!isNumbered && count.test(said))
