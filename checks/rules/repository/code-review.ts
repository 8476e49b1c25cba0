import { fail, finding, manual, notApplicable, pass, rule } from '../../rule.ts'

/** Below this a history says nothing of habits. */
const enough = 20

export const codeReview = rule({
  id: 'repository/code-review',
  source: 'repository',
  requirements: ['GI:1429', 'MIRAI:MIR-4.ac'],
  title: { fr: 'Les changements passent par une relecture', en: 'Changes go through review' },
  failureTitle: { fr: 'Aucun signe de relecture dans l’historique', en: 'No sign of review in the history' },
  why: {
    fr: 'Un second regard trouve ce que les tests ne cherchent pas, et fait que deux personnes connaissent chaque partie.',
    en: 'A second look finds what tests do not look for, and makes two people know each part.',
  },
  mend: {
    fr: 'Protégez la branche principale et passez par des demandes de fusion avec approbation.',
    en: 'Protect the main branch and go through merge requests with an approval.',
  },
  left: {
    fr: 'Qu’une personne autre que l’auteur a approuvé : la forge le sait, pas le dépôt.',
    en: 'That someone other than the author approved: the forge knows, the repository does not.',
  },
  limits: {
    fr: 'Un historique de moins de vingt commits, ou coupé, ne dit rien des habitudes : il est laissé à une personne.',
    en: 'A history of fewer than twenty commits, or one that is cut, says nothing of habits: it is left to a person.',
  },
  needs: ['reviews', 'versionControl'],
  judge: ({ reviews: { commits, merges, requests, approvals, shallow }, versionControl }) => {
    if (versionControl.system === 'none' || commits === 0)
      return notApplicable('Il n’y a pas d’historique git.', 'There is no git history.')
    if (requests > 0 || approvals > 0 || merges > 0) return pass
    if (shallow || commits < enough)
      return manual(
        `${commits} commits seulement : regardez les demandes de fusion sur la forge.`,
        `Only ${commits} commits: look at merge requests on the forge.`,
      )
    return fail([
      finding(
        {},
        `${commits} commits, aucune fusion de demande ni approbation.`,
        `${commits} commits, no merged request nor approval.`,
      ),
    ])
  },
})
