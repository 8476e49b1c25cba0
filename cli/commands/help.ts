import { nearest } from '@socle/rulebook/nearest'
import { type Command, print } from '../command.ts'
import { exitCodes, unknownCommand } from '../errors.ts'
import { allCommands, commandNamed, commandNames } from './index.ts'

export const help: Command = {
  name: 'help',
  usage: 'socle help [COMMAND]',
  summary: { fr: 'Montre l’aide, ou celle d’une commande', en: 'Shows help, or that of one command' },
  help: [],
  options: {},
  arguments: 1,
  async run({ positionals, language }) {
    const [name] = positionals
    if (name === undefined) {
      const commands = await allCommands()
      const width = Math.max(...commands.map((command) => command.name.length))
      print(
        [
          language === 'fr'
            ? 'socle — le cadre de cohérence technique qui se prouve'
            : 'socle — the technical coherence framework that proves itself',
          '',
          ...commands.map((command) => `  ${command.name.padEnd(width)}  ${command.summary[language]}`),
          '',
          language === 'fr'
            ? 'socle help COMMANDE détaille. --lang fr|en choisit la langue. --version donne la version.'
            : 'socle help COMMAND tells more. --lang fr|en chooses the language. --version gives the version.',
          language === 'fr'
            ? 'Code de sortie : 0 rien n’échoue, 1 des échecs, 2 sans conclusion ou mauvais emploi.'
            : 'Exit code: 0 nothing fails, 1 failures, 2 could not conclude or wrong use.',
        ].join('\n'),
      )
      return exitCodes.passed
    }
    const command = await commandNamed(name)
    if (command === undefined) throw unknownCommand(name, nearest(name, commandNames))
    const width = Math.max(0, ...command.help.map(({ option }) => option.length))
    print(
      [
        command.usage,
        '',
        command.summary[language],
        ...(command.help.length === 0 ? [] : ['']),
        ...command.help.map(({ option, meaning }) => `  ${option.padEnd(width)}  ${meaning[language]}`),
      ].join('\n'),
    )
    return exitCodes.passed
  },
}
