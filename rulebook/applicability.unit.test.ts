import { type Answers, Applicability, type Bilingual, type VolumeId } from '@socle/contracts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { applicability } from './applicability.ts'
import { loadFramework } from './load.ts'
import { completeAnswers, growingAnswers, pick, smallEdition } from './testing.ts'

const framework = loadFramework()

/** An ordinary application of the ministry that touches no workstation and no AI. */
const ordinary: Answers = {
  subject: ['application'],
  owner: 'ministry',
  host: 'ministry',
  interface: ['web'],
  devices: ['none'],
  'ent-product': ['none'],
  'ai-use': ['none'],
  'ai-base-use': 'no',
}
const volumesOf = (answers: Answers) => applicability(framework, answers).volumes.map(({ id }) => id)
const reasonOf = (answers: Answers, id: VolumeId) => {
  const { volumes, excludedVolumes } = applicability(framework, answers)
  return [...volumes, ...excludedVolumes].find((volume) => volume.id === id)?.reason
}

describe('cases of the umbrella document', () => {
  const heavy = { interface: ['heavy-client'] }
  const cases: [string, Answers, VolumeId[]][] = [
    ['2.a', { architecture: 'workstation-only', ...heavy }, ['ENT']],
    ['2.b', { architecture: 'cloud-native', ...heavy }, ['ENT', 'CN']],
    ['2.b', { architecture: 'cloud-native', devices: ['developer-workstations'] }, ['ENT', 'CN']],
    ['2.b', { architecture: 'cloud-native', 'ent-product': ['published'] }, ['ENT', 'CN']],
    ['2.b', { architecture: 'cloud-native', subject: ['application', 'work-environment-product'] }, ['ENT', 'CN']],
    ['2.c', { architecture: 'legacy', ...heavy }, ['ENT', 'LEGACY']],
    ['2.d', { architecture: 'cloud-native' }, ['CN']],
    ['2.d', { architecture: 'cloud-native', devices: ['servers'] }, ['CN']],
    ['2.e', { architecture: 'legacy' }, ['LEGACY']],
  ]
  test.each(cases)('%s with %j', (id, answers, expected) => {
    const outcome = applicability(framework, { ...ordinary, ...answers })
    expect(outcome.case).toBe(id)
    const applying = outcome.volumes.map((volume) => volume.id)
    expect(applying).toEqual(expect.arrayContaining([...expected, 'GI', 'ARCHI', 'SECU', 'CHAP', 'PRES']))
    for (const theme of ['ENT', 'CN', 'LEGACY'] as const)
      if (!expected.includes(theme)) expect(applying).not.toContain(theme)
  })

  test('no case while the workstation part is unknown', () => {
    const { devices: _, ...answers } = ordinary
    expect(applicability(framework, { ...answers, architecture: 'cloud-native' }).case).toBeNull()
  })

  test('the matrix of cases and the volumes never disagree', () => {
    const themes = ['ENT', 'CN', 'LEGACY'] as const
    fc.assert(
      fc.property(growingAnswers(framework), ({ more }) => {
        const outcome = applicability(framework, more)
        const { volumes: ticked = [] } = framework.policies.volumes.cases.find(({ id }) => id === outcome.case) ?? {}
        if (outcome.case === null) return
        const applying = outcome.volumes.map(({ id }) => id)
        expect(themes.filter((id) => applying.includes(id))).toEqual(themes.filter((id) => ticked.includes(id)))
      }),
    )
  })
})

describe('scope', () => {
  const elsewhere: Answers = { ...ordinary, owner: 'other-administration', host: 'commercial-cloud' }

  test('outside, no volume applies, and each says why', () => {
    const outcome = applicability(framework, elsewhere)
    expect(outcome.volumes).toEqual([])
    expect(outcome.case).toBeNull()
    expect(outcome.requirements.some(({ applies }) => applies)).toBe(false)
    expect(outcome.excludedVolumes[0]!.reason.fr).toBe(
      'Ne s’applique pas car le ministère ne possède ni n’héberge l’application.',
    )
  })

  test('owned or hosted by the ministry is inside', () => {
    expect(volumesOf({ ...elsewhere, owner: 'ministry' })).toContain('GI')
    expect(volumesOf({ ...elsewhere, host: 'ministry' })).toContain('GI')
  })

  test('an unknown owner keeps every volume in', () => {
    const { owner: _, ...answers } = elsewhere
    expect(volumesOf(answers)).toContain('GI')
    expect(reasonOf(answers, 'GI')?.fr).toMatch(/^Retenu tant qu’il n’est pas répondu à « .*»\.$/)
  })

  test('whoever redeploys the AI base elsewhere still answers for MirAI, and for nothing else', () => {
    const redeployed = { ...elsewhere, 'ai-base-use': 'external-deployment' }
    expect(volumesOf(redeployed)).toEqual(['MIRAI'])
    expect(reasonOf(redeployed, 'MIRAI')?.fr).toMatch(/^S’applique car .*hors du ministère/)
  })
})

