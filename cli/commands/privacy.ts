import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { detect } from '@socle/privacy'
import { type Command, type Invocation, print, text } from '../command.ts'
import { exitCodes, fileRefused, wrongUse } from '../errors.ts'

/** A line of more characters is no line of text. */
const MAX_LINE = 10_000_000

export const privacy: Command = {
  name: 'privacy',
  usage: 'socle privacy scan [FILE] [--text FILE]',
  summary: {
    fr: 'Trouve les données personnelles et les secrets d’un texte',
    en: 'Finds the personal data and secrets of a text',
  },
  help: [
    {
      option: 'scan [FILE]',
      meaning: {
        fr: 'lignes JSON {id, text} du fichier ou de l’entrée standard → {id, spans: [{start, end, type}]}, positions en UTF-16',
        en: 'JSON lines {id, text} of the file or standard input → {id, spans: [{start, end, type}]}, UTF-16 offsets',
      },
    },
    { option: '--text FILE', meaning: { fr: 'un texte, montré pour être lu', en: 'one text, shown to be read' } },
  ],
  options: { text: { type: 'string' } },
  arguments: 2,
  async run(invocation) {
    if (invocation.positionals[0] !== 'scan') throw wrongUse({ fr: 'Dites « scan ».', en: 'Say “scan”.' }, 'privacy')
    const path = text(invocation.values, 'text')
    return path === undefined ? scanLines(invocation) : scanText(path)
  },
}

const unreadable = (path: string, cause: NodeJS.ErrnoException) => {
  const code = cause.code ?? String(cause)
  return fileRefused(path, { fr: `lecture impossible (${code}).`, en: `cannot be read (${code}).` }, cause)
}

/** A bad line is told with its number; the others are answered all the same. */
async function scanLines({ positionals, language }: Invocation): Promise<number> {
  const path = positionals[1]
  const input = path === undefined || path === '-' ? process.stdin : createReadStream(path)
  let failed: Error | undefined
  input.on('error', (cause: NodeJS.ErrnoException) => (failed = unreadable(path ?? '-', cause)))
  let number = 0
  let bad = 0
  for await (const line of createInterface({ input, crlfDelay: Infinity })) {
    number++
    if (line.trim() === '') continue
    const read = readLine(line)
    if (read === undefined) {
      bad++
      process.stderr.write(
        language === 'fr'
          ? `socle: ligne ${number} : un objet JSON {"id": …, "text": "…"} est attendu. Corrigez-la.\n`
          : `socle: line ${number}: a JSON object {"id": …, "text": "…"} is expected. Mend it.\n`,
      )
    } else print(JSON.stringify({ id: read.id, spans: detect(read.text) }))
  }
  if (failed) throw failed
  return bad > 0 ? exitCodes.inconclusive : exitCodes.passed
}

function readLine(line: string): { id: unknown; text: string } | undefined {
  if (line.length > MAX_LINE) return undefined
  try {
    const value = JSON.parse(line) as { id?: unknown; text?: unknown } | null
    return typeof value?.text === 'string' ? { id: value.id ?? null, text: value.text } : undefined
  } catch {
    return undefined
  }
}

async function scanText(path: string): Promise<number> {
  const content = await readFile(path, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    throw unreadable(path, cause)
  })
  const spans = detect(content)
  let line = 1
  let at = 0
  for (const { start, end, type } of spans) {
    for (; at < start; at++) if (content[at] === '\n') line++
    print(`${String(line).padStart(5)}  ${type.padEnd(18)}  ${content.slice(start, end).replaceAll(/\s+/g, ' ')}`)
  }
  return spans.length > 0 ? exitCodes.failed : exitCodes.passed
}
