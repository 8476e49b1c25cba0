/** Two editions in realistic French, and the edits that lead from one to the other: what a difference must say is known beforehand. */
import { type ChangeKind, diffEditions } from '../compare/diff-editions.ts'
import type { ReadRequirement } from '../requirement.ts'

export const requirement = (id: string, text: string, level = 'P', category = 'Socle'): ReadRequirement => ({
  id,
  level,
  category,
  text,
  place: { file: 'a.md' },
  fields: {},
})

/** What is told of two editions: `split X-1>X-1+X-5`. */
export const compare = (before: readonly ReadRequirement[], after: readonly ReadRequirement[]): string[] =>
  diffEditions(before, after).changes.map(
    (change) =>
      `${change.kind} ${change.before.map(({ id }) => id).join('+')}>${change.after.map(({ id }) => id).join('+')}`,
  )

export interface EditedEdition {
  readonly before: readonly ReadRequirement[]
  readonly after: readonly ReadRequirement[]
  /** `split X-1>X-1+X-5`, in the order of the alphabet. */
  readonly told: readonly string[]
}

/** Uniform in 0..n-1. */
export type Draw = (n: number) => number

const subjects = [
  'Les accès', 'Les sauvegardes', 'Les mots de passe', 'Les journaux', 'Les comptes d’administration', 'Les certificats',
  'Les clés de chiffrement', 'Les données à caractère personnel', 'Les flux entrants', 'Les images de conteneurs',
  'Les dépendances', 'Les environnements de recette', 'Les habilitations', 'Les incidents', 'Les interfaces publiées',
  'Les pages', 'Les postes de travail', 'Les traitements par lots', 'Les indicateurs de qualité', 'Les invites',
] // prettier-ignore
const predicates = [
  'sont tracés', 'sont chiffrés au repos', 'sont revus deux fois par an', 'sont conservés un an sur un autre site',
  'sont attribués à une personne nommée', 'ne sont jamais écrits dans le dépôt de code', 'sont restaurés à blanc chaque trimestre',
  'sont remplacés avant leur échéance, sans interruption du service', 'passent par la passerelle interministérielle',
  'sont décrits dans le dossier d’exploitation', 'sont supprimés au terme de la durée d’utilité administrative',
  'font l’objet d’une alerte au-delà du seuil convenu avec la maîtrise d’ouvrage', 'sont reconstruits depuis les sources',
  'sont contrôlés par une personne qui ne les a pas produits', 'restent lisibles par un lecteur d’écran',
  'sont publiés au catalogue avec leur contrat de service', 'sont signalés au correspondant de sécurité',
] // prettier-ignore
const endings = [
  '', '', ', et le compte rendu est conservé', ' selon la politique de l’entité', ' avant toute mise en production',
  ', sauf avis contraire de l’autorité d’homologation', ' pendant toute la vie de l’application', ', preuve à l’appui',
] // prettier-ignore
/** Of what is added: no requirement that was there says anything of the kind, so that nobody takes it for a wording of one. */
const newSubjects = ['Le budget carbone', 'Une équipe d’astreinte', 'Le plan de formation', 'La convention de partenariat', 'Un jeu d’essai'] // prettier-ignore
const newPredicates = [
  'est présenté aux usagers lors de la revue annuelle', 'figure parmi les livrables attendus du prestataire',
  'accompagne chaque demande de financement', 'comprend une estimation chiffrée du coût complet', 'nomme un référent et son suppléant',
] // prettier-ignore
/** Said of many things: shared by requirements that have nothing else in common. */
const boilerplate = [
  'Le titulaire en apporte la preuve à la demande de l’administration.',
  'Cette exigence s’applique à tous les environnements.',
  'L’écart est motivé et signalé au comité.',
]
const clauses = [
  'dans un délai de trois jours ouvrés',
  'par un outil référencé',
  'sous la responsabilité du directeur de projet',
]
const otherWords = ['systématiquement', 'désormais', 'formellement', 'intégralement', 'périodiquement']

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** Sentences of one edition, none said twice. */
function sentencesFrom(draw: Draw): (of: readonly string[], said: readonly string[]) => string {
  const said = new Set<string>()
  return (of, saying) => {
    for (;;) {
      const [subject, predicate] = [of[draw(of.length)]!, saying[draw(saying.length)]!]
      const ending = saying === newPredicates ? '' : endings[draw(endings.length)]!
      if (said.has(`${subject} ${predicate}`)) continue
      said.add(`${subject} ${predicate}`)
      return `${capital(subject)} ${predicate}${ending}.`
    }
  }
}

/** One word said otherwise, or a clause put in: still the same sentence to whoever reads it. */
function reworded(sentence: string, draw: Draw): string {
  const words = sentence.split(' ')
  const at = 1 + draw(words.length - 1)
  const last = at === words.length - 1
  if (draw(2) === 0 && words.length > 7 && !last) return words.with(at, otherWords[draw(otherWords.length)]!).join(' ')
  return words.length > 9
    ? words.toSpliced(at, 0, clauses[draw(clauses.length)]!).join(' ')
    : words.toSpliced(at, 0, otherWords[draw(otherWords.length)]!).join(' ')
}

