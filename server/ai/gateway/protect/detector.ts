/**
 * A stronger detector beside the one on board, pluggable by its address: it is sent the texts of a call and says where it finds
 * what. `POST {"texts": ["…"]}` → `{"spans": [[{"start": 4, "end": 11, "type": "PERSON"}]]}`, offsets in UTF-16 code units.
 * What it finds is added to what the library finds. When it does not answer, or not so, the call is refused.
 */
import { ProtectedType } from '@socle/contracts'
import type { Span } from '@socle/privacy'
import { request } from 'undici'
import { z } from 'zod'

const Answer = z.object({
  spans: z.array(z.array(z.object({ start: z.int().min(0), end: z.int().min(1), type: ProtectedType })).max(100_000)),
})

export type Detector = (texts: readonly string[]) => Promise<readonly (readonly Span[])[]>

/** @throws when it does not answer in time, or not as above */
export function createDetector({ url, timeoutMs }: { url: string; timeoutMs: number }): Detector {
  return async (texts) => {
    const { statusCode, body } = await request(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ texts }),
      signal: AbortSignal.timeout(timeoutMs),
    })
    const said = await body.text()
    if (statusCode !== 200) throw new Error(`the detector answered HTTP ${statusCode}`)
    const { spans } = Answer.parse(JSON.parse(said))
    if (spans.length !== texts.length) throw new Error('the detector did not answer for each text')
    for (const [index, found] of spans.entries())
      for (const { start, end } of found)
        if (end <= start || end > texts[index]!.length)
          throw new Error('the detector answered for a place outside the text')
    return spans
  }
}

/** Both findings as one: where they meet, the wider stretch is kept. Sorted, never overlapping. */
export function joined(ours: readonly Span[], theirs: readonly Span[]): Span[] {
  const kept: Span[] = []
  for (const span of [...ours, ...theirs].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = kept.at(-1)
    if (last === undefined || last.end <= span.start) kept.push(span)
    else if (span.end > last.end) kept[kept.length - 1] = { ...last, end: span.end }
  }
  return kept
}
