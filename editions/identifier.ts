import { softBreak, tidy } from './plain-words.ts'

export interface Identifier {
  /** As printed, without what follows it: `EXI-ARCH-8`, `EX12`, `1398`, `GEN.3.2.A1`. */
  readonly id: string
  /** Mention after it, without brackets: `Pi-native`; empty when there is none. */
  readonly suffix: string
  /** Title written in the same cell: `R12 – Sauvegarder`; empty when there is none. */
  readonly title: string
}

const letters = String.raw`\p{L}\p{M}?`
/** A run of letters and digits joined by - _ . / : with at least one digit, or `EX 12`, `Règle n° 12`. */
const numbered = new RegExp(
  String.raw`^(?:(?:${letters}){1,15}\.? ?(?:n ?[°º] ?)?(?=\d)|n ?[°º] ?(?=\d))?[\p{L}\p{Nd}]+(?:[-_./:][\p{L}\p{Nd}]+)*`,
  'iu',
)
/** Named in capitals without a number: `APPEXT`, `SEC-RES`, `RH-MOUV`. */
const capitals = /^\p{Lu}(?:[\p{Lu}\p{N}]{2,}(?:[-_.][\p{Lu}\p{N}]+)*|[\p{Lu}\p{N}](?:[-_.][\p{Lu}\p{N}]{2,})+)/u
const date = /^(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d{2}(?:-\d{2})?)(?!\p{L})/u
/**
 * `R2+`, `R2++`, `R4-`: recommendations of their own, that take the place of R2 and R4, asking more or less. A hyphen with words
 * after it announces a title.
 */
const alternative = /^(?: ?\+{1,3}(?![\p{L}\p{N}+])|[-‐‑–−]{1,3}(?=\s*(?:$|[:([|]|[–—-]\s)))/u
const longestIdentifier = 40
/** A mention is a word or three; beyond it is a title. */
const wordsOfMention = 3

/** Hyphens of print become the plain one, inside an identifier only. */
const plainHyphens = (text: string): string => text.replace(/(?<=[\p{L}\p{N}])[‐‑‒–](?=[\p{L}\p{N}])/gu, '-')

/** Capitals joined by signs have no blank in them: `EXI-INFRASTRUCTUR` above `E-12` is one name that a narrow column cut. */
const withoutCut = (cell: string): string =>
  cell
    .replace(/^(\s*\p{Lu}+(?:[-_./]\p{Lu}+)+)\v(?=\p{Lu}+[-_./\d])/u, '$1')
    // Figures alone below figures: `EXI_JRN_0` above `01`.
    .replace(/^(\s*\p{L}[\p{L}\d]*(?:[-_./][\p{L}\d]+)*[-_./]\d+)\v(?=\d{1,4}\s*$)/u, '$1')

/** Lines cut by the layout come together: after a hyphen or an open bracket without a space, elsewhere with one. */
const joinLines = (text: string): string =>
  text
    .replace(/(?<=[-_./(])\n/g, '')
    .replace(/\n(?=[-_./)])/g, '')
    .replace(/\n+/g, ' ')

/** A level before the identifier, in the same cell: `[P] EXI-1`, `(RG) 1398`, `P EXI-1`. */
const before = /^(?:[[(]\s*(\p{L}{1,15})\s*[\])]\s*[-–:]?\s*(?=\S*\d)|(\p{Lu})\s*[-–:]?\s+(?=\p{Lu}\S*\d))/u

/** Reads the cell of an identifier; undefined when it holds none. */
export function readIdentifier(cell: string): Identifier | undefined {
  const line = tidy(withoutCut(cell).replaceAll(softBreak, '\n'))
  const ahead = before.exec(line)
  const mention = ahead?.[1] ?? ahead?.[2]
  if (ahead === null || mention === undefined) return readAfterLevel(cell)
  const read = readAfterLevel(line.slice(ahead[0].length))
  return read === undefined || read.suffix !== '' ? readAfterLevel(cell) : { ...read, suffix: mention }
}

function readAfterLevel(cell: string): Identifier | undefined {
  const text = plainHyphens(joinLines(tidy(withoutCut(cell).replaceAll(softBreak, '\n'))))
    .replace(/^[[(#]\s*([^\])]+?)\s*[\])]$/u, '$1')
    .replace(/^[#•▪·]\s*/u, '')
    .replace(/ +/g, ' ')
  if (text === '' || date.test(text)) return undefined
  const match = numbered.exec(text)?.[0]
  const token = match !== undefined && /\d/.test(match) ? match : capitals.exec(text)?.[0]
  if (token === undefined || token.length > longestIdentifier) return undefined
  // A number that goes on is a quantity, not an identifier: `99,9 %`, `12 mois`.
  if (/^\d+$/.test(token) && /^(?:,\d|\s?[%€])/.test(text.slice(token.length))) return undefined
  let id = token.replace(/\.$/, '')
  let rest = text.slice(token.length)
  const sign = /\d$/.test(id) ? alternative.exec(rest)?.[0] : undefined
  if (sign !== undefined) {
    id += sign.trim().replace(/[^+]/g, '-')
    rest = rest.slice(sign.length)
  }
  const repeat = /^ ?(bis|ter|quater)\b/i.exec(rest)
  if (repeat !== null) {
    id += ` ${repeat[1]}`
    rest = rest.slice(repeat[0].length)
  }
  const after = rest.trim()
  if (after === '' || /^[.:;,–—-]$/.test(after)) return { id, suffix: '', title: '' }
  const bracketed = /^[–—-]?\s*[([]\s*(.*?)\s*[)\]]?\s*$/u.exec(after)
  if (bracketed?.[1] !== undefined && !/[)\]]./.test(bracketed[1])) return { id, suffix: bracketed[1], title: '' }
  if (/^[*†‡¹²³⁰-⁹⁽⁾]+$/.test(after)) return { id, suffix: after, title: '' }
  const titled = /^[:.–—|-]\s*(.+)$/su.exec(after)
  if (titled?.[1] !== undefined) return { id, suffix: '', title: titled[1] }
  // Letters that go straight on belong to a word or a sentence, not to an identifier and its mention.
  if (!/^\s/.test(rest)) return undefined
  const isNumbered = /\d/.test(token)
  if (isNumbered && after.split(' ').length <= wordsOfMention) return { id, suffix: after, title: '' }
  return isNumbered && /\p{L}/u.test(token) ? { id, suffix: '', title: after } : undefined
}

/** Equal for `EX12`, `ex-12` and `EX 12`, not for `EX12+`: for finding doubles and matching editions. */
export const identifierKey = (id: string): string => {
  const sign = /(?<=\d)[+-]{1,3}$/.exec(id)?.[0] ?? ''
  return plainKey(id.slice(0, id.length - sign.length)) + sign
}

const plainKey = (id: string): string =>
  id
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toUpperCase()
    // Between digits a separator tells numbers apart: 1-11 is not 11-1.
    .replace(/(?<=\d)[^\p{L}\p{N}]+(?=\d)/gu, '.')
    .replace(/[^\p{L}\p{N}.]|(?<!\d)\.|\.(?!\d)/gu, '')

export interface Numbered {
  /** What stands before the last number, as printed: `EXI-ARCH-`. */
  readonly series: string
  readonly number: number
}

/** The series and last number of an identifier; undefined without a number, or with one too long to count with. */
export function numberOf(id: string): Numbered | undefined {
  const match = /^(.*?)(\d{1,9})(\D*)$/su.exec(id)
  return match === null || match[2] === undefined || /\d$/.test(match[1] ?? '')
    ? undefined
    : { series: match[1] ?? '', number: Number(match[2]) }
}
