import { createReadStream } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import { type Command, type Invocation, print, text } from '../command.ts'
import { exitCodes, fileRefused, wrongUse } from '../errors.ts'

/** A line of more characters is no line of text. */
const MAX_LINE = 10_000_000

export const privacy: Command = {
  name: 'privacy',
  usage: 'socle privacy scan|protect|restore [FILE] [--text FILE] [--table FILE]',
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
    {
      option: 'protect FILE --table T',
      meaning: {
        fr: 'écrit le texte avec des jetons à la place des valeurs ; la table T, lisible de vous seul, permet de revenir',
        en: 'writes the text with placeholders for values; the table T, readable by you only, allows to come back',
      },
    },
    {
      option: 'restore FILE --table T',
      meaning: {
        fr: 'rend les valeurs ; les secrets ne reviennent pas',
        en: 'gives values back; secrets do not come back',
      },
    },
    { option: '--force', meaning: { fr: 'remplace une table existante', en: 'replaces an existing table' } },
  ],
  options: { text: { type: 'string' }, table: { type: 'string' }, force: { type: 'boolean' } },
  arguments: 2,
  async run(invocation) {
    const [action] = invocation.positionals
    if (action === 'protect' || action === 'restore') return reversible(action, invocation)
    if (action !== 'scan')
      throw wrongUse({ fr: 'Dites scan, protect ou restore.', en: 'Say scan, protect or restore.' }, 'privacy')
    const path = text(invocation.values, 'text')
    return path === undefined ? scanLines(invocation) : scanText(path)
  },
}

const unreadable = (path: string, cause: NodeJS.ErrnoException) => {
  const code = cause.code ?? String(cause)
  return fileRefused(path, { fr: `lecture impossible (${code}).`, en: `cannot be read (${code}).` }, cause)
}

const Table = z.strictObject({ mark: z.string().optional(), writings: z.record(z.string(), z.string()) })

/** Its lists of names take half a second to read: no other command waits for them. */
const loadPrivacy = () => import('@socle/privacy')

async function reversible(action: 'protect' | 'restore', { positionals, values }: Invocation): Promise<number> {
  const { createVault, detect, restoreWith } = await loadPrivacy()
  const [, path] = positionals
  const tablePath = text(values, 'table')
  if (path === undefined || tablePath === undefined)
    throw wrongUse({ fr: 'Donnez un fichier et --table.', en: 'Give a file and --table.' }, 'privacy')
  const content = await readFile(path, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    throw unreadable(path, cause)
  })
  if (action === 'protect') {
    const vault = createVault({ detect })
    const hidden = vault.protect(content)
    const flag = values.force === true ? 'w' : 'wx'
    await writeFile(tablePath, JSON.stringify(vault.table()), { mode: 0o600, flag }).catch(
      (cause: NodeJS.ErrnoException) => {
        throw cause.code === 'EEXIST'
          ? fileRefused(
              tablePath,
              {
                fr: 'cette table existe déjà ; --force la remplace.',
                en: 'this table already exists; --force replaces it.',
              },
              cause,
            )
          : fileRefused(
              tablePath,
              { fr: `écriture impossible (${cause.code}).`, en: `cannot be written (${cause.code}).` },
              cause,
            )
      },
    )
    process.stdout.write(hidden)
    return exitCodes.passed
  }
  const kept = await readFile(tablePath, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    throw unreadable(tablePath, cause)
  })
  const table = readTable(kept)
  if (table === undefined)
    throw fileRefused(tablePath, {
      fr: 'ce n’est pas une table écrite par « socle privacy protect ».',
      en: 'this is no table written by “socle privacy protect”.',
    })
  process.stdout.write(restoreWith({ mark: table.mark, writings: table.writings }, content))
  return exitCodes.passed
}

function readTable(kept: string): z.output<typeof Table> | undefined {
  try {
    return Table.safeParse(JSON.parse(kept)).data
  } catch {
    return undefined
  }
}

/** A bad line is told with its number; the others are answered all the same. */
async function scanLines({ positionals, language }: Invocation): Promise<number> {
  const { detect } = await loadPrivacy()
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
  const { detect } = await loadPrivacy()
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
