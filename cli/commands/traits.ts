import { answersOf } from '@socle/rulebook'
import { type Command, print, printJson, text } from '../command.ts'
import { exitCodes } from '../errors.ts'
import { frameworkOption, openFramework } from '../framework.ts'

export const traits: Command = {
  name: 'traits',
  usage: 'socle traits [--json] [--lang fr|en]',
  summary: {
    fr: 'Donne les questions qui décrivent une application, et leurs réponses',
    en: 'Gives the questions that describe an application, and their answers',
  },
  help: [{ option: '--json', meaning: { fr: 'tout, en JSON', en: 'everything, as JSON' } }, frameworkOption.help],
  options: { ...frameworkOption.options, json: { type: 'boolean' } },
  arguments: 0,
  async run({ values, language }) {
    const framework = openFramework(text(values, 'framework'))
    if (values['json'] === true) printJson(framework.traits)
    else
      print(
        framework.topics
          .flatMap((topic) => [
            topic.name[language],
            ...framework.traits
              .filter((trait) => trait.topic === topic.id)
              .map(
                (trait) =>
                  `  ${trait.id} (${trait.kind}) — ${trait.question[language]}\n      ${answersOf(trait).join(' | ')}`,
              ),
            '',
          ])
          .join('\n'),
      )
    return exitCodes.passed
  },
}
