/**
 * What the access layer's numbers say of requirements: one pure judgement a measure. It passes or fails on what was counted;
 * what only a person can weigh is handed over with its figures.
 */
import {
  type Bilingual,
  type CheckResult,
  type CheckVerdict,
  type GatewayFacts,
  type Language,
  type MeasureId,
  type MeasurementPolicy,
  type Sensitivity,
  sensitivityRank,
} from '@socle/contracts'
import { monthsAfter } from './process.ts'

interface Judgement {
  readonly verdict: Extract<CheckVerdict, 'pass' | 'fail' | 'manual'>
  /** What was counted, or what is wrong. */
  readonly said: readonly Bilingual[]
}
type Judge = (facts: GatewayFacts, policy: MeasurementPolicy) => Judgement

/**
 * Every measure of the policy, as the result of a check. An application that called nothing has nothing measured: none of it
 * passes. All are partial: the gateway sees what goes through it, a person what does not.
 */
export const measure = (facts: GatewayFacts, policy: MeasurementPolicy): CheckResult[] =>
  policy.measures.map(({ id, requirements, title, left }) => {
    const { verdict, said } = facts.calls === 0 ? nothingCalled(facts) : judges[id](facts, policy)
    return {
      id,
      requirements,
      verdict,
      title,
      partial: true,
      left,
      findings: verdict === 'fail' ? said.map(({ fr }) => ({ message: fr })) : [],
      // For a pass as well: the figures that it rests on.
      ...(verdict !== 'fail' && {
        reason: { fr: said.map(({ fr }) => fr).join(' '), en: said.map(({ en }) => en).join(' ') },
      }),
    }
  })

const nothingCalled = ({ from, to }: GatewayFacts): Judgement => ({
  verdict: 'manual',
  said: [
    {
      fr: `Aucun appel par la passerelle du ${from} au ${to}.`,
      en: `No call through the gateway from ${from} to ${to}.`,
    },
  ],
})

const calls: Judge = ({ calls, answered, refused, models }) => {
  const names = models.map((each) => `${each.model} (${each.calls})`).join(', ')
  return {
    verdict: 'pass',
    said: [
      {
        fr: `Appels : ${calls}, dont ${answered} répondus et ${refused} refusés. Modèles : ${names}.`,
        en: `Calls: ${calls}, ${answered} of them answered and ${refused} refused. Models: ${names}.`,
      },
    ],
  }
}

const clearedProviders: Judge = ({ flows, protections }) => {
  const said: Bilingual[] = []
  for (const { provider, sensitivity, calls, declared } of flows)
    if (declared !== null && sensitivityRank(declared.clearance) < sensitivityRank(sensitivity))
      said.push({
        fr: `Appels « ${inWords[sensitivity].fr} » allés à ${provider}, habilité aujourd’hui jusqu’à « ${inWords[declared.clearance].fr} » : ${calls}. Dites si son habilitation a baissé depuis, et ce qui est parti.`,
        en: `“${inWords[sensitivity].en}” calls that went to ${provider}, cleared today up to “${inWords[declared.clearance].en}”: ${calls}. Say whether its clearance was lowered since, and what left.`,
      })
  if (said.length > 0) return { verdict: 'fail', said }
  for (const { provider, sensitivity, calls, declared } of flows)
    if (declared === null)
      said.push({
        fr: `Appels « ${inWords[sensitivity].fr} » allés à ${provider}, qui n’est plus déclaré : ${calls}. Retrouvez son habilitation d’alors.`,
        en: `“${inWords[sensitivity].en}” calls that went to ${provider}, which is no longer declared: ${calls}. Find its clearance of that time.`,
      })
  if (said.length > 0) return { verdict: 'manual', said }
  const places = (language: Language) =>
    flows
      .map(({ provider, sensitivity, calls, declared }) => {
        const circle = { fr: 'cercle', en: 'circle' }[language]
        return `${provider} (${declared!.location}, ${circle} ${declared!.circle}), ${inWords[sensitivity][language]} × ${calls}`
      })
      .join(' ; ')
  const values = Object.values(protections).reduce((sum, n) => sum + n, 0)
  return {
    verdict: 'pass',
    said: [
      {
        fr: `Appels par destination : ${places('fr')}. Valeurs protégées en route : ${values}.`,
        en: `Calls by destination: ${places('en')}. Values protected on the way: ${values}.`,
      },
    ],
  }
}

