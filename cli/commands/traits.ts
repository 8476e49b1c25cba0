import { optionsOf } from '../application-file.ts'
import { type Command, print, printJson } from '../command.ts'
import { exitCodes } from '../errors.ts'
import { openRulebook } from '../rulebook.ts'

export const traits: Command = {
  name: 'traits',
  usage: 'socle traits [--json] [--lang fr|en]',
  summary: {
    fr: 'Donne les questions qui décrivent une application, et leurs réponses',
    en: 'Gives the questions that describe an application, and their answers',
  },
  help: [{ option: '--json', meaning: { fr: 'tout, en JSON', en: 'everything, as JSON' } }],
  options: { json: { type: 'boolean' } },
  arguments: 0,
  async run({ values, language }) {
    const rulebook = await openRulebook()
    if (values['json'] === true) printJson(rulebook.traits)
    else
      print(
        rulebook.topics
          .flatMap((topic) => [
            topic.name[language],
            ...rulebook.traits
              .filter((trait) => trait.topic === topic.id)
              .map(
                (trait) =>
                  `  ${trait.id} (${trait.kind}) — ${trait.question[language]}\n      ${optionsOf(trait).join(' | ')}`,
              ),
            '',
          ])
          .join('\n'),
      )
    return exitCodes.passed
  },
}
