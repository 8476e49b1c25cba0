/** Which column is what: by its heading first, by what it holds where headings are silent or absent. */
import type { Row } from './document.ts'
import { readIdentifier } from './identifier.ts'
import { readLevel } from './level.ts'
import { words } from './plain-words.ts'

const roles = ['id', 'level', 'text', 'title', 'category'] as const
export type Role = (typeof roles)[number]

/** Column of each role, from 0. */
export type Columns = Readonly<Partial<Record<Role, number>>>

interface Heading {
  readonly role: Role
  /** 2: the word says it alone; 1: it says it when the column's content agrees. */
  readonly strength: 1 | 2
}

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
    unsure: ['n', 'index', 'cle', 'key', 'item', 'rg'],
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
      'severite',
      'severity',
      'moscow',
      'poids',
      'imperativite',
      'applicabilite',
    ],
    unsure: ['type', 'statut', 'status', 'classe', 'class', 'nature', 'valeur', 'degre'],
  },
  text: {
    sure: [
      'exigence',
      'exigences',
      'requirement',
      'requirements',
      'enonce',
      'texte',
      'text',
      'libelle',
      'description',
      'regle',
      'regles',
      'rule',
      'rules',
      'recommandation',
      'recommandations',
      'recommendation',
      'recommendations',
      'statement',
      'mesure',
      'mesures',
      'control',
      'formulation',
      'wording',
      'contenu',
      'definition',
      'preconisation',
      'preconisations',
      'prescription',
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
    unsure: ['section', 'partie', 'perimetre', 'scope', 'sujet', 'concerne'],
  },
}

