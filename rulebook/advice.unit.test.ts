import { type Answers, HostingPolicy, Sensitivity, SignOnPolicy } from '@socle/contracts'
import fc from 'fast-check'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { loadGovernance } from './governance.ts'
import { hostingAdvice } from './hosting-advice.ts'
import { loadFramework } from './load.ts'
import { signOnAdvice } from './sign-on-advice.ts'

const folder = resolve(dirname(fileURLToPath(import.meta.url)), '../framework')
const { traits, traitById } = loadFramework(folder)
const { hosting, signOn } = loadGovernance(folder).policies
const host = (answers: Answers, policy = hosting) => hostingAdvice(policy, traitById, answers)
const sign = (answers: Answers, policy = signOn) => signOnAdvice(policy, traitById, answers)
const withScale = (chosen: string): HostingPolicy => ({ ...hosting, scale: { ...hosting.scale, chosen } })

/** Descriptions that the vocabulary admits, some questions left out. */
const descriptions = fc.record(
  Object.fromEntries(
    [
      'sensitivity',
      'host',
      'circles',
      'hosting-form',
      'audiences',
      'sign-in',
      'local-accounts',
      'online-procedure',
    ].map((id) => {
      const trait = traitById.get(id)!
      const options = trait.options.flatMap((option) =>
        trait.kind === 'matrix' && option.id !== 'none'
          ? trait.columns!.map((column) => `${option.id}@${column.id}`)
          : [option.id],
      )
      const one = fc.constantFrom(...options)
      return [id, trait.kind === 'choice' ? one : fc.uniqueArray(one, { minLength: 1, maxLength: 6 })]
    }),
  ),
  { requiredKeys: [] },
) as fc.Arbitrary<Answers>

describe('hosting', () => {
  test.each([
    ['restricted', 'internal'],
    ['sensitive', 'internal'],
    ['ordinary', 'trusted'],
    ['public', 'commercial'],
  ])('%s data goes to the circle %s, by the default scale', (sensitivity, circle) => {
    const advice = host({ sensitivity })
    expect(advice.circle?.id).toBe(circle)
    expect(advice.because.map(({ source }) => source)).toEqual([hosting.source, hosting.scale.source])
  })

  test('the sensitivity unanswered is no answer: it is asked for, and no circle is named', () => {
    const advice = host({})
    expect(advice.circle).toBeNull()
    expect(advice.missing).toContain('sensitivity')
    expect(advice.sentence.fr).toContain('dites la sensibilité')
  })

  test('a described host that protects less is told; one that protects more fits', () => {
    expect(host({ sensitivity: 'sensitive', host: 'commercial-cloud' }).fit).toBe('too-weak')
    expect(host({ sensitivity: 'public', host: 'ministry' }).fit).toBe('stricter')
    expect(host({ sensitivity: 'ordinary', host: 'trusted-cloud' }).fit).toBe('fits')
    expect(host({ sensitivity: 'ordinary', host: 'undecided' })).toMatchObject({ fit: 'unknown', missing: ['host'] })
  })

  test('another scale gives another answer, and the answer says what each would have given', () => {
    const other = host({ sensitivity: 'sensitive' }, withScale('trusted-for-sensitive'))
    expect(other.circle?.id).toBe('trusted')
    const scale = host({ sensitivity: 'sensitive' }).open.find(({ id }) => id === 'scale')!
    expect(scale.others.map(({ consequence }) => consequence.en)).toEqual([
      expect.stringContaining('Here: trusted commercial cloud.'),
      expect.stringContaining('Here: trusted commercial cloud.'),
    ])
  })

  test('rule 1007 against the shared cloud is an open point of sensitive data only', () => {
    const open = (answers: Answers) => host(answers).open.map(({ id }) => id)
    expect(open({ sensitivity: 'sensitive' })).toContain('physical-separation')
    expect(open({ sensitivity: 'ordinary' })).not.toContain('physical-separation')
    expect(open({ sensitivity: 'ordinary', 'hosting-form': ['containers'] })).toContain('circle-three-machines')
  })

  test('more sensitive data never goes to a less protective circle, whatever the scale', () => {
    const rank = (id: string | undefined) => hosting.circles.findIndex((circle) => circle.id === id)
    for (const { id } of hosting.scale.options) {
      const ranks = Sensitivity.options.map((sensitivity) => rank(host({ sensitivity }, withScale(id)).circle?.id))
      expect([id, ranks]).toEqual([id, ranks.toSorted((a, b) => b - a)])
    }
  })
})

