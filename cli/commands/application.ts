import { applicationRoutes } from '@socle/contracts/applications/applications'
import { answerWords } from '@socle/contracts/words/conformity'
import { conformityRoutes } from '@socle/contracts/conformity/conformity'
import type { Gate } from '@socle/contracts/framework/framework'
import type { Bilingual, Language } from '@socle/contracts/text'
import type { GateAnswer } from '@socle/contracts/conformity/verdict'
import { callApi } from '../api.ts'
import { asDescription, readApplicationFile } from '../application-file.ts'
import { type Command, type Invocation, print, printJson, text, texts } from '../command.ts'
import { openFramework } from '../framework.ts'
import { neededArgument, neededOption, runAction } from '../required.ts'
import { writeWhole } from '../write-file.ts'

export const application: Command = {
  name: 'application',
  usage: 'socle application ACTION [ID] [--json]',
  summary: { fr: 'Applications : description, versions, équipe', en: 'Applications: description, versions, team' },
  help: [
    {
      option: 'list [--search WORDS], portfolio',
      meaning: { fr: 'celles que vous voyez, et leur état', en: 'those that you see, and how they stand' },
    },
    {
      option: 'show ID, applies ID',
      meaning: { fr: 'une application, ce qui s’y applique', en: 'one application, what applies to it' },
    },
    {
      option: 'create, describe --app FILE',
      meaning: { fr: 'd’après un socle.app.yaml', en: 'from a socle.app.yaml' },
    },
    { option: 'file ID --out FILE', meaning: { fr: 'écrit le socle.app.yaml', en: 'writes the socle.app.yaml' } },
    { option: 'version ID LABEL', meaning: { fr: 'commence une version', en: 'starts a version' } },
    {
      option: 'team ID [--set USER,USER]',
      meaning: {
        fr: 'dit l’équipe et qui peut la rejoindre, ou la fixe',
        en: 'tells the team and who may join it, or sets it',
      },
    },
    { option: '--json', meaning: { fr: 'sortie JSON', en: 'JSON output' } },
  ],
  options: { ...texts('search', 'app', 'out', 'set'), json: { type: 'boolean' } },
  arguments: 3,
  run: (invocation) => runAction(actions, invocation, 'application'),
}

const actions: Record<string, (invocation: Invocation) => Promise<void>> = {
  async list({ values, language }) {
    const { applications } = await callApi(applicationRoutes.list, { query: { q: text(values, 'search'), size: 200 } })
    if (values['json'] === true) return printJson(applications)
    for (const { id, version, standing, name } of applications)
      print(`${id}  ${version}  ${name}  ${standing ? `${stands(standing, language)}  ${standing.fileId}` : '–'}`)
  },
  async portfolio() {
    printJson(await callApi(conformityRoutes.portfolio, {}))
  },
  async show(invocation) {
    const shown = await read(invocation)
    if (invocation.values['json'] === true) return printJson(shown)
    print(`${shown.id}  ${shown.version}  ${shown.description.name}  (${shown.description.organisation})`)
    for (const { id, version, ...file } of shown.files)
      print(`  ${id}  ${version}  ${stands(file, invocation.language)}`)
    for (const { name } of shown.team) print(`  ${name}`)
  },
  async applies(invocation) {
    printJson(await callApi(applicationRoutes.applicability, { params: paramsOf(invocation) }))
  },
  async create({ values }) {
    const body = await describedBy(values)
    const made = await callApi(applicationRoutes.create, { body })
    if (values['json'] === true) printJson(made)
    else print(made.id)
  },
  async describe({ values }) {
    const { id, description } = await describedBy(values)
    const params = { applicationId: id }
    const { revision } = await callApi(applicationRoutes.get, { params })
    const saved = await callApi(applicationRoutes.describe, { params, body: { description, revision } })
    if (values['json'] === true) printJson(saved)
    else print(saved.id)
  },
  async file(invocation) {
    const { file } = await callApi(applicationRoutes.writeFile, { params: paramsOf(invocation) })
    await writeWhole(neededOption(invocation.values, 'out', 'application'), file!)
  },
  async version(invocation) {
    const label = neededArgument(invocation.positionals, 2, 'LABEL', 'application')
    const started = await callApi(applicationRoutes.addVersion, { params: paramsOf(invocation), body: { label } })
    if (invocation.values['json'] === true) printJson(started)
    else print(started.version)
  },
  async team(invocation) {
    const params = paramsOf(invocation)
    const set = text(invocation.values, 'set')
    const { team, revision } = await read(invocation)
    if (set !== undefined) {
      const wanted = set.split(',').map((id) => id.trim())
      return printJson((await callApi(applicationRoutes.setTeam, { params, body: { team: wanted, revision } })).team)
    }
    const { people } = await callApi(applicationRoutes.candidates, { params })
    if (invocation.values['json'] === true) return printJson({ team, candidates: people })
    for (const { id, name } of people) print(`${team.some((member) => member.id === id) ? '*' : ' '} ${id}  ${name}`)
  },
}

const gates: Record<Gate, Bilingual> = {
  launch: { fr: 'Lancement', en: 'Launch' },
  design: { fr: 'Conception', en: 'Design' },
  production: { fr: 'Mise en production', en: 'Production' },
}
const stands = ({ gate, answer }: { gate: Gate; answer: GateAnswer }, language: Language): string =>
  `${gates[gate][language]} : ${answerWords[answer][language]}`

const paramsOf = ({ positionals }: Invocation) => ({
  applicationId: neededArgument(positionals, 1, 'ID', 'application'),
})
const read = (invocation: Invocation) => callApi(applicationRoutes.get, { params: paramsOf(invocation) })

const describedBy = async (values: Invocation['values']) =>
  asDescription(await readApplicationFile(neededOption(values, 'app', 'application'), openFramework(undefined)))
