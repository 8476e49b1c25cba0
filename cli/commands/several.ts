import { readFileSync } from 'node:fs'
import type { BulkOutcome } from '@socle/contracts/lists/bulk'
import { committeeRoutes } from '@socle/contracts/committee/routes'
import { conformityRoutes } from '@socle/contracts/conformity/conformity'
import { notificationRoutes } from '@socle/contracts/people/notifications'
import { procedureRoutes } from '@socle/contracts/processes/procedures'
import { FieldValues } from '@socle/contracts/processes/processes'
import { productRoutes } from '@socle/contracts/products/products'
import type { Language } from '@socle/contracts/text'
import { AssessmentStatus } from '@socle/contracts/conformity/verdict'
import { callApi } from '../api.ts'
import { type Command, type Invocation, print, printJson, text, texts } from '../command.ts'
import { exitCodes, Refusal, wrongUse } from '../errors.ts'
import { readJson } from '../json-file.ts'
import { statements } from '../procedure-text.ts'

/** Rows of one act, and the words before them. */
const MOST = 102

export const several: Command = {
  name: 'several',
  usage: 'socle several ACT … ID… [--json]',
  summary: {
    fr: 'Fait le même acte sur plusieurs lignes',
    en: 'Does the same act on several rows',
  },
  help: [
    {
      option: 'step TRANSITION ID…',
      meaning: { fr: 'la même étape, avec --data, --note', en: 'the same step, with --data, --note' },
    },
    {
      option: 'assign PERSON|nobody ID…',
      meaning: {
        fr: 'confie des procédures à une personne dont c’est le tour',
        en: 'gives procedures to somebody whose turn it is',
      },
    },
    {
      option: 'agenda SESSION ID…',
      meaning: { fr: 'inscrit des procédures, avec --proposal', en: 'puts procedures on an agenda, with --proposal' },
    },
    { option: 'notify ITEM…', meaning: { fr: 'notifie des décisions du comité', en: 'notifies decisions' } },
    { option: 'read NOTIFICATION…', meaning: { fr: 'marque comme lues', en: 'marks as read' } },
    {
      option: 'status STATUS REF…, retain REF…, release REF…',
      meaning: { fr: 'produits ; retain avec --reason', en: 'products; retain with --reason' },
    },
    {
      option: 'assess FILE STATUS REQUIREMENT…',
      meaning: {
        fr: 'évalue des exigences d’un dossier, avec --note',
        en: 'assesses requirements of a file, with --note',
      },
    },
    {
      option: 'ID…',
      meaning: {
        fr: '100 au plus ; « - » lit l’entrée standard, un par ligne',
        en: '100 at most; “-” reads standard input, one a line',
      },
    },
    { option: '--json', meaning: { fr: 'sortie JSON', en: 'JSON output' } },
  ],
  options: { ...texts('data', 'note', 'proposal', 'reason'), json: { type: 'boolean' } },
  arguments: MOST,
  async run(invocation) {
    const act = acts[invocation.positionals[0] ?? '']
    if (!act)
      throw wrongUse(
        { fr: `Dites ${Object.keys(acts).join(', ')}.`, en: `Say ${Object.keys(acts).join(', ')}.` },
        'several',
      )
    return act(invocation)
  },
}

