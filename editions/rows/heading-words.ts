/** What the words of a heading announce: the identifier, the level, the text, its title or its category. */
import { oneLine, softBreak, words } from '../plain-words.ts'

const roles = ['id', 'level', 'text', 'title', 'category'] as const
export type Role = (typeof roles)[number]

export interface Heading {
  readonly role: Role
  /** 2: the word says it alone; 1: it says it when the column's content agrees. */
  readonly strength: 1 | 2
  /** The number that the thing had before, or elsewhere. */
  readonly former?: true
  /** A step on a scale whose words may be its own: `Rang 1`, `Complémentaire`. */
  readonly graded?: true
}

/** What frameworks call the things that they list. */
const requirement = [
  'exigence',
  'exigences',
  'requirement',
  'requirements',
  'regle',
  'regles',
  'rule',
  'rules',
  'recommandation',
  'recommandations',
  'recommendation',
  'recommendations',
  'mesure',
  'mesures',
  'control',
  'controls',
  'enonce',
  'enonces',
  'preconisation',
  'preconisations',
  'prescription',
  'prescriptions',
]

const vocabulary: Readonly<Record<Role, { readonly sure: readonly string[]; readonly unsure: readonly string[] }>> = {
  id: {
    sure: [
      'id',
      'ids',
      'identifiant',
      'identifiants',
      'identifier',
      'ref',
      'refs',
      'reference',
      'numero',
      'num',
      'no',
      'number',
      'code',
      'cote',
      'uid',
    ],
    unsure: ['n', 'index', 'cle', 'clef', 'key', 'item', 'rg'],
  },
  level: {
    sure: [
      'niveau',
      'level',
      'priorite',
      'priority',
      'criticite',
      'criticality',
      'importance',
      'caractere',
      'obligation',
      'oblig',
      'niv',
      'severite',
      'severity',
      'moscow',
      'poids',
      'imperativite',
      'applicabilite',
      'applicability',
      'degre',
      'gravite',
      'gravity',
    ],
    unsure: [
      'type',
      'statut',
      'status',
      'classe',
      'class',
      'nature',
      'valeur',
      'rang',
      'rank',
      'grade',
      'force',
      'strength',
      'palier',
      'echelon',
      'tier',
      'portee',
      'baseline',
      'obligatoire',
      'mandatory',
      'required',
      'imperatif',
    ],
  },
  text: {
    sure: [
      ...requirement,
      'texte',
      'text',
      'libelle',
      'description',
      'descriptif',
      'descriptifs',
      'statement',
      'formulation',
      'wording',
      'contenu',
      'definition',
      'principe',
      'principes',
      'principle',
      'principles',
    ],
    unsure: [
      'composant',
      'component',
      'fonction',
      'function',
      'role',
      'produit',
      'product',
      'detail',
      'details',
      'content',
      'logiciel',
      'clause',
      'clauses',
      'attendu',
      'attendus',
      'specification',
      'specifications',
      'disposition',
      'dispositions',
      'critere',
      'criteres',
      'criterion',
      'criteria',
      'engagement',
      'engagements',
      'objectif',
      'objectifs',
      'objective',
      'objectives',
    ],
  },
  title: {
    sure: ['titre', 'title', 'intitule', 'designation', 'denomination'],
    unsure: ['nom', 'name', 'objet', 'subject'],
  },
  category: {
    sure: [
      'categorie',
      'categories',
      'categorisation',
      'category',
      'theme',
      'thematique',
      'domaine',
      'domain',
      'famille',
      'family',
      'chapitre',
      'chapter',
      'rubrique',
      'volet',
      'topic',
      'area',
      'groupe',
      'group',
      'axe',
      'classification',
    ],
    unsure: ['section', 'partie', 'perimetre', 'scope', 'sujet', 'concerne', 'bloc', 'block', 'lot', 'module', 'pole'],
  },
}

const grades = new Set([
  ...['rang', 'rank', 'grade', 'force', 'strength', 'palier', 'echelon', 'tier'],
  // `Obligatoire ?` over yes and no.
  ...['obligatoire', 'mandatory', 'required', 'imperatif'],
])

