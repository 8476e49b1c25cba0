import { failIfAny, finding, manual, rule } from '../../rule.ts'

/** Tokens that a page must send back by script are readable on purpose. */
const readByScripts = /^(xsrf|csrf|_csrf)|xsrf-token|csrf[-_]?token$/i

export const cookieAttributes = rule({
  id: 'endpoint/cookie-attributes',
  source: 'endpoint',
  requirements: ['GI:1337'],
  title: { fr: 'Les cookies sont HttpOnly, SameSite et Secure', en: 'Cookies are HttpOnly, SameSite and Secure' },
  failureTitle: { fr: 'Des cookies n’ont pas les attributs attendus', en: 'Cookies lack expected attributes' },
  why: {
    fr: 'Sans HttpOnly, un script injecté lit la session ; sans SameSite, un autre site l’utilise ; sans Secure, elle passe en clair.',
    en: 'Without HttpOnly an injected script reads the session; without SameSite another site uses it; without Secure it travels in clear.',
  },
  mend: {
    fr: 'Set-Cookie: …; HttpOnly; SameSite=Lax; Secure; Path=/',
    en: 'Set-Cookie: …; HttpOnly; SameSite=Lax; Secure; Path=/',
  },
  left: {
    fr: 'Les cookies posés après la connexion, sauf ceux que donne --cookies.',
    en: 'Cookies set after sign-in, but for those that --cookies gives.',
  },
  needs: ['home', 'sessionCookies', 'address'],
  judge: ({ home: { url, cookies: first }, sessionCookies, address }) => {
    const cookies = [...first, ...(sessionCookies ?? [])]
    if (cookies.length === 0)
      return manual(
        'Aucun cookie avant la connexion : regardez ceux que pose une session ouverte, ou donnez-les (--cookies).',
        'No cookie before sign-in: look at those that an open session sets, or give them (--cookies).',
      )
    return failIfAny(
      cookies.flatMap(({ name, httpOnly, secure, sameSite }) => {
        const wrong = [
          ...(httpOnly || readByScripts.test(name) ? [] : ['HttpOnly']),
          ...(sameSite !== undefined && /^(lax|strict)$/i.test(sameSite) ? [] : ['SameSite=Lax|Strict']),
          ...(secure || !address.https ? [] : ['Secure']),
        ]
        return wrong.length === 0
          ? []
          : [
              finding(
                { url },
                `Cookie « ${name} » : ${wrong.join(', ')} absent.`,
                `Cookie “${name}”: no ${wrong.join(', ')}.`,
                name,
              ),
            ]
      }),
    )
  },
})