describe('sign-on', () => {
  const solutionsOf = (pair: string) => sign({ audiences: [pair] }).cells[0]!.use.map(({ id }) => id)
  test.each([
    ['ministry-agents@intranet', ['proxima', 'cheops-ng', 'passage-pp', 'passage2']],
    ['ministry-agents@rie', ['passage2']],
    ['ministry-agents@internet', ['nomadic-extranet', 'domain-sso']],
    ['state-agents@intranet', ['proconnect-rie', 'domain-sso']],
    ['state-agents@rie', ['proconnect-rie', 'domain-sso']],
    ['state-agents@internet', ['proconnect-internet', 'domain-sso']],
    ['other-public-agents@intranet', ['domain-sso']],
    ['other-public-agents@rie', ['domain-sso']],
    ['other-public-agents@internet', ['domain-sso']],
    ['unidentified-agents@intranet', ['domain-sso']],
    ['unidentified-agents@rie', ['domain-sso']],
    ['unidentified-agents@internet', ['domain-sso']],
    ['legal-persons@internet', ['legal-person-identity']],
  ])('%s: %j', (pair, solutions) => {
    expect(solutionsOf(pair)).toEqual(solutions)
  })

  test('citizens: FranceConnect for ordinary data, FranceConnect+ for sensitive data, both while it is not known', () => {
    const of = (answers: Answers) => sign({ audiences: ['citizens@internet'], ...answers })
    expect(of({ sensitivity: 'ordinary' }).required.map(({ id }) => id)).toEqual(['franceconnect'])
    expect(of({ sensitivity: 'restricted' }).required.map(({ id }) => id)).toEqual(['franceconnect-plus'])
    expect(of({}).required.map(({ id }) => id)).toEqual(['franceconnect', 'franceconnect-plus'])
    expect(of({}).missing).toContain('sensitivity')
  })

  test('a pair that the table does not foresee is told, never invented', () => {
    const advice = sign({ audiences: ['citizens@rie'] })
    expect(advice.cells[0]).toMatchObject({ use: [], target: null })
    expect(advice.sentence.en).toContain('not foreseen')
  })

  test('outsiders ask for two web sign-ons, and the answer says when one is missing', () => {
    const mixed = sign({ audiences: ['ministry-agents@intranet', 'state-agents@internet'] })
    expect(mixed.minimum).toMatchObject({ needed: 2, found: 2, met: true })
    const outsiders = sign({ audiences: ['state-agents@internet'] })
    expect(outsiders.minimum).toMatchObject({ found: 1, met: false })
    expect(outsiders.sentence.fr).toContain('Il en manque une')
    expect(sign({ audiences: ['ministry-agents@intranet'] }).minimum).toBeNull()
    const lenient: SignOnPolicy = { ...signOn, minimum: { ...signOn.minimum, chosen: 'with-ministry-agents' } }
    expect(sign({ audiences: ['state-agents@internet'] }, lenient).minimum).toBeNull()
    expect(sign({ audiences: ['state-agents@internet', 'ministry-agents@rie'] }, lenient).minimum?.met).toBe(true)
  })

  test('what the application offers already is not to be connected again', () => {
    const audiences = ['ministry-agents@intranet', 'state-agents@internet']
    const { required } = sign({ audiences })
    expect(sign({ audiences }).sentence.en).toContain(`${required.length} sign-ons to connect.`)
    const options = required.map(({ id }) => signOn.solutions.find((solution) => solution.id === id)!.signIn!)
    const all = sign({ audiences, 'sign-in': options })
    expect(all.required.every(({ declared }) => declared)).toBe(true)
    expect(all.sentence.en).toContain('Every sign-on that is needed is already offered')
    expect(all.sentence.fr).toMatch(/déjà proposées : rien à raccorder\.$/)
    // One answer may stand for several sign-ons.
    const offered = options.filter((option) => option !== options[0])
    const some = sign({ audiences, 'sign-in': offered })
    expect(some.sentence.fr).toContain(
      `${required.length - offered.length} authentifications à raccorder, en plus de ce qui est déjà proposé (${offered.length} sur ${required.length}).`,
    )
  })

  test('a directory goes to the committee; own accounts are forbidden', () => {
    const advice = sign({
      audiences: ['ministry-agents@intranet'],
      'sign-in': ['directory-ldap'],
      'local-accounts': 'yes',
    })
    expect(advice.warnings.map(({ kind }) => kind)).toEqual(['committee', 'forbidden'])
    expect(advice.required.every(({ declared }) => declared === false)).toBe(true)
  })

  test('nobody to sign in, or nobody described yet, are two different answers', () => {
    expect(sign({ audiences: ['none'] }).sentence.en).toBe('Nobody signs in: nothing to connect.')
    expect(sign({ audiences: ['none'] }).missing).toEqual([])
    expect(sign({}).missing).toContain('audiences')
  })
})

