/** Scores of `detect` on one batch of labelled texts: `npx node scripts/score-first-look.ts BATCH.txt [--errors]`. */
import { detect } from '../privacy/detect.ts'
import type { Example } from '../privacy/devset/fill.ts'
import { referenceDetector } from '../privacy/devset/reference.ts'
import { marked, score } from '../privacy/devset/score.ts'
import { readBatch, retyped, retypings } from '../privacy/first-look/read-batch.ts'

const [path, option] = process.argv.slice(2)
if (path === undefined)
  throw new Error('which batch? npx node scripts/score-first-look.ts privacy/first-look/BATCH.txt')
const examples = readBatch(path)
const line = (text: string) => process.stdout.write(`${text}\n`)
function summary(name: string, texts: readonly Example[], detector = detect): ReturnType<typeof score> {
  const scores = score(texts, detector)
  line(
    `${name.padEnd(11)} ${String(texts.length).padStart(4)} texts   overlap ${scores.overlap.toFixed(2)}   exact ${scores.exact.toFixed(2)}   leaked ${scores.leaked.toFixed(2)} %   over-masked ${scores.overMasked.toFixed(2)} %   negatives flagged ${scores.negativesFlagged.toFixed(2)} %`,
  )
  return scores
}
const { byType } = summary('as written', examples)
summary('reference', examples, referenceDetector)
for (const [name, typing] of Object.entries(retypings)) summary(name, retyped(examples, typing))
for (const [type, { gold, overlap, exact }] of Object.entries(byType))
  line(
    `${type.padEnd(20)} ${String(gold).padStart(5)}   overlap ${overlap.toFixed(1).padStart(5)}   exact ${exact.toFixed(1).padStart(5)}`,
  )
if (option === '--errors' || option === '--errors-retyped')
  for (const [name, texts] of option === '--errors'
    ? [['as written', examples] as const]
    : Object.entries(retypings).map(([name, typing]) => [name, retyped(examples, typing)] as const))
    for (const { text, spans } of texts) {
      const found = detect(text)
      if (JSON.stringify(found) === JSON.stringify(spans)) continue
      line(`\n${name}\ngold  ${marked(text, spans)}\nfound ${marked(text, found)}`)
    }
