import type { Candidate } from '../scan/scan.ts'

/** What a secret is made of, and what is none where one is announced. */

export const secret = (start: number, end: number, weight: number): Candidate => ({
  start,
  end,
  type: 'SECRET',
  weight,
})

/** Placeholders, names of settings, and what a sentence says of a password instead of telling it. */
export const notSecret =
  /^(?:\$|\?|\{\{|\{|<|\[|%\w|\*{2,}|x{3,}|_{3,}|…|\.{2,}|#|null|none|undefined|true|false|string|str|os\.|process\.|env\.|getenv|required|optional|redacted|chang(?:e|ez|er)[-_ ]?(?:moi|me)|todo|vide|à |a |oublie|perdu|expire|inconnu|incorrect|invalide|masque|secret$|password$|motdepasse$|your|votre|function|await|new |this\.|self\.|config\.|req\.)/i

/** After "clé" alone, which opens doors too: eight characters and more, digits, small letters and something else. */
export const mingled = /^(?=.*\d)(?=.*\p{Ll})(?=.*[^\p{Ll}\d]).{8,}$/u

/** "k2v8xq0r7bnd": figures and letters in turn, as nobody chooses them. */
export const drawn = /^(?=(?:\d*[a-z]+\d){3})[a-z\d]{10,64}$/i

export const plainPassword =
  /^(?!(?:obligatoire|requis|oubli|modif|chang|inchang|identique|confidentiel|communiqu|transmis|envoy|voir|idem|aucun|minimum|valide|required|reset|string|text|hidden|field)\p{Ll}*$)\p{Ll}{5,}$/u
export const closesLine = (text: string, at: number): boolean => /^[ \t]*(?:[\r\n,/;)]|$)/.test(text.slice(at, at + 8))

/** A password is not a word of the sentence: digits, signs, mixed case, quotes or an assignment say so. */
export function looksLikeValue(value: string, strict: boolean, quoted: boolean, assigned: boolean): boolean {
  if (/^[\p{L}'’-]+$/u.test(value)) {
    const capitalOnly = /^\p{Lu}?[\p{Ll}'’-]+$/u.test(value)
    if (!capitalOnly) return value.length >= 6 && !/^\p{Lu}+$/u.test(value)
    return strict && (quoted || assigned) && value.length >= 6
  }
  if (/^\d+$/.test(value)) return strict && value.length >= 4
  if (/^[\d/.-]+$/.test(value) || /^\(/.test(value)) return false
  if (/^[a-z][a-z\d+.-]*:\/\//i.test(value)) return false
  // A call in code: readFileSync(path), getSecret('x').
  if (/^[A-Za-z_][\w.]*\(/.test(value)) return false
  if (/\(\)?$|^[a-z]+\.[a-zA-Z.]+\(?/.test(value) && !/\d/.test(value)) return false
  return !quoted || !/ .* .* /.test(value)
}
