import { readFile, writeFile } from 'node:fs/promises'
import { z } from 'zod'
import { type Command, type Invocation, print, text } from '../command.ts'
import { exitCodes, fileRefused, fileUnread, wrongUse } from '../errors.ts'
import { type Line, readLines, readText } from '../read-input.ts'

export const privacy: Command = {
  name: 'privacy',
  usage: 'socle privacy scan|protect|restore [FILE] [--text FILE] [--lines] [--table FILE]',
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
      option: 'protect [FILE] --table T',
      meaning: {
        fr: 'écrit le texte du fichier ou de l’entrée standard avec des jetons à la place des valeurs ; la table T, lisible de vous seul, permet de revenir',
        en: 'writes the text of the file or standard input with placeholders for values; the table T, readable by you only, allows to come back',
      },
    },
    {
      option: 'restore [FILE] --table T',
      meaning: {
        fr: 'rend les valeurs ; les secrets ne reviennent pas',
        en: 'gives values back; secrets do not come back',
      },
    },
    {
      option: '--lines',
      meaning: {
        fr: 'protect et restore lisent et écrivent des lignes JSON {id, text}, comme scan',
        en: 'protect and restore read and write JSON lines {id, text}, as scan reads them',
      },
    },
    { option: '--force', meaning: { fr: 'remplace une table existante', en: 'replaces an existing table' } },
  ],
  options: {
    text: { type: 'string' },
    lines: { type: 'boolean' },
    table: { type: 'string' },
    force: { type: 'boolean' },
  },
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

const Table = z.strictObject({
  mark: z.string().optional(),
  writings: z.record(z.string(), z.string()),
  genders: z.record(z.string(), z.enum(['F', 'M'])).optional(),
})

/** Its lists of names take half a second to read: no other command waits for them. */
const loadPrivacy = () => import('@socle/privacy')

async function reversible(action: 'protect' | 'restore', invocation: Invocation): Promise<number> {
  const { positionals, values, language } = invocation
  const tablePath = text(values, 'table')
  if (tablePath === undefined)
    throw wrongUse({ fr: 'Donnez la table par --table.', en: 'Give the table with --table.' }, 'privacy')
  const { createVault, detect, restoreWith } = await loadPrivacy()
  const read = (change: (words: string) => string) => changed(positionals[1], values.lines === true, change, language)
  if (action === 'protect') {
    const vault = createVault({ detect })
    const { out, code } = await read(vault.protect)
    await keepTable(tablePath, JSON.stringify(vault.table()), values.force === true)
    process.stdout.write(out)
    return code
  }
  const kept = await readFile(tablePath, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    throw fileUnread(tablePath, cause)
  })
  const table = readTable(kept)
  if (table === undefined)
    throw fileRefused(tablePath, {
      fr: 'ce n’est pas une table écrite par « socle privacy protect ».',
      en: 'this is no table written by “socle privacy protect”.',
    })
  const { out, code } = await read((words) => restoreWith({ mark: table.mark, writings: table.writings }, words))
  process.stdout.write(out)
  return code
}

/** The text, or the text of each line, as `change` makes it. A bad line is told, and the others are written all the same. */
async function changed(
  path: string | undefined,
  lines: boolean,
  change: (words: string) => string,
  language: Invocation['language'],
): Promise<{ out: string; code: number }> {
  if (!lines) return { out: change(await readText(path)), code: exitCodes.passed }
  let out = ''
  const code = await eachLine(path, language, (object) => {
    out += `${JSON.stringify({ ...object, text: change(object.text) })}\n`
  })
  return { out, code }
}

const keepTable = (path: string, table: string, force: boolean): Promise<void> =>
  writeFile(path, table, { mode: 0o600, flag: force ? 'w' : 'wx' }).catch((cause: NodeJS.ErrnoException) => {
    throw cause.code === 'EEXIST'
      ? fileRefused(
          path,
          {
            fr: 'cette table existe déjà ; --force la remplace.',
            en: 'this table already exists; --force replaces it.',
          },
          cause,
        )
      : fileRefused(
          path,
          { fr: `écriture impossible (${cause.code}).`, en: `cannot be written (${cause.code}).` },
          cause,
        )
  })

function readTable(kept: string): z.output<typeof Table> | undefined {
  try {
    return Table.safeParse(JSON.parse(kept)).data
  } catch {
    return undefined
  }
}

async function scanLines({ positionals, language }: Invocation): Promise<number> {
  const { detect } = await loadPrivacy()
  return eachLine(positionals[1], language, ({ id = null, text: words }) =>
    print(JSON.stringify({ id, spans: detect(words) })),
  )
}

interface TextLine {
  readonly id?: unknown
  readonly text: string
}

/** A bad line is told with its number; the others are answered all the same. */
async function eachLine(
  path: string | undefined,
  language: Invocation['language'],
  answer: (object: TextLine) => void,
): Promise<number> {
  let code: number = exitCodes.passed
  for await (const line of readLines(path)) {
    const object = objectIn(line)
    if (object !== undefined) answer(object)
    else {
      code = exitCodes.inconclusive
      const why = (line.why ?? expected)[language]
      process.stderr.write(
        language === 'fr' ? `socle: ligne ${line.number} : ${why}\n` : `socle: line ${line.number}: ${why}\n`,
      )
    }
  }
  return code
}

const expected = {
  fr: 'un objet JSON {"id": …, "text": "…"} est attendu. Corrigez-la.',
  en: 'a JSON object {"id": …, "text": "…"} is expected. Mend it.',
}

function objectIn({ text: written }: Line): TextLine | undefined {
  if (written === undefined) return undefined
  try {
    const value = JSON.parse(written) as TextLine | null
    return typeof value?.text === 'string' ? value : undefined
  } catch {
    return undefined
  }
}

async function scanText(path: string): Promise<number> {
  const { detect } = await loadPrivacy()
  const content = await readText(path)
  const spans = detect(content)
  let line = 1
  let at = 0
  for (const { start, end, type } of spans) {
    for (; at < start; at++) if (content[at] === '\n') line++
    print(`${String(line).padStart(5)}  ${type.padEnd(18)}  ${content.slice(start, end).replaceAll(/\s+/g, ' ')}`)
  }
  return spans.length > 0 ? exitCodes.failed : exitCodes.passed
}
