import { commitmentRoutes } from '@socle/contracts/conformity/commitments'
import { FieldValues } from '@socle/contracts/processes/processes'
import { type Procedure, procedureRoutes } from '@socle/contracts/processes/procedures'
import type { Language } from '@socle/contracts/text'
import { callApi } from '../api.ts'
import { type Command, type Invocation, print, printJson, text } from '../command.ts'
import { exitCodes, wrongUse } from '../errors.ts'
import { readJson } from '../json-file.ts'
import { procedureLine, procedureText, statementAsked, statements } from '../procedure-text.ts'
import { formatOf, sheetFormats } from '../required.ts'
import { writeWhole } from '../write-file.ts'

const actions = ['processes', 'list', 'export', 'show', 'commitments', 'open', 'step', 'sweep'] as const

export const procedure: Command = {
  name: 'procedure',
  usage:
    'socle procedure processes|list|export|show ID|commitments ID|open PROCESS|step ID ACT|sweep [--data FILE] [--json]',
  summary: {
    fr: 'Suit et fait avancer ce qui se décide entre personnes',
    en: 'Follows and moves on what people decide together',
  },
  help: [
    {
      option: 'list',
      meaning: {
        fr: 'avec --process, --state, --application, --mine, --overdue, --agenda, --closed',
        en: 'with --process, --state, --application, --mine, --overdue, --agenda, --closed',
      },
    },
    {
      option: 'export --out FILE',
      meaning: { fr: 'la même liste, en .ods ou .csv', en: 'the same list, as .ods or .csv' },
    },
    {
      option: 'commitments ID',
      meaning: { fr: 'ce qui y a été signé, et son empreinte', en: 'what was signed in it, with its fingerprint' },
    },
    {
      option: 'open PROCESS',
      meaning: {
        fr: 'avec --title, --application, --data ; « processes » montre ce que chacun demande',
        en: 'with --title, --application, --data; “processes” shows what each asks for',
      },
    },
    {
      option: 'step ID ACT',
      meaning: {
        fr: 'avec --data, --note ; « show » montre les étapes',
        en: 'with --data, --note; “show” lists steps',
      },
    },
    {
      option: '--data FILE',
      meaning: {
        fr: 'fichier JSON : un objet, une valeur par renseignement ; « - » lit l’entrée standard',
        en: 'JSON file: an object, a value for each statement; “-” reads standard input',
      },
    },
    { option: '--note TEXT', meaning: { fr: 'gardée dans l’historique', en: 'kept in the history' } },
    {
      option: 'sweep',
      meaning: {
        fr: 'applique les échéances passées et rappelle les autres',
        en: 'applies past deadlines, reminds of others',
      },
    },
    { option: '--json', meaning: { fr: 'sortie JSON', en: 'JSON output' } },
  ],
  options: {
    process: { type: 'string' },
    state: { type: 'string' },
    application: { type: 'string' },
    mine: { type: 'boolean' },
    overdue: { type: 'boolean' },
    agenda: { type: 'boolean' },
    closed: { type: 'boolean' },
    title: { type: 'string' },
    data: { type: 'string' },
    note: { type: 'string' },
    out: { type: 'string' },
    json: { type: 'boolean' },
  },
  arguments: 3,
  async run(invocation) {
    const action = actions.find((known) => known === invocation.positionals[0])
    if (!action) throw wrongUse({ fr: `Dites ${actions.join(', ')}.`, en: `Say ${actions.join(', ')}.` }, 'procedure')
    await acts[action](invocation)
    return exitCodes.passed
  },
}

