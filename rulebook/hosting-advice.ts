import type { Answers, Bilingual, HostingAdvice, HostingPolicy, Sensitivity, Trait } from '@socle/contracts'
import { bears, openPoint, openPoints, optionInForce } from './open-points.ts'

type Circle = HostingPolicy['circles'][number]

/** Which circle suits the application: its sensitivity gives a band by the scale in force, the band gives the circle. */
export function hostingAdvice(
  policy: HostingPolicy,
  traits: ReadonlyMap<string, Trait>,
  answers: Answers,
): HostingAdvice {
  const sensitivity = answers['sensitivity'] as Sensitivity | undefined
  const scale = optionInForce(policy.scale)
  const circleUnder = (bands: Record<Sensitivity, string>): Circle | undefined => {
    const band = sensitivity && policy.bands.find(({ id }) => id === bands[sensitivity])
    return band && policy.circles.find(({ id }) => id === band.circle)
  }
  const circle = circleUnder(scale.bands)
  const named = circle ? [circle.id] : policy.circles.map(({ id }) => id)
  const fit = fitOf(policy, circle, answers['host'])
  return {
    topic: 'hosting',
    policy: policy.id,
    sentence: sentenceOf(circle, fit),
    because: sensitivity && circle ? becauseOf(policy, traits, sensitivity, scale) : [],
    remarks: policy.remarks
      .filter((remark) => answered(remark.when, answers) && bears(remark, answers, traits, named))
      .map(({ text, source }) => ({ text, source })),
    open: [withOutcomes(policy, circleUnder), ...openPoints(policy.choices, answers, traits, named)],
    missing: [
      ...(sensitivity === undefined ? ['sensitivity'] : []),
      ...(answers['host'] === undefined || answers['host'] === 'undecided' ? ['host'] : []),
    ],
    circle: circle
      ? {
          id: circle.id,
          number: circle.number,
          name: circle.name,
          services: circle.services,
          qualification: circle.qualification,
          obtain: circle.obtain,
        }
      : null,
    fit,
  }
}

/** A remark about an answer is told once the question is answered, not for fear of what the answer may be. */
const answered = (when: HostingPolicy['remarks'][number]['when'], answers: Answers): boolean =>
  when === 'always' || Object.keys(when).every((trait) => answers[trait] !== undefined)

function becauseOf(
  policy: HostingPolicy,
  traits: ReadonlyMap<string, Trait>,
  sensitivity: Sensitivity,
  scale: HostingPolicy['scale']['options'][number],
): HostingAdvice['because'] {
  const fact = traits.get('sensitivity')!.options.find(({ id }) => id === sensitivity)!.fact
  const { data } = policy.bands.find(({ id }) => id === scale.bands[sensitivity])!
  return [
    {
      text: {
        fr: `${capital(fact.fr)} : c’est la bande « ${data.fr} ».`,
        en: `${capital(fact.en)}: this is the band “${data.en}”.`,
      },
      source: policy.source,
    },
    {
      text: {
        fr: `Échelle en vigueur : ${scale.name.fr}. ${scale.consequence.fr}`,
        en: `Scale in force: ${scale.name.en}. ${scale.consequence.en}`,
      },
      source: policy.scale.source,
    },
  ]
}

/** The scale decides the answer: each other option says what it would have given here. */
function withOutcomes(
  policy: HostingPolicy,
  circleUnder: (bands: Record<Sensitivity, string>) => Circle | undefined,
): HostingAdvice['open'][number] {
  const point = openPoint(policy.scale)
  return {
    ...point,
    others: point.others.map((other) => {
      const circle = circleUnder(policy.scale.options.find(({ id }) => id === other.id)!.bands)
      if (!circle) return other
      return {
        ...other,
        consequence: {
          fr: `${other.consequence.fr} Ici : ${circle.name.fr.toLowerCase()}.`,
          en: `${other.consequence.en} Here: ${circle.name.en.toLowerCase()}.`,
        },
      }
    }),
  }
}

function fitOf(policy: HostingPolicy, advised: Circle | undefined, host: Answers[string] | undefined) {
  const described = policy.circles.findIndex(({ hosts }) => typeof host === 'string' && hosts.includes(host))
  if (!advised || described < 0) return 'unknown'
  const wanted = policy.circles.indexOf(advised)
  return described === wanted ? 'fits' : described < wanted ? 'stricter' : 'too-weak'
}

const fits: Record<HostingAdvice['fit'], Bilingual> = {
  fits: { fr: 'L’hébergement décrit convient.', en: 'The described hosting fits.' },
  stricter: {
    fr: 'L’hébergement décrit protège davantage : il convient.',
    en: 'The described hosting protects more: it fits.',
  },
  'too-weak': {
    fr: 'L’hébergement décrit ne protège pas assez.',
    en: 'The described hosting does not protect enough.',
  },
  unknown: { fr: 'L’hébergement n’est pas encore décrit.', en: 'The hosting is not described yet.' },
}

function sentenceOf(circle: Circle | undefined, fit: HostingAdvice['fit']): Bilingual {
  if (!circle)
    return {
      fr: 'On ne peut pas encore conseiller d’hébergement : dites la sensibilité des données.',
      en: 'No hosting can be advised yet: say how sensitive the data is.',
    }
  return {
    fr: `${circle.name.fr} (cercle ${circle.number}). ${fits[fit].fr}`,
    en: `${circle.name.en} (circle ${circle.number}). ${fits[fit].en}`,
  }
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
