import {
  type Advice,
  adviceRoutes,
  type AdviceTopic,
  type ApplicationAdvice,
  type OpenPoint,
} from '@socle/contracts/advice/advice'
import type { Bilingual, Language } from '@socle/contracts/text'
import { hostingAdvice, signOnAdvice } from '@socle/rulebook'
import { callApi } from '../api.ts'
import { readApplicationFile } from '../application-file.ts'
import { type Command, type Invocation, print, printJson, text, texts } from '../command.ts'
import { exitCodes, wrongUse } from '../errors.ts'
import { frameworkOption, openFramework, openGovernance } from '../framework.ts'

export const advise: Command = {
  name: 'advise',
  usage: 'socle advise hosting|sign-on --app FILE | --application ID [--choose A,B|--withdraw --reason R] [--json]',
  summary: {
    fr: 'Conseille un hébergement ou des authentifications, et dit pourquoi',
    en: 'Advises a hosting or sign-ons, and tells why',
  },
  help: [
    {
      option: 'hosting',
      meaning: { fr: 'cercle d’hébergement, par la sensibilité', en: 'hosting circle, by sensitivity' },
    },
    {
      option: 'sign-on',
      meaning: {
        fr: 'authentifications uniques, par population et par réseau',
        en: 'single sign-ons, by population and network',
      },
    },
    {
      option: '--app FILE',
      meaning: {
        fr: 'description de l’application (socle.app.yaml)',
        en: 'description of the application (socle.app.yaml)',
      },
    },
    {
      option: '--application ID',
      meaning: {
        fr: 'application connue de Socle : le conseil, et ce qui est décidé contre lui',
        en: 'application known to Socle: the advice, and what is decided against it',
      },
    },
    {
      option: '--choose A,B, --withdraw',
      meaning: { fr: 'décide autrement, ou y renonce', en: 'decides otherwise, or takes that back' },
    },
    { option: '--reason R', meaning: { fr: 'pourquoi', en: 'why' } },
    { option: '--json', meaning: { fr: 'tout, en JSON', en: 'everything, as JSON' } },
    frameworkOption.help,
  ],
  options: {
    ...frameworkOption.options,
    ...texts('app', 'application', 'choose', 'reason'),
    withdraw: { type: 'boolean' },
    json: { type: 'boolean' },
  },
  arguments: 1,
  async run({ positionals, values, language }) {
    const [topic] = positionals
    if (topic !== 'hosting' && topic !== 'sign-on')
      throw wrongUse({ fr: 'Dites hosting ou sign-on.', en: 'Say hosting or sign-on.' }, 'advise')
    const applicationId = text(values, 'application')
    if (applicationId !== undefined) {
      const standing = await decided({ applicationId, topic }, values)
      if (values['json'] === true) printJson(standing)
      else print(standingOf(standing, language, questionsOf(standing.advice, values)))
      return exitCodes.passed
    }
    const path = text(values, 'app')
    if (path === undefined)
      throw wrongUse(
        {
          fr: 'Donnez la description de l’application par --app.',
          en: 'Give the description of the application with --app.',
        },
        'advise',
      )
    const framework = openFramework(text(values, 'framework'))
    const { hosting, signOn } = openGovernance(text(values, 'framework')).policies
    const { traits } = await readApplicationFile(path, framework)
    const advice =
      topic === 'hosting'
        ? hostingAdvice(hosting, framework.traitById, traits)
        : signOnAdvice(signOn, framework.traitById, traits)
    if (values['json'] === true) printJson(advice)
    else print(reportOf(advice, language, questionsOf(advice, values)))
    return exitCodes.passed
  },
}

/** As the running Socle knows it, after what these words decide if they decide anything. */
async function decided(params: { applicationId: string; topic: AdviceTopic }, values: Invocation['values']) {
  const standing = await callApi(adviceRoutes.get, { params })
  const choice = text(values, 'choose')?.split(',') ?? null
  if (choice === null && values['withdraw'] !== true) return standing
  const reason = text(values, 'reason')
  if (reason === undefined) throw wrongUse({ fr: '--reason manque.', en: '--reason is missing.' }, 'advise')
  return callApi(adviceRoutes.override, { params, body: { choice, reason, revision: standing.revision } })
}

/** What was left unanswered, as it is asked. */
function questionsOf({ missing }: Advice, values: Invocation['values']): readonly Bilingual[] {
  if (missing.length === 0) return []
  const { traitById } = openFramework(text(values, 'framework'))
  return missing.map((id) => traitById.get(id)?.question ?? { fr: id, en: id })
}

function standingOf(
  { advice, override }: ApplicationAdvice,
  language: Language,
  unanswered: readonly Bilingual[],
): string {
  const report = reportOf(advice, language, unanswered)
  if (!override?.choice) return report
  const chosen = override.choice.map(({ name }) => name[language]).join(', ')
  return `${report}\n\n→ ${chosen}  ${override.by.name}  ${override.reason}`
}

const words = {
  fr: { connect: 'À raccorder', why: 'Pourquoi', notes: 'À savoir', open: 'Points ouverts', missing: 'Sans réponse' },
  en: { connect: 'To connect', why: 'Why', notes: 'To know', open: 'Open points', missing: 'Unanswered' },
} as const

function reportOf(advice: Advice, language: Language, unanswered: readonly Bilingual[]): string {
  const say = (text: Bilingual): string => text[language]
  const sourced = ({ text, source }: { text: Bilingual; source: Bilingual }): string => `${say(text)}  [${say(source)}]`
  const section = (title: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : ['', title, ...lines.map((line) => `  ${line}`)]
  const w = words[language]
  const what =
    advice.topic === 'hosting'
      ? advice.circle
        ? [say(advice.circle.services), say(advice.circle.qualification), say(advice.circle.obtain)]
        : []
      : [
          ...section(
            w.connect,
            advice.required.map(({ name }) => say(name)),
          ),
          ...section(
            '!',
            [...advice.warnings, ...(advice.minimum && !advice.minimum.met ? [advice.minimum] : [])].map(sourced),
          ),
        ]
  return [
    say(advice.sentence),
    ...what,
    ...section(w.why, advice.because.map(sourced)),
    ...section(w.notes, advice.remarks.map(sourced)),
    ...section(
      w.open,
      advice.open.flatMap((point) => openPointLines(point, say)),
    ),
    ...section(w.missing, unanswered.map(say)),
  ].join('\n')
}

const openPointLines = ({ question, chosen, others }: OpenPoint, say: (text: Bilingual) => string): string[] => [
  say(question),
  `  → ${say(chosen.name)}. ${say(chosen.consequence)}`,
  ...others.map(({ name, consequence }) => `    ${say(name)}. ${say(consequence)}`),
]
