import { failIfAny, finding, rule } from '../../rule.ts'
import { aboutAPerson, carried } from './opaque-cookies.ts'

export const keptInBrowser = rule({
  id: 'endpoint/kept-in-browser',
  source: 'endpoint',
  requirements: ['GI:1342', 'GI:1344'],
  title: {
    fr: 'Rien de la session n’est gardé dans le navigateur',
    en: 'Nothing of the session is kept in the browser',
  },
  failureTitle: {
    fr: 'Des données de session sont gardées dans le navigateur',
    en: 'Session data is kept in the browser',
  },
  why: {
    fr: 'Ce que garde le stockage du navigateur survit à la session et se lit par tout script de la page.',
    en: 'What browser storage keeps outlives the session and is read by any script of the page.',
  },
  mend: {
    fr: 'Gardez jetons, droits et identité côté serveur ; le navigateur n’a que le cookie de session, HttpOnly.',
    en: 'Keep tokens, rights and identity on the server; the browser only has the session cookie, HttpOnly.',
  },
  left: { fr: 'Ce que la page garde une fois connecté.', en: 'What the page keeps once signed in.' },
  needs: ['rendered'],
  judge: ({ rendered: { url, storage } }) =>
    failIfAny(
      storage.flatMap(({ where, key, value }) => {
        const what =
          /token|jwt|session_?id|credential|secret/i.test(key) && !/csrf|xsrf/i.test(key) && value.length >= 16
            ? { fr: 'un jeton', en: 'a token' }
            : aboutAPerson.test(key)
              ? { fr: 'des données d’utilisateur', en: 'user data' }
              : /eyJ[\w-]{10,}\.[\w-]{10,}/.test(value)
                ? (carried(value) ?? { fr: 'un JWT', en: 'a JWT' })
                : undefined
        return what === undefined
          ? []
          : [
              finding(
                { url },
                `${places[where].fr} « ${key} » : contient ${what.fr}.`,
                `${places[where].en} “${key}”: holds ${what.en}.`,
                `${where}/${key}`,
              ),
            ]
      }),
    ),
})

const places = {
  local: { fr: 'localStorage', en: 'localStorage' },
  session: { fr: 'sessionStorage', en: 'sessionStorage' },
  cookie: { fr: 'Cookie que lisent les scripts', en: 'Cookie that scripts read' },
  database: { fr: 'IndexedDB', en: 'IndexedDB' },
} as const
