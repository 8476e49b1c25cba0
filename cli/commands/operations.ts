/** `socle operations`: what the operator asks of the Socle of this machine while it runs. */
import { type OperationsState, operationsRoutes } from '@socle/contracts/operations/operations'
import type { Language } from '@socle/contracts/text'
import { callApi } from '../api.ts'
import { type Command, type Invocation, print, printJson, text, texts } from '../command.ts'
import { exitCodes, wrongUse } from '../errors.ts'

const words = [
  'state',
  'read-only',
  'normal',
  'close-sign-ins',
  'open-sign-ins',
  'end-sessions',
  'trace',
  'trace-off',
  'drain',
] as const

export const operations: Command = {
  name: 'operations',
  usage: `socle operations [${words.join('|')}] [--reason TEXT] [--minutes N] [--level trace|debug] [--notice SECONDS] [--grace SECONDS] [--json]`,
  summary: {
    fr: 'Modes d’exploitation : consultation, connexions, trace, arrêt progressif',
    en: 'Modes of operation: read-only, sign-ins, trace, drain',
  },
  help: [
    { option: 'state', meaning: { fr: 'dit le mode présent (défaut)', en: 'tells the present mode (default)' } },
    {
      option: 'read-only, normal',
      meaning: { fr: 'fige ce qui est gardé ; la lecture continue', en: 'freezes what is kept; reading goes on' },
    },
    {
      option: 'close-sign-ins, open-sign-ins',
      meaning: {
        fr: 'interdit les nouvelles connexions ; celles ouvertes continuent',
        en: 'forbids new sessions; open ones go on',
      },
    },
    { option: 'end-sessions', meaning: { fr: 'met fin aux connexions en cours', en: 'ends the open sessions' } },
    {
      option: 'trace, trace-off',
      meaning: {
        fr: 'journal détaillé pendant --minutes (15 ; 240 au plus)',
        en: 'detailed log for --minutes (15; 240 at most)',
      },
    },
    {
      option: 'drain',
      meaning: {
        fr: 'se dit non prêt pendant --notice secondes (15), laisse --grace secondes (20) aux appels en cours, puis s’arrête',
        en: 'says that it is not ready for --notice seconds (15), leaves --grace seconds (20) to calls under way, then stops',
      },
    },
    { option: '--reason TEXT', meaning: { fr: 'pourquoi : journal et message', en: 'why: audit log and message' } },
  ],
  options: { ...texts('reason', 'minutes', 'level', 'notice', 'grace'), json: { type: 'boolean' } },
  arguments: 1,
  async run({ values, positionals: [asked = 'state'], language }) {
    const word = words.find((known) => known === asked)
    if (word === undefined)
      throw wrongUse(
        {
          fr: `Mot inconnu : « ${asked} ». Choisissez parmi ${words.join(', ')}.`,
          en: `Unknown word: “${asked}”. Choose among ${words.join(', ')}.`,
        },
        'operations',
      )
    const answer = await ask(word, values)
    if (values['json'] === true) printJson(answer)
    else print('mode' in answer ? told(answer, language) : done(answer, language))
    return exitCodes.passed
  },
}

type Answer = OperationsState | { ended: number } | { stopsBefore: string }

function ask(word: (typeof words)[number], values: Invocation['values']): Promise<Answer> {
  const reason = text(values, 'reason') ?? ''
  switch (word) {
    case 'state':
      return callApi(operationsRoutes.state, {})
    case 'read-only':
    case 'normal':
      return callApi(operationsRoutes.setMode, { body: { mode: word, reason } })
    case 'close-sign-ins':
    case 'open-sign-ins':
      return callApi(operationsRoutes.setSignIns, {
        body: { signIns: word === 'close-sign-ins' ? 'closed' : 'open', reason },
      })
    case 'end-sessions':
      return callApi(operationsRoutes.endSessions, { body: { confirm: true, reason } })
    case 'trace':
      return callApi(operationsRoutes.setTrace, {
        body: {
          level: text(values, 'level') === 'debug' ? 'debug' : 'trace',
          minutes: numberGiven(values, 'minutes', 15),
          reason,
        },
      })
    case 'trace-off':
      return callApi(operationsRoutes.setTrace, { body: { level: null, reason } })
    default:
      return callApi(operationsRoutes.drain, {
        body: {
          noticeSeconds: numberGiven(values, 'notice', 15),
          graceSeconds: numberGiven(values, 'grace', 20),
          reason,
        },
      })
  }
}

function numberGiven(values: Invocation['values'], name: string, usual: number): number {
  const given = text(values, name)
  if (given === undefined) return usual
  if (!/^\d+$/.test(given))
    throw wrongUse({ fr: `--${name} attend un nombre entier.`, en: `--${name} wants a whole number.` }, 'operations')
  return Number(given)
}

function told(
  { mode, signIns, trace, draining, openSessions, changedAt, changedBy, reason }: OperationsState,
  language: Language,
): string {
  const lines: readonly (readonly [string, string, string])[] = [
    ['mode', 'mode', mode],
    ['connexions', 'sign-ins', signIns],
    ['sessions ouvertes', 'open sessions', String(openSessions)],
    ['trace', 'trace', trace === undefined ? '-' : `${trace.level} → ${trace.until}`],
    ['arrêt progressif', 'draining', draining ? 'oui / yes' : '-'],
    ['changé', 'changed', `${changedAt}, ${changedBy}${reason === '' ? '' : ` (${reason})`}`],
  ]
  return lines.map(([fr, en, value]) => `${(language === 'fr' ? fr : en).padEnd(18)} ${value}`).join('\n')
}

const done = (answer: Exclude<Answer, OperationsState>, language: Language): string =>
  'ended' in answer
    ? { fr: `${answer.ended} session(s) terminée(s).`, en: `${answer.ended} session(s) ended.` }[language]
    : { fr: `Arrêt avant ${answer.stopsBefore}.`, en: `Stops before ${answer.stopsBefore}.` }[language]
