import type { Bilingual } from '@socle/contracts/text'
import type { SourceMatch } from '../../facts.ts'
import { failIfAny, finding, rule } from '../../rule.ts'
import { doubted } from '../doubt.ts'
import { executedInput } from './executed-input.ts'
import { followedInput } from './followed-input.ts'
import { isNotReceived, isOfLettersOnly } from './not-received.ts'
import { isReceivedArchive, receivedArchives } from './received-archives.ts'
import { isCutOnTheSpot, received } from './received.ts'
import { arrives } from './received-flow.ts'
import { closeBy, isHandedReceived, narrowed } from './route-parameters.ts'
import { isNoShell, isOfEscapedWords, isSpread } from './shell-commands.ts'
import {
  builtObjects,
  calledAddresses,
  chosenMethods,
  commands,
  filePlaces,
  isOfASentFile,
  namedBySender,
  redirections,
  runCode,
} from './sinks.ts'
import { textFields, textFieldsAmong } from './text-fields.ts'

export const hostileInput = rule({
  id: 'repository/hostile-input',
  source: 'repository',
  requirements: ['GI:1420', 'GI:1110'],
  title: { fr: 'Aucune donnée reçue n’est exécutée', en: 'No received data is executed' },
  failureTitle: { fr: 'Des données reçues peuvent être exécutées', en: 'Received data may be executed' },
  why: {
    fr: 'Une donnée qui devient commande, code, chemin ou objet donne à son auteur les droits du serveur.',
    en: 'Data that becomes a command, code, a path or an object gives its author the rights of the server.',
  },
  mend: {
    fr: 'Passez les arguments en liste sans interpréteur, lisez des formats de données simples, comparez les chemins à une liste.',
    en: 'Pass arguments as a list without a shell, read plain data formats, compare paths with a list.',
  },
  left: {
    fr: 'Le chemin que suit une donnée entre deux fonctions : une analyse de flux (CodeQL, Semgrep) le voit.',
    en: 'The way that data takes between two functions: flow analysis (CodeQL, Semgrep) sees it.',
  },
  needs: ['matches'],
  looksFor: {
    ...executedInput,
    ...followedInput,
    filePlaces,
    redirections,
    calledAddresses,
    runCode,
    chosenMethods,
    commands,
    builtObjects,
    namedBySender,
    receivedArchives,
    textFields,
    ready: {
      hints: ['escapeshell', '= __dir__', '_dir .', '= dirname(__file__)'],
      first: /^\s*\$\w+\s*\.?=/,
      expression:
        /^\s*\$(?<name>\w+)\s*\.?=\s*(?:[^;]*\bescapeshell(?:arg|cmd)\s*\(|(?:__DIR__|dirname\(__FILE__\)|[A-Z][A-Z_]+_DIR)\b)/,
      kinds: ['code'],
    },
    /** A command written out in full, which nothing is put into. */
    written: {
      hints: ['my $', 'our $', " = '", ' = "'],
      first: /^\s*(?:(?:my|our)\s+\$)?\w+\s*=\s*["']/,
      expression: /^\s*(?:(?:my|our)\s+\$)?(?<name>\w+)\s*=\s*(?:"[^"$@\\#]*"|'[^'\\]*')\s*;?\s*$/,
      kinds: ['code'],
    },
    /** The reader of `ruamel.yaml` makes plain data unless it is told otherwise. */
    plain: {
      hints: ['yaml('],
      expression: /\bYAML\(\s*(?:typ\s*=\s*["'](?:rt|safe|base)["']\s*)?\)/,
      kinds: ['code'],
      once: true,
    },
    /** Python: a reader that another module made and named so. */
    madeElsewhere: {
      hints: ['import'],
      first: /yaml/,
      expression: /^\s*from\s+(?!yaml\b)\S+\s+import\s+[^#\n]*(?<![\w.])yaml\b/,
      kinds: ['code'],
      once: true,
    },
    hardened: {
      hints: ['setfeature', 'setproperty', 'setattribute', 'accessexternal', 'setentityresolver', 'supportdtd'],
      expression: /\.set(?:Feature|Property|Attribute|EntityResolver)\s*\(|ACCESS_EXTERNAL|SUPPORT_DTD/i,
      kinds: ['code'],
      once: true,
    },
  },
  judge: ({
    matches: {
      hardened = [],
      ready = [],
      written = [],
      plain = [],
      textFields: declared = [],
      madeElsewhere = [],
      ...matches
    },
  }) => {
    const fields = textFieldsAmong(declared)
    // Several patterns may see the same line.
    const told = new Set<string>()
    return failIfAny(
      Object.entries(matches).flatMap(([kind, found]) =>
        found
          .filter(
            (match) =>
              !match.comment &&
              !(
                kind === 'parameter' &&
                !new RegExp(
                  `@(?:RequestParam|PathVariable|QueryParam|RequestBody)\\b[^)\\n]*\\b${match.groups['name']}\\b`,
                ).test(match.around)
              ) &&
              !(
                kind in reach &&
                !isHandedReceived(match, reach[kind] ?? 'first') &&
                !arrives(match, reach[kind] ?? 'first', fields)
              ) &&
              !(kind === 'namedBySender' && (cutShort.test(match.text) || !isOfASentFile(match))) &&
              !(kind === 'pattern' && /escape|quote/i.test(match.around)) &&
              !(kind === 'chosenMethods' && !/\.(?:rb|rake)$/.test(match.path)) &&
              !(kind === 'streamed' && !isOfRoute(match)) &&
              !(kind === 'carried' && !isCarried(match)) &&
              !(kind === 'spread' && !isSpread(match, matches['shell'])) &&
              !isNotReceived(kind, match) &&
              !(kind === 'receivedArchives' && !isReceivedArchive(match)) &&
              !(
                kind === 'shell' &&
                /\$\{(?:this\.)?(?:cfg|config|conf|settings|options|opts|process\.env)\.|encodeURI|shellescape|escapeshellarg|shlex\.quote|quote\(/.test(
                  match.text,
                )
              ) &&
              // Python's `exec` runs code; a tool of developers runs what they give it.
              !(
                kind === 'shell' &&
                ((/^\s*exec\s*\(/.test(match.text) && match.path.endsWith('.py')) ||
                  /(^|\/)(?:(?:tools?|xtask)\/|setup\.py$|(?:Makefile|Build)\.PL$|extconf\.rb$)/.test(match.path))
              ) &&
              !(
                kind === 'entities' &&
                /\.(?:parse|unmarshal)/.test(match.text) &&
                (!/\bxml|sax|dom|document|jaxb/i.test(match.around) || hardened.some(({ path }) => path === match.path))
              ) &&
              !(kind === 'shell' && (isNoShell(match, [...ready, ...written]) || isOfEscapedWords(match))) &&
              !((kind === 'object' || kind === 'builtObjects') && onlyMakesArrays.test(match.text)) &&
              !(kind === 'object' && (isLimited(match) || onlyMakesTexts.test(match.text))) &&
              // Received, it says which of those that the program listed.
              !(
                (kind === 'path' || kind === 'filePlaces') &&
                (onlyPicks.test(match.text) || staysBelow.test(match.text) || isCutOnTheSpot(match.text))
              ) &&
              // Ruby's `fetch` of a table.
              !(kind === 'place' && /\.(?:rb|rake)$/.test(match.path) && /\w\.fetch\s*\(/.test(match.text)) &&
              !(kind === 'sent' && onlyChooses(match)) &&
              // A browser reads where it is itself; a text cut into its words is no shell's.
              !(kind === 'place' && /\bnew URL\(\s*(?:window\.|document\.)?location\.\w+\s*\)/.test(match.text)) &&
              !(kind === 'shell' && /\.split\(\s*\)\s*\)/.test(match.text) && !/shell\s*=\s*True/.test(match.text)) &&
              // A worker of the browser passes on what its own page asks for.
              !(
                (kind === 'place' || kind === 'calledAddresses') &&
                /\bfetch\s*\(\s*\w+\.request\s*[,)]/.test(match.text)
              ) &&
              // Nest sends the browser to the address that such a method returns.
              !(kind === 'redirections' && /^return\s*\{/.test(match.text) && !/@Redirect\s*\(/.test(match.around)) &&
              // A path of one's own, with a slash more.
              !(kind === 'sent' && /\(\s*\w+\.getRequestURI\(\)\s*\+\s*"\/"\s*\)/.test(match.text)) &&
              !(
                kind === 'object' &&
                /yaml\.load\s*\(/.test(match.text) &&
                (!match.path.endsWith('.py') || plain.some(({ path }) => path === match.path))
              ),
          )
          .filter(({ path, line }) => !told.has(`${path}:${line}`) && told.add(`${path}:${line}`))
          .map((match) =>
            doubted(
              finding(
                match,
                `${used[kind]?.fr ?? kind} : ${match.text.slice(0, 80)}`,
                `${used[kind]?.en ?? kind}: ${match.text.slice(0, 80)}`,
                `${kind}:${match.text}`,
              ),
              whyDoubted(kind, match, madeElsewhere),
            ),
          ),
      ),
    )
  },
})

/** What the facts leave open: who made the reader, and commands put together from what the program or its operator says. */
function whyDoubted(kind: string, match: SourceMatch, madeElsewhere: readonly SourceMatch[]): Bilingual | undefined {
  if (kind === 'object' && /yaml\.load\s*\(/.test(match.text) && madeElsewhere.some(({ path }) => path === match.path))
    return readerOfAnother
  return kind === 'shell' && isOfTheProgram(match) ? ofTheProgram : undefined
}
const readerOfAnother: Bilingual = {
  fr: 'le lecteur vient d’un autre fichier, qui dit ce qu’il peut construire',
  en: 'the reader comes from another file, which says what it may build',
}
const ofTheProgram: Bilingual = {
  fr: 'ce qui est collé vient du programme ou de ses réglages, juste au-dessus',
  en: 'what is pasted comes from the program or its settings, just above',
}
/** Every name of the command was last given, within sight, a text of the program, a setting or a place for what is temporary. */
function isOfTheProgram({ text, around, groups }: SourceMatch): boolean {
  // Behind the command stand options, and what takes its answer.
  const command = text.slice(Math.max(0, text.indexOf(groups['match'] ?? ''))).replace(/["']\s*,.*$/s, '')
  if (anyReceived.test(command)) return false
  const names = [
    ...command.matchAll(
      /(?:["']\s*[+.]\s*|\{\$?|#\{\s*|\$\{|(?<=["'][^"']*)\$)(?<name>[A-Za-z_]\w*)(?![\w(])|["']\s*\.\s*\$(?<php>\w+)/g,
    ),
  ].map(({ groups }) => groups?.['php'] ?? groups?.['name'] ?? '')
  const above = around.slice(0, around.indexOf(text))
  return (
    names.length > 0 &&
    names.every((name) => {
      const given = [...above.matchAll(new RegExp(`(?<![\\w.])\\$?${name}\\s*:?=(?!=)\\s*(?<what>[^\\n]+)`, 'g'))].at(
        -1,
      )?.groups?.['what']
      const among = new RegExp(
        `\\b(?:foreach|for)\\b[^\\n]*\\(?(?:[Aa]rray\\s*\\(|\\[)(?<what>[^\\n]*)\\bas\\s+\\$${name}\\b`,
        'i',
      ).exec(above)?.groups?.['what']
      const what = given ?? among
      return what !== undefined && !anyReceived.test(what) && ofSettings.test(what)
    })
  )
}
/** A text written out, a temporary folder, or what a reader of settings gives. */
const ofSettings =
  /^\s*(?:[rbu]?"[^"$#{}]*"|[rbu]?'[^']*')\s*;?\s*$|\b(?:cfg|conf|config|settings?|getenv|environ|ini_get|mkdtemp|mktemp|tempfile|gettempdir)\b|\b(?:os\.)?path\.join\(\s*["']/i

/** Only the last part of the name is kept, or nothing but known letters. */
const cutShort = /base_?name|GetFileName\(|getFileName\(|secure_filename|sanitiz|clean|FilenameUtils|normaliz|safe/i

/** The stream stands among the parameters of a route, or is the body of a request. */
const isOfRoute = ({ around, groups }: SourceMatch): boolean => {
  const name = groups['name'] ?? ''
  return (
    (new RegExp(`\\bInputStream\\s+${name}\\b|\\b${name}\\s*:\\s*InputStream\\b`).test(around) &&
      /@(?:(?:Post|Put|Patch|Request)Mapping|POST|PUT|PATCH|RequestBody|Path)\b/.test(around)) ||
    new RegExp(`\\b${name}\\s*=\\s*\\w*(?:req|request|requete|exchange|socket)\\w*\\.(?:get)?[iI]nputStream\\b`).test(
      around,
    )
  )
}

/** XStream that was told right away which types it may build. */
const isLimited = ({ text, around }: SourceMatch): boolean =>
  /\bnew\s+XStream\s*\(/.test(text) &&
  /\b(?:setupDefaultSecurity|NoTypePermission|allowTypes\w*)\b/.test(around.slice(around.indexOf(text)))
/** Loaders of PyYAML that build nothing but texts, lists and tables, given by place. */
const onlyMakesTexts = /yaml\.load\s*\([^()]*,\s*(?:yaml\.)?C?(?:Base|Safe)Loader\s*\)/
/** PHP builds no object where none of its classes is allowed. */
const onlyMakesArrays = /["']allowed_classes["']\s*=>\s*(?:false\b|\[\s*\])/
/** Express sends nothing from outside the folder that it is given as root. */
const staysBelow = /\b(?:sendFile|download)\s*\([^;\n]*\{\s*[^{}]*\broot\s*:/
/** `$files[$_REQUEST['rank']]`: a rank among known things. */
const onlyPicks = /\(\s*\$\w+\[\s*\$_(?:GET|POST|REQUEST)\[[^\]]*\]\s*\]\s*\)/

/** A folder before a path leaves the way open; an address that begins with one's own place is held to it. */
const reach: Readonly<Record<string, 'first' | 'anywhere'>> = {
  filePlaces: 'anywhere',
  redirections: 'first',
  calledAddresses: 'first',
  runCode: 'anywhere',
  chosenMethods: 'first',
  commands: 'anywhere',
  builtObjects: 'anywhere',
}

const anyReceived = new RegExp(received)
/** What was received decides between two addresses, and is none of them. */
function onlyChooses({ text, groups }: SourceMatch): boolean {
  const match = groups['match'] ?? ''
  const rest = text.slice(text.indexOf(match) + match.length)
  const branches = /^[^?;,]*?\s\?\s(?<either>.+)/.exec(rest)?.groups?.['either']
  return branches !== undefined && /\s:\s/.test(branches) && !anyReceived.test(branches)
}

/** A variable that just took a received value stands among the arguments, and nothing between them narrows it. */
function isCarried(wide: SourceMatch): boolean {
  if (isOfLettersOnly(wide)) return false
  const { around, groups, text } = closeBy(wide)
  const above = around.slice(0, Math.max(0, around.indexOf(text)))
  const [whole = '', taken] = taking.exec(above) ?? []
  return (
    taken !== undefined &&
    // A record that was found by what was received is not it.
    !/=\s*@?[A-Z]\w*(?:\.|::)(?:objects\b|find|where|get\b|first|load)/.test(whole) &&
    new RegExp(`(?:\\$|(?<![\\w.'"]))${taken}\\b(?!['"\\w])`).test(groups['given'] ?? groups['taken'] ?? '') &&
    !narrowed.test(around)
  )
}
const taking = new RegExp(String.raw`(?<![\w.])\$?(\w+)(?:\s*:\s*\w+)?\s*:?=(?!=)\s*[^\n=]*?(?:${received})`)

const pasted = { fr: 'Valeur collée dans une commande', en: 'Value pasted into a command' }
const run = { fr: 'Donnée reçue exécutée comme du code', en: 'Received data run as code' }
const built = { fr: 'Objet construit depuis une donnée non sûre', en: 'Object built from unsafe data' }
const called = { fr: 'Adresse reçue appelée par le serveur', en: 'Received address called by the server' }
const asPath = { fr: 'Donnée reçue utilisée comme chemin', en: 'Received data used as a path' }
const redirected = { fr: 'Renvoi vers une adresse reçue', en: 'Redirection to a received address' }

/** What is told of each pattern. */
const used: Readonly<Record<string, { fr: string; en: string }>> = {
  shell: pasted,
  spread: pasted,
  commands: pasted,
  evaluated: run,
  parameter: run,
  runCode: run,
  chosenMethods: run,
  streamed: built,
  object: built,
  builtObjects: built,
  place: called,
  calledAddresses: called,
  path: asPath,
  filePlaces: asPath,
  sent: redirected,
  redirections: redirected,
  chain: {
    fr: 'Texte d’un inconnu collé dans un script de la chaîne',
    en: 'Text of a stranger pasted into a script of the chain',
  },
  entities: { fr: 'Entités XML d’un document reçu suivies', en: 'XML entities of a received document followed' },
  receivedArchives: {
    fr: 'Archive reçue ouverte là où disent ses noms',
    en: 'Received archive opened where its names say',
  },
  namedBySender: {
    fr: 'Nom choisi par l’expéditeur utilisé comme chemin',
    en: 'Name chosen by the sender used as a path',
  },
  pattern: { fr: 'Expression régulière reçue', en: 'Received regular expression' },
  carried: { fr: 'Donnée reçue utilisée sans contrôle', en: 'Received data used unchecked' },
}