const heading = new Map<string, Heading>(
  roles.flatMap((role) => [
    ...vocabulary[role].sure.map((word): [string, Heading] => [word, { role, strength: 2 }]),
    ...vocabulary[role].unsure.map((word): [string, Heading] => [
      word,
      { role, strength: 1, ...(grades.has(word) ? { graded: true } : {}) },
    ]),
  ]),
)
const small = new Set([
  'de',
  'd',
  'l',
  'la',
  'le',
  'les',
  'des',
  'du',
  'of',
  'the',
  'a',
  'et',
  'and',
  'ou',
  'or',
  'en',
  'par',
])
const requirements = new Set(requirement)
/** Do these words of headings say that what stands below is required? */
export const sayRequirements = (said: readonly string[]): boolean => said.some((word) => requirements.has(word))

/** Who, when, by what proof, with what answer: what is said beside a requirement does not sort it. */
const beside = new Set([
  ...[
    'responsable',
    'responsables',
    'porteur',
    'pilote',
    'acteur',
    'acteurs',
    'owner',
    'redacteur',
    'auteur',
    'author',
  ],
  ...['echeance', 'delai', 'date', 'due', 'deadline', 'version', 'edition'],
  ...['preuve', 'preuves', 'justificatif', 'justificatifs', 'evidence', 'proof', 'controle', 'verification', 'methode'],
  ...['method', 'reponse', 'answer', 'response', 'commentaire', 'commentaires', 'comment', 'comments', 'remarque'],
  ...['remarques', 'observation', 'observations', 'precision', 'precisions', 'source', 'origine', 'norme', 'cout'],
  ...['statut', 'status', 'etat', 'state'],
])
export const namesNoSort = (heading: string): boolean => words(heading).some((word) => beside.has(word))

/** A heading is a few words. */
export const longestHeading = 80
const wordsOfHeading = 8
/** A telling word that comes later counts in a short heading only: longer ones are sentences. */
const wordsBeforeDoubt = 4

/** What a heading announces; undefined when it announces none of the roles. */
export function readHeading(cell: string): Heading | undefined {
  return rolesSaid(cell) ?? (cell.includes(softBreak) ? rolesSaid(uncut(cell)) : undefined)
}

/** A word that a narrow column cut without a hyphen: `Catégorisat` above `ion`. */
const uncut = (cell: string): string => cell.replace(/(?<=\p{L})\v(?=\p{Ll})/gu, '')

/** The name of a column, with the words of its heading whole. */
export const nameOf = (cell: string): string =>
  oneLine(rolesSaid(cell) === undefined && readHeading(cell) !== undefined ? uncut(cell) : cell)

function rolesSaid(cell: string): Heading | undefined {
  if (cell.length > longestHeading) return undefined
  const said = words(cell.replace(/n ?[°º]/gi, ' numero '))
  const all = said.filter((word) => !small.has(word))
  if (all.length === 0 || all.length > wordsOfHeading) return undefined
  const found = roleOf(said, all)
  return found?.role === 'id' && isFormer(said) ? { ...found, former: true } : found
}

const isFormer = (said: readonly string[]): boolean =>
  said.some(
    (word, at) =>
      wordsOfFormer.has(word) || /^v\d/.test(word) || (word === 'version' && /^\d/.test(said[at + 1] ?? '')),
  )
const wordsOfFormer = new Set([
  'ancien',
  'ancienne',
  'anciens',
  'anciennes',
  'anterieur',
  'anterieure',
  'precedent',
  'precedente',
  'origine',
  'obsolete',
  'former',
  'formerly',
  'old',
  'previous',
  'prior',
  'legacy',
  'original',
])

function roleOf(said: readonly string[], all: readonly string[]): Heading | undefined {
  const [first, last] = [heading.get(all[0] ?? ''), heading.get(all.at(-1) ?? '')]
  // "Exigence n°", "Requirement ID": the number of the thing, not the thing.
  if (all.length > 1 && last?.role === 'id') return { role: 'id', strength: 2 }
  // "Control family", "Requirement level": what the thing has, as English says it.
  if (
    said.length === 2 &&
    first?.role === 'text' &&
    ((last?.role === 'level' && last.graded !== true) || last?.role === 'category')
  )
    return last
  for (const [at, word] of all.entries()) {
    const found = heading.get(word)
    if (found !== undefined && (at === 0 || all.length <= wordsBeforeDoubt))
      return at === 0 ? found : { ...found, strength: 1 }
  }
  return undefined
}
