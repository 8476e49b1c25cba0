/** What a program shows to whoever asks how it is called: nothing there is run, and no account is opened by it. */
import type { SourceMatch } from '../../facts.ts'

/** In these languages a line never begins with `#` followed by a sentence: it stands in a text over several lines. */
const withoutHashes = /\.(?:go|java|kts?|scala|groovy|cs|[cm]?[jt]sx?|rs|swift|dart)$/
/** Programs that a script fetches with, or that open others: a text with these may as well be a script that is run. */
const ofAScript = /^\s*(?:sudo\s+)?(?:curl|wget|git|ssh|scp|sh|bash|docker|apt(?:-get)?|pip3?|npm|export)\b/

/** Below a sentence behind a `#`, a command without any sign of code: an example in the help of a command. */
export function isExampleOfUse({ path, text, around }: SourceMatch): boolean {
  if (!withoutHashes.test(path) || ofAScript.test(text) || !/^[a-z][\w-]*(?:\s+[\w./:-]+)*\s+--?\w/.test(text))
    return false
  const above = around.slice(0, Math.max(0, around.indexOf(text))).trimEnd()
  return /(?:^|\n)\s*#\s+\S+(?:\s+\S+){2,}$/.test(above)
}

/** Printed for people, who are told in so many words that it is an example. */
export const isShownAsExample = ({ text, around, groups }: SourceMatch): boolean =>
  /^\W*(?:\w+(?:->|\.|::))*(?:writeln|println|printf?|puts|message|info|log|error|warn|indent|usage)\s*\(/i.test(
    text.slice(0, Math.max(0, text.indexOf(groups['match'] ?? text))).trim(),
  ) && /\b(?:usage|e\.g\.|examples?|exemples?|par ex)\b/i.test(around)

/** Settings compared with those of the example, in order to tell whoever kept them. */
export const onlyWarns = ({ text, around }: SourceMatch): boolean =>
  /\b(?:config|conf|settings|options|opts|cfg|reglages)(?:\.\w+)+\s*[!=]==?\s*["']/.test(text) &&
  !/\breq(?:uest)?\.|\bbody\.|\bparams\b/.test(text) &&
  /^[^\n]*\n\s*(?:\w+\.)*(?:warn(?:ing)?|error|info|log|print\w*|throw|raise|exit|abort|panic|fatal\w*)\b/i.test(
    around.slice(Math.max(0, around.indexOf(text)) + text.length),
  )
