import type { ApplicationSummary, Bilingual, GatePassingPolicy, PublicationPeriod, Task } from '@socle/contracts'
import type { FileInHand, ReopenedGate } from '../../conformity/index.ts'
import { dayInWords } from '../../platform/day.ts'

export interface Reviews {
  /** Files whose review waits for its decision, or was decided and let them pass. */
  readonly asked: ReadonlySet<string>
  /** What each answer of the verdict lets one decide. */
  readonly allowed: GatePassingPolicy['allowed']
}

/** What a portfolio's standing asks of the person who works on it, most urgent first. */
export function tasksOf(
  applications: readonly ApplicationSummary[],
  failedChecks: ReadonlyMap<string, readonly string[]>,
  reviews: Reviews,
  inHand: ReadonlyMap<string, FileInHand>,
  titleOf: TitleOf,
): Task[] {
  const tasks: Task[] = []
  for (const application of applications) {
    const { id, answered, traits } = application
    const file = inHand.get(id)
    const standing = file?.standing ?? application.standing
    const name = file?.several ? nameAt(application.name, file.gateName) : sameIn(application.name)
    const page = `/applications/${id}`
    const contradicted = failedChecks.get(id) ?? []
    const failed = contradicted.length
    const unproven = file?.unproven ?? []
    const named = (ids: readonly string[]) =>
      standing
        ? namesOf(ids, `${page}/dossiers/${standing.fileId}`, (id) => titleOf(id) ?? file?.former.get(id))
        : undefined
    if (failed > 0)
      tasks.push({
        kind: 'failed-check',
        application: id,
        count: failed,
        requirements: named(contradicted),
        link: standing ? `${page}/dossiers/${standing.fileId}` : page,
        text: {
          fr: `${application.name} : ${failed} ${failed > 1 ? 'exigences contredites' : 'exigence contredite'} par une vérification.`,
          en: `${application.name}: ${failed} ${failed > 1 ? 'requirements' : 'requirement'} contradicted by a check.`,
        },
      })
    if (answered < traits)
      tasks.push({
        kind: 'describe',
        application: id,
        count: traits - answered,
        link: `${page}/description`,
        text: {
          fr: `${application.name} : ${traits - answered} ${traits - answered > 1 ? 'questions' : 'question'} sans réponse, les exigences qui en dépendent restent retenues.`,
          en: `${application.name}: ${traits - answered} unanswered ${traits - answered > 1 ? 'questions' : 'question'}, the requirements that depend on them stay in.`,
        },
      })
    if (standing && file?.refused) {
      const lacks = lacking(file)
      tasks.push({
        kind: 'refused',
        application: id,
        count: 1,
        requirements: named(unproven),
        link: `${page}/dossiers/${standing.fileId}`,
        text: {
          fr: `${application.name} : le jalon « ${file.gateName.fr.toLowerCase()} » a été refusé. ${lacks ? `Il y manque : ${lacks.fr}.` : 'Présentez de nouveau son dossier.'}`,
          en: `${application.name}: the gate “${file.gateName.en.toLowerCase()}” was refused. ${lacks ? `It lacks: ${lacks.en}.` : 'Present its file again.'}`,
        },
      })
    } else if (!standing)
      tasks.push({
        kind: 'open-file',
        application: id,
        count: 1,
        link: page,
        text: {
          fr: `${name.fr} : aucun dossier de conformité n’est ouvert.`,
          en: `${name.en}: no conformity file is open.`,
        },
      })
    else if (standing.assessed < standing.total)
      tasks.push({
        kind: 'assess',
        application: id,
        count: standing.total - standing.assessed,
        link: `${page}/dossiers/${standing.fileId}`,
        text: {
          fr: `${name.fr} : ${standing.total - standing.assessed} ${standing.total - standing.assessed > 1 ? 'exigences' : 'exigence'} à évaluer.`,
          en: `${name.en}: ${standing.total - standing.assessed} ${standing.total - standing.assessed > 1 ? 'requirements' : 'requirement'} to assess.`,
        },
      })
    // All is assessed and the gate still does not open: without this line nobody would know that something is left to do.
    else if (
      (standing.answer === 'no-go' && failed === 0) ||
      (standing.answer === 'undetermined' && unproven.length === 0)
    )
      tasks.push({
        kind: 'unsettled',
        application: id,
        count: 1,
        link: `${page}/dossiers/${standing.fileId}`,
        text:
          standing.answer === 'no-go'
            ? {
                fr: `${name.fr} : tout est évalué, et des écarts s’opposent au passage du jalon.`,
                en: `${name.en}: all is assessed, and gaps stand in the way of the gate.`,
              }
            : {
                fr: `${name.fr} : tout est évalué, il manque des preuves pour passer le jalon.`,
                en: `${name.en}: all is assessed, evidence is missing to pass the gate.`,
              },
      })
    else if (
      reviews.allowed[standing.answer].some((decision) => decision !== 'refuse') &&
      !reviews.asked.has(standing.fileId)
    )
      tasks.push({
        kind: 'request-review',
        application: id,
        count: 1,
        link: `${page}/dossiers/${standing.fileId}`,
        text: {
          fr: `${name.fr} : tout est évalué, demandez la revue du jalon.`,
          en: `${name.en}: all is assessed, ask for the review of the gate.`,
        },
      })
    if (standing && !file?.refused && unproven.length > 0)
      tasks.push({
        kind: 'prove',
        application: id,
        count: unproven.length,
        requirements: named(unproven),
        link: `${page}/dossiers/${standing.fileId}`,
        text: {
          fr: `${name.fr} : ${unproven.length > 1 ? `${unproven.length} exigences attendent` : 'une exigence attend'} une preuve.`,
          en: `${name.en}: ${unproven.length > 1 ? `${unproven.length} requirements wait` : 'one requirement waits'} for a proof.`,
        },
      })
  }
  const order: Task['kind'][] = [
    'failed-check',
    'refused',
    'prove',
    'unsettled',
    'request-review',
    'assess',
    'open-file',
    'describe',
  ]
  return tasks.sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))
}

