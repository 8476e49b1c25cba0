import type { Cookie } from '../../facts.ts'
import { failIfAny, finding, manual, rule } from '../../rule.ts'
import { givenNames } from './given-names.ts'

export const opaqueCookies = rule({
  id: 'endpoint/opaque-cookies',
  source: 'endpoint',
  requirements: ['GI:1342', 'GI:1344'],
  title: { fr: 'Les cookies ne portent qu’un identifiant opaque', en: 'Cookies carry only an opaque identifier' },
  failureTitle: { fr: 'Des cookies portent des données', en: 'Cookies carry data' },
  why: {
    fr: 'Les données de session restent sur le serveur : ce que porte un cookie se lit, se copie et se rejoue.',
    en: 'Session data stays on the server: what a cookie carries is read, copied and replayed.',
  },
  mend: {
    fr: 'Remplacez le contenu (JWT, JSON) par un identifiant aléatoire, et gardez la session côté serveur.',
    en: 'Replace the content (JWT, JSON) with a random identifier, and keep the session on the server.',
  },
  left: {
    fr: 'Les cookies posés après la connexion, sauf ceux que donne --cookies.',
    en: 'Cookies set after sign-in, but for those that --cookies gives.',
  },
  limits: {
    fr: 'Un nom de personne se reconnaît à ses majuscules ou à un prénom courant en France ; un identifiant comme « jdupont » ne se reconnaît pas.',
    en: 'The name of a person is told by its capitals or by a given name that is common in France; an account name such as “jdupont” is not.',
  },
  needs: ['home', 'sessionCookies'],
  judge: ({ home: { url, cookies: first }, sessionCookies }) => {
    const cookies = [...first, ...(sessionCookies ?? [])]
    if (cookies.length === 0)
      return manual(
        'Aucun cookie avant la connexion : regardez ceux que pose une session ouverte, ou donnez-les (--cookies).',
        'No cookie before sign-in: look at those that an open session sets, or give them (--cookies).',
      )
    return failIfAny(
      cookies.flatMap((one) => {
        const { name, value } = one
        const what = aboutAPerson.test(name) ? userData : (carried(value) ?? (isCounted(one) ? number : undefined))
        return what === undefined
          ? []
          : [finding({ url }, `Cookie « ${name} » : contient ${what.fr}.`, `Cookie “${name}”: holds ${what.en}.`, name)]
      }),
    )
  },
})

export const aboutAPerson = /^(roles?|user|username|email|login|is_?admin|rights|permissions|profile)$/i
const address = /(^|[^\w.+-])[\w.+-]{1,64}@[\w-]+(\.[\w-]+)+($|[^\w-])/
/** `Jean.Dupont`, `Anne-Marie Le Goff` */
const personName = /^\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)?(?:[ ._]\p{Lu}\p{Ll}+){1,2}$/u
/** `jean.dupont`, `dupont-jean`, `DUPONT Jean`, `anne-marie.le-goff2`: a known given name beside another word, however it is written. */
function namesSomebody(text: string): boolean {
  if (text.length > longestName) return false
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  if (!/^[a-z]{2,}(?:[ ._-][a-z]{2,}){1,4}\d{0,3}$/.test(plain)) return false
  const words = plain.replace(/\d+$/, '').split(/[ ._-]/)
  if (words.some((word) => ofSettings.has(word))) return false
  return givenNames.has(words[0] ?? '') || givenNames.has(words.at(-1) ?? '')
}
const longestName = 60
/** Values that pages choose among, and endings of files: a given name beside one of these names nobody. */
const ofSettings = new Set(
  'dark light auto mode theme case style color colour font size small medium large left right north south east west js css html json png svg app web dev test prod staging server node main default on off true false yes no fr en de es it gb us'.split(
    ' ',
  ),
)
const number = { fr: 'un numéro, qui se devine', en: 'a number, which can be guessed' }
/** Which of several servers answers. */
const ofTheNetwork = /server|route|node|backend|affinity|sticky|balanc|lb$|^lb/i
/** Kept from scripts, hence for the server: a short number there names somebody by their rank. */
const isCounted = ({ name, value, httpOnly }: Cookie): boolean =>
  httpOnly && /^\d{4,9}$/.test(value) && !ofTheNetwork.test(name)

const userData = { fr: 'des données d’utilisateur', en: 'user data' }

export function carried(value: string): { fr: string; en: string } | undefined {
  if (/^(Bearer\s+)?eyJ[\w-]+\.[\w-]+(\.[\w-]*)?/.test(value)) return { fr: 'un JWT', en: 'a JWT' }
  const plain = decodeQuietly(value)
  const decoded = /^[\w+/=-]{8,}$/.test(plain) ? Buffer.from(plain, 'base64').toString('utf8') : ''
  for (const text of [plain, decoded])
    if (/^\s*(j:)?[{[]\s*["\w\]}]/.test(text) && /["\]}]\s*(\.[\w+/-]+)?$/.test(text))
      return { fr: 'du JSON', en: 'JSON' }
  if (serialised.test(plain)) return { fr: 'un objet sérialisé', en: 'a serialised object' }
  if ([plain, decoded].some((text) => address.test(text)))
    return { fr: 'une adresse électronique', en: 'an e-mail address' }
  if (personName.test(plain) || [plain, decoded].some(namesSomebody))
    return { fr: 'ce qui ressemble à un nom de personne', en: 'what looks like the name of a person' }
  if (/(^|[&;|])(role|roles|user|email|login|is_?admin|rights)[=:]/i.test(plain)) return userData
  return undefined
}

/** Marshal of Ruby, objects of Java, lists and objects of PHP: what the server builds again from what it is handed. */
const serialised = /^(?:BAh[7JbVvsi]|rO0AB)[\w+/=-]{6,}|^(?:a|O):\d+:(?:\{|"\w+":\d+:\{)[ims]:/

const decodeQuietly = (value: string): string => {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}
