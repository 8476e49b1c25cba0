import { aiProtectionRoutes, ProtectionRule } from '@socle/contracts/ai/protection'
import { reportStateWords } from '@socle/contracts/words/ai'
import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { callApi } from '../api.ts'
import { type Command, print, printJson, text } from '../command.ts'
import { exitCodes, fileRefused, wrongUse } from '../errors.ts'

export const protection: Command = {
  name: 'protection',
  usage: 'socle protection show|set|counts|reports|accept|reject [--rules FILE] [--id ID] [--days N] [--json]',
  summary: {
    fr: 'Tient la politique de protection des données personnelles',
    en: 'Keeps the policy that protects personal data',
  },
  help: [
    {
      option: 'set --rules FILE',
      meaning: {
        fr: 'remplace les règles du portail par celles du fichier JSON (« [] » : les règles par défaut)',
        en: 'replaces the rules of the portal by those of the JSON file (“[]”: the defaults)',
      },
    },
    {
      option: 'counts --days N',
      meaning: { fr: 'valeurs protégées, par application et type', en: 'protected values, by application and type' },
    },
    {
      option: 'reports, accept|reject --id ID',
      meaning: { fr: 'détections signalées, et leur relecture', en: 'reported detections, and their review' },
    },
    { option: '--json', meaning: { fr: 'sortie JSON', en: 'JSON output' } },
  ],
  options: {
    rules: { type: 'string' },
    id: { type: 'string' },
    days: { type: 'string' },
    json: { type: 'boolean' },
  },
  arguments: 1,
  async run({ values, positionals, language }) {
    const action = positionals[0]
    const inJson = values.json === true
    if (action === 'show' || action === 'set') {
      if (action === 'set') await replaceRules(text(values, 'rules'))
      const policy = await callApi(aiProtectionRoutes.policy, {})
      if (inJson) printJson(policy)
      else {
        const rules = [...policy.inFile, ...policy.kept]
        for (const rule of rules.length > 0 ? rules : policy.defaults) print(JSON.stringify(rule))
      }
    } else if (action === 'counts') {
      const { counts } = await callApi(aiProtectionRoutes.counts, { query: { days: text(values, 'days') ?? '30' } })
      if (inJson) printJson(counts)
      else if (counts.length === 0) print({ fr: 'Rien n’a été protégé.', en: 'Nothing was protected.' }[language])
      else
        for (const line of counts)
          print(
            {
              fr: `${line.applicationId}  ${line.type}  valeurs : ${line.values}, appels : ${line.calls}`,
              en: `${line.applicationId}  ${line.type}  values: ${line.values}, calls: ${line.calls}`,
            }[language],
          )
    } else if (action === 'reports') {
      const { reports } = await callApi(aiProtectionRoutes.reports, {})
      if (inJson) printJson(reports)
      else if (reports.length === 0) print({ fr: 'Aucun signalement.', en: 'No report.' }[language])
      else
        for (const { id, state, at, by, text: words } of reports)
          print(`${id}  ${reportStateWords[state][language]}  ${at.slice(0, 10)}  ${by}  ${words ?? ''}`)
    } else if (action === 'accept' || action === 'reject') {
      const reportId = text(values, 'id')
      if (reportId === undefined) throw wrongUse({ fr: '--id manque.', en: '--id is missing.' }, 'protection')
      const body = { accepted: action === 'accept' }
      const decided = await callApi(aiProtectionRoutes.decide, { params: { reportId }, body })
      if (inJson) printJson(decided)
      else print(reportStateWords[decided.state][language])
    } else
      throw wrongUse(
        {
          fr: 'Dites show, set, counts, reports, accept ou reject.',
          en: 'Say show, set, counts, reports, accept or reject.',
        },
        'protection',
      )
    return exitCodes.passed
  },
}

async function replaceRules(path: string | undefined): Promise<void> {
  if (path === undefined) throw wrongUse({ fr: '--rules manque.', en: '--rules is missing.' }, 'protection')
  const parsed = z.array(ProtectionRule).safeParse(await readJson(path))
  if (!parsed.success) {
    const reason = z.prettifyError(parsed.error)
    throw fileRefused(path, { fr: reason, en: reason })
  }
  const { revision } = await callApi(aiProtectionRoutes.policy, {})
  await callApi(aiProtectionRoutes.setPolicy, { body: { rules: parsed.data, revision } })
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as unknown
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw fileRefused(path, { fr: `lecture impossible (${reason}).`, en: `cannot be read (${reason}).` }, cause)
  }
}
