/** `socle`: finds the command, reads its arguments, and turns every mistake into one clear message and an exit code. */
import { parseArgs } from 'node:util'
import { Language } from '@socle/contracts/text'
import { toolVersion } from '@socle/checks/version'
import { nearest } from '@socle/rulebook/nearest'
import { type Invocation, print } from './command.ts'
import { commandNamed, commandNames } from './commands/index.ts'
import { languageAsked, spokenLanguage } from './language.ts'
import { Refusal, exitCodes, unknownCommand, wrongUse } from './errors.ts'

const shared = { lang: { type: 'string' }, help: { type: 'boolean', short: 'h' } } as const

async function main(argv: readonly string[]): Promise<number> {
  const [name = 'help', ...rest] = languageLast(argv)
  if (name === '--version' || name === '-v') {
    print(toolVersion)
    return exitCodes.passed
  }
  const command = await commandNamed(name === '--help' || name === '-h' ? 'help' : name)
  if (command === undefined) throw unknownCommand(name, nearest(name, commandNames))
  const parsed = parse(command.name, { ...shared, ...command.options }, rest)
  if (parsed.positionals.length > command.arguments)
    throw wrongUse(
      {
        fr: `Argument en trop : « ${parsed.positionals[command.arguments]} ».`,
        en: `One argument too many: “${parsed.positionals[command.arguments]}”.`,
      },
      command.name,
    )
  const invocation = { ...parsed, language: languageOf(argv) }
  if (parsed.values['help'] === true) {
    const help = await commandNamed('help')
    return (await help?.run({ ...invocation, positionals: [command.name] })) ?? exitCodes.passed
  }
  return command.run(invocation)
}

/** `socle --lang en list` says what `socle list --lang en` says. */
function languageLast(argv: readonly string[]): readonly string[] {
  const [first] = argv
  if (first === '--lang') return [...argv.slice(2), ...argv.slice(0, 2)]
  return first?.startsWith('--lang=') ? [...argv.slice(1), first] : argv
}

function parse(
  command: string,
  options: NonNullable<Parameters<typeof parseArgs>[0]>['options'],
  args: readonly string[],
): { values: Invocation['values']; positionals: string[] } {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: options ?? {},
      allowPositionals: true,
      strict: true,
    })
    return { values: values as Invocation['values'], positionals }
  } catch (cause) {
    const message = cause instanceof Error ? (cause.message.split(/\. (?=To specify)/)[0] ?? '') : String(cause)
    const option = /'(-{1,2}[\w-]+)/.exec(message)?.[1]
    const code = (cause as NodeJS.ErrnoException).code
    if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION' && option !== undefined) {
      const near = nearest(option.replace(/^-+/, ''), Object.keys(options ?? {}))
      throw wrongUse(
        {
          fr: `Option inconnue : ${option}.${near === undefined ? '' : ` Vouliez-vous dire --${near} ?`}`,
          en: `Unknown option: ${option}.${near === undefined ? '' : ` Did you mean --${near}?`}`,
        },
        command,
      )
    }
    throw wrongUse(
      {
        fr: `Option ${option ?? ''} mal employée : sa valeur manque ou est de trop.`,
        en: `Option ${option ?? ''} misused: its value is missing or not expected.`,
      },
      command,
    )
  }
}

function languageOf(argv: readonly string[]): Language {
  const asked = languageAsked(argv)
  if (asked === undefined) return 'fr'
  const language = Language.safeParse(asked)
  if (!language.success)
    throw wrongUse(
      {
        fr: `Langue inconnue : « ${asked} ». Choisissez fr ou en.`,
        en: `Unknown language: “${asked}”. Choose fr or en.`,
      },
      'help',
    )
  return language.data
}

// `socle check | head`: nobody reads any more, which is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit()
})

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (cause) {
  process.exitCode = exitCodes.inconclusive
  if (cause instanceof Refusal) {
    process.stderr.write(`socle: ${cause.wording[spokenLanguage()]}\n`)
  } else {
    process.stderr.write(`socle: ${cause instanceof Error ? cause.message : String(cause)}\n`)
    process.stderr.write(
      'Erreur interne de socle : signalez-la avec la commande lancée. / Internal error of socle: report it with the command.\n',
    )
  }
}
