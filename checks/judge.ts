/** From facts to verdicts. The only place that decides what happens when a fact is missing: never a pass. */
import { createHash } from 'node:crypto'
import type { CheckResult, CheckVerdict } from '@socle/contracts/checks/checks'
import type { Bilingual, Language } from '@socle/contracts/text'
import type { Collected, Fact, FactName, Facts, Problem } from './facts.ts'
import { withoutSecrets } from './quotation.ts'
import type { Judgement, Rule, RuleFinding } from './rule.ts'
import { doubtOfPlace } from './rules/doubt.ts'

/** Says whether a requirement applies to the application, and why; unknown requirements are `undefined`. */
export type AppliesTo = (
  requirement: string,
) => { readonly applies: boolean; readonly certain: boolean; readonly reason: Bilingual } | undefined

export interface Outcome {
  readonly rule: Rule
  readonly verdict: CheckVerdict
  readonly reason?: Bilingual
  readonly findings: readonly RuleFinding[]
}

const mostFindings = 1000
const longestMessage = 2000
const longestPath = 1000

export function judge(rule: Rule, collected: Collected, appliesTo?: AppliesTo): Outcome {
  const excluded = whyNotApplicable(rule, appliesTo)
  if (excluded !== undefined) return { rule, verdict: 'not-applicable', reason: excluded, findings: [] }

  const facts: Partial<Record<FactName, unknown>> = {}
  const problems: Problem[] = []
  const aside: Problem[] = []
  for (const name of rule.needs) {
    const fact: Fact<Facts[FactName]> = collected[name] ?? { known: false, why: 'not-asked', reason: notCollected }
    if (!fact.known) {
      // The rule itself says what an address without TLS means.
      if (fact.why === 'not-asked' && name === 'transport' && isKnown(collected.address)) continue
      if (fact.why === 'not-asked') return { rule, verdict: 'manual', reason: fact.reason, findings: [] }
      const finding: RuleFinding = { message: fact.reason, ...(fact.url === undefined ? {} : { url: fact.url }) }
      return { rule, verdict: 'error', reason: fact.reason, findings: [finding] }
    }
    facts[name] = fact.value
    for (const problem of fact.problems ?? []) {
      const list = problem.aside === true ? aside : problems
      if (!list.includes(problem)) list.push(problem)
    }
  }

  let judgement: Judgement
  try {
    judgement = rule.judge(facts as unknown as Facts)
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause)
    const reason = {
      fr: `La vérification s’est interrompue : ${detail}. Signalez-le.`,
      en: `The check broke off: ${detail}. Please report it.`,
    }
    return { rule, verdict: 'error', reason, findings: [{ message: reason }] }
  }
  const hiding = problems.filter(({ mayHide }) => mayHide)
  if (judgement.verdict === 'fail' && hiding.length > 0 && judgement.findings.every(isAbsenceAmong(hiding))) {
    const [unseen] = hiding
    return unseen !== undefined && hiding.every(({ forPerson }) => forPerson === true)
      ? { rule, verdict: 'manual', reason: placed(unseen), findings: [] }
      : { rule, verdict: 'error', reason: incomplete, findings: problems }
  }
  if (judgement.verdict === 'fail') return weighed(rule, judgement.findings)
  const [unseen] = problems
  if (unseen !== undefined && problems.every(({ forPerson }) => forPerson === true) && judgement.verdict !== 'manual')
    return { rule, verdict: 'manual', reason: placed(unseen), findings: [] }
  if (problems.length > 0 && judgement.verdict !== 'manual')
    return { rule, verdict: 'error', reason: incomplete, findings: problems }
  if (judgement.verdict === 'pass' && rule.needs.every((name) => name === 'policy' || isEmpty(collected[name])))
    return { rule, verdict: 'not-applicable', reason: nothingThere, findings: [] }
  return judgement.verdict === 'pass'
    ? {
        rule,
        verdict: 'pass',
        findings: judgement.told ?? [],
        ...(aside.length === 0 ? {} : { reason: beside(aside) }),
      }
    : { rule, verdict: judgement.verdict, reason: judgement.reason, findings: [] }
}

/** Only what is established fails; the rest is told beside it, or handed to a person with its places. */
function weighed(rule: Rule, findings: readonly RuleFinding[]): Outcome {
  const read = findings.map((found) => {
    const doubt = found.doubt ?? (rule.everywhere === true ? undefined : doubtOfPlace(found.path))
    return { found, doubt }
  })
  const doubtful = read.flatMap(({ found, doubt }) =>
    doubt === undefined || found.aside === true
      ? []
      : [
          {
            ...found,
            message: {
              fr: `${found.message.fr} À regarder : ${doubt.fr}.`,
              en: `${found.message.en} To look at: ${doubt.en}.`,
            },
            // The fault stays the same whether it is doubted or not.
            about: found.about ?? found.message.en,
            aside: true as const,
          },
        ],
  )
  const established = read.flatMap(({ found, doubt }) => (doubt === undefined || found.aside === true ? [found] : []))
  if (established.some(({ aside }) => aside !== true))
    return { rule, verdict: 'fail', findings: [...established, ...doubtful] }
  return doubtful.length === 0
    ? { rule, verdict: 'fail', findings }
    : { rule, verdict: 'manual', reason: toLookAt(doubtful), findings: [...doubtful, ...established] }
}
function toLookAt(doubtful: readonly RuleFinding[]): Bilingual {
  const places = doubtful
    .slice(0, told)
    .map(({ path, line, url }) => (path === undefined ? (url ?? '') : `${path}${line === undefined ? '' : `:${line}`}`))
    .filter((place) => place !== '')
  const more = doubtful.length - places.length
  const [first] = doubtful
  return {
    fr: `Ce qui est vu ne suffit pas à conclure (${[...places, ...(more > 0 ? [`et ${more} ${more > 1 ? 'autres' : 'autre'}`] : [])].join(', ')}). ${first?.message.fr ?? ''}`,
    en: `What is seen is not enough to conclude (${[...places, ...(more > 0 ? [`and ${more} ${more > 1 ? 'others' : 'other'}`] : [])].join(', ')}). ${first?.message.en ?? ''}`,
  }
}

