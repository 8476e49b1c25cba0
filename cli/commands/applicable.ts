import { applicability } from '@socle/rulebook'
import { readApplicationFile } from '../application-file.ts'
import { type Command, print, printJson, text } from '../command.ts'
import { exitCodes, wrongUse } from '../errors.ts'
import { frameworkOption, openFramework } from '../framework.ts'

export const applicable: Command = {
  name: 'applicable',
  usage: 'socle applicable --app FILE [--json] [--lang fr|en]',
  summary: {
    fr: 'Dit quelles exigences s’appliquent à une application, et pourquoi',
    en: 'Tells which requirements apply to an application, and why',
  },
  help: [
    {
      option: '--app FILE',
      meaning: {
        fr: 'description de l’application (socle.app.yaml)',
        en: 'description of the application (socle.app.yaml)',
      },
    },
    { option: '--json', meaning: { fr: 'tout, en JSON', en: 'everything, as JSON' } },
    frameworkOption.help,
  ],
  options: { ...frameworkOption.options, app: { type: 'string' }, json: { type: 'boolean' } },
  arguments: 0,
  async run({ values, language }) {
    const path = text(values, 'app')
    if (path === undefined)
      throw wrongUse(
        {
          fr: 'Donnez la description de l’application par --app.',
          en: 'Give the description of the application with --app.',
        },
        'applicable',
      )
    const framework = openFramework(text(values, 'framework'))
    const { traits } = await readApplicationFile(path, framework)
    const outcome = applicability(framework, traits)
    if (values['json'] === true) {
      printJson({
        case: outcome.case,
        volumes: outcome.volumes.map(({ id, name, reason }) => ({
          id,
          name: name[language],
          reason: reason[language],
        })),
        requirements: outcome.requirements.map(({ id, applies, certain, reason, missing }) => ({
          id,
          applies,
          certain,
          reason: reason[language],
          missing,
        })),
      })
      return exitCodes.passed
    }
    const titles = new Map(framework.requirements.map((requirement) => [requirement.id, requirement.title[language]]))
    const applying = outcome.requirements.filter(({ applies }) => applies)
    const open = outcome.requirements.filter(({ certain }) => !certain).length
    const figure = framework.policies.volumes.cases.find(({ id }) => id === outcome.case)
    print(
      [
        ...(figure ? [`${language === 'fr' ? 'Cas' : 'Case'} ${figure.id} : ${figure.type[language]}`, ''] : []),
        ...outcome.volumes.map(({ id, name, reason }) => `${id}  ${name[language]} — ${reason[language]}`),
        '',
        ...applying.map(
          ({ id, certain, reason }) =>
            `${certain ? ' ' : '?'} ${id}  ${titles.get(id) ?? ''}\n      ${reason[language]}`,
        ),
        '',
        language === 'fr'
          ? `${applying.length} exigences sur ${outcome.requirements.length} s’appliquent ; ${open} dépendent d’une réponse manquante (?).`
          : `${applying.length} of ${outcome.requirements.length} requirements apply; ${open} depend on a missing answer (?).`,
      ].join('\n'),
    )
    return exitCodes.passed
  },
}