describe('what is described is not an application', () => {
  test.each([
    ['work-environment-product', ['PRES', 'CHAP', 'ENT', 'ARCHI', 'SECU']],
    ['device-fleet', ['PRES', 'CHAP', 'ENT', 'SECU']],
    ['derived-norm', ['PRES', 'CHAP']],
  ])('%s', (subject, expected) => {
    const { volumes } = applicability(framework, { ...ordinary, subject: [subject], architecture: 'legacy' })
    expect(volumes.map(({ id }) => id).filter((id) => id !== 'LEGACY')).toEqual(expected)
  })
})

describe('MirAI', () => {
  test.each([
    [{ 'ai-use': ['language-models'] }, true],
    [{ 'ai-use': ['agents'] }, true],
    [{ 'ai-base-use': 'joining' }, true],
    [{ subject: ['ai-base'] }, true],
    [{}, false],
  ] satisfies [Answers, boolean][])('%j', (answers, applies) => {
    expect(volumesOf({ ...ordinary, ...answers }).includes('MIRAI')).toBe(applies)
  })

  test('says in one clause why it is excluded', () => {
    expect(reasonOf(ordinary, 'MIRAI')).toEqual({
      fr: 'Ne s’applique pas car l’application n’emploie pas d’IA et ne se relie pas au socle MirAI.',
      en: 'Does not apply because the application uses no AI and has no link with the MirAI base.',
    })
  })
})

describe('reasons', () => {
  const small = loadFramework(smallEdition)
  const reason = (answers: Answers, id: string) =>
    applicability(small, answers).requirements.find((requirement) => requirement.id === id)!
  const inside = { owner: 'ministry', interface: ['web'], nature: 'old' }

  test('name the facts', () => {
    expect(reason({ ...inside, audiences: ['agents@intranet', 'citizens@internet'] }, 'GI:1')).toEqual({
      id: 'GI:1',
      applies: true,
      certain: true,
      missing: [],
      reason: {
        fr: 'S’applique car l’application sert des particuliers depuis internet.',
        en: 'Applies because the application serves citizens from the internet.',
      },
    })
  })

  test('join what was answered when it excludes', () => {
    expect(reason({ ...inside, audiences: ['agents@intranet', 'agents@internet'] }, 'GI:1').reason).toEqual({
      fr: 'Ne s’applique pas car l’application sert des agents depuis l’intranet et des agents depuis internet.',
      en: 'Does not apply because the application serves staff from the intranet and staff from the internet.',
    })
    expect(reason({ ...inside, audiences: ['none'] }, 'GI:1').reason.fr).toBe(
      'Ne s’applique pas car personne ne s’en sert.',
    )
  })

  test('name the question that is not answered', () => {
    expect(reason(inside, 'GI:1')).toEqual({
      id: 'GI:1',
      applies: true,
      certain: false,
      missing: ['audiences'],
      reason: {
        fr: 'Retenue tant qu’il n’est pas répondu à « Qui s’en sert, et d’où ».',
        en: 'Kept until this is answered: “Who uses it, and from where”.',
      },
    })
    expect(reason({}, 'MIRAI:b').missing).toEqual(['owner', 'interface', 'nature', 'audiences'])
    expect(reason({}, 'MIRAI:b').reason.en).toBe(
      'Kept until these are answered: “Who owns it”, “Which interface has it”, “Is it new” and 1 more question.',
    )
  })

  test('say so when all of a volume is concerned, or none', () => {
    expect(reason(inside, 'GI:a').reason.fr).toBe(
      'S’applique car elle vaut pour toute application que le volume « Guide » concerne.',
    )
    expect(reason(inside, 'MIRAI:b').reason.fr).toBe(
      'Ne s’applique pas car le volume « Socle » est écarté : elle n’a pas de version mobile.',
    )
  })

  const oneSentence = ({ fr, en }: Bilingual) => {
    expect(fr).toMatch(
      /^(S’applique car|Ne s’applique pas car|Retenue? tant qu’il n’est pas répondu à) [^\n]+[^.\s]\.$/,
    )
    expect(en).toMatch(
      /^(Applies because|Does not apply because|Kept until (this is|these are) answered:) [^\n]+[^.\s]\.$/,
    )
    for (const text of [fr, en]) {
      expect(text).not.toMatch(/[.?!] \p{Lu}|\s{2}|undefined|\?|,,| ,/u)
      expect(text.length).toBeLessThan(500)
    }
  }

  test('are one sentence in both languages, whatever the description', () => {
    fc.assert(
      fc.property(growingAnswers(framework), ({ more }) => {
        const { volumes, excludedVolumes, requirements } = applicability(framework, more)
        for (const { reason } of [...volumes, ...excludedVolumes, ...requirements]) oneSentence(reason)
      }),
      { numRuns: 60 },
    )
  })
})

