import { type RuleFinding, fail, failIfAny, finding, rule } from '../../rule.ts'
import { nameOf } from './subject.ts'
import { plain } from '../../wording.ts'

const folder = /(^|\/)(adrs?|decisions|architecture-decisions|architecture\/decisions|madr)\//i
const notRecord = /^(readme|index|template|adr-template|0000-template|.*template)\./i
/** Sections that MADR asks for, in both languages. */
const context = /context|contexte|probleme|problem/
const decision = /decision|choix/
const options = /option|alternative|possibilite|solutions? (?:envisage|etudie|possible|considere)|candidat|scenario/

/** By its own words MADR tells itself from the older form (Status, Context, Decision, Consequences), which weighs no options. */
const isOfMadr = (titles: readonly string[]): boolean =>
  titles.some((title) => /(?:context|contexte).*(?:probl|question)|^(?:probleme|problem)/.test(title))

export const architectureDecisions = rule({
  id: 'repository/architecture-decisions',
  source: 'repository',
  requirements: ['MIRAI:MIR-9.b'],
  title: { fr: 'Les décisions d’architecture suivent MADR', en: 'Architecture decisions follow MADR' },
  failureTitle: {
    fr: 'Les décisions d’architecture manquent ou ne suivent pas MADR',
    en: 'Architecture decisions are missing or do not follow MADR',
  },
  why: {
    fr: 'Qui reprend l’application doit savoir ce qui a été choisi, contre quoi, et pourquoi.',
    en: 'Whoever takes over the application must know what was chosen, against what, and why.',
  },
  mend: {
    fr: 'Écrivez une fiche par décision dans docs/adr/, avec « Context and Problem Statement », « Considered Options » et « Decision Outcome ».',
    en: 'Write one record per decision in docs/adr/, with “Context and Problem Statement”, “Considered Options” and “Decision Outcome”.',
  },
  limits: {
    fr: 'La forme de Nygard (statut, contexte, décision, conséquences) n’est pas MADR : sans options examinées ni ses titres propres, la fiche est relevée.',
    en: 'Nygard’s form (status, context, decision, consequences) is not MADR: without considered options or MADR’s own headings, the record is reported.',
  },
  left: { fr: 'Que les décisions importantes y sont toutes.', en: 'That every important decision is in there.' },
  needs: ['documents'],
  judge: ({ documents }) => {
    const records = documents.filter(
      (document) =>
        folder.test(document.path) &&
        /\.(md|markdown|adoc|rst)$/i.test(document.path) &&
        !notRecord.test(nameOf(document.path)),
    )
    if (records.length === 0)
      return fail([finding({}, 'Aucune fiche de décision (docs/adr/…).', 'No decision record (docs/adr/…).')])
    const findings: RuleFinding[] = []
    for (const { path, headings } of records) {
      const titles = headings.map(plain)
      const missing = [
        ...(titles.some((title) => context.test(title)) ? [] : ['Context and Problem Statement']),
        ...(titles.some((title) => options.test(title)) || isOfMadr(titles) ? [] : ['Considered Options']),
        ...(titles.some((title) => decision.test(title)) ? [] : ['Decision Outcome']),
      ]
      if (missing.length > 0)
        findings.push(
          finding(
            { path },
            `Sections MADR absentes : ${missing.join(', ')}.`,
            `MADR sections missing: ${missing.join(', ')}.`,
          ),
        )
    }
    return failIfAny(findings)
  },
})
