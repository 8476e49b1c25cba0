/** What a UTF-16 code unit is, by table: the scan asks this once per character, so it must cost one array read. */
export const CharacterClass = { other: 0, lower: 1, upper: 2, digit: 3, space: 4, newline: 5, combining: 6 } as const

const CODE_UNITS = 0x10000
/** Latin, Greek, Cyrillic: scripts with letter case. Letters of other scripts count as lower case. */
const LAST_CASED_BLOCK = 0x24ff

function classify(): { classes: Uint8Array; folded: Uint16Array } {
  const classes = new Uint8Array(CODE_UNITS)
  const folded = new Uint16Array(CODE_UNITS)
  const letter = /^\p{L}$/u
  for (let code = 0; code < CODE_UNITS; code++) {
    folded[code] = code
    if (code >= 0xd800 && code <= 0xdfff) continue
    if (code >= 0x30 && code <= 0x39) classes[code] = CharacterClass.digit
    else if (code === 10 || code === 13 || code === 0x2028 || code === 0x2029 || code === 0x85)
      classes[code] = CharacterClass.newline
    // Spaces of French typography included: no-break (A0), narrow no-break (202F), thin (2009) and their kin; BOM and zero width.
    else if (
      code === 32 ||
      code === 9 ||
      code === 11 ||
      code === 12 ||
      code === 0xa0 ||
      code === 0x202f ||
      (code >= 0x2000 && code <= 0x200b) ||
      code === 0x205f ||
      code === 0x3000 ||
      code === 0xfeff ||
      code === 0x2060
    )
      classes[code] = CharacterClass.space
    else if (code >= 0x300 && code <= 0x36f) classes[code] = CharacterClass.combining
    else {
      const character = String.fromCharCode(code)
      if (!letter.test(character)) continue
      const lower = character.toLowerCase()
      const base = lower.normalize('NFD')
      folded[code] = base.charCodeAt(0)
      classes[code] = code <= LAST_CASED_BLOCK && character !== lower ? CharacterClass.upper : CharacterClass.lower
    }
  }
  // º and ª are letters for Unicode, and the sign of "n°" for those who type.
  classes[0xba] = classes[0xaa] = CharacterClass.other
  return { classes, folded }
}

const tables = classify()
/** Class of each code unit, indexed by it. */
export const classOf = tables.classes
/** Lower-case letter without accent for each code unit (é, É → e); other characters unchanged. */
export const foldOf = tables.folded

/** What the scan asks of each character, in one read: its class, whether it is œ or æ, and its folded letter. */
export const CLASS_MASK = 7
export const LIGATURE = 8
export const FOLD_SHIFT = 4
const SMALL_OE = 0x153
const SMALL_AE = 0xe6
export const characterOf = Int32Array.from(
  tables.classes,
  (kind, code) =>
    (tables.folded[code]! << FOLD_SHIFT) |
    (tables.folded[code] === SMALL_OE || tables.folded[code] === SMALL_AE ? LIGATURE : 0) |
    kind,
)

/** Room for the letters of a word: joined one by one, each would make a string. */
const short = new Uint16Array(64)

/** Text in lower case without accents, one code unit for one: offsets stay true. œ and æ stay as they are. */
export function fold(text: string): string {
  const length = text.length
  if (length > short.length) {
    const middle = length >> 1
    return fold(text.slice(0, middle)) + fold(text.slice(middle))
  }
  let same = true
  for (let i = 0; i < length; i++) {
    const code = text.charCodeAt(i)
    if ((short[i] = foldOf[code]!) !== code) same = false
  }
  if (same) return text
  return String.fromCharCode.apply(null, short.subarray(0, length) as unknown as number[])
}

/** The code unit there; 0 before the first and after the last. Rules look around a stretch, and `NaN` would slow them all. */
export const codeAt = (text: string, at: number): number => (at >= 0 && at < text.length ? text.charCodeAt(at) : 0)

export const isLetter = (code: number): boolean => {
  const kind = classOf[code]!
  return kind === CharacterClass.lower || kind === CharacterClass.upper || kind === CharacterClass.combining
}
export const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39
/** Letters and digits: what a number or a code may not touch. */
export const isAlphanumeric = (code: number): boolean => isDigit(code) || isLetter(code)
export const isBlank = (code: number): boolean => {
  const kind = classOf[code]
  return kind === CharacterClass.space || kind === CharacterClass.newline
}