interface Made {
  readonly id: string
  readonly level: string
  readonly category: string
  readonly sentences: readonly string[]
}

const asRead = ({ id, level, category, sentences }: Made): ReadRequirement => ({
  id,
  level,
  category,
  text: sentences.join(' '),
  place: { file: 'edition.md' },
  fields: {},
})

/** Cuts a list into so many parts, none empty. */
function cut<T>(all: readonly T[], parts: number, draw: Draw): T[][] {
  const ends = new Set<number>()
  while (ends.size < parts - 1) ends.add(1 + draw(all.length - 1))
  const bounds = [0, ...[...ends].toSorted((a, b) => a - b), all.length]
  return bounds.slice(1).map((end, at) => all.slice(bounds[at], end))
}

const operations = [
  'kept',
  'removed',
  'reworded',
  'relevelled',
  'renumbered',
  'split',
  'merged',
  'all',
  'exchanged',
] as const

export function editedEdition(draw: Draw, size: number, touched: number): EditedEdition {
  const sentence = sentencesFrom(draw)
  const before: Made[] = Array.from({ length: size }, (_, at) => ({
    id: `HEB-${at + 1}`,
    level: 'PI'.charAt(draw(2)),
    category: 'Hébergement',
    sentences: [
      ...Array.from({ length: draw(3) }, () => sentence(subjects, predicates)),
      // Alone it would be a part of any requirement that ends with it.
      `${sentence(subjects, predicates)}${draw(4) === 0 ? ` ${boilerplate[draw(boilerplate.length)]!}` : ''}`,
    ],
  }))
  let number = size
  const freshId = (): string => `HEB-${(number += 1)}`
  const after: Made[] = []
  const told: string[] = []
  const tell = (kind: ChangeKind, from: readonly Made[], to: readonly Made[]): void => {
    told.push(`${kind} ${from.map(({ id }) => id).join('+')}>${to.map(({ id }) => id).join('+')}`)
  }
  const other = (level: string): string => (level === 'P' ? 'I' : 'P')
  const oneReworded = (sentences: readonly string[]): string[] => {
    const at = draw(sentences.length)
    return sentences.with(at, reworded(sentences[at]!, draw))
  }
  for (let at = 0; at < before.length; at += 1) {
    const row = before[at]!
    const drawn = draw(100) < touched ? operations[draw(operations.length)]! : 'kept'
    // A few words that change with their number are another requirement to whoever reads them.
    const operation = drawn === 'all' && row.sentences.join(' ').split(' ').length < 8 ? 'reworded' : drawn
    const next = before[at + 1]
    if (operation === 'removed') tell('removed', [row], [])
    else if (operation === 'reworded') {
      const now = { ...row, sentences: oneReworded(row.sentences) }
      after.push(now)
      tell('reworded', [row], [now])
    } else if (operation === 'relevelled') {
      const now = { ...row, level: other(row.level) }
      after.push(now)
      tell('relevelled', [row], [now])
    } else if (operation === 'renumbered') {
      const now = { ...row, id: freshId() }
      after.push(now)
      tell('renumbered', [row], [now])
    } else if (operation === 'all') {
      const now = { ...row, id: freshId(), level: other(row.level), sentences: oneReworded(row.sentences) }
      after.push(now)
      for (const kind of ['renumbered', 'reworded', 'relevelled'] as const) tell(kind, [row], [now])
    } else if (operation === 'split' && row.sentences.length > 1) {
      const parts = cut(row.sentences, Math.min(2 + draw(2), row.sentences.length), draw)
      const keeper = draw(parts.length + 1)
      const touchedPart = draw(parts.length * 2)
      const now = parts.map((sentences, part) => ({
        ...row,
        id: part === keeper ? row.id : freshId(),
        sentences: part === touchedPart ? oneReworded(sentences) : sentences,
      }))
      after.push(...now)
      tell('split', [row], now)
    } else if (operation === 'merged' && next !== undefined) {
      const third = draw(3) === 0 ? before[at + 2] : undefined
      const from = [row, next, ...(third === undefined ? [] : [third])]
      const sentences = from.flatMap((each) => each.sentences)
      const now = {
        ...row,
        id: [freshId(), ...from.map(({ id }) => id)][draw(from.length + 1)]!,
        sentences: draw(2) === 0 ? oneReworded(sentences) : sentences,
      }
      after.push(now)
      tell('merged', from, [now])
      at += from.length - 1
    } else if (operation === 'exchanged' && next !== undefined) {
      const [one, two] = [
        { ...row, id: next.id },
        { ...next, id: row.id },
      ]
      after.push(one, two)
      tell('renumbered', [row], [one])
      tell('renumbered', [next], [two])
      at += 1
    } else after.push(row)
    if (draw(100) < touched / 4) {
      const now = {
        ...row,
        id: freshId(),
        sentences: [
          sentence(newSubjects, newPredicates),
          ...(draw(2) === 0 ? [boilerplate[draw(boilerplate.length)]!] : []),
        ],
      }
      after.push(now)
      tell('added', [], [now])
    }
  }
  return { before: before.map(asRead), after: after.map(asRead), told: told.toSorted() }
}