const heading = new Map<string, Heading>(
  roles.flatMap((role) => [
    ...vocabulary[role].sure.map((word) => [word, { role, strength: 2 }] as const),
    ...vocabulary[role].unsure.map((word) => [word, { role, strength: 1 }] as const),
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
/** A heading is a few words. */
const longestHeading = 80
const wordsOfHeading = 8
/** A telling word that comes later counts in a short heading only: longer ones are sentences. */
const wordsBeforeDoubt = 4

/** What a heading announces; undefined when it announces none of the roles. */
export function readHeading(cell: string): Heading | undefined {
  if (cell.length > longestHeading) return undefined
  const all = words(cell.replace(/n ?[°º]/gi, ' numero ')).filter((word) => !small.has(word))
  if (all.length === 0 || all.length > wordsOfHeading) return undefined
  // "Exigence n°", "Requirement ID": the number of the thing, not the thing.
  if (all.length > 1 && heading.get(all.at(-1) ?? '')?.role === 'id') return { role: 'id', strength: 2 }
  for (const [at, word] of all.entries()) {
    const found = heading.get(word)
    if (found !== undefined && (at === 0 || all.length <= wordsBeforeDoubt))
      return at === 0 ? found : { ...found, strength: 1 }
  }
  return undefined
}

/** Is this row a heading row? The roles that it announces, by column; undefined when it is not one. */
export function readHeadings(row: Row): readonly (Heading | undefined)[] | undefined {
  const found = row.cells.map(({ text }) => readHeading(text))
  const announced = new Set(found.flatMap((each) => (each === undefined ? [] : [each.role])))
  const filled = row.cells.filter(({ text }) => text !== '')
  // "Règle | Libellé": two headings of one role, and nothing else.
  const onlyHeadings = announced.has('text') && filled.length >= 2 && found.filter(Boolean).length === filled.length
  if ((announced.size < 2 && !onlyHeadings) || !(announced.has('id') || announced.has('text'))) return undefined
  if (filled.some(({ text }) => text.length > longestHeading)) return undefined
  // A row of data may hold such words too; an identifier in the announced column says that it is one.
  if (found.some((each, at) => each?.role === 'id' && /\d/.test(readIdentifier(row.cells[at]?.text ?? '')?.id ?? '')))
    return undefined
  // A row that holds an identifier is data, whatever its words announce.
  if (
    row.cells.some(
      ({ text }, at) => found[at] === undefined && /^\S*\d\S*$/.test(text) && readIdentifier(text) !== undefined,
    )
  )
    return undefined
  // Most cells of a row of headings are short, and data rows rarely announce half of theirs.
  const sure = found.filter((each) => each?.strength === 2).length
  return sure >= 2 || announced.size >= 3 || announced.size * 2 >= filled.length || filled.every((cell) => cell.heading)
    ? found
    : undefined
}

interface Held {
  readonly filled: number
  readonly identifiers: number
  readonly distinct: number
  /** Identifiers that hold a figure. */
  readonly numbered: number
  /** Identifiers that hold a letter: `EXI-1`, not the rank of the row. */
  readonly lettered: number
  readonly levels: number
  readonly meanLength: number
}

function held(rows: readonly Row[], column: number): Held {
  const texts = rows.flatMap(({ cells }) => {
    const cell = cells[column]
    return cell === undefined || cell.text === '' || cell.covered === true ? [] : [cell.text]
  })
  const share = (count: number): number => (texts.length === 0 ? 0 : count / texts.length)
  return {
    filled: texts.length,
    identifiers: share(
      texts.filter((text) => text.length <= longestHeading && readIdentifier(text) !== undefined).length,
    ),
    distinct: share(new Set(texts).size),
    numbered: share(texts.filter((text) => /\d/.test(readIdentifier(text)?.id ?? '')).length),
    lettered: share(texts.filter((text) => /\p{L}/u.test(readIdentifier(text)?.id ?? '')).length),
    levels: share(texts.filter((text) => readLevel(text).known).length),
    meanLength: share(texts.reduce((sum, text) => sum + text.length, 0)),
  }
}

/** Most identifiers of a column read as such; a few spoiled cells must not hide it. */
const shareOfIdentifiers = 0.5
const shareOfLevels = 0.5
const shareOfLevelsWithoutHeading = 0.7
/** Under a heading that says nothing ("RG/rc"), a column of levels holds little else: a word or two of its own. */
const shareOfLevelsUnderSilentHeading = 0.75
const longestLevel = 30
const shortestText = 12

/** Columns of a table whose heading row was found. */
export function columnsByHeadings(headings: readonly (Heading | undefined)[], body: readonly Row[]): Columns {
  const facts = headings.map((_, column) => held(body, column))
  const candidates = (role: Role): number[] => headings.flatMap((each, column) => (each?.role === role ? [column] : []))
  const best = (role: Role, score: (column: number) => number): number | undefined =>
    candidates(role).toSorted((a, b) => score(b) - score(a) || a - b)[0]
  const strength = (column: number): number => headings[column]?.strength ?? 0

  // "N° | Identifiant": where two columns number the rows, the one with letters names the requirement.
  const id = best(
    'id',
    (column) => strength(column) + (facts[column]?.identifiers ?? 0) * 3 + (facts[column]?.lettered ?? 0),
  )
  const looksLikeLevels = (column: number): boolean => {
    const fact = facts[column]
    if (fact === undefined || fact.filled === 0) return strength(column) === 2
    return (
      fact.meanLength <= longestLevel &&
      (strength(column) === 2 || fact.levels >= shareOfLevels || (fact.meanLength <= 3 && fact.distinct <= 0.5))
    )
  }
  const levels = candidates('level').filter(looksLikeLevels)
  const level = levels.toSorted(
    (a, b) => strength(b) - strength(a) || (facts[b]?.levels ?? 0) - (facts[a]?.levels ?? 0) || a - b,
  )[0]
  const text = best('text', (column) => strength(column) * 20 + (facts[column]?.meanLength ?? 0))
  const heldId = (column: number): boolean =>
    (facts[column]?.identifiers ?? 0) >= 0.6 && (facts[column]?.distinct ?? 0) >= 0.7
  const title =
    best('title', strength) ??
    candidates('text').find(
      (column) =>
        column !== text &&
        (facts[column]?.meanLength ?? 0) < (facts[text ?? -1]?.meanLength ?? 0) &&
        // "Règle | Libellé": the rule's column may hold its number.
        !(id === undefined && heldId(column)),
    )
  const category =
    best('category', strength) ??
    // "Type: Sécurité, Réseau…" sorts requirements, it does not weigh them.
    candidates('level').find(
      (column) => column !== level && (facts[column]?.distinct ?? 1) <= 0.5 && strength(column) === 1,
    )
  const found: Partial<Record<Role, number>> = {}
  for (const [role, column] of Object.entries({ id, level, text: text ?? title, title, category }) as [
    Role,
    number | undefined,
  ][])
    if (column !== undefined && !(role === 'title' && column === (text ?? title))) found[role] = column
  return completeByContent(found, body, headings.length)
}

/** Columns of a table without heading row; undefined when no column holds identifiers beside a text. */
export function columnsByContent(body: readonly Row[]): Columns | undefined {
  // One row alone, `Nombre | 3`, shows nothing of what its columns hold.
  if (body.length < 2) return undefined
  const width = Math.max(0, ...body.map(({ cells }) => cells.length))
  const found = completeByContent({}, body, width)
  return found.id === undefined || found.text === undefined ? undefined : found
}

/** Finds by their content the identifier and text that headings did not name. */
function completeByContent(known: Columns, body: readonly Row[], width: number): Columns {
  const found: Partial<Record<Role, number>> = { ...known }
  const taken = (): Set<number> => new Set(Object.values(found))
  const free = (): number[] =>
    Array.from({ length: width }, (_, column) => column).filter((column) => !taken().has(column))
  const facts = Array.from({ length: width }, (_, column) => held(body, column))
  const named = Object.keys(known).length > 0
  if (found.id === undefined) {
    const column = free().find((each) => {
      const fact = facts[each]
      return (
        fact !== undefined &&
        fact.filled >= Math.max(1, body.length * 0.3) &&
        fact.identifiers >= 0.6 &&
        // Without headings, words in capitals are as well the abbreviations of a glossary.
        (named || fact.numbered >= 0.6) &&
        fact.distinct >= 0.7 &&
        fact.meanLength <= 40
      )
    })
    if (column !== undefined) found.id = column
  }
  if (found.text === undefined) {
    const [column] = free()
      .filter((each) => (facts[each]?.meanLength ?? 0) >= shortestText)
      .toSorted((a, b) => (facts[b]?.meanLength ?? 0) - (facts[a]?.meanLength ?? 0))
    if (column !== undefined) found.text = column
  }
  if (found.level === undefined) {
    const column = free().find((each) => {
      const fact = facts[each]
      return (
        fact !== undefined &&
        fact.filled > 0 &&
        fact.levels >= (named ? shareOfLevelsUnderSilentHeading : shareOfLevelsWithoutHeading) &&
        fact.meanLength <= longestLevel
      )
    })
    if (column !== undefined) found.level = column
  }
  if (found.category === undefined && !named) {
    const column = free().find((each) => {
      const fact = facts[each]
      return fact !== undefined && fact.filled > 1 && fact.distinct <= 0.7 && fact.meanLength <= 60
    })
    if (column !== undefined) found.category = column
  }
  return found
}

/** Does the identifier column really hold identifiers? */
export const holdsIdentifiers = (body: readonly Row[], column: number): boolean => {
  const fact = held(body, column)
  return fact.filled > 0 && fact.identifiers >= shareOfIdentifiers
}