test('any description gets advice in both languages, with every solution reachable from where it is needed', () => {
  fc.assert(
    fc.property(descriptions, (answers) => {
      for (const advice of [host(answers), sign(answers)]) {
        expect(advice.sentence.fr.length * advice.sentence.en.length).toBeGreaterThan(0)
        expect(JSON.stringify(advice)).not.toContain('undefined')
        for (const trait of advice.missing) expect(traits.map(({ id }) => id)).toContain(trait)
      }
      const { cells, required } = sign(answers)
      const needed = new Set(cells.flatMap(({ use }) => use.map(({ id }) => id)))
      expect(new Set(required.map(({ id }) => id))).toEqual(needed)
      for (const { network, use } of cells)
        for (const { id } of use)
          expect(signOn.solutions.find((solution) => solution.id === id)!.networks).toContain(network.id)
    }),
    { numRuns: 300 },
  )
})

test('every answer, population and network that the policies name exists in the questions', () => {
  const known = (trait: string) => traitById.get(trait)!.options.map(({ id }) => id)
  expect(known('host')).toEqual(expect.arrayContaining(hosting.circles.flatMap(({ hosts }) => hosts)))
  expect(known('audiences')).toEqual(expect.arrayContaining(signOn.cells.map(({ population }) => population)))
  expect(known('audiences')).toEqual(expect.arrayContaining(signOn.minimum.outsiders))
  const columns = traitById.get('audiences')!.columns!.map(({ id }) => id)
  expect(columns).toEqual(expect.arrayContaining(signOn.solutions.flatMap(({ networks }) => networks)))
  expect(known('sign-in')).toEqual(expect.arrayContaining(signOn.solutions.flatMap(({ signIn }) => signIn ?? [])))
})

test('a policy whose references lead nowhere is refused, with the place', () => {
  const broken = HostingPolicy.safeParse({ ...hosting, scale: { ...hosting.scale, chosen: 'boldest' } })
  expect(broken.error?.issues[0]).toMatchObject({ path: ['scale', 'chosen'] })
  const far = SignOnPolicy.safeParse({
    ...signOn,
    solutions: signOn.solutions.map((each) => (each.id === 'passage2' ? { ...each, networks: ['intranet'] } : each)),
  })
  expect(far.error?.issues[0]?.message).toBe('passage2 cannot be reached from rie')
})
