import { actorWords } from '@socle/contracts/words/actors'
import {
  answerWords,
  committeeWords,
  decidedInWords,
  decisionWords,
  reserveWords,
  standingWords,
} from '@socle/contracts/words/conformity'
import { type GateReview, gateReviewRoutes, mayPass, NewReserve } from '@socle/contracts/conformity/gate-reviews'
import { type Journey, journeyRoutes } from '@socle/contracts/applications/journey'
import { GateDecision } from '@socle/contracts/conformity/passing'
import { procedureRoutes } from '@socle/contracts/processes/procedures'
import type { Bilingual, Language } from '@socle/contracts/text'
import type { FileReserve } from '@socle/contracts/conformity/verdict'
import { z } from 'zod'
import { callApi } from '../api.ts'
import { type Command, type Invocation, print, printJson, text } from '../command.ts'
import { exitCodes, wrongUse } from '../errors.ts'
import { readJson } from '../json-file.ts'
import { nextRules } from '../verdict-text.ts'

const actions = ['journey', 'standing', 'request', 'show', 'decide'] as const

export const gate: Command = {
  name: 'gate',
  usage:
    'socle gate journey APPLICATION|standing FILE|request FILE|show REVIEW|decide REVIEW DECISION [--grounds T] [--reserves FILE] [--json]',
  summary: { fr: 'Présente un dossier à son jalon et rend la décision', en: 'Presents a file at its gate and decides' },
  help: [
    {
      option: 'journey APPLICATION',
      meaning: { fr: 'où elle en est, jalon par jalon', en: 'where it stands, gate by gate' },
    },
    {
      option: 'standing FILE',
      meaning: {
        fr: 'dernière décision, ce qui la rouvre, et ce que le dossier a repris',
        en: 'last decision, what reopens it, and what the file took over',
      },
    },
    { option: 'decide', meaning: { fr: GateDecision.options.join(', '), en: GateDecision.options.join(', ') } },
    { option: '--grounds T', meaning: { fr: 'motifs', en: 'grounds' } },
    {
      option: '--reserves FILE',
      meaning: {
        fr: 'JSON : liste de { title, gap, blocking, requirements, due }',
        en: 'JSON: list of { title, gap, blocking, requirements, due }',
      },
    },
    { option: '--json', meaning: { fr: 'sortie JSON', en: 'JSON output' } },
  ],
  options: { grounds: { type: 'string' }, reserves: { type: 'string' }, json: { type: 'boolean' } },
  arguments: 3,
  async run({ values, positionals, language }) {
    const action = actions.find((known) => known === positionals[0])
    const id = positionals[1]
    if (!action || id === undefined)
      throw wrongUse(
        {
          fr: `Dites ${actions.join(', ')}, puis l’identifiant.`,
          en: `Say ${actions.join(', ')}, then the identifier.`,
        },
        'gate',
      )
    if (action === 'journey') {
      const journey = await callApi(journeyRoutes.get, { params: { applicationId: id } })
      if (values['json'] === true) printJson(journey)
      else tellJourney(journey, language)
    } else if (action === 'standing') {
      const standing = await callApi(gateReviewRoutes.standing, { params: { fileId: id } })
      if (values['json'] === true) printJson(standing)
      else {
        const { decision } = standing
        print(
          decision
            ? `${decisionWords[decision.decision][language]}  ${decision.decidedAt.slice(0, 10)}`
            : { fr: 'Aucune décision.', en: 'No decision.' }[language],
        )
        tellReserves(standing.under, language)
        print(`${words[language].allowed} ${standing.allowed.join(', ')}. ${standing.why[language]}`)
        if (standing.earlier) print(decidedInWords(standing.earlier)[language])
        for (const { requirementId, text: why } of standing.reopened) print(`  ${requirementId}  ${why[language]}`)
        for (const source of standing.carriedFrom) print(beganWith(source)[language])
      }
    } else if (action === 'request') {
      const { allowed, why } = await callApi(gateReviewRoutes.standing, { params: { fileId: id } })
      const opened = await callApi(gateReviewRoutes.request, { params: { fileId: id }, body: {} })
      if (values['json'] === true) printJson(opened)
      else print(opened.id)
      // Beside the answer, which programs read.
      if (!mayPass(allowed)) process.stderr.write(`${words[language].blocked} ${why[language]}\n`)
    } else if (action === 'show')
      tell(await callApi(gateReviewRoutes.get, { params: { procedureId: id } }), values, language)
    else tell(await decide(id, positionals[2], values), values, language)
    return exitCodes.passed
  },
}

