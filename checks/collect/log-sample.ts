/** A log that the application wrote, read line by line: bytes, times, starts and stops. Its content is never kept. */
import type { Bilingual } from '@socle/contracts/text'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { Fact, LogSample } from '../facts.ts'
import { whyUnread } from '@socle/contracts/words/why-unread'

const longestBytes = 100_000_000
const kept = 20
const time =
  /\b(\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}(?:[.,]\d+)?(?:Z|[+-]\d{2}:?\d{2})?)|"(?:time|ts|timestamp|@timestamp)"\s*:\s*(\d{10,13})(?:\.\d+)?\b|\b([A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2})\b|\[(\d{2}\/[A-Z][a-z]{2}\/\d{4}:\d{2}:\d{2}:\d{2} [+-]\d{4})\]/
const start = /\b(start(ed|ing|up)?|listening|ready|boot(ed|ing)?|d[ée]marr\w+|lanc[ée]+)\b/i
const stop = /\b(stop(ped|ping)?|shut(ting)? ?down|shutdown|terminat(ed|ing)|exit(ed|ing)?|arr[êe]t\w*)\b/i

export async function readLog(path: string): Promise<Fact<LogSample>> {
  try {
    if ((await stat(path)).size > longestBytes) return unreadable(path, tooLong)
    const sample = {
      path,
      lines: 0,
      notAscii: [] as number[],
      timed: 0,
      backwards: [] as number[],
      untimed: [] as number[],
      starts: 0,
      stops: 0,
    }
    let last = -Infinity
    for await (const line of linesOf(path)) {
      sample.lines += 1
      // latin1 keeps every byte as one character.
      // eslint-disable-next-line no-control-regex
      if (/[^\x09\x0d\x20-\x7e]/.test(line) && sample.notAscii.length < kept) sample.notAscii.push(sample.lines)
      const at = timeOf(line)
      if (at === undefined) {
        // A line that is indented continues the one above.
        if (!/^\s/.test(line) && line !== '' && sample.untimed.length < kept) sample.untimed.push(sample.lines)
        continue
      }
      sample.timed += 1
      if (at < last && sample.backwards.length < kept) sample.backwards.push(sample.lines)
      last = Math.max(last, at)
      const words = read(line)
      if (start.test(words)) sample.starts += 1
      if (stop.test(words)) sample.stops += 1
    }
    return sample.lines > 0
      ? { known: true, value: sample }
      : unreadable(path, { fr: 'il est vide', en: 'it is empty' })
  } catch (cause) {
    return unreadable(path, whyUnread(cause))
  }
}

/** Bytes as text: UTF-8 where they are, for accents to be read. */
function read(line: string): string {
  // eslint-disable-next-line no-control-regex
  if (!/[^\x00-\x7f]/.test(line)) return line
  const text = Buffer.from(line, 'latin1').toString('utf8')
  return text.includes('\ufffd') ? line : text.normalize('NFC')
}

async function* linesOf(path: string): AsyncGenerator<string> {
  let rest = ''
  for await (const chunk of createReadStream(path, { encoding: 'latin1' }) as AsyncIterable<string>) {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
  if (rest !== '') yield rest
}

function timeOf(line: string): number | undefined {
  const [, iso, epoch, syslog, common] = time.exec(line.slice(0, 2000)) ?? []
  if (epoch !== undefined) return Number(epoch) * (epoch.length === 10 ? 1000 : 1)
  const written = iso?.replace(' ', 'T').replace(',', '.') ?? syslog ?? common?.replace(/^([^:]+):/, '$1 ')
  if (written === undefined) return undefined
  const at = Date.parse(written)
  return Number.isNaN(at) ? undefined : at
}

const tooLong = { fr: `plus de ${longestBytes / 1e6} Mo`, en: `more than ${longestBytes / 1e6} MB` }
const unreadable = (path: string, detail: Bilingual): Fact<never> => ({
  known: false,
  why: 'unreachable',
  reason: {
    fr: `Le journal ${path} n’a pas pu être lu (${detail.fr}). Donnez un fichier texte que l’application a écrit, du démarrage à l’arrêt.`,
    en: `The log ${path} could not be read (${detail.en}). Give a text file that the application wrote, from its start to its stop.`,
  },
})