type TitleOf = (requirement: string) => Bilingual | undefined

/** More would make a list of a line; the page that the line leads to has them all. */
const NAMED = 5
const namesOf = (ids: readonly string[], file: string, titleOf: TitleOf): Task['requirements'] =>
  ids.slice(0, NAMED).map((id) => ({ text: titleOf(id) ?? sameIn(id), link: `${file}/${id}` }))

const sameIn = (name: string): Bilingual => ({ fr: name, en: name })
const nameAt = (name: string, gate: Bilingual): Bilingual => ({
  fr: `${name}, jalon « ${gate.fr.toLowerCase()} »`,
  en: `${name}, gate “${gate.en.toLowerCase()}”`,
})

/** What a refused gate still lacks, or undefined. */
function lacking({ standing: { assessed, total, gaps }, unproven }: FileInHand): Bilingual | undefined {
  const counted = [
    { count: total - assessed, fr: 'exigences à évaluer', en: 'requirements to assess' },
    { count: unproven.length, fr: 'exigences à prouver', en: 'requirements to prove' },
    { count: gaps, fr: 'écarts', en: 'gaps' },
  ].filter(({ count }) => count > 0)
  if (counted.length === 0) return undefined
  const said = (language: keyof Bilingual) => counted.map((part) => `${part[language]} (${part.count})`).join(', ')
  return { fr: said('fr'), en: said('en') }
}

/** Files that a new edition left behind, for whoever may migrate them. */
export const migrationTasks = (left: number): Task[] =>
  left === 0
    ? []
    : [
        {
          kind: 'migrate',
          application: '',
          count: left,
          link: '/cadre/migration',
          text: {
            fr:
              left === 1
                ? 'Un dossier est resté à l’édition précédente du cadre : simulez sa migration, puis appliquez-la.'
                : `${left} dossiers sont restés à une édition précédente du cadre : simulez leur migration, puis appliquez-la.`,
            en:
              left === 1
                ? 'One file is still on the former edition of the framework: simulate its migration, then apply it.'
                : `${left} files are still on a former edition of the framework: simulate their migration, then apply it.`,
          },
        },
      ]

/** Publication sessions of the committee that somebody must see to, for whoever watches them. */
export const publicationTasks = (periods: readonly PublicationPeriod[]): Task[] =>
  periods.map(({ from, to, state }) => ({
    kind: 'publication-session',
    application: '',
    count: 1,
    link: '/decisions/seances',
    text:
      state === 'missed'
        ? {
            fr: `Aucune séance n’a voté la publication du cadre entre le ${dayInWords(from, 'fr')} et le ${dayInWords(to, 'fr')} : prévoyez-en une.`,
            en: `No session voted the publication of the framework between ${dayInWords(from, 'en')} and ${dayInWords(to, 'en')}: plan one.`,
          }
        : {
            fr: `Aucune séance de publication n’est prévue d’ici au ${dayInWords(to, 'fr')} : prévoyez-en une.`,
            en: `No publication session is planned by ${dayInWords(to, 'en')}: plan one.`,
          },
  }))

/** Sessions at which the person sits. */
export const sessionTasks = (sessions: readonly { id: string; title: string; day: string; items: number }[]): Task[] =>
  sessions.map(({ id, title, day, items }) => ({
    kind: 'committee-session',
    application: '',
    count: items,
    link: `/decisions/seances/${id}`,
    text: {
      fr: `${title} : le comité siège le ${dayInWords(day, 'fr')}, ${items === 0 ? 'aucun point' : items === 1 ? 'un point' : `${items} points`} à l’ordre du jour.`,
      en: `${title}: the committee sits on ${dayInWords(day, 'en')}, ${items === 0 ? 'nothing' : items === 1 ? 'one item' : `${items} items`} on the agenda.`,
    },
  }))

