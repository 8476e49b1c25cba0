import { failIfAny, finding, manual, notApplicable, rule } from '../../rule.ts'
import { secretNames, secretShapes } from './secret-shapes.ts'
import { isSecret } from './secrets.ts'
import { masked } from './secret-values.ts'

export const secretsInHistory = rule({
  id: 'repository/secrets-in-history',
  source: 'repository',
  requirements: ['GI:1433', 'GI:PU-1.f'],
  title: { fr: 'Aucun secret dans l’historique', en: 'No secret in the history' },
  failureTitle: { fr: 'L’historique garde des secrets', en: 'The history keeps secrets' },
  why: {
    fr: 'Retirer un secret d’un fichier ne le retire pas du dépôt : chaque clone le contient encore.',
    en: 'Taking a secret out of a file does not take it out of the repository: each clone still holds it.',
  },
  mend: {
    fr: 'Révoquez le secret et remplacez-le ; réécrire l’historique (git filter-repo) ne suffit jamais, car des clones existent.',
    en: 'Revoke the secret and replace it; rewriting history (git filter-repo) is never enough, since clones exist.',
  },
  left: {
    fr: 'Les secrets sans forme reconnaissable, et les branches que ce clone n’a pas.',
    en: 'Secrets without a recognisable form, and branches that this clone does not have.',
  },
  limits: {
    fr: 'Un secret encore écrit aujourd’hui est signalé par repository/secrets et pas deux fois.',
    en: 'A secret that is still written today is reported by repository/secrets and not twice.',
  },
  needs: ['history', 'versionControl'],
  looksForInHistory: secretShapes,
  everywhere: true,
  judge: ({ history, versionControl }) => {
    if (versionControl.commit === undefined)
      return notApplicable('Il n’y a pas d’historique git.', 'There is no git history.')
    const found = Object.entries(history.matches).flatMap(([kind, matches]) =>
      matches
        .filter((match) => !match.stillThere && isSecret(kind, match))
        .map((match) => {
          const { value = '', key } = match.groups
          const what = secretNames[kind] ?? { fr: 'secret', en: 'secret' }
          const commit = match.commit.slice(0, 10)
          return finding(
            { path: match.path },
            `Commit ${commit}, ligne ${match.line} : ${what.fr}${key === undefined ? '' : ` « ${key} »`} (${masked(value)}).`,
            `Commit ${commit}, line ${match.line}: ${what.en}${key === undefined ? '' : ` “${key}”`} (${masked(value)}).`,
            `${kind}:${key ?? ''}:${masked(value)}`,
          )
        }),
    )
    if (found.length > 0) return failIfAny(found)
    if (history.shallow)
      return manual(
        'Ce clone est coupé : relancez sur l’historique entier (git fetch --unshallow).',
        'This clone is cut: run again on the whole history (git fetch --unshallow).',
      )
    return failIfAny([])
  },
})
