/** Folds what print varies without meaning it: case, accents, quotes, hyphens, spaces. For comparing, never for showing. */
export const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .replace(/[‘’ʼ`´]/g, "'")
    .replace(/[‐‑‒–—―]/g, '-')
    .replace(/\s+/g, ' ')
    .trim()

/** Words of a folded text: letters and digits only. */
export const words = (text: string): string[] => fold(text).match(/[\p{L}\p{N}]+/gu) ?? []

/** Where a layout broke a line that the author had not: between words, or inside one after its hyphen. */
export const softBreak = '\v'

/** Removes what cannot be seen and would part equal words; keeps the author's line breaks. */
export const tidy = (text: string): string => (isTidy.test(text) ? text : tidied(text))

/** What most cells of a sheet hold: one line of plain letters and figures. */
const isTidy = /^[!-~À-ÿ]+(?: [!-~À-ÿ]+)*$/

const tidied = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/(?<=\p{L}-)\v(?=\p{L})/gu, '')
    .replace(/[\u200B-\u200D\u2060\uFEFF\u00AD]/g, '')
    .replace(/\r\n?/g, '\n')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()

export const oneLine = (text: string): string => tidy(text).replace(/\n+/g, ' ')

/** Without anything but its words to tell a heading from the end of a sentence. */
const longestHeadingAlone = 60

/** A few words without a full stop, after a sentence that has its own, are a heading: not the end of what stands before. */
export const headsAfter = (before: string, words: string): boolean =>
  /[.!?…»]$/.test(before) &&
  /^[\p{Lu}\p{N}]/u.test(words) &&
  !/[.;:!?…]$/.test(words) &&
  words.length <= longestHeadingAlone

/** `2.1 Réseaux` → `Réseaux`: numbers of chapters change from one edition to the next, what they sort does not. */
export const withoutChapterNumber = (heading: string): string =>
  heading.replace(/^\d{1,3}(?:\.\d{1,3})*[.)]?\s+(?=\p{Lu})/u, '')