/** Sessions of today, which do not wait for their turn among what has a deadline. */
export const sessionTasksNow = (
  sessions: readonly { id: string; title: string; open: boolean; items: number }[],
): Task[] =>
  sessions.map(({ id, title, open, items }) => {
    const agenda = {
      fr: items === 0 ? 'aucun point' : items === 1 ? 'un point' : `${items} points`,
      en: items === 0 ? 'nothing' : items === 1 ? 'one item' : `${items} items`,
    }
    return {
      kind: 'committee-session',
      application: '',
      count: items,
      link: `/decisions/seances/${id}`,
      text: open
        ? {
            fr: `${title} : la séance est ouverte, les membres présents votent ; ${agenda.fr} à l’ordre du jour.`,
            en: `${title}: the session is open and the members present vote; ${agenda.en} on the agenda.`,
          }
        : {
            fr: `${title} : le comité siège aujourd’hui, ${agenda.fr} à l’ordre du jour.`,
            en: `${title}: the committee sits today, ${agenda.en} on the agenda.`,
          },
    }
  })

/** Providers of models that the person may approve. */
export const approvalTasks = (providers: readonly { id: string; name: string }[]): Task[] =>
  providers.map(({ name }) => ({
    kind: 'approve-provider',
    application: '',
    count: 1,
    link: '/ia/fournisseurs',
    text: {
      fr: `Le fournisseur « ${name} » attend votre approbation : aucun appel ne lui est envoyé d’ici là.`,
      en: `The provider “${name}” waits for your approval: no call is sent to it until then.`,
    },
  }))

/** Public comments that nobody has taken up, for whoever answers them. */
export const remarkTasks = (received: number): Task[] =>
  received === 0
    ? []
    : [
        {
          kind: 'remarks',
          application: '',
          count: received,
          link: '/cadre/commentaires?state=received',
          text: {
            fr:
              received === 1
                ? 'Un commentaire public attend une suite.'
                : `${received} commentaires publics attendent une suite.`,
            en:
              received === 1
                ? 'One public comment waits for an answer.'
                : `${received} public comments wait for an answer.`,
          },
        },
      ]

/** Gates that were passed and are no longer behind, for the team, each with why. */
export const reopenedTasks = (
  gates: readonly ReopenedGate[],
  titleOf: (requirement: string) => Bilingual | undefined,
): Task[] =>
  gates.map((gate) => {
    const why = whyReopened(gate, titleOf)
    const { application, gateName, fileId, reopened } = gate
    // What another version changes is looked at in a file of its own, which is opened from the application's page.
    const anew = gate.version !== null && !reopened.some(({ why }) => why.includes('found-since'))
    return {
      kind: 'reopened',
      application: application.id,
      count: reopened.length,
      link: anew ? `/applications/${application.id}` : `/applications/${application.id}/dossiers/${fileId}`,
      text: {
        fr: `${application.name} : le jalon « ${gateName.fr.toLowerCase()} » est rouvert. ${why.map(({ fr }) => fr).join(' ')}`,
        en: `${application.name}: the gate “${gateName.en.toLowerCase()}” is open again. ${why.map(({ en }) => en).join(' ')}`,
      },
    }
  })

/** By what changed: a lock, what was found, the edition, the description or the version. */
function whyReopened(
  { reopened, edition, version }: ReopenedGate,
  titleOf: (requirement: string) => Bilingual | undefined,
): Bilingual[] {
  const locks = reopened.filter(({ why }) => why.includes('lock-fallen'))
  const found = reopened.filter(({ why }) => why.includes('found-since'))
  const changed = reopened.filter(({ why }) => !why.includes('lock-fallen') && !why.includes('found-since'))
  const byAnswers = changed.filter(({ why }) => edition === null || why.every((reason) => reason === 'answers-changed'))
  const byEdition = changed.length - byAnswers.length
  return [
    ...locks.map(({ requirementId }) => ({
      fr: `Un verrou levé à son passage ne l’est plus : ${titleOf(requirementId)?.fr ?? requirementId}.`,
      en: `A lock that was lifted when it was passed is no longer: ${titleOf(requirementId)?.en ?? requirementId}.`,
    })),
    ...found.map(({ requirementId }) => ({
      fr: `Un écart est constaté depuis son passage : ${titleOf(requirementId)?.fr ?? requirementId}.`,
      en: `A gap was found since it was passed: ${titleOf(requirementId)?.en ?? requirementId}.`,
    })),
    ...(byEdition > 0
      ? [
          {
            fr: `L’édition ${edition} du cadre change ce qui y est demandé (exigences : ${byEdition}).`,
            en: `Edition ${edition} of the framework changes what is asked there (requirements: ${byEdition}).`,
          },
        ]
      : []),
    ...(byAnswers.length > 0
      ? [
          version === null
            ? {
                fr: `Des réponses de la description ont changé (exigences : ${byAnswers.length}).`,
                en: `Answers of the description have changed (requirements: ${byAnswers.length}).`,
              }
            : {
                fr: `La version ${version} change ce qui y avait été jugé (exigences : ${byAnswers.length}).`,
                en: `Version ${version} changes what had been judged there (requirements: ${byAnswers.length}).`,
              },
        ]
      : []),
  ]
}
