/** What French asks of a text that is put together: spaces that do not break, and words that run into the next one. */

/** The space before a double sign, and inside quotation marks, does not break. Shape unchanged otherwise. */
export const unbroken = (text: string): string =>
  text.replace(/ (?=[:;?!»%](?:\s|$|[).,]))/g, '\u00a0').replace(/« /g, '«\u00a0')

/**
 * Words before which nothing is elided though they begin as others do: those whose h is sounded, names that French took from
 * languages that sound it, and a few that tradition keeps apart.
 */
const APART = new RegExp(
  `^(?:${[
    'h[âa]ch|hall|halt|hame?au|handicap|hangar|harc[eè]l|hard|hasard|hausse|haut|h[eé]ros\\b|hi[eé]rarch|hors|huit|hub\\b|hash|hackath',
    'ha(?:doop|kim|m[iz]|nan|ns|rry|ssan|ya)|he(?:idi|lmut|nning)|hi(?:cham|lton|nd)|ho(?:cine|uda|ng|ussem|llande)|hu(?:ang|ng)',
    'onz|oui\\b|un\\b|ouistiti|uhlan',
  ].join('|')})`,
  'i',
)

/** `d’Hélène`, `de Yann` : the preposition as it is said before a name. */
export function de(name: string): string {
  const [word = ''] = /^\p{L}[\p{L}\p{N}’'-]*/u.exec(name) ?? []
  const plain = word.normalize('NFD').replace(/\p{M}/gu, '')
  // A letter by itself is read by its name, and so is nothing run into it.
  const runs = plain.length > 1 && (/^[aeiouœæh]/i.test(plain) || /^y[^aeiouy]/i.test(plain)) && !APART.test(word)
  return runs ? `d’${name}` : `de ${name}`
}
