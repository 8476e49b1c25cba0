import type { Answers, SignOnAdvice, SignOnPolicy, Trait } from '@socle/contracts'
import { evaluate } from './evaluate.ts'
import { bears, openPoint, openPoints, optionInForce } from './open-points.ts'

type Traits = ReadonlyMap<string, Trait>
type Cell = SignOnAdvice['cells'][number]

/** Through what the described populations sign in from each network: one cell each, then the set of all that they need. */
export function signOnAdvice(policy: SignOnPolicy, traits: Traits, answers: Answers): SignOnAdvice {
  const pairs = pairsOf(answers['audiences'])
  const cells = (pairs ?? []).map(([population, network]) => cellOf(policy, traits, answers, population, network))
  const needed = new Set(cells.flatMap(({ use }) => use.map(({ id }) => id)))
  const named = [...needed, ...cells.flatMap(({ target }) => target?.id ?? [])]
  const required = policy.solutions
    .filter(({ id }) => needed.has(id))
    .map(({ id, name, family, signIn }) => ({ id, name, family, declared: declaredIn(answers['sign-in'], signIn) }))
  const minimum = minimumOf(policy, traits, answers, cells)
  const warnings = policy.warnings
    .filter(({ when }) => evaluate(when, answers, traits).value === true)
    .map(({ kind, text, source }) => ({ kind, text, source }))
  const outsiders = cells.some(({ population }) => policy.minimum.outsiders.includes(population.id))
  const insiders = cells.some(({ population }) => population.id === 'ministry-agents')
  const byCitizens = cells.some(({ population }) => population.id === 'citizens')
  return {
    topic: 'sign-on',
    policy: policy.id,
    sentence: sentenceOf(pairs, cells, required, minimum, warnings),
    because: cells.map(({ population, network, text, source }) => ({
      text: {
        fr: `${population.name.fr}, ${network.name.fr} : ${text.fr}`,
        en: `${population.name.en}, ${network.name.en}: ${text.en}`,
      },
      source,
    })),
    remarks: policy.remarks
      .filter(
        (remark) => evaluate(remark.when, answers, traits).value === true && bears(remark, answers, traits, named),
      )
      .map(({ text, source }) => ({ text, source })),
    open: [
      ...(byCitizens ? [openPoint(policy.assurance)] : []),
      ...(outsiders && !insiders ? [openPoint(policy.minimum)] : []),
      ...openPoints(policy.choices, answers, traits, named),
    ],
    missing: [
      ...(pairs === undefined ? ['audiences'] : []),
      ...(byCitizens ? evaluate(optionInForce(policy.assurance).strong, answers, traits).missing : []),
      ...['sign-in', 'local-accounts'].filter((trait) => pairs?.length !== 0 && answers[trait] === undefined),
    ],
    cells,
    required,
    minimum,
    warnings,
  }
}

/** Undefined = not answered; empty = no human user. */
function pairsOf(audiences: Answers[string] | undefined): [string, string][] | undefined {
  if (!Array.isArray(audiences)) return undefined
  return audiences.filter((pair) => pair !== 'none').map((pair) => pair.split('@') as [string, string])
}

function cellOf(policy: SignOnPolicy, traits: Traits, answers: Answers, population: string, network: string): Cell {
  const matrix = traits.get('audiences')
  const label = (list: Trait['options'] | undefined, id: string) => ({
    id,
    name: list?.find((option) => option.id === id)?.label ?? { fr: id, en: id },
  })
  const at = { population: label(matrix?.options, population), network: label(matrix?.columns, network) }
  const cell = policy.cells.find((each) => each.population === population && each.networks.includes(network))
  if (!cell)
    return {
      ...at,
      use: [],
      target: null,
      text: {
        fr: 'Le tableau ne prévoit pas ce cas. Demandez l’avis du comité d’architecture.',
        en: 'The table does not foresee this case. Ask the architecture committee.',
      },
      check: null,
      source: policy.source,
    }
  const strong = evaluate(optionInForce(policy.assurance).strong, answers, traits).value
  const nameOf = (id: string) => policy.solutions.find((solution) => solution.id === id)!.name
  return {
    ...at,
    use: cell.use
      .filter(({ assurance }) => assurance === undefined || strong === 'unknown' || (assurance === 'strong') === strong)
      .map(({ solution, whom }) => ({ id: solution, name: nameOf(solution), whom: whom ?? null })),
    target: cell.target === undefined ? null : { id: cell.target, name: nameOf(cell.target) },
    text: cell.text,
    check: cell.check ?? null,
    source: cell.source,
  }
}

