import { failIfAny, finding, rule } from '../../rule.ts'

export const browserStorage = rule({
  id: 'repository/browser-storage',
  source: 'repository',
  requirements: ['GI:1342', 'GI:1344'],
  title: { fr: 'Rien de la session dans le stockage du navigateur', en: 'Nothing of the session in browser storage' },
  failureTitle: {
    fr: 'Des données de session sont gardées dans le navigateur',
    en: 'Session data is kept in the browser',
  },
  why: {
    fr: 'Tout script de la page lit le stockage du navigateur : un jeton qui s’y trouve se vole par une seule faille d’injection.',
    en: 'Any script of the page reads browser storage: a token in it is stolen through a single injection flaw.',
  },
  mend: {
    fr: 'Gardez la session sur le serveur et ne confiez au navigateur qu’un identifiant opaque, dans un cookie HttpOnly.',
    en: 'Keep the session on the server and give the browser only an opaque identifier, in an HttpOnly cookie.',
  },
  left: { fr: 'Les données de session gardées par une bibliothèque.', en: 'Session data kept by a library.' },
  needs: ['matches'],
  looksFor: {
    write: {
      hints: ['localstorage', 'sessionstorage'],
      expression:
        /\b(?:local|session)Storage(?:\.setItem\(\s*|\[\s*|\.)(?<key>["'`]?[\w.:-]*(?:token|jwt|session_?id|credential|password|bearer|id_token|current_?user|user_?info|logged_?in_?user|auth_?user|user_?roles?|permissions)[\w.:-]*["'`]?)\s*(?:,|\]?\s*=(?!=))/i,
      kinds: ['code', 'markup'],
    },
  },
  judge: ({ matches }) =>
    failIfAny(
      (matches['write'] ?? [])
        .filter((match) => !match.comment)
        .map((match) =>
          finding(
            match,
            `${match.groups['key']} est écrit dans le stockage du navigateur.`,
            `${match.groups['key']} is written to browser storage.`,
            match.groups['key'],
          ),
        ),
    ),
})
