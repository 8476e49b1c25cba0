import { nearest } from '@socle/rulebook/nearest'
import { VolumeId } from '@socle/contracts/framework/framework'
import { type Command, print, printJson, text } from '../command.ts'
import { exitCodes, wrongUse } from '../errors.ts'
import { frameworkOption, openFramework } from '../framework.ts'

export const requirements: Command = {
  name: 'requirements',
  usage: 'socle requirements [--volume V] [--json] [--lang fr|en]',
  summary: { fr: 'Donne les exigences du cadre', en: 'Gives the requirements of the framework' },
  help: [
    {
      option: '--volume V',
      meaning: {
        fr: `un seul volet : ${VolumeId.options.join(', ')}`,
        en: `one volume only: ${VolumeId.options.join(', ')}`,
      },
    },
    { option: '--json', meaning: { fr: 'tout, en JSON', en: 'everything, as JSON' } },
    frameworkOption.help,
  ],
  options: { ...frameworkOption.options, volume: { type: 'string' }, json: { type: 'boolean' } },
  arguments: 0,
  async run({ values, language }) {
    const asked = text(values, 'volume')?.toUpperCase()
    if (asked !== undefined && !VolumeId.safeParse(asked).success) {
      const near = nearest(asked, VolumeId.options)
      throw wrongUse(
        {
          fr: `Volet inconnu : « ${asked} ».${near === undefined ? '' : ` Vouliez-vous dire ${near} ?`}`,
          en: `Unknown volume: “${asked}”.${near === undefined ? '' : ` Did you mean ${near}?`}`,
        },
        'requirements',
      )
    }
    const chosen = openFramework(text(values, 'framework')).requirements.filter(
      ({ volume }) => asked === undefined || volume === asked,
    )
    if (values['json'] === true) printJson(chosen)
    else
      print(
        chosen
          .map(({ id, level, title }) => `${id}  [${level === 'none' ? '–' : level}]  ${title[language]}`)
          .join('\n'),
      )
    return exitCodes.passed
  },
}