const words = {
  fr: {
    goesOn: 'Peut-elle continuer ?',
    allowed: 'Décisions possibles :',
    under: 'Réserves sous lesquelles il est passé, et où elles en sont :',
    blocking: ', bloquante',
    blocked: 'La revue est demandée, mais elle ne peut qu’être refusée en l’état.',
  },
  en: {
    goesOn: 'May it go on?',
    allowed: 'Decisions possible:',
    under: 'Reserves under which it was passed, and where they stand:',
    blocking: ', blocking',
    blocked: 'The review is asked for, but as things stand it can only be refused.',
  },
} as const

type Carried = z.infer<typeof gateReviewRoutes.standing.response>['carriedFrom'][number]

const beganWith = ({ version, gateName, carried, reopened }: Carried): Bilingual => ({
  fr: `Repris de la version ${version}, jalon « ${gateName.fr.toLowerCase()} ». Évaluations à confirmer ou à changer : ${carried.length} ; exigences à revoir : ${reopened.length}.`,
  en: `Taken over from version ${version}, gate “${gateName.en.toLowerCase()}”. Assessments to be confirmed or changed: ${carried.length}; requirements to be looked at again: ${reopened.length}.`,
})

const waitsStill = ({ procedureId, version }: { procedureId: string; version: string }): Bilingual => ({
  fr: `La revue de la version ${version} attend encore sa décision : ${procedureId}`,
  en: `The review of version ${version} still waits for its decision: ${procedureId}`,
})

/** What blocks stands out by its mark, and says so. */
const reserveLine = ({ title, state, blocking }: Omit<FileReserve, 'id' | 'link'>, language: Language): string =>
  `  ${blocking ? '!' : ' '} ${title}  ${reserveWords[state]?.[language] ?? state}${blocking ? words[language].blocking : ''}`

function tellReserves(under: readonly FileReserve[], language: Language): void {
  if (under.length === 0) return
  print(words[language].under)
  for (const reserve of under) print(reserveLine(reserve, language))
}

function tellJourney({ sentence, stops, tracks }: Journey, language: Language): void {
  print(sentence[language])
  for (const stop of stops)
    if (stop.kind === 'gate') {
      const answer = stop.file ? `  ${words[language].goesOn} ${answerWords[stop.file.answer][language]}` : ''
      print(`${stop.name[language]}  ${standingWords[stop.standing][language]}${answer}`)
      if (stop.earlier) print(`  ${decidedInWords(stop.earlier)[language]}`)
      if (stop.earlierReview) print(`  ${waitsStill(stop.earlierReview)[language]}`)
      if (stop.next)
        print(
          `  → ${stop.next.text[language]} (${stop.next.turn.map((actor) => actorWords[actor][language]).join(', ')})`,
        )
      for (const reserve of stop.reserves) print(reserveLine(reserve, language))
    } else
      for (const { reference, stateName } of stop.tenders)
        print(`${stop.name[language]}  ${reference}  ${stateName[language]}`)
  for (const { name, procedure, dueOn } of tracks)
    print(`${name[language]}  ${procedure.title}  ${procedure.stateName[language]}  ${dueOn ?? ''}`)
}

async function decide(procedureId: string, given: string | undefined, values: Invocation['values']) {
  const decision = GateDecision.safeParse(given)
  if (!decision.success) {
    const choices = GateDecision.options.join(', ')
    throw wrongUse({ fr: `La décision : ${choices}.`, en: `The decision: ${choices}.` }, 'gate')
  }
  const { revision } = await callApi(procedureRoutes.get, { params: { procedureId } })
  return callApi(gateReviewRoutes.decide, {
    params: { procedureId },
    body: { revision, decision: decision.data, grounds: text(values, 'grounds') ?? '', reserves: reservesOf(values) },
  })
}

function reservesOf(values: Invocation['values']): NewReserve[] {
  const path = text(values, 'reserves')
  if (path === undefined) return []
  return readJson(path, z.array(NewReserve), {
    fr: 'une liste de réserves est attendue',
    en: 'a list of reserves is expected',
  })
}

function tell(review: GateReview, values: Invocation['values'], language: Language): void {
  if (values['json'] === true) return printJson(review)
  print(`${review.application.name} ${review.version}, ${review.gateName[language]}`)
  if (review.decision)
    print(
      `${decisionWords[review.decision.decision][language]}  ${review.decision.decidedBy.name}  ${review.decision.decidedAt.slice(0, 10)}`,
    )
  if (review.decision?.committeeOn) print(`  ${committeeWords(review.decision.committeeOn)[language]}`)
  if (review.decision?.grounds) print(`  ${review.decision.grounds}`)
  tellReserves(review.under, language)
  print(`${review.verdict.sentence[language]}\n  ${review.verdict.policy.text[language]}`)
  for (const line of nextRules(review.verdict, language)) print(`  ${line}`)
  // Once decided, what would be allowed is of no use.
  if (!review.decision) print(`${words[language].allowed} ${review.allowed.join(', ')}. ${review.why[language]}`)
}
