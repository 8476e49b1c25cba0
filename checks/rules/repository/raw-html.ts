import { type SourcePattern, failIfAny, finding, manual, notApplicable, rule } from '../../rule.ts'
import type { SourceMatch } from '../../facts.ts'
import { captured, showsOwnPiece, wordsOfMacros } from './own-pieces.ts'
import { received } from './received.ts'
import { arrives } from './received-flow.ts'
import { isHandedReceived } from './route-parameters.ts'
import {
  cleaned,
  encodes,
  isPhp,
  isPlainText,
  kindOfAnswer,
  page,
  pagesAmong,
  pagesOfTexts,
  raw,
  shownRaw,
  textTemplates,
} from './shown-raw.ts'
import { writtenPages } from './sinks.ts'
import { textFields, textFieldsAmong } from './text-fields.ts'
import { ownCode } from './subject.ts'

/** A file that cleans what it shows, or escapes it, somewhere. */
const careful: SourcePattern = {
  hints: [
    'htmlescape(',
    'esc(',
    'echapper',
    'sanitize',
    'purify',
    'bleach.',
    'nh3.',
    'conditional_escape',
    'escape(',
    'format_html',
    'escapehtml',
  ],
  expression:
    /\bDOMPurify\b|\bsanitize(?:Html|HTML)?\s*\(|\bbleach\.clean|\bnh3\.clean|\bconditional_escape\s*\(|\bformat_html\w*\s*\(|(?<![\w.])(?:escape|echapper|htmlEscape|esc)\s*\(|\bescapeH(?:tml|TML)\s*\(/,
  kinds: ['code', 'markup'],
}
/** What is handed to the cleaner stands behind its name; formatters put it on the line below. */
const callOf = ({ around, text }: SourceMatch): string =>
  around
    .slice(Math.max(0, around.indexOf(text)))
    .split('\n')
    .slice(0, /\($/.test(text) ? 2 : 1)
    .join('\n')
/** A field of a component is shown as it came, and what the file cleans is another one. */
const isNotWhatIsCleaned = ({ path, groups, text }: SourceMatch, clean: readonly SourceMatch[]): boolean => {
  const field =
    /^\s*\w+(?:\.\w+)*\.(?<last>\w+)\s*$/.exec(groups['what'] ?? '')?.groups?.['last'] ??
    // Django: joined between two tags, right where it is marked.
    /\bmark_safe\s*\(\s*["'][^"']*>["']\s*\+\s*\w+\.(?<last>\w+)\s*\+\s*["']<\//.exec(text)?.groups?.['last']
  return (
    field !== undefined &&
    /\.(?:vue|py)$/.test(path) &&
    !clean.some((one) => one.path === path && new RegExp(`\\b${field}\\b`).test(callOf(one)))
  )
}

/** Django: what was sent is marked on the spot, or right below the line that takes it, whatever the file cleans elsewhere. */
const isMarkedAsItCame = ({ path, text, around, groups }: SourceMatch): boolean => {
  if (!path.endsWith('.py') || !/^mark_safe/.test(groups['match'] ?? '')) return false
  const marked = text.slice(text.indexOf('mark_safe'))
  if (encodes.test(marked) || /urlencode|urlquote|\bquote(?:_plus)?\(|\bdumps\(/.test(marked)) return false
  if (new RegExp(received).test(marked)) return true
  const above = around.slice(0, Math.max(0, around.indexOf(text)))
  return [...marked.matchAll(/(?<=[(+%{]\s*)([a-z_]\w*)(?=\s*[)+}])/g)].some(([, name = '']) =>
    new RegExp(`^\\s*${name}\\s*=\\s*(?:${received})[^\\n]*$`, 'm').test(above),
  )
}

/** A file of the program itself, taken in when it is built. */
export const own: SourcePattern = {
  hints: ['go:embed', '?raw', '.html', '.svg'],
  expression: /^\s*\/\/go:embed\s|\bimport\s+(?<name>\w+)\s+from\s+["'][^"']+(?:\?raw|\.html?|\.svg)["']/,
  kinds: ['code'],
}

export const namesOfOwn = (
  matches: readonly SourceMatch[] = [],
): readonly { readonly path: string; readonly name: string | undefined }[] =>
  matches.map(({ path, groups, around, text }) => ({
    path,
    name: groups['name'] ?? /^\s*(?:var\s+)?(\w+)/.exec(around.slice(around.indexOf(text) + text.length))?.[1],
  }))
export const showsOwn = (match: SourceMatch, ours: ReturnType<typeof namesOfOwn>): boolean =>
  ours.some(
    ({ path, name }) => path === match.path && name !== undefined && new RegExp(`[("'\\s]${name}\\b`).test(match.text),
  )

/** Who a script belongs to, said at its head. */
const owner: SourcePattern = {
  hints: ['copyright'],
  expression:
    /^\s*(?:\/\/|\/?\*).*\bcopyright\s+(?:\(c\)\s*|©\s*)?[\d\s,–-]*(?:by\s+)?(?<owner>[A-Za-z][\w .&-]{2,40})/i,
  kinds: ['code'],
  once: true,
}
/** PHP keeps what it received under a name, and shows that name further down. */
const kept: SourcePattern = {
  hints: ['$_get', '$_post', '$_request', '$_cookie', 'htmlspecialchars', 'htmlentities', 'intval', 'filter_', '(int)'],
  expression:
    /\$(?<name>\w+)\s*=\s*(?:(?:trim|strtolower|strtoupper|stripslashes|urldecode|strval|\(string\))\s*\(?\s*)?(?<from>\$_(?:GET|POST|REQUEST|COOKIE)\[)|\$(?<made>\w+)\s*=[^;]*(?:htmlspecialchars|htmlentities|intval|filter_\w+|\(int\))/i,
  kinds: ['code', 'markup'],
}
const echoed: SourcePattern = {
  hints: ['<?=', 'echo', 'print'],
  expression:
    /(?:<\?=|\becho\b|\bprint\b)\s*\(?(?:\s*(?:"[^"$]*"|'[^']*')\s*[.,])*\s*(?:"[^"]*\{?)?\$(?<name>\w+)\s*(?:;|\?>|[.,)}"]|$|[<&\s][^-[(])/,
  kinds: ['code', 'markup'],
}
/** The name shown was last given what was received. */
const showsReceived = (match: SourceMatch, assigned: readonly SourceMatch[]): boolean =>
  isPhp(match.path) &&
  !match.comment &&
  assigned.findLast(
    ({ path, line, groups }) =>
      path === match.path && line <= match.line && (groups['name'] ?? groups['made']) === match.groups['name'],
  )?.groups['from'] !== undefined

export const rawHtml = rule({
  id: 'repository/raw-html',
  source: 'repository',
  requirements: ['GI:1336', 'GI:1110', 'GI:1420'],
  title: { fr: 'Rien n’est affiché sans encodage', en: 'Nothing is shown without encoding' },
  failureTitle: { fr: 'Des données sont affichées sans encodage', en: 'Data is shown without encoding' },
  why: {
    fr: 'Un contenu hostile enregistré par un usager s’exécuterait dans la page de tous les autres.',
    en: 'Hostile content stored by one user would run in the page of every other.',
  },
  mend: {
    fr: 'Laissez le moteur de gabarits encoder ; s’il faut du HTML, passez-le par un assainisseur (DOMPurify, bleach, jsoup…).',
    en: 'Let the template engine encode; where HTML is needed, pass it through a sanitiser (DOMPurify, bleach, jsoup…).',
  },
  left: {
    fr: 'Les encodages selon le contexte (attribut, script, adresse), et le code qui fabrique du HTML en assemblant des textes.',
    en: 'Encoding by context (attribute, script, address), and code that makes HTML by joining texts.',
  },
  needs: ['matches', 'files'],
  looksFor: {
    raw,
    writtenPages,
    textFields,
    careful,
    own,
    page,
    owner,
    kept,
    echoed,
    captured,
    kindOfAnswer,
    ...wordsOfMacros,
    ...textTemplates,
  },
  judge: ({ matches, files }) => {
    if (!files.some(({ role, kind }) => role === 'source' && (kind === 'code' || kind === 'markup')))
      return notApplicable('Ni code ni page dans le dépôt.', 'Neither code nor page in the repository.')
    const taken = broughtAlong(matches['owner'] ?? [], ownCode(files).length)
    const fields = textFieldsAmong(matches['textFields'])
    const clean = new Set((matches['careful'] ?? []).map(({ path }) => path))
    const pages = pagesAmong(matches['page'])
    const ours = namesOfOwn(matches['own'])
    const shown = (matches['raw'] ?? []).filter(
      (match) =>
        shownRaw(match, pages) &&
        !isPlainText(match, matches['kindOfAnswer']) &&
        (!clean.has(match.path) || isNotWhatIsCleaned(match, matches['careful'] ?? []) || isMarkedAsItCame(match)) &&
        !taken.has(match.path) &&
        !showsOwnPiece(match, matches) &&
        !showsOwn(match, ours),
    )
    shown.push(...pagesOfTexts(matches))
    shown.push(...(matches['echoed'] ?? []).filter((match) => showsReceived(match, matches['kept'] ?? [])))
    shown.push(
      ...(matches['writtenPages'] ?? []).filter(
        (match) =>
          !match.comment &&
          !shown.some(({ path, line }) => path === match.path && line === match.line) &&
          !cleaned.test(match.text) &&
          !encodes.test(match.text) &&
          (isHandedReceived(match, 'anywhere') || arrives(match, 'anywhere', fields)),
      ),
    )
    // Fragments made by the program itself and put together so: a way of working that only a person can judge.
    if (shown.length > aWayOfWorking)
      return manual(
        `${shown.length} affichages sans encodage (le premier : ${shown[0]?.path}:${shown[0]?.line}) : regardez d’où viennent ces fragments.`,
        `${shown.length} things shown without encoding (the first: ${shown[0]?.path}:${shown[0]?.line}): look where these fragments come from.`,
      )
    return failIfAny(
      shown.map((match) =>
        finding(
          match,
          `Affichage sans encodage : ${match.text.slice(0, 80)}`,
          `Shown without encoding: ${match.text.slice(0, 80)}`,
          match.text,
        ),
      ),
    )
  },
})

const aWayOfWorking = 10

/**
 * Whoever signs files signs many of them: among a dozen files or more, an owner whose name heads one or two wrote a script that
 * was taken from elsewhere.
 */
function broughtAlong(headers: readonly SourceMatch[], files: number): ReadonlySet<string> {
  if (files < aDozen) return new Set()
  const owners = Map.groupBy(
    headers.filter(({ line }) => line <= 5),
    ({ groups }) => (groups['owner'] ?? '').trim().toLowerCase(),
  )
  return new Set([...owners.values()].filter(({ length }) => length <= 2).flatMap((all) => all.map(({ path }) => path)))
}
const aDozen = 12