const acts: Record<string, (invocation: Invocation) => Promise<number>> = {
  async step(invocation) {
    const procedures = (await Promise.all(idsAfter(invocation, 2).map(standingOf))).map(({ id, revision }) => ({
      id,
      revision,
    }))
    const body = {
      procedures,
      transition: word(invocation, 1),
      data: dataOf(invocation),
      note: text(invocation.values, 'note') ?? '',
    }
    return tell(invocation, await callApi(procedureRoutes.stepSeveral, { body }))
  },
  async assign(invocation) {
    const to = word(invocation, 1)
    const procedures = await Promise.all(
      idsAfter(invocation, 2).map(async (procedureId) => {
        const { id, revision, assignee } = await standingOf(procedureId)
        return { id, revision, assignee: assignee?.id ?? null }
      }),
    )
    const body = { procedures, to: to === 'nobody' ? null : to }
    return tell(invocation, await callApi(procedureRoutes.assign, { body }))
  },
  async agenda(invocation) {
    const proposal = text(invocation.values, 'proposal')
    if (proposal === undefined) throw wrongUse({ fr: '--proposal manque.', en: '--proposal is missing.' }, 'several')
    const items = await Promise.all(
      idsAfter(invocation, 2).map(async (procedureId) => {
        const { title } = await callApi(procedureRoutes.get, { params: { procedureId } })
        return { subject: { kind: 'procedure' as const, procedureId }, title, proposal }
      }),
    )
    const params = { sessionId: word(invocation, 1) }
    const { agenda } = await callApi(committeeRoutes.addItems, { params, body: { items } })
    return done(invocation, items.length, agenda)
  },
  async notify(invocation) {
    const body = { items: idsAfter(invocation, 1) }
    return tell(invocation, await callApi(committeeRoutes.notifySeveral, { body }))
  },
  async read(invocation) {
    const ids = idsAfter(invocation, 1)
    return done(invocation, ids.length, await callApi(notificationRoutes.read, { body: { ids } }))
  },
  status: (invocation) => change(invocation, { kind: 'status', status: word(invocation, 1) }, 2),
  async retain(invocation) {
    const reason = text(invocation.values, 'reason')
    if (reason === undefined) throw wrongUse({ fr: '--reason manque.', en: '--reason is missing.' }, 'several')
    return change(invocation, { kind: 'retention', reason, respectsSecurityPolicy: true }, 1)
  },
  release: (invocation) => change(invocation, { kind: 'retention', reason: null, respectsSecurityPolicy: false }, 1),
  async assess(invocation) {
    const params = { fileId: word(invocation, 1) }
    const status = AssessmentStatus.safeParse(word(invocation, 2))
    const choices = AssessmentStatus.options.join(', ')
    if (!status.success) throw wrongUse({ fr: `L’état : ${choices}.`, en: `The status: ${choices}.` }, 'several')
    const file = await callApi(conformityRoutes.file, { params })
    const standing = new Map(file.items.map(({ assessment }) => [String(assessment.requirementId), assessment]))
    const items = idsAfter(invocation, 3).map((id) => ({
      requirementId: id as never,
      revision: standing.get(id)?.revision ?? 0,
    }))
    const body = { items, status: status.data, justification: text(invocation.values, 'note') ?? '' }
    const { verdict } = await callApi(conformityRoutes.assessSeveral, { params, body })
    return done(invocation, items.length, verdict)
  },
}

async function change(
  invocation: Invocation,
  wanted:
    { kind: 'status'; status: string } | { kind: 'retention'; reason: string | null; respectsSecurityPolicy: boolean },
  first: number,
): Promise<number> {
  const products = await Promise.all(
    idsAfter(invocation, first).map(async (reference) => {
      const { revision } = await callApi(productRoutes.get, { params: { reference } })
      return { reference, revision }
    }),
  )
  const answer = await callApi(productRoutes.changeSeveral, { body: { products, change: wanted } })
  return done(invocation, products.length, answer.products)
}

/** One that cannot be read is told by the answer, on its own row: it holds up no other. */
const standingOf = async (procedureId: string) => {
  try {
    return await callApi(procedureRoutes.get, { params: { procedureId } })
  } catch (cause) {
    if (cause instanceof Refusal && cause.code === 'procedure-unknown')
      return { id: procedureId, revision: 1, assignee: null }
    throw cause
  }
}

/** An act that holds for all rows: it was done, or the refusal has already been told. */
function done({ values, language }: Invocation, count: number, answer: unknown): number {
  if (values['json'] === true) printJson(answer)
  else print(counted(count, language))
  return exitCodes.passed
}

/** An act row by row: some may be refused, and then it did not go through whole. */
function tell({ values, language }: Invocation, outcome: BulkOutcome): number {
  if (values['json'] === true) printJson(outcome)
  else {
    print(counted(outcome.done, language))
    for (const { id, problem } of outcome.rows)
      if (problem)
        print([`${id}  ${problem.detail}`, ...(problem.errors ?? []).map(({ message }) => `    ${message}`)].join('\n'))
  }
  return outcome.refused > 0 ? exitCodes.failed : exitCodes.passed
}

const counted = (count: number, language: Language): string =>
  language === 'fr' ? `Lignes faites : ${count}.` : `Rows done: ${count}.`

function word({ positionals }: Invocation, index: number): string {
  const value = positionals[index]
  if (value === undefined) throw wrongUse({ fr: 'Il manque un argument.', en: 'One argument is missing.' }, 'several')
  return value
}

/** Identifiers from an argument on, or the lines of standard input. */
function idsAfter({ positionals }: Invocation, first: number): string[] {
  const given = positionals.slice(first)
  const ids = given.length === 1 && given[0] === '-' ? readFileSync(0, 'utf8').split(/\s+/).filter(Boolean) : given
  if (ids.length === 0) throw wrongUse({ fr: 'Nommez au moins une ligne.', en: 'Name at least one row.' }, 'several')
  return ids
}

function dataOf({ values }: Invocation): FieldValues {
  const path = text(values, 'data')
  return path === undefined ? {} : readJson(path, FieldValues, statements)
}
