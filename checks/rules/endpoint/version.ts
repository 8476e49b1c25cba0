import { failIfAny, finding, manual, pass, rule } from '../../rule.ts'

const said = /"(?:version|releaseId|release|build)"\s*:\s*(?:"(?<value>[^"]*)"|\{)|^(?<plain>v?\d+\.\d+\.\d+)\s*$/gi
/** What a build that forgot to fill it in leaves. */
const hollow =
  /^\s*$|^(unknown|inconnue?|n\/?a|none|null|undefined|dev|development|local|latest|todo|changeme|v?0\.0\.0|x\.y\.z)$|(?:^|[-.+])snapshot$|^(\$\{.*\}|@.*@|%.*%|\{\{.*\}\})$/i

export const version = rule({
  id: 'endpoint/version',
  source: 'endpoint',
  requirements: ['GI:PF-1.c'],
  title: { fr: 'L’application dit sa version', en: 'The application tells its version' },
  failureTitle: { fr: 'L’application ne dit pas sa version', en: 'The application does not tell its version' },
  why: {
    fr: 'Un incident commence par « quelle version tourne ? » : l’application doit répondre seule.',
    en: 'An incident starts with “which version runs?”: the application must answer by itself.',
  },
  mend: {
    fr: 'Servez la version sur /version, dans la réponse d’état ou au pied de page.',
    en: 'Serve the version at /version, in the health answer or in the footer.',
  },
  left: { fr: 'Une version affichée sur une page, après connexion.', en: 'A version shown on a page, after sign-in.' },
  limits: {
    fr: 'Échoue si la version annoncée est vide ou provisoire. Si aucune adresse habituelle ne la dit, une page peut la montrer : cela est laissé à une personne.',
    en: 'Fails where the version announced is empty or provisional. Where no usual address tells it, a page may show it: that is left to a person.',
  },
  needs: ['versionPages', 'health'],
  judge: ({ versionPages, health }) => {
    const answers = [...versionPages, ...health]
      .filter(({ status }) => status < 400)
      .flatMap(({ url, body }) => {
        // `"build":{"version":"2.1.0"}`: the object that is named so holds the version that is said.
        const found = [...body.trim().matchAll(said)].map(({ groups }) => groups?.['value'] ?? groups?.['plain'])
        return found.length === 0 ? [] : [{ url, value: found.find((value) => value !== undefined) }]
      })
    if (answers.length === 0)
      return manual(
        'Aucune adresse habituelle ne dit la version : montrez la page qui l’affiche.',
        'No usual address tells the version: show the page that displays it.',
      )
    if (answers.some(({ value }) => value === undefined || !hollow.test(value))) return pass
    return failIfAny(
      answers.map(({ url, value = '' }) =>
        finding(
          { url },
          `La version annoncée est « ${value} » : elle ne dit pas ce qui tourne.`,
          `The version announced is “${value}”: it does not tell what runs.`,
          value,
        ),
      ),
    )
  },
})