/** Web SSOs are counted by family, and each cell counts for what it prefers: its first solution with a sign-in. */
function minimumOf(
  { minimum, solutions }: SignOnPolicy,
  traits: Traits,
  answers: Answers,
  cells: readonly Cell[],
): SignOnAdvice['minimum'] {
  if (!cells.some(({ population }) => minimum.outsiders.includes(population.id))) return null
  const { unless } = optionInForce(minimum)
  if (unless !== undefined && evaluate(unless, answers, traits).value === true) return null
  const families = new Set(
    cells.flatMap(({ use }) => {
      const webs = use.flatMap(({ id }) => solutions.find((each) => each.id === id && each.signIn !== undefined) ?? [])
      return webs[0] && ['ministry', 'federation', 'domain'].includes(webs[0].family) ? [webs[0].family] : []
    }),
  )
  return {
    needed: minimum.count,
    found: families.size,
    met: families.size >= minimum.count,
    text: minimum.text,
    source: minimum.source,
  }
}

const declaredIn = (signIn: Answers[string] | undefined, option: string | undefined): boolean | null =>
  option === undefined || !Array.isArray(signIn) ? null : signIn.includes(option)

/** What the application offers already is connected. */
function toConnect(required: SignOnAdvice['required']): { fr: string; en: string } {
  const offered = required.filter(({ declared }) => declared === true).length
  const left = required.length - offered
  if (left === 0 && offered > 0)
    return {
      fr: 'Toutes les authentifications nécessaires sont déjà proposées : rien à raccorder.',
      en: 'Every sign-on that is needed is already offered: nothing to connect.',
    }
  const besides =
    offered === 0
      ? { fr: '', en: '' }
      : {
          fr: `, en plus de ce qui est déjà proposé (${offered} sur ${required.length})`,
          en: `, besides what is already offered (${offered} of ${required.length})`,
        }
  return left === 1
    ? { fr: `Une authentification à raccorder${besides.fr}.`, en: `One sign-on to connect${besides.en}.` }
    : { fr: `${left} authentifications à raccorder${besides.fr}.`, en: `${left} sign-ons to connect${besides.en}.` }
}

function sentenceOf(
  pairs: readonly unknown[] | undefined,
  cells: readonly Cell[],
  required: SignOnAdvice['required'],
  minimum: SignOnAdvice['minimum'],
  warnings: SignOnAdvice['warnings'],
): SignOnAdvice['sentence'] {
  if (pairs === undefined)
    return {
      fr: 'On ne peut pas encore conseiller : dites qui se sert de l’application, et depuis quel réseau.',
      en: 'No advice yet: say who uses the application, and from which network.',
    }
  if (pairs.length === 0)
    return { fr: 'Personne ne s’y connecte : rien à raccorder.', en: 'Nobody signs in: nothing to connect.' }
  const parts: { fr: string; en: string }[] = [toConnect(required)]
  if (minimum && !minimum.met)
    parts.push({
      fr: `Il en manque une : ${minimum.needed} authentifications web sont demandées, ${minimum.found} est prévue.`,
      en: `One is missing: ${minimum.needed} web sign-ons are asked for, ${minimum.found} is planned.`,
    })
  if (cells.some(({ use }) => use.length === 0))
    parts.push({ fr: 'Un cas n’est pas prévu par le tableau.', en: 'One case is not foreseen by the table.' })
  if (warnings.some(({ kind }) => kind === 'forbidden'))
    parts.push({ fr: 'Un moyen décrit est interdit.', en: 'One described means is forbidden.' })
  else if (warnings.length > 0)
    parts.push({
      fr: 'Un moyen décrit attend la validation du comité.',
      en: 'One described means awaits the committee’s validation.',
    })
  return { fr: parts.map(({ fr }) => fr).join(' '), en: parts.map(({ en }) => en).join(' ') }
}
