const plainOf = new Map<string, string>()

/** Lower case without diacritics, to compare headings and sentences in French and English. */
export const plain = (text: string): string =>
  // Few texts hold many different letters outside ASCII; `^` and the backquote count as diacritics.
  text.toLowerCase().replace(/[^\s -\]_a-~]+/g, (letters) => {
    const known = plainOf.get(letters)
    if (known !== undefined) return known
    const bare = letters.normalize('NFD').replace(/\p{Diacritic}/gu, '')
    if (letters.length <= 2 && plainOf.size < 5000) plainOf.set(letters, bare)
    return bare
  })

/** `1 table`, `3 tables`. */
export const counted = (count: number, one: string, several: string): string => `${count} ${count > 1 ? several : one}`
