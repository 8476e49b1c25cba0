import { failIfAny, finding, manual, rule } from '../../rule.ts'
import type { SourceMatch } from '../../facts.ts'

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
  ],
  expression:
    /\bv-html\s*=\s*["'](?<what>[^"']+)|\.(?:innerHTML|outerHTML)\s*\+?=(?!=)\s*(?!\s*["'`](?:[^"'`$\\]|\\.)*["'`]\s*;?\s*$|\s*["'`]["'`])(?<assigned>.+)|dangerouslySetInnerHTML\s*=?\s*[:=]?\s*\{|document\.write(?:ln)?\s*\(\s*(?!["'`][^"'`$]*["'`]\s*\))(?<written>[^)]+)|insertAdjacentHTML\s*\(\s*["'`]\w+["'`]\s*,\s*(?!\s*["'`][^"'`$]*["'`]\s*\))(?<inserted>.+)|\{\{[^}]*\|\s*safe\b[^}]*\}\}|\bmark_safe\s*\(\s*(?:f["']|[^"')]*[+%]|[a-z_]+\s*\))|th:utext\s*=\s*["']|\{!!\s*(?!\s*(?:csrf|Form::|Html::|__\())\$?[\w>(:[\]'-]+.*!!\}|\{%-?\s*autoescape\s+(?:off|false)|\{\{[^}]*\|\s*raw\b[^}]*\}\}|(?<!["'])\.html_safe\b|<%==|bypassSecurityTrust(?:Html|Script|Url|ResourceUrl)\s*\(|@Html\.Raw\s*\(|\btemplate\.HTML\s*\(\s*[a-z]|<c:out[^>]*escapeXml\s*=\s*["']false|<h:outputText[^>]*escape\s*=\s*["']false|<%-\s*(?!\s*(?:include|yield|render|partial|body|content)\b)[\w.]+\s*%>|\{\{\{\s*[\w.]+\s*\}\}\}|\{@html\s+|<%=\s*raw[\s(]|\bmark_safe\s*\(\s*['"][^'"]*['"]\s*\+|(?:\becho\b|\bprint\b|<\?=)(?![^;]*(?:htmlspecialchars|htmlentities|intval|\(int\)|urlencode|json_encode|esc_\w+|sanitize\w*)\s*\(?)[^;]*\$_(?:GET|POST|REQUEST)\[/i,
  kinds: ['code', 'markup'] as const,
}
/** The text is cleaned on the way in, or was made by a tool that does. */
const cleaned =
  /sanitiz|dompurify|purify|bleach\.|escapeHtml|escape\(|htmlspecialchars|encodeHTML|striptags|strip_tags|nh3\.|ammonia|bluemonday|jsoup\.clean|policy\.sanitize|markdown|json_script|csrf|i18n|parseInt\(|Number\(|options\.template|innerHTML = innerHtml|\$t\(|translate|\bt\(/i

/** Files in which a page is made; a test page, a storybook or an editor of HTML is not one. */
export const shownRaw = (match: SourceMatch): boolean =>
  !match.comment && !cleaned.test(match.around) && !/\.(md|mdx)$/.test(match.path)

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
  needs: ['matches'],
  looksFor: { raw },
  judge: ({ matches }) => {
    const shown = (matches['raw'] ?? []).filter(shownRaw)
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
