/** Values that the head of a function, or the line that made them, holds to numbers and other fixed forms. */
import type { SourceMatch } from '../../facts.ts'
import { linesOfFunction } from './received-flow.ts'

/**
 * The head of the function declares each value that is pasted a number, a date or an identifier of a fixed form, and the language
 * or the framework holds to it: a number has no quote to close.
 */
export function isOfNumbers(match: SourceMatch, all: readonly string[], wide: readonly SourceMatch[] = []): boolean {
  const own = wide.find(({ path, line }) => path === match.path && line === match.line) ?? match
  // A call that makes a number stands in the hole itself.
  const names = all
    .filter((one) => !makesANumber.test(one))
    .map((one) => /^[$&]?(\w+)\s*(?=$|[);,}])/.exec(one)?.[1] ?? '')
  if (names.length === 0) return all.length > 0
  const above = linesOfFunction(own).join('\n')
  return above !== '' && names.every((name) => name !== '' && isTyped(name, match.path, above))
}
const makesANumber =
  /^[\w.[\]:"'!?$>-]*\.to(?:_[if]|Int|Long|Double)(?:\(\))?\s*$|^(?:int|float|Integer|Float|Number|parseInt|intval)\([^()]*\)\s*$/
const isTyped = (name: string, path: string, above: string): boolean =>
  new RegExp(
    `\\b${name}\\s*=\\s*[^\\n=]*(?:\\.to(?:Int|Long|Double)\\(\\)|\\.to_[if]|\\bInteger\\.(?:parseInt|valueOf)\\([^()\\n]*\\)|\\bLong\\.(?:parseLong|valueOf)\\([^()\\n]*\\));?\\s*$`,
    'm',
  ).test(above) ||
  typed.some(({ files, declares }) => files.test(path) && new RegExp(declares.replaceAll('NAME', name)).test(above))
/** How each language writes it, in the head of a function and not among the assignments of its body. */
const typed: readonly { readonly files: RegExp; readonly declares: string }[] = [
  { files: /\.php$/, declares: String.raw`\bfunction\b[^{;]*\b(?:int|float|bool)\s+\$NAME\b` },
  {
    files: /\.py$/,
    declares: String.raw`@\w[\w.]*\.(?:get|post|put|delete|patch|route)\([^\n]*\)\s*\n\s*(?:async\s+)?def\s+\w+\([^)]*\bNAME\s*:\s*(?:int|float|bool|UUID|date|datetime)\b(?!\s*\|\s*str)`,
  },
  {
    files: /\.[cm]?ts$/,
    declares: String.raw`@(?:Param|Query)\([^)\n]*\bParse(?:Int|UUID|Bool|Float)Pipe\b[^)\n]*\)+\s*NAME\b`,
  },
  {
    files: /\.(?:java|cs|groovy)$/,
    declares: String.raw`[(,]\s*(?:(?:@\w+|\[\w+)(?:\([^)]*\))?\]?\s*|final\s+)*(?:int|long|short|double|float|boolean|bool|decimal|Integer|Long|Short|Double|Float|Boolean|BigDecimal|BigInteger|UUID|Guid|LocalDate|LocalDateTime|Instant|DateTime)\??\s+NAME\s*[,)=]`,
  },
  {
    files: /\.(?:kts?|scala)$/,
    declares: String.raw`[(,]\s*(?:@\w+(?:\([^)]*\))?\s*)*NAME\s*:\s*(?:Int|Long|Short|Double|Float|Boolean|UUID|BigDecimal|LocalDate|LocalDateTime|Instant)\b`,
  },
  { files: /\.go$/, declares: String.raw`\bfunc\b[^{]*\bNAME\s+(?:u?int\d*|float\d+|bool|uuid\.UUID|time\.Time)\b` },
]
