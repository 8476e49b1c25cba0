import { manual, pass, rule } from '../../rule.ts'

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
  needs: ['versionPages', 'health'],
  judge: ({ versionPages, health }) => {
    const says = [...versionPages, ...health].some(
      ({ status, body }) =>
        status < 400 && /"(version|releaseId|release|build)"\s*:\s*("|\{)|^v?\d+\.\d+\.\d+\s*$/i.test(body.trim()),
    )
    return says
      ? pass
      : manual(
          'Aucune adresse habituelle ne dit la version : montrez la page qui l’affiche.',
          'No usual address tells the version: show the page that displays it.',
        )
  },
})