/** Something is nowhere: it has no place, or is said to be missing beside or in a file that was not understood. */
const isAbsenceAmong =
  (hiding: readonly Problem[]) =>
  ({ path, url, absence }: RuleFinding): boolean =>
    absence === true || (url === undefined && (path === undefined || hiding.some((one) => one.path === path)))
const isEmpty = (fact: Fact<unknown> | undefined): boolean => fact?.known === true && fact.empty === true
const nothingThere: Bilingual = {
  fr: 'Le dossier ne contient rien de ce que cette vérification regarde.',
  en: 'The folder holds nothing of what this check looks at.',
}
const placed = ({ path, message }: Problem): Bilingual =>
  path === undefined || path === '' ? message : { fr: `${path} : ${message.fr}`, en: `${path}: ${message.en}` }
const told = 3
/** What a passing check left out. */
function beside(aside: readonly Problem[]): Bilingual {
  const first = aside.slice(0, told).map(placed)
  const more = aside.length - first.length
  return {
    fr: [...first.map(({ fr }) => fr), ...(more > 0 ? [`et ${more} ${more > 1 ? 'autres' : 'autre'}`] : [])].join(
      ' ; ',
    ),
    en: [...first.map(({ en }) => en), ...(more > 0 ? [`and ${more} ${more > 1 ? 'others' : 'other'}`] : [])].join(
      '; ',
    ),
  }
}
const isKnown = (fact: Fact<unknown> | undefined): boolean => fact?.known === true
const notCollected: Bilingual = { fr: 'Ce fait n’a pas été recueilli.', en: 'This fact was not collected.' }
const incomplete: Bilingual = {
  fr: 'Une partie de ce qu’il faut regarder n’a pas pu être lue.',
  en: 'Part of what there is to look at could not be read.',
}

function whyNotApplicable(rule: Rule, appliesTo: AppliesTo | undefined): Bilingual | undefined {
  if (appliesTo === undefined) return undefined
  const answers = rule.requirements.map(appliesTo)
  if (!answers.every((answer) => answer !== undefined && !answer.applies && answer.certain)) return undefined
  return answers[0]?.reason
}

/** The outcome as the contract wants it, in one language. Nothing that it quotes shows a secret. */
export function toResult({ rule, verdict, reason, findings }: Outcome, language: Language): CheckResult {
  const seen = new Map<string, number>()
  return {
    id: rule.id,
    requirements: [...rule.requirements],
    verdict,
    findings: findings.slice(0, mostFindings).map(({ path, line, url, message, about, aside }) => {
      const said = shown(message)
      const place = path ?? (url === undefined ? '' : pathOf(url))
      return {
        ...(path === undefined ? {} : { path: path.slice(0, longestPath) }),
        ...(line === undefined ? {} : { line }),
        ...(url === undefined ? {} : { url: withoutSecrets(url).slice(0, longestMessage) }),
        message: said[language],
        said,
        ...(aside === undefined ? {} : { aside }),
        // A digest of a weak secret is a way to find it.
        fingerprint: fingerprint(seen, rule.id, place, withoutSecrets(about ?? message.en)),
      }
    }),
    ...(reason === undefined ? {} : { reason: shown(reason) }),
    partial: rule.left !== undefined,
    ...(rule.left === undefined ? {} : { left: rule.left }),
    title: verdict === 'fail' ? rule.failureTitle : rule.title,
  }
}

const shown = ({ fr, en }: Bilingual): Bilingual => ({
  fr: withoutSecrets(fr).slice(0, longestMessage),
  en: withoutSecrets(en).slice(0, longestMessage),
})

/** Same for the same fault wherever it moves in its file; the n-th twin carries its rank. */
function fingerprint(seen: Map<string, number>, ...parts: readonly string[]): string {
  const key = parts.join('\0')
  const rank = seen.get(key) ?? 0
  seen.set(key, rank + 1)
  return createHash('sha256').update(`${key}\0${rank}`).digest('hex').slice(0, 32)
}

/** The same fault on two environments of one application is one fault. */
const pathOf = (url: string): string => (URL.canParse(url) ? new URL(url).pathname : url)