const acts: Record<(typeof actions)[number], (invocation: Invocation) => Promise<void>> = {
  async processes({ values, language }) {
    const { processes } = await callApi(procedureRoutes.processes, {})
    if (values['json'] === true) return printJson(processes)
    for (const { id, name, opening } of processes) {
      print(`${id}  ${name[language]}`)
      for (const field of opening.fields) print(`    ${statementAsked(field, language)}`)
    }
  },
  async list({ values, language }) {
    const { procedures, total } = await callApi(procedureRoutes.list, {
      query: { ...filterOf(values), limit: 200 },
    })
    if (values['json'] === true) return printJson(procedures)
    if (procedures.length === 0) print({ fr: 'Aucune procédure.', en: 'No procedure.' }[language])
    for (const each of procedures) print(procedureLine(each, language))
    if (total > procedures.length)
      print(
        language === 'fr' ? `… et ${total - procedures.length} autres.` : `… and ${total - procedures.length} more.`,
      )
  },
  async export({ values, language }) {
    const out = text(values, 'out')
    if (out === undefined) throw wrongUse({ fr: '--out manque.', en: '--out is missing.' }, 'procedure')
    const format = formatOf(out, sheetFormats, 'procedure')
    const { file } = await callApi(procedureRoutes.export, { query: { ...filterOf(values), format, lang: language } })
    await writeWhole(out, file!)
  },
  async commitments({ values, positionals, language }) {
    const params = { procedureId: argument(positionals, 1) }
    const { commitments } = await callApi(commitmentRoutes.list, { params })
    if (values['json'] === true) return printJson(commitments)
    if (commitments.length === 0) print({ fr: 'Rien n’y est signé.', en: 'Nothing is signed in it.' }[language])
    for (const { signedAt, signedBy, text: said, hash } of commitments)
      print(`${signedAt.slice(0, 10)}  ${signedBy.name}  ${said[language]}\n  sha256 ${hash}`)
  },
  async show({ values, positionals, language }) {
    const shown = await callApi(procedureRoutes.get, { params: { procedureId: argument(positionals, 1) } })
    await tell(shown, values, language)
  },
  async open({ values, positionals }) {
    const applicationId = text(values, 'application')
    const title = text(values, 'title')
    if (title === undefined) throw wrongUse({ fr: '--title manque.', en: '--title is missing.' }, 'procedure')
    const { id } = await callApi(procedureRoutes.open, {
      body: {
        process: argument(positionals, 1),
        title,
        data: dataOf(values),
        ...(applicationId !== undefined && { applicationId }),
        ...noteOf(values),
      },
    })
    if (values['json'] === true) printJson({ id })
    else print(id)
  },
  async step({ values, positionals, language }) {
    const params = { procedureId: argument(positionals, 1) }
    const { revision } = await callApi(procedureRoutes.get, { params })
    const after = await callApi(procedureRoutes.step, {
      params,
      body: { transition: argument(positionals, 2), revision, data: dataOf(values), ...noteOf(values) },
    })
    await tell(after, values, language)
  },
  async sweep({ values, language }) {
    const { taken, reminded } = await callApi(procedureRoutes.sweep, {})
    if (values['json'] === true) return printJson({ taken, reminded })
    print(
      language === 'fr'
        ? `${taken} étapes franchies à leur échéance, ${reminded} rappels.`
        : `${taken} steps taken at their deadline, ${reminded} reminders.`,
    )
  },
}

const filterOf = (values: Invocation['values']) => ({
  process: text(values, 'process'),
  state: text(values, 'state'),
  application: text(values, 'application'),
  ...(values['mine'] === true && { mine: 'true' as const }),
  ...(values['overdue'] === true && { overdue: 'true' as const }),
  ...(values['agenda'] === true && { agenda: 'true' as const }),
  final: values['closed'] === true ? ('true' as const) : ('false' as const),
})

async function tell(shown: Procedure, values: Invocation['values'], language: Language): Promise<void> {
  if (values['json'] === true) return printJson(shown)
  const { processes } = await callApi(procedureRoutes.processes, {})
  print(
    procedureText(
      shown,
      processes.find(({ id }) => id === shown.process)!,
      language,
    ),
  )
}

function argument(positionals: readonly string[], index: number): string {
  const value = positionals[index]
  if (value === undefined) throw wrongUse({ fr: 'Il manque un argument.', en: 'One argument is missing.' }, 'procedure')
  return value
}

const noteOf = (values: Invocation['values']) => {
  const note = text(values, 'note')
  return note === undefined ? {} : { note }
}

const dataOf = (values: Invocation['values']): FieldValues => {
  const path = text(values, 'data')
  return path === undefined ? {} : readJson(path, FieldValues, statements)
}
