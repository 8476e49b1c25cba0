import { measurementRoutes } from '@socle/contracts/ai/measurements'
import { callApi } from '../api.ts'
import { type Command, print, printJson } from '../command.ts'
import { exitCodes, wrongUse } from '../errors.ts'

const marks = { pass: '✓', fail: '✗', manual: '?', 'not-applicable': '–', error: '!' } as const

export const measure: Command = {
  name: 'measure',
  usage: 'socle measure APPLICATION [--keep] [--json]',
  summary: {
    fr: 'Mesure une application à la passerelle d’IA et dit ce que cela prouve',
    en: 'Measures an application at the AI gateway and says what that proves',
  },
  help: [
    {
      option: '--keep',
      meaning: {
        fr: 'garde le résultat comme preuve de la version en cours',
        en: 'keeps the result as evidence of the current version',
      },
    },
    { option: '--json', meaning: { fr: 'sortie JSON', en: 'JSON output' } },
  ],
  options: { keep: { type: 'boolean' }, json: { type: 'boolean' } },
  arguments: 1,
  async run({ values, positionals, language }) {
    const [applicationId] = positionals
    if (applicationId === undefined)
      throw wrongUse({ fr: 'Dites quelle application.', en: 'Say which application.' }, 'measure')
    const params = { applicationId: applicationId.toLowerCase() }
    const measured =
      values['keep'] === true
        ? await callApi(measurementRoutes.take, { params })
        : await callApi(measurementRoutes.read, { params })
    if (values['json'] === true) printJson(measured)
    else
      for (const { id, verdict, requirements, title, reason, findings } of measured.checks) {
        print(`${marks[verdict]} ${id}  ${title?.[language] ?? ''}  ${requirements.join(' ')}`)
        for (const said of reason ? [reason[language]] : findings.map(({ message }) => message)) print(`    ${said}`)
      }
    return measured.checks.some(({ verdict }) => verdict === 'fail') ? exitCodes.failed : exitCodes.passed
  },
}
