import type { ApplicationSummary, Task } from '@socle/contracts'

/** What a portfolio's standing asks of the person who works on it, most urgent first. */
export function tasksOf(
  applications: readonly ApplicationSummary[],
  failedChecks: ReadonlyMap<string, number>,
): Task[] {
  const tasks: Task[] = []
  for (const { id, name, answered, traits, standing } of applications) {
    const page = `/applications/${id}`
    const failed = failedChecks.get(id) ?? 0
    if (failed > 0)
      tasks.push({
        kind: 'failed-check',
        application: id,
        count: failed,
        link: standing ? `${page}/dossiers/${standing.fileId}` : page,
        text: {
          fr: `${name} : ${failed} exigence(s) contredite(s) par une vérification.`,
          en: `${name}: ${failed} requirement(s) contradicted by a check.`,
        },
      })
    if (answered < traits)
      tasks.push({
        kind: 'describe',
        application: id,
        count: traits - answered,
        link: `${page}/description`,
        text: {
          fr: `${name} : ${traits - answered} question(s) sans réponse, les exigences qui en dépendent restent retenues.`,
          en: `${name}: ${traits - answered} unanswered question(s), the requirements that depend on them stay in.`,
        },
      })
    if (!standing)
      tasks.push({
        kind: 'open-file',
        application: id,
        count: 1,
        link: page,
        text: { fr: `${name} : aucun dossier de conformité n’est ouvert.`, en: `${name}: no conformity file is open.` },
      })
    else if (standing.assessed < standing.total)
      tasks.push({
        kind: 'assess',
        application: id,
        count: standing.total - standing.assessed,
        link: `${page}/dossiers/${standing.fileId}`,
        text: {
          fr: `${name} : ${standing.total - standing.assessed} exigence(s) à évaluer.`,
          en: `${name}: ${standing.total - standing.assessed} requirement(s) to assess.`,
        },
      })
  }
  const order: Task['kind'][] = ['failed-check', 'assess', 'open-file', 'describe']
  return tasks.sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))
}