describe('for every description', () => {
  const runs = { numRuns: 60 }

  test('the outcome speaks of every requirement and every volume once, and honours its contract', () => {
    fc.assert(
      fc.property(growingAnswers(framework), ({ fewer }) => {
        const outcome = applicability(framework, fewer)
        expect(Applicability.parse(outcome)).toEqual(outcome)
        expect(outcome.requirements.map(({ id }) => id)).toEqual(framework.requirements.map(({ id }) => id))
        expect(outcome.volumes.length + outcome.excludedVolumes.length).toBe(framework.volumes.length)
      }),
      runs,
    )
  })

  test('what is certain stays so when more is answered, and silence excludes nothing', () => {
    fc.assert(
      fc.property(growingAnswers(framework), ({ fewer, more }) => {
        const after = applicability(framework, more).requirements
        applicability(framework, fewer).requirements.forEach(({ id, applies, certain }, index) => {
          if (!applies) expect(certain, id).toBe(true)
          if (certain) expect(after[index], id).toMatchObject({ applies, certain: true })
        })
      }),
      runs,
    )
  })

  test('a volume excluded stays excluded when more is answered', () => {
    fc.assert(
      fc.property(growingAnswers(framework), ({ fewer, more }) => {
        const after = volumesOf(more)
        for (const { id } of applicability(framework, fewer).excludedVolumes) expect(after).not.toContain(id)
      }),
      runs,
    )
  })

  test('a complete description leaves nothing uncertain', () => {
    fc.assert(
      fc.property(completeAnswers(framework), (answers) => {
        for (const { id, certain, missing } of applicability(framework, answers).requirements)
          expect({ certain, missing }, id).toEqual({ certain: true, missing: [] })
      }),
      runs,
    )
  })

  test('a question that nothing waits for changes nothing, whatever its answer', () => {
    fc.assert(
      fc.property(growingAnswers(framework), ({ fewer, more }) => {
        const before = applicability(framework, fewer).requirements
        const waitedFor = new Set(before.flatMap(({ missing }) => missing))
        const silent = Object.keys(more).filter((trait) => !(trait in fewer) && !waitedFor.has(trait))
        const after = applicability(framework, pick(more, [...Object.keys(fewer), ...silent])).requirements
        expect(after.map(({ id, applies }) => `${id} ${applies}`)).toEqual(
          before.map(({ id, applies }) => `${id} ${applies}`),
        )
      }),
      runs,
    )
  })

  test('answering what is missing is enough to be certain', () => {
    fc.assert(
      fc.property(completeAnswers(framework), fc.nat(), fc.nat(), (all, skip, which) => {
        const known = pick(
          all,
          Object.keys(all).filter((_, index) => (index + skip) % 3 !== 0),
        )
        const open = applicability(framework, known).requirements.filter(({ certain }) => !certain)
        const one = open[which % Math.max(1, open.length)]
        if (!one) return
        for (const trait of one.missing) expect(known).not.toHaveProperty(trait)
        const answered = pick(all, [...Object.keys(known), ...one.missing])
        const after = applicability(framework, answered).requirements.find(({ id }) => id === one.id)
        expect(after?.certain, one.id).toBe(true)
      }),
      runs,
    )
  })
})
