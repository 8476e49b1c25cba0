/** What applies to an application, as a list: narrowed, ordered, and as the columns of a sheet. Pure. */
import {
  type Applicability,
  type ApplicabilityKind,
  type ApplicabilitySort,
  type Bilingual,
  fold,
  type Language,
  levelInWords,
  type ListOrder,
  type RequirementOutcome,
  Weight,
} from '@socle/contracts'
import { type Framework, weightOf } from '@socle/rulebook'
import type { Column } from '../../platform/list-file.ts'

interface Asked {
  readonly q?: string | undefined
  readonly kind: ApplicabilityKind
  readonly weight?: Weight | undefined
  readonly sort: ApplicabilitySort
  readonly order: ListOrder
  readonly lang: Language
}

type Row = RequirementOutcome & { readonly title: Bilingual; readonly level: string; readonly weight: Weight }

export function applicabilityRows(framework: Framework, { requirements }: Applicability, asked: Asked): Row[] {
  const { q = '', lang } = asked
  const rows = requirements
    .map((outcome): Row => {
      const requirement = framework.requirementById.get(outcome.id)!
      const { title, level } = requirement
      return { ...outcome, title, level, weight: weightOf(framework, requirement) }
    })
    .filter(
      (row) =>
        isOfKind(row, asked.kind) &&
        (asked.weight === undefined || row.weight === asked.weight) &&
        fold(`${row.id} ${row.title[lang]} ${row.reason[lang]}`).includes(fold(q)),
    )
  const compared = comparisons(lang)[asked.sort]
  if (compared) rows.sort(compared)
  return asked.order === 'desc' ? rows.reverse() : rows
}

function isOfKind({ applies, certain }: Row, kind: ApplicabilityKind): boolean {
  if (kind === 'excluded') return !applies
  return applies && (kind === 'applies' || !certain)
}

/** Without one, the order of the framework. */
function comparisons(lang: Language): Partial<Record<ApplicabilitySort, (a: Row, b: Row) => number>> {
  const { compare } = new Intl.Collator(lang, { numeric: true })
  return {
    weight: (a, b) => Weight.options.indexOf(a.weight) - Weight.options.indexOf(b.weight),
    id: (a, b) => compare(a.id, b.id),
    title: (a, b) => compare(a.title[lang], b.title[lang]),
  }
}

const says: Record<'applies' | 'uncertain' | 'excluded', Bilingual> = {
  applies: { fr: 'oui', en: 'yes' },
  uncertain: { fr: 'oui, tant qu’une réponse manque', en: 'yes, while an answer is missing' },
  excluded: { fr: 'non', en: 'no' },
}

export function applicabilityColumns(framework: Framework): readonly Column<Row>[] {
  const weights = new Map(framework.policies.levels.weights.map(({ id, name }) => [id as string, name]))
  return [
    { name: { fr: 'Identifiant', en: 'Identifier' }, of: ({ id }) => id },
    { name: { fr: 'Intitulé', en: 'Title' }, of: ({ title }, lang) => title[lang] },
    {
      name: { fr: 'Niveau du document', en: 'Level of the document' },
      of: ({ level }, lang) => levelInWords(level, lang),
    },
    { name: { fr: 'Portée', en: 'Weight' }, of: ({ weight }, lang) => weights.get(weight)?.[lang] ?? weight },
    {
      name: { fr: 'S’applique', en: 'Applies' },
      of: ({ applies, certain }, lang) => says[!applies ? 'excluded' : certain ? 'applies' : 'uncertain'][lang],
    },
    { name: { fr: 'Pourquoi', en: 'Why' }, of: ({ reason }, lang) => reason[lang] },
  ]
}
