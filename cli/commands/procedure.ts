import { readFileSync } from 'node:fs'
import { commitmentRoutes } from '@socle/contracts/commitments'
import { FieldValues, type Field, type Transition } from '@socle/contracts/processes'
import { type Procedure, procedureRoutes, type ProcedureSummary } from '@socle/contracts/procedures'
import type { Language } from '@socle/contracts/text'
import { callApi } from '../api.ts'
import { type Command, type Invocation, print, printJson, text } from '../command.ts'
import { exitCodes, fileRefused, wrongUse } from '../errors.ts'
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
        fr: 'avec --process, --state, --application, --mine, --overdue, --closed',
        en: 'with --process, --state, --application, --mine, --overdue, --closed',
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
      for (const field of opening.fields) print(`    ${asked(field, language)}`)
    }
  },
  async list({ values, language }) {
    const { procedures, total } = await callApi(procedureRoutes.list, {
      query: { ...filterOf(values), limit: 200 },
    })
    if (values['json'] === true) return printJson(procedures)
    for (const each of procedures) print(line(each, language))
    if (total > procedures.length)
      print(
        language === 'fr' ? `… et ${total - procedures.length} autres.` : `… and ${total - procedures.length} more.`,
      )
  },
  async export({ values, language }) {
    const out = text(values, 'out')
    if (out === undefined) throw wrongUse({ fr: '--out manque.', en: '--out is missing.' }, 'procedure')
    const format = out.endsWith('.csv') ? ('csv' as const) : ('ods' as const)
    const { file } = await callApi(procedureRoutes.export, { query: { ...filterOf(values), format, lang: language } })
    await writeWhole(out, file!)
  },
  async commitments({ positionals }) {
    const params = { procedureId: argument(positionals, 1) }
    printJson((await callApi(commitmentRoutes.list, { params })).commitments)
  },
  async show({ values, positionals, language }) {
    const shown = await callApi(procedureRoutes.get, { params: { procedureId: argument(positionals, 1) } })
    tell(shown, values, language)
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
    tell(after, values, language)
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
  final: values['closed'] === true ? ('true' as const) : ('false' as const),
})

function tell(shown: Procedure, values: Invocation['values'], language: Language): void {
  if (values['json'] === true) return printJson(shown)
  print(line(shown, language))
  print(`  ${shown.stateMeaning[language]}`)
  for (const { at, actor, transitionName, toName, note } of shown.steps)
    print(`  ${at.slice(0, 10)}  ${actor?.name ?? 'Socle'}: ${transitionName[language]} → ${toName[language]}  ${note}`)
  if (shown.possible.length > 0) print(language === 'fr' ? '  Étapes possibles :' : '  Possible steps:')
  for (const { id, name, fields } of shown.possible) print(steps(id, name[language], fields, language))
}

const steps = (id: string, name: string, fields: Transition['fields'], language: Language): string =>
  [`    ${id}  ${name}`, ...fields.map((field) => `        ${asked(field, language)}`)].join('\n')

const asked = ({ id, type, required, label, options }: Field, language: Language): string =>
  `${id} (${[type, ...(options ? [options.map((option) => option.id).join('|')] : [])].join(': ')}${required ? '' : language === 'fr' ? ', facultatif' : ', optional'}): ${label[language]}`

const line = (each: ProcedureSummary, language: Language): string =>
  [
    each.id,
    each.processName[language],
    each.stateName[language],
    ...(each.dueOn ? [`${each.overdue ? '! ' : ''}${each.dueOn}`] : []),
    ...(each.application ? [each.application.id] : []),
    each.title,
  ].join('  ')

function argument(positionals: readonly string[], index: number): string {
  const value = positionals[index]
  if (value === undefined) throw wrongUse({ fr: 'Il manque un argument.', en: 'One argument is missing.' }, 'procedure')
  return value
}

const noteOf = (values: Invocation['values']) => {
  const note = text(values, 'note')
  return note === undefined ? {} : { note }
}

/** @throws Refusal when the file cannot be read or is no object of values */
function dataOf(values: Invocation['values']): FieldValues {
  const path = text(values, 'data')
  if (path === undefined) return {}
  let content: unknown
  try {
    content = JSON.parse(readFileSync(path === '-' ? 0 : path, 'utf8'))
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw fileRefused(path, { fr: `lecture impossible : ${why}`, en: `cannot be read: ${why}` }, cause)
  }
  const parsed = FieldValues.safeParse(content)
  if (!parsed.success)
    throw fileRefused(path, {
      fr: `un objet JSON est attendu, une valeur par renseignement (${parsed.error.issues[0]?.path.join('.')}).`,
      en: `a JSON object is expected, a value for each statement (${parsed.error.issues[0]?.path.join('.')}).`,
    })
  return parsed.data
}
