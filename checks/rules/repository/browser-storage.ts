import type { SourceMatch } from '../../facts.ts'
import { failIfAny, finding, rule } from '../../rule.ts'

const keyOf = ({ groups }: SourceMatch): string =>
  groups['key'] ??
  groups['cookie'] ??
  groups['jar'] ??
  groups['vue'] ??
  groups['alias'] ??
  groups['oidc'] ??
  groups['msal'] ??
  groups['pinia'] ??
  groups['zustand'] ??
  groups['blazor'] ??
  groups['other']?.trim() ??
  ''
/** The word is that of the storage itself, in the name of a variable: `this.sessionStorageKey`. */
const isNameOfStorage = (match: SourceMatch): boolean => {
  const { key } = match.groups
  return (
    key !== undefined &&
    /^[\w.]*(?:session|local)Storage\w*$/i.test(key) &&
    !/token|jeton|jwt|session|credential|password|bearer|user|auth|permission|profile|role/i.test(
      key.replace(/(?:session|local)Storage/gi, ''),
    )
  )
}
/** A constant of the same file, or one in capitals that another file hands out. */
const namedByConstants = (matches: Readonly<Record<string, readonly SourceMatch[]>>) =>
  (matches['byConstant'] ?? []).flatMap((match) => {
    const { constant = '' } = match.groups
    const said = (matches['constants'] ?? []).find(
      (one) =>
        !one.comment &&
        one.groups['constant'] === constant &&
        (one.path === match.path || (/^[A-Z][A-Z0-9_]+$/.test(constant) && /\bexport\b/.test(one.text))),
    )
    return match.comment || said === undefined ? [] : [{ match, key: said.groups['key'] ?? constant }]
  })