const accounting: Judge = ({ answered, estimated, unpriced, cost }, { estimatedShare }) => {
  const share = answered === 0 ? 0 : estimated / answered
  const said: Bilingual[] = []
  if (unpriced > 0)
    said.push({
      fr: `Appels répondus sans version de prix : ${unpriced}. Donnez un prix à leur modèle.`,
      en: `Answered calls without a version of price: ${unpriced}. Give their model a price.`,
    })
  if (share > estimatedShare)
    said.push({
      fr: `Part des appels estimés : ${percent(share, 'fr')}, pour ${percent(estimatedShare, 'fr')} au plus. Demandez au fournisseur de dire ce qu’il emploie.`,
      en: `Share of calls estimated: ${percent(share, 'en')}, where ${percent(estimatedShare, 'en')} is accepted. Ask the provider to say what it uses.`,
    })
  if (said.length > 0) return { verdict: 'fail', said }
  return {
    verdict: 'pass',
    said: [
      {
        fr: `Appels répondus, tous avec leur prix : ${answered}, dont estimés ${estimated}. Coût : ${euros(cost, 'fr')}.`,
        en: `Answered calls, all with their price: ${answered}, ${estimated} of them estimated. Cost: ${euros(cost, 'en')}.`,
      },
    ],
  }
}

const compute: Judge = ({ answered, tokensIn, tokensOut, tokensCached, wattHours, cost }) => {
  const each = (sum: number) => (answered === 0 ? 0 : sum / answered)
  const cached = tokensIn === 0 ? 0 : tokensCached / tokensIn
  const figures = (language: Language) => ({
    tokens: number(Math.round(each(tokensIn + tokensOut)), language),
    energy: number(each(wattHours), language),
    price: euros(each(cost), language),
    cache: percent(cached, language),
  })
  const [fr, en] = [figures('fr'), figures('en')]
  return {
    verdict: 'manual',
    said: [
      {
        fr: `Par appel répondu : ${fr.tokens} jetons, ${fr.energy} Wh, ${fr.price}. Jetons repris du cache : ${fr.cache}.`,
        en: `Per answered call: ${en.tokens} tokens, ${en.energy} Wh, ${en.price}. Tokens taken from the cache: ${en.cache}.`,
      },
    ],
  }
}

const benefitReview: Judge = ({ firstCallOn, to, answered, cost }, { reviewMonths }) => {
  const due = monthsAfter(firstCallOn!, reviewMonths)
  const late = due < to
  return {
    verdict: 'manual',
    said: [
      {
        fr: `Premier appel le ${firstCallOn!}, point ${late ? 'attendu depuis le' : 'à faire au plus tard le'} ${due}. Sur la période, réponses : ${answered}, coût : ${euros(cost, 'fr')}.`,
        en: `First call on ${firstCallOn!}, review ${late ? 'due since' : 'to be held by'} ${due}. Over the period, answers: ${answered}, cost: ${euros(cost, 'en')}.`,
      },
    ],
  }
}

const judges: Record<MeasureId, Judge> = {
  'gateway/calls': calls,
  'gateway/cleared-providers': clearedProviders,
  'gateway/accounting': accounting,
  'gateway/compute': compute,
  'gateway/benefit-review': benefitReview,
}

const inWords: Record<Sensitivity, Bilingual> = {
  public: { fr: 'publique', en: 'public' },
  ordinary: { fr: 'usuelle', en: 'ordinary' },
  sensitive: { fr: 'sensible', en: 'sensitive' },
  restricted: { fr: 'Diffusion Restreinte', en: 'restricted' },
}

const number = (value: number, language: Language, options: Intl.NumberFormatOptions = {}): string =>
  new Intl.NumberFormat(language, { maximumSignificantDigits: 3, ...options }).format(value)
const percent = (share: number, language: Language) => number(share, language, { style: 'percent' })
const euros = (amount: number, language: Language) =>
  number(amount, language, { style: 'currency', currency: 'EUR', maximumSignificantDigits: amount < 1 ? 2 : 6 })
