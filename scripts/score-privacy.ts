/** Scores of `detect` on the development set: `npx node scripts/score-privacy.ts [--errors N]`, with the first N texts that are wrong. */
import { detect } from '../privacy/detect.ts'
import { developmentSet, marked, score } from '../privacy/devset/score.ts'

const asked = process.argv.indexOf('--errors')
const wanted = asked > 0 ? Number(process.argv[asked + 1]) : 0
const examples = developmentSet()
const scores = score(examples)
const line = (text: string) => process.stdout.write(`${text}\n`)
line(
  `${examples.length} texts   overlap ${scores.overlap.toFixed(2)}   exact ${scores.exact.toFixed(2)}   leaked ${scores.leaked.toFixed(2)} %   over-masked ${scores.overMasked.toFixed(2)} %   negatives flagged ${scores.negativesFlagged.toFixed(2)} %`,
)
for (const [type, { gold, overlap, exact }] of Object.entries(scores.byType))
  line(
    `${type.padEnd(20)} ${String(gold).padStart(5)}   overlap ${overlap.toFixed(1).padStart(5)}   exact ${exact.toFixed(1).padStart(5)}`,
  )
let shown = 0
for (const example of examples) {
  if (shown >= wanted) break
  const found = detect(example.text)
  if (JSON.stringify(found) === JSON.stringify(example.spans)) continue
  shown++
  line(`\ngold  ${marked(example.text, example.spans)}\nfound ${marked(example.text, found)}`)
}
