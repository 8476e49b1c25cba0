/**
 * Does `detect` still find the very same? `npx node scripts/compare-detection.ts save FILE` before a change that must change nothing (speed, a move),
 * `npx node scripts/compare-detection.ts compare FILE` after it: every text whose spans differ is printed.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { detect } from '../privacy/detect.ts'
import { developmentSet, marked } from '../privacy/devset/score.ts'
import { readBatch, retyped, retypings } from '../privacy/first-look/read-batch.ts'
import type { Span } from '../privacy/span.ts'

const SHOWN = 20
const [action, file] = process.argv.slice(2)
if ((action !== 'save' && action !== 'compare') || file === undefined)
  throw new Error('what to do, with which file? npx node scripts/compare-detection.ts save|compare FILE')
const folder = join(import.meta.dirname, '../privacy/first-look')
const batches = readdirSync(folder)
  .filter((name) => name.endsWith('.txt'))
  .flatMap((name) => readBatch(join(folder, name)))
const examples = [
  ...developmentSet(),
  ...batches,
  ...Object.values(retypings).flatMap((typing) => retyped(batches, typing)),
]
const texts = examples.map(({ text }) => text)
// A long text meets what short ones do not: labels far away, tables that end, names that come back.
texts.push(texts.join('\n\n'))
const found: [string, readonly Span[]][] = texts.map((text) => [text, detect(text)])
if (action === 'save') writeFileSync(file, JSON.stringify(found))
else {
  const before = new Map(JSON.parse(readFileSync(file, 'utf8')) as [string, readonly Span[]][])
  let differ = 0
  let unknown = 0
  for (const [text, spans] of found) {
    const then = before.get(text)
    if (then === undefined) unknown++
    else if (JSON.stringify(then) !== JSON.stringify(spans) && ++differ <= SHOWN)
      process.stdout.write(
        text.length > 5000
          ? 'the long text differs\n'
          : `\nbefore ${marked(text, then)}\nafter  ${marked(text, spans)}\n`,
      )
  }
  process.stdout.write(`${found.length} texts, ${differ} differ, ${unknown} were not there before\n`)
  process.exitCode = differ === 0 ? 0 : 1
}
