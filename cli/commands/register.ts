import { registerRoutes } from '@socle/contracts/conformity/gate-files'
import { callApi } from '../api.ts'
import { type Command, text, texts } from '../command.ts'
import { exitCodes, wrongUse } from '../errors.ts'
import { writeWhole } from '../write-file.ts'

const formats = ['ods', 'pdf', 'json'] as const

export const register: Command = {
  name: 'register',
  usage: 'socle register export --out FILE [--application ID] [--whole]',
  summary: { fr: 'Sort le registre des traitements', en: 'Hands out the register of processing' },
  help: [
    {
      option: '--out FILE',
      meaning: { fr: `fichier ${formats.join(', ')} à écrire`, en: `${formats.join(', ')} file to write` },
    },
    { option: '--application ID', meaning: { fr: 'une seule application', en: 'one application only' } },
    {
      option: '--whole',
      meaning: {
        fr: 'avec les mesures de sécurité et les fiches à valider',
        en: 'with security measures and entries to be validated',
      },
    },
  ],
  options: { ...texts('out', 'application'), whole: { type: 'boolean' } },
  arguments: 1,
  async run({ values, positionals }) {
    const out = text(values, 'out')
    const format = formats.find((known) => out?.endsWith(`.${known}`))
    if (positionals[0] !== 'export' || out === undefined || format === undefined)
      throw wrongUse(
        {
          fr: `Dites export, puis --out et un fichier ${formats.join(', ')}.`,
          en: `Say export, then --out and a file: ${formats.join(', ')}.`,
        },
        'register',
      )
    const parts = values['whole'] === true ? ('whole' as const) : ('public' as const)
    const query = { format, parts, application: text(values, 'application') }
    const { file } = await callApi(registerRoutes.export, { query })
    await writeWhole(out, file!)
    return exitCodes.passed
  },
}
