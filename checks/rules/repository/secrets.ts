import type { SourceMatch } from '../../facts.ts'
import { type SourcePattern, failIfAny, finding, rule } from '../../rule.ts'
import { keysOfFrameworks, secretKey, secretNames, secretShapes } from './secret-shapes.ts'
import { isWording } from './default-credentials.ts'
import { isExampleOfUse } from './examples-of-use.ts'
import { isPlaceholder, isPublished, isRandom, isTutorialSecret, masked } from './secret-values.ts'

const variable: SourcePattern = {
  hints: ['variable "'],
  expression: /^\s*variable\s+"(?<name>[\w-]+)"/,
  kinds: ['data'],
}

const ofAnApi = /(?:^|[/._-])(?:swagger|openapi)[\w.-]*\.(?:ya?ml|json)$/i
/** Where the description of an API shows what an answer looks like. */
const shown: SourcePattern = {
  hints: ['example'],
  expression: /^(?<indent>\s*)["']?(?:x-)?examples?["']?\s*:/,
  kinds: ['data'],
}

export const secrets = rule({
  id: 'repository/secrets',
  source: 'repository',
  requirements: ['GI:1433', 'GI:PU-1.f'],
  title: { fr: 'Aucun secret dans les fichiers', en: 'No secret in the files' },
  failureTitle: { fr: 'Des secrets sont écrits dans les fichiers', en: 'Secrets are written in the files' },
  why: {
    fr: 'Un secret enregistré dans un dépôt est connu de tous ses lecteurs, et reste dans l’historique après son retrait.',
    en: 'A secret stored in a repository is known to all its readers, and stays in its history once removed.',
  },
  mend: {
    fr: 'Révoquez le secret, générez-en un autre, et faites-le lire dans l’environnement ou dans un coffre au démarrage.',
    en: 'Revoke the secret, issue another, and have it read from the environment or a vault at start.',
  },
  left: {
    fr: 'Les secrets qui n’ont pas de forme reconnaissable.',
    en: 'Secrets without a recognisable form.',
  },
  needs: ['matches'],
  looksFor: { ...secretShapes, ...keysOfFrameworks, variable, shown },
  everywhere: true,
  judge: ({ matches: { variable: variables = [], shown: examples = [], ...matches } }) => {
    const seen = new Set<string>()
    return failIfAny(
      Object.entries(matches).flatMap(([kind, found]) =>
        found
          .filter((match) => !isInAnExample(match, examples))
          .filter((match) => isSecret(kind, match) || (kind === 'beside' && isDefaultOf(variables, match)))
          .flatMap((match) => {
            const place = `${match.path}:${match.line}`
            if (seen.has(place)) return []
            seen.add(place)
            const { key } = match.groups
            const value = valueOf(match)
            const what = secretNames[kind] ?? { fr: 'secret', en: 'secret' }
            const label = key === undefined ? '' : ` « ${key} »`
            return [
              finding(
                match,
                `${capital(what.fr)}${label} en clair${value === '' ? '' : ` (${masked(value)})`}.`,
                `${capital(what.en)}${key === undefined ? '' : ` “${key}”`} in clear${value === '' ? '' : ` (${masked(value)})`}.`,
                `${kind}:${key ?? ''}:${masked(value)}`,
              ),
            ]
          }),
      ),
    )
  },
})

/** Below the word, and further in, in the description of an API. */
const isInAnExample = (match: SourceMatch, examples: readonly SourceMatch[]): boolean => {
  const { path, line, text, around } = match
  if (!ofAnApi.test(path)) return false
  const depth =
    around
      .split('\n')
      .find((one) => one.trim().startsWith(text.slice(0, 60)))
      ?.search(/\S/) ?? 0
  return examples.some(
    (one) =>
      one.path === path &&
      one.line < line &&
      line - one.line <= longestExample &&
      (one.groups['indent'] ?? '').length < depth,
  )
}
const longestExample = 40

/** Terraform names a variable some lines above its default. */
const isDefaultOf = (variables: readonly SourceMatch[], match: SourceMatch): boolean =>
  !match.comment &&
  match.path.endsWith('.tf') &&
  !isPlaceholder(valueOf(match)) &&
  isRandom(valueOf(match)) &&
  new RegExp(`(?:${secretKey})$`, 'i').test(
    variables.findLast(({ path, line }) => path === match.path && line < match.line && match.line - line <= furthest)
      ?.groups['name'] ?? '',
  )
const furthest = 8

const valueOf = ({ groups }: SourceMatch): string => groups['value'] ?? groups['other'] ?? groups['fallback'] ?? ''
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** Told by the name beside the value, not by its shape. */
const byKey = new Set(['assignedInCode', 'assignedInData', 'argument', 'element', 'unquoted', 'defaulted'])

const isMixed = (value: string): boolean => /[a-z]/.test(value) && /[A-Z]/.test(value) && /\d/.test(value)
/** A date and a time, of whatever the name beside it says: when a password expires, when a token was given. */
const instant = /^(?:\w{1,8}:)?\d{4}-\d{2}-\d{2}(?:T|$)/
/** Only the holder of a key that is elsewhere reads these. */
const sealed = /\bSealedSecret\b|encryptedData:|\$ANSIBLE_VAULT|!vault\b|ENC\[/

/** What an example in the documentation of the code prints. */
const prompt = /^\s*(?:iex(?:\(\d+\))?>|irb[^>\n]*>|>>>)\s/m
/** A key whose variable says that tests use it. */
const forTests = /(?<!\w)(?:test|mock|fake|dummy)\w{0,40}(?:key|pem|cert|rsa)\w{0,40}\s*(?:\[\]\s*)?:?=(?!=)/i

/** Rails draws one key for each of these environments, which sign nothing that anybody keeps. */
const ofRailsAside = /(^|\/)config\/environments\/(?:development|test)\.rb$/
function isOfDevelopers({ path, text, around }: SourceMatch): boolean {
  if (ofRailsAside.test(path)) return true
  if (!/(^|\/)config\/secrets\.yml$/.test(path)) return false
  const above = around.slice(0, around.indexOf(text))
  return /^(\w+):/gm.test(above) && /^(?:development|test)$/.test([...above.matchAll(/^(\w+):/gm)].at(-1)?.[1] ?? '')
}

/** Settings of developers and of tests, and examples. */
const ofAWorkbench =
  /(?:^|[/_.-])(?:dev(?:elopment)?|local|tests?|testing|ci|examples?|exemples?|demo|tutorials?|samples?)(?:[/_.-]|$)/i

/** `e.g. hvs.…`: what a field would look like. */
const isForm = ({ text }: SourceMatch, value: string): boolean =>
  /["'`>](?:e\.?g\.?|ex\.?|par ex\.?)[ :]+$/i.test(text.slice(0, Math.max(0, text.indexOf(value))))

const before = ({ around, text, groups }: SourceMatch): string =>
  around.slice(0, around.indexOf(text)) + text.slice(0, text.indexOf(groups['match'] ?? text))

export function isSecret(kind: string, match: SourceMatch): boolean {
  const key = match.groups['key'] ?? match.groups['named'] ?? ''
  const value = valueOf(match)
  // A header without a key under it is code that recognises keys.
  if (
    kind === 'privateKey' &&
    forTests.test(match.around.slice(0, match.around.indexOf(match.text) + match.text.length))
  )
    return false
  if (kind === 'privateKey') return /KEY(?: BLOCK)?-----(?:\\n|["'\s+]|\r|\n)*[A-Za-z0-9+/=]{40,}/.test(match.around)
  if (isPlaceholder(value) || isPublished(match.text) || instant.test(value) || isForm(match, value)) return false
  if ((byKey.has(kind) || kind === 'connection' || kind === 'command') && isExampleOfUse(match)) return false
  if (isOfDevelopers(match) || (kind === 'header' && isWording(match.path))) return false
  // `'SessionToken' => 'SessionToken'`: a name, given as it is.
  if (key !== '' && key.replace(/^["']/, '') === value) return false
  if (sealed.test(match.around)) return false
  if (kind === 'bytes') return !match.comment && (value.match(/\\x[0-9a-f]{2}/gi)?.length ?? 0) >= 8
  if (kind === 'beside')
    return (
      !match.comment &&
      new RegExp(`(?:${secretKey}|_key)\\b`, 'i').test(match.around.split('\n').slice(0, 3).join('\n')) &&
      isRandom(value)
    )
  if (kind === 'address' || kind === 'positional' || kind === 'command')
    return !match.comment && isMixed(value) && isRandom(value, 2.8)
  if (kind === 'element' && value.length < 16) return !match.comment && isMixed(value) && isRandom(value, 3)
  if (kind === 'connection')
    return (
      !match.comment &&
      !/(?:file|path|field|hash|policy|min|max|length|url|name|type|id|algorithm|algo|cipher)$/i.test(key) &&
      isMixed(value) &&
      !/[(){}[\]|\\]/.test(value) &&
      isRandom(value, 3)
    )
  if (kind === 'framework')
    return (
      !match.comment &&
      !/(^|\/)\.env\.(?:test\w*|ci|dusk[\w.]*)$/.test(match.path) &&
      isRandom(value.replace(/^django-insecure-/, ''))
    )
  // Of the words of a tutorial repository/default-credentials tells.
  if (kind === 'session')
    return (
      !match.comment &&
      !isTutorialSecret(value) &&
      /[a-z]/i.test(value) &&
      !ofAWorkbench.test(match.path) &&
      !/^(?:test|dev|not[-_ ]|none)|placeholder|exemple/i.test(value)
    )
  if (kind === 'ofTokens')
    return (
      !match.comment &&
      /(^|\/)appsettings(?:\.(?!Development|Local|Test)\w+)?\.json$/i.test(match.path) &&
      /"\w*(?:jwt|token|bearer)\w*"\s*:\s*\{[^}]*$/i.test(before(match))
    )
  if (kind === 'provider') return isRandom(value.slice(6), 3)
  if (kind === 'header' || kind === 'signing') return !match.comment && isRandom(value)
  if (kind === 'signedToken' && prompt.test(match.around)) return false
  if (!byKey.has(kind)) return isRandom(value.slice(4))
  if (
    /(name|ref|url|uri|endpoint|path|dir|directory|folder|file|field|label|type|id|header|length|size|expiry|ttl|regex|pattern|prefix|suffix|param|format|algorithm|policy|version|hash|digest|count|key_?name|provider|issuer|scope|class|kind|mode|algo|cipher)s?$/i.test(
      key,
    )
  )
    return false
  // Tokens that only number a request or a page.
  if (
    /(request|client|next|page|continuation|purchase|action|update|cursor|idempotency|paging|sync|lock|cancel\w*|design|sort|csrf)[-_]?token$|^jeton[-_]?(?:csrf|page|suivant\w*)$/i.test(
      key,
    )
  )
    return false
  if (/dummy|fake|mask|placeholder|sample|example|redacted|blanking/i.test(key) || /^test[-_]/i.test(value))
    return false
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value)) return false
  return !match.comment && isRandom(value) && !/[(){}]/.test(value) && !ofCode.test(value)
}
/** The file in which a class of that name stands. */
const ofCode = /^(?:[\w.-]+\/)+[\w.-]+\.(?:php|inc|py|rb|[cm]?[jt]sx?|vue|java|kt|cs|go|rs|p[lm]|html?|ya?ml|json|xml)$/
