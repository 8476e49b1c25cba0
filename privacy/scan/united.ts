import type { Span } from '../span.ts'

/** Stretches that overlap are one, of the longer one's type: sorted, and nothing that any of them covers is left out. */
export function united<S extends Span>(spans: readonly S[]): S[] {
  const out: S[] = []
  for (const span of spans.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = out.at(-1)
    if (last === undefined || span.start >= last.end) out.push(span)
    else if (span.end > last.end) {
      const longer = span.end - span.start > last.end - last.start ? span : last
      out[out.length - 1] = { ...longer, start: last.start, end: span.end }
    }
  }
  return out
}