/** A cookie that is taken away, not given. */
const emptied = /document\.cookie\s*=.*(?:expires=Thu|max-age=0)|=\s*["'`][\w-]+=\s*;/i
/** On a server the same call sets a header, attributes included. */
const inBrowser =
  /\.(?:vue|svelte|jsx|tsx)$|(^|\/)(?:client|front\w*|web|ui|portal|public|static|assets|pages|components|composables|stores?|src\/(?:app|services|api|utils))\//i

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
  limits: {
    fr: 'Un jeton qu’un script écrit dans document.cookie compte : ce que le script écrit, tout script le lit.',
    en: 'A token that a script writes to document.cookie counts: what a script writes, any script reads.',
  },
  needs: ['matches'],
  looksFor: {
    write: {
      hints: [
        'localstorage',
        'sessionstorage',
        'asyncstorage',
        'document.cookie',
        'cookies.set',
        'cookie.set',
        'setcookie(',
        'localforage',
        'usestorage(',
        'usesessionstorage(',
        'setitem(',
        'setitemas',
        'webstoragestatestore',
        'cachelocation',
        'persist',
      ],
      expression:
        /\b(?:(?:local|session)Storage|AsyncStorage|localforage)(?:\??\.setItem\(\s*|\[\s*|\.)(?<key>["'`]?[\w.:-]*(?:token|jeton|jwt|session(?:_?id)?|credential|password|bearer|current_?user|user_?info|user_?data|logged_?in_?user|auth(?:_?user)?|user_?roles?|permissions|profile?|(?:['"`]|_)user)[\w.:-]*["'`]?)\s*(?:,|\]?\s*=(?!=))|\b(?:local|session)Storage\.setItem\(\s*(?<other>[^,]{1,60}),\s*[^;]*\b(?:token|jwt|password|session|access_?token)\b|\b(?:local|session)Storage\[[^\]]{1,60}\]\s*=(?!=)[^;]*(?:token|jeton|jwt)\w*|\.setItem(?:As(?:String)?(?:Async)?)?(?:<[^>\n]{0,40}>)?\(\s*["'`](?<alias>[\w.:-]*(?:token|jeton|jwt)[\w.:-]*)["'`]\s*,|\.InvokeVoidAsync\s*\(\s*"(?:window\.)?(?:local|session)Storage\.setItem"\s*,\s*(?<blazor>"[\w.:-]*(?:token|jeton|jwt|session|auth|user)[\w.:-]*")|\bWebStorageStateStore\s*\(\s*\{\s*store\s*:\s*(?<oidc>(?:window\.)?(?:local|session)Storage)|\bcacheLocation\s*:\s*["'](?<msal>(?:local|session)Storage)|\bpersist\s*:\s*\{[^}]*(?<pinia>(?:local|session)Storage)|\bpersist\s*\(.*?(?<zustand>token|jeton|jwt|name:\s*['"](?:auth|session)['"])|\bdocument\.cookie\s*=\s*["'`](?<cookie>\w*(?:token|jwt|session|auth)\w*)=|\b(?:Cookies?|cookies)\.set\(\s*["'`](?<jar>\w*(?:token|jwt|session|auth)\w*)["'`]\s*,(?!.*httpOnly\s*:\s*true)|\buse(?:Local|Session)?Storage(?:<[^>]{0,60}>)?\(\s*["'`](?<vue>[\w.:-]*(?:token|jeton|jwt|session|auth|user)[\w.:-]*)/i,
      kinds: ['code', 'markup'],
    },
    /** What is read from there was put there, by a call or a library that is not seen. */
    read: {
      hints: ['storage.getitem('],
      expression:
        /\b(?:local|session)Storage\.getItem\(\s*["'`](?<key>(?!\w*(?:csrf|xsrf|push|device|fcm))[\w.:-]*(?:token|jwt|jeton)[\w.:-]*)["'`]/i,
      kinds: ['code', 'markup'],
    },
    /** The key is a constant, and what it says stands elsewhere. */
    byConstant: {
      hints: ['storage.setitem('],
      expression: /\b(?:local|session)Storage\.setItem\(\s*(?:this\.|\w+\.)?(?<constant>[A-Za-z_$][\w$]*)\s*,/,
      kinds: ['code', 'markup'],
    },
    constants: {
      hints: ['token', 'jeton', 'jwt', 'session', 'credential', 'password', 'bearer', 'user'],
      first: /[\w$]\s*=\s*["'`][\w.:/-]/,
      expression:
        /(?:\b(?:const|let|var|readonly|static)\s+|^\s*(?:private\s+)?)(?<constant>[A-Za-z_$][\w$]*)\s*(?::\s*string\s*)?=\s*["'`](?<key>(?!\w*(?:csrf|xsrf|push|device|fcm))[\w.:/-]*(?:token|jeton|jwt|session_?id|credential|password|bearer|current_?user|auth_?user|user_?info)[\w.:-]*)["'`]\s*;?\s*$/i,
      kinds: ['code', 'markup'],
    },
    /** A library that keeps parts of the state: the part that it names holds the session. */
    kept: {
      hints: [
        'whitelist',
        'paths',
        'persist',
        'pick',
        'localstoragesync',
        'atomwithstorage',
        'cachelocation',
        'storagesync',
        'keys:',
      ],
      expression:
        /\b(?:whitelist|paths|pick|keys|include|reducer_?keys)\s*:\s*\[[^\]\n]*["'\x60](?<part>auth\w*|token\w*|jeton\w*|jwt|session\w*|credentials?|utilisateur|current_?user|identite)(?:\.\w+)?["'\x60]|\batomWithStorage\s*(?:<[^>\n]*>)?\(\s*["'\x60](?<atom>\w*(?:token|jeton|jwt|session|auth)\w*)|\bcacheLocation\s*=\s*["'{]+(?<auth0>localstorage|sessionstorage)/i,
      kinds: ['code', 'markup'],
    },
    /** Libraries that only a browser runs. */
    browserJar: {
      hints: ['js-cookie', 'typescript-cookie', 'vue-cookies', 'vue3-cookies'],
      expression: /\b(?:from|require\()\s*["'](?:js-cookie|typescript-cookie|vue3?-cookies)["']/,
      kinds: ['code', 'markup'],
      once: true,
    },
    storing: {
      hints: [
        'redux-persist',
        'localstorage',
        'sessionstorage',
        'persist',
        'vuex-persist',
        'storagesync',
        'atomwithstorage',
        'cachelocation',
      ],
      expression:
        /redux-persist|localStorage|sessionStorage|persistedstate|vuex-persist|vuex-localstorage|persistReducer|createPersistedState|\bpersist\s*[:(]|atomWithStorage|cacheLocation/i,
      kinds: ['code', 'markup'],
      once: true,
    },
  },
  judge: ({ matches }) => {
    const byBrowser = new Set((matches['browserJar'] ?? []).map(({ path }) => path))
    const storing = new Set((matches['storing'] ?? []).map(({ path }) => path))
    const written = [
      ...(matches['kept'] ?? [])
        .filter(({ path, comment }) => !comment && storing.has(path))
        .map((match) => ({
          match,
          key: match.groups['part'] ?? match.groups['atom'] ?? match.groups['auth0'] ?? '',
        })),
      ...(matches['write'] ?? [])
        .filter(
          (match) =>
            !match.comment &&
            !emptied.test(match.text) &&
            !isNameOfStorage(match) &&
            // What is `seen` or `closed` is a preference, whatever else its name says.
            !/,\s*(?:["'`](?:1|0|true|false|on|off|yes|no)["'`]|true|false)\s*\)/.test(match.text) &&
            (match.groups['pinia'] === undefined || /token|jeton|jwt/i.test(match.around)) &&
            (match.groups['jar'] === undefined || inBrowser.test(match.path) || byBrowser.has(match.path)),
        )
        .map((match) => ({ match, key: keyOf(match) })),
    ]
    written.push(...namedByConstants(matches))
    if (written.length > 0)
      return failIfAny(
        written.map(({ match, key }) =>
          finding(
            match,
            `${key} est écrit dans le stockage du navigateur.`,
            `${key} is written to browser storage.`,
            key,
          ),
        ),
      )
    return failIfAny(
      (matches['read'] ?? [])
        .filter((match) => !match.comment)
        .map((match) =>
          finding(
            match,
            `${keyOf(match)} est lu dans le stockage du navigateur : quelque chose l’y a mis.`,
            `${keyOf(match)} is read from browser storage: something put it there.`,
            keyOf(match),
          ),
        ),
    )
  },
})
