/** Names written without spaces, as protocols and files ask: `Jean_Dupontel`, `audition-jean-dupontel_2024.wav`. */

/** Members that hold the name of a file. */
export const fileNameMembers: ReadonlySet<string> = new Set(['filename', 'file_name'])

/** As it stands; its words alone; each with a capital: sign for sign in the same place. */
export const readName = (name: string): readonly string[] => readings(name, name)
/** The same without what says what kind of file it is. */
export const readFileName = (name: string): readonly string[] =>
  readings(name, name.replace(/\.[\p{L}\p{N}]{2,4}$/u, blank))

function readings(name: string, bearing: string): readonly string[] {
  const words = bearing.replace(/[^\p{L}\p{M}'’]+/gu, blank).replace(/(?<!\p{L})(\p{L}) (?=\p{L})/gu, '$1.')
  return [name, words, words.replace(/(?<!\p{L})[a-zà-ÿ]/gu, (first) => first.toUpperCase())]
}
const blank = (signs: string): string => ' '.repeat(signs.length)

/**
 * A protected name as protocols take it: `[A-Za-z0-9_-]+` (chat completions). Placeholders are known without their brackets, apart
 * from other letters and figures. @param mark of the conversation
 */
export function asName(hidden: string, mark: string | undefined): string {
  const placeholder = new RegExp(`([\\p{L}\\p{N}])?\\[([A-Z]+(?:_\\w+_${mark})?)\\](?=([\\p{L}\\p{N}])?)`, 'gu')
  return hidden.replace(placeholder, (_whole, before: string | undefined, bare: string, after: string | undefined) =>
    [before, before && '-', bare, after && '-'].join(''),
  )
}
