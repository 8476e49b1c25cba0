/** What is put into a page as it is, by each language and engine, and what on its line or around it says that nothing hostile can be in it. */
import type { SourceMatch } from '../../facts.ts'
import type { SourcePattern } from '../../rule.ts'
import { isLookedFor, isMadeOfPieces, isOfAConverter } from './own-pieces.ts'
import { reachOfFunction, received } from './received.ts'
import { recognises } from './subject.ts'

const inPages =
  /\bv-html\s*=\s*["'](?<what>[^"']+)|\.(?:innerHTML|outerHTML)\s*\+?=(?!=)\s*(?!\s*(?:"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`$\\\n]|\\.)*`)\s*;?\s*$|\s*["'`]["'`])(?<assigned>.+)|dangerouslySetInnerHTML\s*=?\s*[:=]?\s*\{|document\.write(?:ln)?\s*\(\s*(?!(?:"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`$\\\n]|\\.)*`)\s*\))(?<written>[^)]+)|insertAdjacentHTML\s*\(\s*["'`]\w+["'`]\s*,\s*(?!\s*(?:"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`$\\\n]|\\.)*`)\s*\))(?<inserted>.+)|\{\{[^}]*\|\s*safe\b[^}]*\}\}|\bmark_safe\s*\(\s*(?:[a-z_]\w*\.replace\s*\(|f["']|[^"')]*[+%]|[a-z_]+\s*\)|request\.(?:GET|POST|COOKIES)\b)|th:utext\s*=\s*["']|\{!!\s*(?!\s*(?:csrf|Form::|Html::|__\())\$?[\w>(:[\]'-]+.*!!\}|\{%-?\s*autoescape\s+(?:off|false)|\{\{[^}]*\|\s*raw\b[^}]*\}\}|(?<!["'])\.html_safe\b|["'][^"'\n]*<\w[^\n]{0,120}#\{\s*@?[a-z]\w*\.(?!id\b|count\b|size\b|length\b|\w*(?:_id|_url|_path|_count)\b)[a-z]\w*\s*\}[^"\n]{0,120}"\.html_safe\b|<%==|bypassSecurityTrust(?:Html|Script|Url|ResourceUrl)\s*\(|@Html\.Raw\s*\(|\btemplate\.HTML\s*\(\s*[a-z]|<c:out[^>]*escapeXml\s*=\s*["']false|<h:outputText[^>]*escape\s*=\s*["']false|<%-\s*(?!\s*(?:include|yield|render|partial|body|content)\b)[\w.]+\s*%>|\{\{\{\s*[\w.]+\s*\}\}\}|\{@html\s+|<%=\s*raw[\s(]|\bmark_safe\s*\(\s*['"][^'"]*['"]\s*\+|(?:\becho\b|\bprint\b|<\?=)(?![^;]*(?:htmlspecialchars|htmlentities|intval|\(int\)|urlencode|json_encode|esc_\w+|sanitize\w*)\s*\(?)[^;]*\$_(?:GET|POST|REQUEST)\[/i
/** Pages written by hand in code, and ways by which engines are told not to encode. */
const inCode = [
  String.raw`<%=\s*(?:request|params|Request)\b[.\[][^%]*%>|\$\{param\.\w+\}|\?no_esc\b|<#(?:noescape|noautoesc)>|\[\(\$\{`,
  String.raw`\{\{&\s*\w|\bnew\s+Handlebars\.SafeString\s*\(\s*(?!["'])|\bnoEscape\s*:\s*true|^\s*[\w.#]*!=\s+\w[\w.]*\s*$|[>\s]!\{[\w.]+\}|\{\$[\w.>-]+\s+nofilter\}|\{\$?[\w.>-]+\|noescape\}`,
  String.raw`(?<!import )\bSafe(?:String|Text)\s*\(\s*(?:f["']|["'][^"']*["']\s*\+|[a-z_]+\s*\))`,
  String.raw`\bPreEscaped\s*\(|\(MarkupString\)|\bnew\s+(?:Mvc)?HtmlString\s*\(\s*(?!"|'[^'$\n]*'\s*\))|(?<![\w.]|\bclass\s)Markup\s*\(\s*(?:f["']|[a-z_]\w*[.)\[])|\bunsafeHTML\s*\(|\bautoescape\s*=\s*False\b|createContextualFragment\s*\(\s*(?!["'])|\bsrcdoc\s*=\s*(?:\{|[a-z])|setEscapeModelStrings\s*\(\s*false`,
  String.raw`\$\([^)]*\)\.html\(\s*(?:data|response|result|res|json|location|msg|message|reponse|donnees|comment\w*|user|agent)\b`,
  String.raw`\b(?:res|reply|response|ctx\.response)\.(?:send|end|write)\s*\(\s*(?:\x60[^\x60]*<[^\x60]*\$\{|["'][^"']*<[^"']*["']\s*\+)[^;]*(?:${received})`,
  String.raw`\b(?:fmt\.Fprintf|fmt\.Fprint|w\.Write|io\.WriteString)\s*\([^;]*<[^;]*(?:${received})`,
  String.raw`\b(?:out|writer|getWriter\(\))\.(?:print(?:ln)?|write)\s*\([^;]*(?:${received})`,
  String.raw`\breturn\s+(?:HttpResponse\s*\(\s*)?f?["']+[^"'\n]*<[^\n]*(?:${received})`,
  String.raw`^\s*print\s+"[^"]*<\w[^"]*\$[a-z]\w*[^"]*"\s*;`,
  String.raw`\bResponse\.Write\s*\(\s*[^;]*(?:${received})|\bprint\s+["'][^;]*<[^;]*->param\s*\(|^\s*["'][^"']*<\w+>[^"']*#\{\s*params\[`,
]

export const raw = {
  hints: [
    'v-html',
    'innerhtml',
    'outerhtml',
    'document.write',
    'insertadjacenthtml',
    '|safe',
    '| safe',
    'mark_safe',
    'utext',
    '{!!',
    'autoescape',
    '|raw',
    '| raw',
    'html_safe',
    'bypasssecuritytrust',
    '@html.raw',
    'template.html(',
    'escapexml="false"',
    'escape="false"',
    '<%-',
    '{{{',
    '{@html',
    '<%= raw',
    '<%=raw',
    '$_get',
    '$_post',
    '$_request',
    'getparameter(',
    '${param.',
    '?no_esc',
    '<%==',
    'safestring(',
    'safetext(',
    'print "',
    '<#noescape',
    '<#noautoesc',
    '[(${',
    '{{&',
    '!{',
    '!= ',
    'nofilter',
    '|noescape',
    'preescaped(',
    'markupstring',
    'htmlstring(',
    'markup(',
    'unsafehtml(',
    'autoescape=false',
    'autoescape = false',
    'noescape: true',
    '.html(',
    'fragment(',
    'srcdoc',
    'setescapemodelstrings',
    'res.send',
    'reply.send',
    'fprintf(w',
    'w.write(',
    'params[',
    'request.args',
    'request.form',
    'request.get',
    'response.write',
    '->param',
    'req.query',
    '= raw(',
  ],
  expression: new RegExp([inPages.source, ...inCode].join('|'), 'i'),
  kinds: ['code', 'markup'] as const,
}
/** The text is cleaned on the way in, or was made by a tool that does. */
export const cleaned =
  /sanitiz|ec?happ?er?\(|dompurify|purify|bleach\.|escapeHtml|\bhe\.encode\(|(?:encode|escape)_?Entities\(|escape\(|htmlspecialchars|encodeHTML|striptags|strip_tags|nh3\.|ammonia|bluemonday|jsoup\.clean|policy\.sanitize|markdown|json_script|[cx]srf|i18n|parseInt\(|Number\(|options\.template|innerHTML = innerHtml|\$t\(|\bt\$\(|translate|\bt\(/i

/** Encoded on the spot, or made a number. */
export const encodes =
  /(?<![\w.>:])e\(|\bh\(|html::encode|HtmlEncode|htmlEscape|html\.EscapeString|HTMLEscapeString|encode_text|ERB::Util|escape|sanitize|\b(?:int|intval|Number|parseInt|str_to_int)\(/i

/** A file of code that speaks of HTML. */
export const page: SourcePattern = {
  hints: ['html'],
  expression: /html/i,
  kinds: ['code'],
  once: true,
}
/** The engine of Flask's own pages. */
const ofItsPages = /\bjinja_env\.autoescape\b/
export const pagesAmong = (matches: readonly SourceMatch[] = []): ReadonlySet<string> =>
  new Set(matches.map(({ path }) => path))

/** Files in which a page is made; a test page, a storybook or an editor of HTML is not one. */
export const shownRaw = (match: SourceMatch, pages: ReadonlySet<string>): boolean =>
  !match.comment &&
  // What looks for it in the code of others, line by line.
  !(match.kind === 'code' && recognises(match.text)) &&
  // An engine of templates writes settings and mails as well: in code only a file that speaks of pages makes one.
  !(
    /autoescape/i.test(match.groups['match'] ?? '') &&
    match.kind === 'code' &&
    !pages.has(match.path) &&
    !ofItsPages.test(match.text)
  ) &&
  // Two braces stand for one in the texts of these languages, and the third holds a value.
  !(/^\{\{\{/.test(match.groups['match'] ?? '') && /\.(?:rs|py|go|java|kt|cs|rb|sh|bash|ps1)$/.test(match.path)) &&
  // Java writes documents of its own.
  !(/^document\.write/.test(match.groups['match'] ?? '') && /\.(?:java|kts?|scala|groovy|cs|go)$/.test(match.path)) &&
  // `!{}` and `!=` are Pug's, the latter Haml's too; elsewhere it compares.
  !(/^!\{|^[>\s]!\{/.test(match.groups['match'] ?? '') && !/\.(?:pug|jade)$/.test(match.path)) &&
  !(/^\s*[\w.#]*!=/.test(match.groups['match'] ?? '') && !/\.(?:pug|jade|haml|slim)$/.test(match.path)) &&
  // The mark of Django and of Handlebars is a class; a function of that name makes a text.
  !/^safe(?:String|Text)/.test(match.groups['match'] ?? '') &&
  // In ERB the dash takes blanks away; a template of settings has no tag.
  !(/^<%-/.test(match.groups['match'] ?? '') && /\.(?:erb|rhtml)$/.test(match.path)) &&
  !isOfSettings(match) &&
  !isEncodedTag(match) &&
  !isMadeOfNumbers(match) &&
  !isMadeOfPieces(match) &&
  !isLookedFor(match) &&
  !reckoned.test(match.groups['assigned'] ?? '') &&
  // In PHP a program that prints has encoded before, or not: nothing tells.
  !(/^\s*print\s+"/.test(match.text) && !/\.(?:pl|cgi)$/.test(match.path)) &&
  !cleaned.test(
    (saysItAll(match) ? match.text : match.around).replace(
      /\bDomSanitizer\b|\bassainisseur\b|[\w.]*\.bypassSecurityTrust\w+|\bsanitizer\s*=\s*inject\b/g,
      '',
    ),
  ) &&
  // The helper of mews/purifier, and Laravel's own encoding with line ends put in.
  !/\{!!\s*(?:clean|nl2br\s*\(\s*e)\s*\(/.test(match.text) &&
  !/\bfprintf\s*\(\s*w\b[^\n]*\b(?:HTMLEscapeString|HTMLEscaper|html\.EscapeString)\s*\(/i.test(match.text) &&
  !putBack.test(match.text) &&
  !ofStyles.test(match.text) &&
  !isOfAConverter(match) &&
  !onlyLetters(match) &&
  !encodedAfter.test(match.groups['match'] ?? '') &&
  // A constant of the program.
  !/^\s*[A-Z][A-Z0-9_]*\s*;?\s*$/.test(match.groups['assigned'] ?? '') &&
  !ofTheBundle.test(match.text) &&
  !/^[\w.$[\]]*[a-z]Count\s*;?\s*$/.test(match.groups['assigned']?.trim() ?? '') &&
  !number.test(match.groups['assigned'] ?? match.groups['what'] ?? '') &&
  !/String\.fromCharCode|\|\s*escape\b[^}]*nofilter/.test(match.text) &&
  !/\.(md|mdx)$/.test(match.path)
/** A tag of a template opens and closes on its line: what its neighbours clean is something else. */
const saysItAll = ({ path, kind, groups, text }: SourceMatch): boolean =>
  ofItsPages.test(text) ||
  /^<\?=/.test(groups['match'] ?? '') ||
  (/\.vue$/.test(path) && /^v-html\s*=\s*["']\w+(?:\.\w+)+["']?$/.test(groups['match'] ?? '')) ||
  (kind === 'markup' && (/^(?:<%|\{\{|\{!!)/.test(groups['match'] ?? '') || /<%=[^%]*\.html_safe\b[^%]*%>/.test(text)))
/** Engines of templates write settings as well as pages: neither its name nor what stands around it speaks of one. */
const isOfSettings = ({ kind, path, around, text, groups }: SourceMatch): boolean =>
  kind === 'markup' &&
  /\.(?:j2|jinja2?|tpl|erb|epp|mustache)$/i.test(path) &&
  !/html|\b(?:views?|pages?|layouts?|partials?|emails?)\b/i.test(path) &&
  !/<\/?[a-z!][\w-]*(?:[\s>/]|$)/im.test(`${around}\n${text}`.replaceAll(groups['match'] ?? '', ''))
/** A rank, one more than counted, and a sign. */
const reckoned = /^\s*\(?\s*[\w.[\]]+\s*[-+*]\s*\d+\s*\)(?:\s*\+\s*(?:"[^"<]*"|'[^'<]*'))*\s*;?\s*$/
/** Within a tag of JSTL a parameter is encoded, compared or kept, and not shown as it is. */
const isEncodedTag = ({ path, text, groups }: SourceMatch): boolean =>
  /^\$\{param\./.test(groups['match'] ?? '') &&
  /\.jspx?$|\.tag$/.test(path) &&
  !/\$\{param\./.test(text.replace(/<c:(?!out[^>]*escapeXml\s*=\s*["']false)\w+\b(?:"[^"]*"|'[^']*'|[^>"'])*>/g, ''))
/** The variable shown was just made of words of the program and of numbers. */
const isMadeOfNumbers = ({ around, text, groups }: SourceMatch): boolean => {
  const name = /^\s*(\w+)\s*;?\s*$/.exec(groups['assigned'] ?? '')?.[1]
  if (name === undefined) return false
  const made = new RegExp(`\\b(?:const|let|var)\\s+${name}\\s*=\\s*([^;\\n]+);?\\s*$`, 'm').exec(
    around.slice(0, around.indexOf(text)),
  )?.[1]
  return (
    made !== undefined &&
    made
      .split('+')
      .every((part) => /^\s*(?:"[^"]*"|'[^']*'|\d+|[\w.$]+(?:\([^()]*\))?\.(?:length|size))\s*$/.test(part))
  )
}
/** A message of the application itself, without a value put into it. */
const ofTheBundle =
  /utext\s*=\s*["']#\{[\w.-]+\}["']|\{\{-?\s*['"][^'"]*['"]\s*\|\s*trans\s*\|\s*raw\b|Html\.Raw\(\s*\w*[lL]ocali[sz]er\[\s*"[^"]*"\s*\]/
/** A number has no tag: a length, a count, what a rounding gives. */
const number =
  /^\s*(?:String\()?[\w.$[\]]*(?:\.(?:length|size)|\.toFixed\(\d*\)|(?:^|[._])(?:count|total|nombre|nb)\w{0,12})\)?\s*;?\s*$|^\s*(?:Math\.\w+|Number|parseInt|parseFloat)\([^;]*\)\s*;?\s*$|^\s*\d+\s*;?\s*$|\)\.toFixed\(\d*\)\s*;?\s*$/i
/** An element of rules of style holds no markup: browsers read it as one text. */
const ofStyles = /\b\w*(?:[cC]ss|CSS|[sS]tyles?|[sS]tyle_?[sS]heet)(?:_?[eE]l(?:em(?:ent)?)?)?\.innerHTML\s*\+?=/
export const isPhp = (path: string): boolean => /\.(?:php|phtml|inc|module)$/i.test(path)
/** What an answer says that it is, before it is written. */
export const kindOfAnswer: SourcePattern = {
  hints: ['contenttype(', 'content-type"', "content-type'"],
  expression:
    /\b(?:[sS]etContentType\s*\(|[cC]ontent-[tT]ype["']\s*,)\s*(?:(?<plain>["'](?:text\/plain|application\/json)\b|[\w.]*(?:PLAIN|JSON)\w*)|[\w."'])/,
  kinds: ['code'],
}
/** What is written by hand into an answer that said, some lines above, that it is no page. */
export const isPlainText = ({ path, line, groups }: SourceMatch, said: readonly SourceMatch[] = []): boolean =>
  /^(?:out|writer|getWriter|fmt\.|w\.|io\.)/i.test(groups['match'] ?? '') &&
  said.findLast((one) => one.path === path && one.line < line && line - one.line <= reachOfFunction)?.groups[
    'plain'
  ] !== undefined

/** Go: templates of texts, which encode nothing, and pages that are made with them. */
export const textTemplates: Readonly<Record<string, SourcePattern>> = {
  textTemplate: {
    hints: ['text/template'],
    expression: /^\s*(?:import\s+)?(?:\w+\s+)?"text\/template"/,
    kinds: ['code'],
    once: true,
  },
  answered: {
    hints: ['.execute'],
    expression: /\.Execute(?:Template)?\s*\(\s*(?:w|rw|wr|resp\w*|c\.Writer|ctx\.Writer)\s*,/,
    kinds: ['code'],
  },
  tags: {
    hints: ['<h', '<p>', '<p ', '<body', '<div', '<table', '<ul', '<li', '<form', '<a ', '<span', '<title'],
    first: /<\w/,
    expression: /<(?:html|body|head|h[1-6]|p|div|table|ul|li|form|a|span|title)\b[^<-]*>/i,
    kinds: ['code'],
    once: true,
  },
}
export const pagesOfTexts = ({
  textTemplate = [],
  answered = [],
  tags = [],
}: Readonly<Record<string, readonly SourceMatch[]>>): readonly SourceMatch[] =>
  answered.filter(
    ({ path, comment }) =>
      !comment &&
      path.endsWith('.go') &&
      [textTemplate, tags].every((found) => found.some((one) => !one.comment && one.path === path)),
  )

/** PHP: shown where no sign but letters, numbers and their like stands in it. */
const onlyLetters = ({ path, text }: SourceMatch): boolean =>
  isPhp(path) &&
  /!\s*preg_match\(\s*(["'])\/\[\^[\w\\ ?.-]+\]\/\w*\1\s*,\s*(?<what>\$_\w+\[[^\]]*\])\s*\)\s*\?\s*\k<what>\s*:\s*(?:["']{2}|\$\w+)\s*;/.test(
    text,
  )
/** A template that says that a text is safe and then encodes it for an address. */
const encodedAfter = /\|\s*safe\s*\|\s*(?:url_?encode|urlize_?param|escape|e|u|escapejs|forceescape)\s*\}\}$/
/** What the page already shows, moved or changed. */
const putBack = /\.(?:inner|outer)HTML\s*\+?=\s*[\w.$[\]()]+\.(?:inner|outer)HTML\b/
