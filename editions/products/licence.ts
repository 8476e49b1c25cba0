/** Licences by SPDX identifiers: https://spdx.org/licenses/ */
import type { Bilingual } from '@socle/contracts/text'
import parse, { type Info } from 'spdx-expression-parse'
import licences from 'spdx-license-list'

interface Licence {
  /** As the SPDX list writes it. */
  readonly expression: string
  /** Are all its alternatives recognised by the Open Source Initiative? */
  readonly osiApproved: boolean
}

const identifiers = new Map(Object.keys(licences).map((id) => [id.toLowerCase(), id]))
/** Name of a licence, or of each one of an expression. */
export const licenceName = (expression: string): string =>
  expression.replace(/[A-Za-z0-9][A-Za-z0-9.+-]*/g, (id) => {
    const name = licences[id.replace(/\+$/, '')]?.name
    return name === undefined ? id : id.endsWith('+') ? `${name} or later` : name
  })

/** The list replaced `GPL-2.0` by `GPL-2.0-only` and `GPL-2.0+` by `GPL-2.0-or-later`; everybody still writes the former. */
function spelling(word: string): string {
  const plus = word.endsWith('+') ? '+' : ''
  const name = word.slice(0, word.length - plus.length).toLowerCase()
  const replaced = identifiers.get(`${name}${plus === '' ? '-only' : '-or-later'}`)
  if (replaced !== undefined) return replaced
  const known = identifiers.get(name)
  // Where the list has no such form, SPDX keeps the operator: “this version or any later one”.
  return known === undefined ? word : known + plus
}

/**
 * @param text an SPDX expression such as `MPL-2.0` or `GPL-2.0-or-later OR MIT`, in any case of letters
 * @returns the expression as the list spells it, or what is wrong with it and how to mend it
 */
export function readLicence(text: string): ReturnType<typeof parseLicence> {
  const known = read.get(text)
  if (known) return known
  const licence = parseLicence(text)
  // Thousands of products share a few tens of licences; what anyone types must not fill the memory.
  if (read.size < 1000) read.set(text, licence)
  return licence
}
const read = new Map<string, ReturnType<typeof parseLicence>>()

function parseLicence(text: string): Licence | { readonly problem: Bilingual } {
  const spelt = text
    .trim()
    .split(/(\s+|[()])/)
    .map((word) => (/^(and|or|with)$/i.test(word) ? word.toUpperCase() : spelling(word)))
    .join('')
  try {
    return { expression: spelt, osiApproved: approved(parse(spelt)) }
  } catch {
    if (isMalformed(spelt)) return { problem: malformed(text) }
    const near = nearestLicence(text)
    return {
      problem: {
        fr: `« ${text} » n’est pas une licence de la liste SPDX.${near ? ` Vouliez-vous dire ${near} ?` : ' La liste est sur spdx.org/licenses.'}`,
        en: `“${text}” is no licence of the SPDX list.${near ? ` Did you mean ${near}?` : ' The list is at spdx.org/licenses.'}`,
      },
    }
  }
}

/** Its licences are of the list: what does not hold is how they are put together. */
function isMalformed(spelt: string): boolean {
  const words = spelt.split(/[\s()]+/).filter((word) => word !== '')
  const operators = words.filter((word) => /^(AND|OR|WITH)$/.test(word))
  const named = words.filter((word, index) => !operators.includes(word) && words[index - 1] !== 'WITH')
  return operators.length > 0 && named.every((word) => identifiers.has(word.replace(/\+$/, '').toLowerCase()))
}

const malformed = (text: string): Bilingual => ({
  fr: `« ${text} » est une expression incomplète : AND et OR relient deux licences, WITH relie une licence à une exception de la liste SPDX, comme « GPL-2.0-only WITH Classpath-exception-2.0 ».`,
  en: `“${text}” is an incomplete expression: AND and OR join two licences, WITH joins a licence to an exception of the SPDX list, as in “GPL-2.0-only WITH Classpath-exception-2.0”.`,
})

function approved(info: Info): boolean {
  if ('license' in info) return licences[info.license]?.osiApproved === true
  const [left, right] = [approved(info.left), approved(info.right)]
  // Of alternatives one may choose the approved one; of licences that hold together all must be.
  return info.conjunction === 'or' ? left || right : left && right
}

/** A version of the list that begins as the text does: `GPL v3` → `GPL-3.0-only`. */
function nearestLicence(text: string): string | undefined {
  const bare = (word: string) =>
    word
      .toLowerCase()
      .replace(/licen[cs]e|version|\bv(?=\d)|[^a-z0-9.]/g, '')
      .replace(/\.0$/, '')
  const wanted = bare(text)
  if (wanted.length < 3) return undefined
  const found = [...identifiers.values()]
    .filter((id) => !/deprecated|\+$/i.test(id))
    .find((id) => bare(id.replace(/-(only|or-later)$/, '')) === wanted)
  return found && spelling(found)
}
