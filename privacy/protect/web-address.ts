/** Words that stand in the address of a picture or a file, where spaces and accents are written in numbers: `Claudine%20PETIT.jpg`. */

/** Members that hold one. */
export const addressMembers: ReadonlySet<string> = new Set(['url', 'image_url', 'file_url'])

const SCHEME_AND_HOST = /^https?:\/\/[^/?#]*/i
const DELIMITERS = /([/?&#;]+)/

/** The address with its words changed as `treat` says, and still an address; undefined for what has none in numbers. */
export function mapAddress(value: string, treat: (text: string) => string): string | undefined {
  const host = SCHEME_AND_HOST.exec(value)?.[0]
  if (host === undefined || !/[%+]/.test(value)) return undefined
  let out = ''
  /** As it is written, up to the next words in numbers: looked through together, and the same whatever becomes of those. */
  let plain = host
  let inQuery = false
  for (const piece of value.slice(host.length).split(DELIMITERS)) {
    inQuery ||= piece.includes('?')
    const words = decoded(piece, inQuery)
    if (words === undefined) plain += piece
    else {
      const treated = treat(words)
      out += treat(plain) + (treated === words ? piece : treated.split('=').map(encodeURIComponent).join('='))
      plain = ''
    }
  }
  return plain === '' ? out : out + treat(plain)
}

/** undefined = nothing is written in numbers, or not so that it can be read. */
function decoded(piece: string, inQuery: boolean): string | undefined {
  const spaced = inQuery ? piece.replaceAll('+', ' ') : piece
  try {
    const words = decodeURIComponent(spaced)
    return words === piece ? undefined : words
  } catch {
    return undefined
  }
}
