import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { detect } from '../detect.ts'
import { type PiiType, piiTypes, type Span } from '../span.ts'
import { contentOf, protectJson, restoreJson } from './json-texts.ts'
import { restoreStream } from './restore-stream.ts'
import { restoreText } from './restore-text.ts'
import { createVault, DetectionFailed, protect, restore, type Vault, type VaultTable } from './vault.ts'

/** Finds the given words wherever they stand: an honest detector for texts made here. */
const words =
  (known: Record<string, PiiType>) =>
  (text: string): Span[] => {
    const spans = Object.entries(known).flatMap(([word, type]) => {
      const found: Span[] = []
      for (let at = text.indexOf(word); at !== -1 && word !== ''; at = text.indexOf(word, at + word.length))
        found.push({ start: at, end: at + word.length, type })
      return found
    })
    const sorted = spans.sort((a, b) => a.start - b.start || b.end - a.end)
    return sorted.filter((span, index) => !sorted.slice(0, index).some((before) => before.end > span.start))
  }
const steady =
  (seed = 1) =>
  () => {
    seed = (seed * 48_271) % 2_147_483_647
    return seed / 2_147_483_647
  }
const vaultFor = (known: Record<string, PiiType>) => createVault({ detect: words(known), random: steady() })
const tokenOf = (vault: Vault, value: string) => vault.protect(value)

describe('restore(protect(x)) = x', () => {
  const reversible = piiTypes.filter((type) => type !== 'SECRET' && type !== 'URL_CREDENTIALS')
  const piece = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.constantFrom(
      '[',
      ']',
      '\\',
      '_',
      '**',
      '[PERSONNE_1',
      '[PERSONNE_1F_bcd]',
      'PERSONNE_1_',
      '[SECRET]',
      "d'",
      '\\]',
      '\\[',
    ),
  )
  test('for any text, any spans, over the turns of a conversation', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.array(
            fc.tuple(
              piece,
              fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }),
              fc.constantFrom(...reversible),
            ),
            { maxLength: 6 },
          ),
          { minLength: 1, maxLength: 4 },
        ),
        fc.integer({ min: 1, max: 1e9 }),
        (turns, seed) => {
          let spans: Span[] = []
          const vault = createVault({ detect: () => spans, random: steady(seed) })
          const said: [string, string][] = []
          for (const turn of turns) {
            spans = []
            let text = ''
            for (const [before, value, type] of turn) {
              text += before
              spans.push({ start: text.length, end: text.length + value.length, type })
              text += value
            }
            said.push([text, vault.protect(text)])
          }
          for (const [text, hidden] of said) expect(vault.restore(hidden)).toBe(text)
        },
      ),
      { numRuns: 3000 },
    )
  })
  test('and a text that quotes a placeholder of an earlier turn keeps it', () => {
    const vault = vaultFor({ Dupont: 'PERSON' })
    const token = tokenOf(vault, 'Dupont')
    const quoted = `Pourquoi écrivez-vous ${token} ?`
    const hidden = vault.protect(quoted)
    expect(hidden).not.toContain(token)
    expect(vault.restore(hidden)).toBe(quoted)
  })
  test('secrets are masked for good', () => {
    const vault = vaultFor({ 'sk-12345': 'SECRET' })
    expect(vault.protect('clé sk-12345')).toBe('clé [SECRET]')
    expect(vault.restore(vault.protect('clé sk-12345'))).toBe('clé [SECRET]')
    expect(vault.restores).toBe(false)
  })
  test('secrets are masked for good, whatever the policy says of everything', () => {
    const detect = words({ 'sk-12345': 'SECRET', 'ftp://a:b@c': 'URL_CREDENTIALS', Durand: 'PERSON' })
    const vault = createVault({ detect, random: steady(), treat: () => 'pseudonymise' })
    const hidden = vault.protect('Durand, sk-12345, ftp://a:b@c')
    expect(vault.restore(hidden)).toBe('Durand, [SECRET], [ACCES]')
  })
  test('real detection, real texts', () => {
    const text =
      'Mme Hélène Durand (h.durand@example.fr, 06 12 34 56 78) a vu M. DUPONT Jean, 12 rue de la Paix, 75002 Paris.'
    const vault = createVault({ detect })
    const hidden = vault.protect(text)
    for (const value of ['Durand', 'h.durand', '06 12', 'DUPONT', 'rue de la Paix']) expect(hidden).not.toContain(value)
    expect(vault.restore(hidden)).toBe(text)
  })
})

describe('one value, one placeholder', () => {
  const people = vaultFor({
    'Jean Dupont': 'PERSON',
    'DUPONT Jean': 'PERSON',
    Dupont: 'PERSON',
    'Marie Dupont': 'PERSON',
    'Paul Martin': 'PERSON',
  })
  const number = (text: string) => /_(\d+)/.exec(people.protect(text))?.[1]
  test('order, case and first name link a person; another first name does not', () => {
    expect(number('M. Jean Dupont')).toBe('1')
    expect(number('DUPONT Jean')).toBe('1')
    expect(number('Dupont')).toBe('1')
    expect(number('Paul Martin')).toBe('2')
    expect(number('Marie Dupont')).toBe('3')
  })
  test('in any script: letters without case or Latin form tell people apart too', () => {
    const vault = vaultFor({
      'Иван Петров': 'PERSON',
      'ПЕТРОВ Иван': 'PERSON',
      'Ольга Ким': 'PERSON',
      'Łucja Żak': 'PERSON',
    })
    const numbers = ['Иван Петров', 'Ольга Ким', 'Łucja Żak', 'ПЕТРОВ Иван'].map(
      (name) => /_(\d+)/.exec(vault.protect(name))?.[1],
    )
    expect(numbers).toEqual(['1', '2', '3', '1'])
  })
  test('typed in small letters or in capitals, by real detection, it is the same person, and each writing comes back', () => {
    const vault = createVault({ detect, random: steady() })
    const said = [
      'Mme Annick Le Goff attend',
      'MME LE GOFF ATTEND TOUJOURS SON ATTESTATION',
      'mme le goff a rappelé ce matin',
    ]
    const hidden = said.map((text) => vault.protect(text))
    expect(new Set(hidden.map((text) => /PERSONNE_(\d+)/.exec(text)?.[1]))).toEqual(new Set(['1']))
    expect(hidden.map((text) => vault.restore(text))).toEqual(said)
  })
  test('a title gives the gender, for French agreement', () => {
    const vault = vaultFor({ Durand: 'PERSON', Martin: 'PERSON' })
    expect(vault.protect('Mme Durand et M. Martin')).toMatch(/^Mme \[PERSONNE_1F_\w{3}\] et M\. \[PERSONNE_2M_\w{3}\]$/)
  })
  const byRealDetection = (...said: readonly string[]) => {
    const vault = createVault({ detect, random: steady() })
    return said.flatMap((text) =>
      [...vault.protect(text).matchAll(/PERSONNE_(\d+)[a-eg-ln-z]*([FM]?)_/g)].map(
        ([, number, gender]) => `${number}${gender}`,
      ),
    )
  }
  test.each([
    [['Mme Dupont et M. Dupont ont signé le bail.'], ['1F', '2M']],
    [
      ['M. Dupont est venu.', 'Mme Dupont est venue.', 'M. Dupont est reparti.'],
      ['1M', '2F', '1M'],
    ],
    [
      ['Mr. Smith wrote to Mrs. Smith and to Ms. Jane Smith.', 'John Smith answered.'],
      ['1M', '2F', '2F', '1M'],
    ],
    [
      ['Mme Claire Petit et M. Marc Petit habitent Lyon.', 'M. Petit est parti.', 'Mme Petit est venue.'],
      ['1F', '2M', '2M', '1F'],
    ],
    [
      ['Jean Dupont et Marie Dupont sont venus.', 'Mme Dupont a signé.'],
      ['1M', '2F', '2F'],
    ],
  ])('who bears one name and another title is another person: %s', (said, expected) =>
    expect(byRealDetection(...said)).toEqual(expected),
  )
  test('a surname, a first name, then both: the person is whoever bears the surname', () =>
    expect(byRealDetection('Nom : Dupontel', 'Prénom : Jean', 'M. Jean Dupontel a signé.')).toEqual(['1', '2', '1M']))
  test.each([
    ['Jean Dupontel', 'J. Dupontel'],
    ['J. Dupontel', 'Jean Dupontel'],
    ['J. Dupontel', 'Dupontel'],
  ])('%s, then %s: one person, whichever comes first', (first, second) => {
    const vault = vaultFor({ [first]: 'PERSON', [second]: 'PERSON' })
    expect([first, second].map((name) => /_(\d+)/.exec(vault.protect(name))?.[1])).toEqual(['1', '1'])
  })
  test('husband and wife named together are no woman', () =>
    expect(byRealDetection('M. et Mme Dupont demandent un permis.')).toEqual(['1']))
  test.each([
    ['Camille Leroy, née le 1 mars 1980, attend. Mme Camille Leroy a signé.', ['1F', '1F']],
    ['Camille Leroy, né le 1 mars 1980, attend.', ['1M']],
    ['J. Dupont a écrit. M. J. Dupont a signé.', ['1M', '1M']],
  ])('what a text says later of a person counts from the first mention on: %s', (text, expected) =>
    expect(byRealDetection(text)).toEqual(expected),
  )
  test('a text that is sent again becomes the same, whatever was learnt since; a kept table knows it too', () => {
    const said = [
      'J. Dupont a écrit.',
      'M. J. Dupont et Mme Dupont ont signé.',
      'Dupont est venu.',
      'Mme Claire Petit.',
    ]
    const vault = createVault({ detect, random: steady() })
    const sent = said.map((text) => vault.protect(text))
    expect(said.map((text) => vault.protect(text))).toEqual(sent)
    const from = JSON.parse(JSON.stringify(vault.table())) as ReturnType<Vault['table']>
    const next = createVault({ detect, from })
    expect(said.map((text) => next.protect(text))).toEqual(sent)
    expect(sent.map((text) => next.restore(text))).toEqual(said)
  })
  test.each<[PiiType, readonly string[]]>([
    ['PHONE_FR', ['06 12 34 56 78', '+33 6 12 34 56 78', '0033612345678', '+33 (0)6.12.34.56.78']],
    ['PHONE_FR', ['0639 44 12 80', '+262 639 44 12 80', '0639%2044%2012%2080']],
    ['EMAIL', ['jean.dupontel@x.fr', 'jean.dupontel%40x.fr', 'Jean.Dupontel&#64;x.fr']],
    ['BIRTH_DATE', ['12/03/1970', '12 mars 1970', '1970-03-12', '12.3.1970', '12 March 1970']],
  ])('%s %s: one value, however it is written', (type, writings) => {
    const vault = vaultFor(Object.fromEntries(writings.map((writing) => [writing, type])))
    const hidden = writings.map((writing) => vault.protect(writing))
    expect(new Set(hidden.map((text) => /_(\d+)/.exec(text)?.[1]))).toEqual(new Set(['1']))
    expect(hidden.map((text) => vault.restore(text))).toEqual(writings)
    expect(vault.counts()).toEqual({ [type]: 1 })
  })
  test('what two readings of a name find in part is hidden whole', () => {
    const vault = vaultFor({ 'Jean Dup': 'PERSON', 'Dupontel Paul': 'PERSON' })
    const hidden = vault.protect('Jean_Dupontel_Paul', ['Jean Dup_ontel_Paul'.replace('_', ''), 'Jean_Dupontel Paul'])
    expect(hidden).toMatch(/^\[PERSONNE_1M?_\w{3}\]$/)
    expect(vault.restore(hidden)).toBe('Jean_Dupontel_Paul')
  })
  test('two conversations share nothing', () => {
    const [one, two] = [
      createVault({ detect: words({ Dupont: 'PERSON' }), random: steady(1) }),
      createVault({ detect: words({ Martin: 'PERSON' }), random: steady(2) }),
    ]
    const token = one.protect('Dupont')
    two.protect('Martin')
    expect(two.restore(token)).toBe(token)
  })
})

describe('a model that rewrites placeholders', () => {
  const vault = createVault({ detect: words({ Durand: 'PERSON', Petit: 'PERSON' }), random: steady() })
  const token = vault.protect('Mme Durand').slice(4)
  const [, label, mark] = /\[(.*)_(\w+)\]/.exec(token)!
  test.each([
    [token.toLowerCase(), 'Durand'],
    [`**${token}**`, '**Durand**'],
    [token.replaceAll('_', '\\_').replace('[', '\\[').replace(']', '\\]'), 'Durand'],
    [`${label}_${mark}`, 'Durand'],
    [`${label!.replace('_', ' ')} ${mark}`, 'Durand'],
    [`d’${token}`, 'd’Durand'],
    [`les ${token}s`, 'les Durands'],
    [token.replace('PERSONNE', 'PERSONNES'), 'Durand'],
    [token.replace('PERSONNE', 'Personné'), 'Durand'],
    [token.replace('PERSONNE', 'PERSON'), 'Durand'],
    [token.replace('_1F_', '_1 F_'), 'Durand'],
    [token.replaceAll('_', '_ '), 'Durand'],
    [token.replace('_1F_', '_**1F**_'), 'Durand'],
    [token.replace('[', '[ ').replace(']', ' ]'), 'Durand'],
    [token.replace('[', '[**').replace(']', '**]'), 'Durand'],
    [token.replace('[', '&#91;').replace(']', '&#93;'), 'Durand'],
    [`https://x.fr/?q=${encodeURIComponent(token)}&p=1`, 'https://x.fr/?q=Durand&p=1'],
    [`x%5B${label}_${mark}%5D y`, 'xDurand y'],
  ] as const)('%s → %s', (written, restored) => {
    expect(vault.restore(written)).toBe(restored)
    for (let cut = 0; cut <= written.length; cut++) {
      const restorer = restoreText(vault)
      expect(restorer.push(written.slice(0, cut)) + restorer.push(written.slice(cut)) + restorer.end()).toBe(restored)
    }
    const byLetter = restoreText(vault)
    expect([...written].map((letter) => byLetter.push(letter)).join('') + byLetter.end()).toBe(restored)
  })
  test('in an address, the value is written as addresses are', () => {
    const other = createVault({ detect: words({ 'Hélène Durand': 'PERSON' }), random: steady() })
    const own = other.protect('Hélène Durand')
    expect(other.restore(`https://x.fr/?q=${encodeURIComponent(own)}`)).toBe(
      'https://x.fr/?q=H%C3%A9l%C3%A8ne%20Durand',
    )
  })
  const pieces = [
    token,
    token.slice(0, 9),
    label!,
    mark!,
    '[',
    '\\[',
    '\\',
    ']',
    '%5B',
    '%5D',
    '&#91;',
    '**',
    ' ',
    '_',
    'x',
    'é',
    '1',
    '👋',
  ]
  test('the same wherever the pieces are cut, whatever the model wrote', () =>
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 12 }), fc.func(fc.boolean()), (said, cutsAt) => {
        const text = said.join('')
        const restorer = restoreText(vault)
        let out = ''
        let piece = ''
        for (const [place, unit] of text.split('').entries()) {
          piece += unit
          if (!cutsAt(place)) continue
          out += restorer.push(piece)
          piece = ''
        }
        expect(out + restorer.push(piece) + restorer.end()).toBe(vault.restore(text))
      }),
      { numRuns: 3000 },
    ))
  test.each([`[PERSONNE_10F_${mark}]`, `[PERSONNE_1F_zzz]`, `[PERSONNE_1F]`, `X${label}_${mark}`])(
    '%s was never issued, and stays, in one piece or letter by letter',
    (written) => {
      expect(vault.restore(written)).toBe(written)
      const restorer = restoreText(vault)
      expect([...written].map((letter) => restorer.push(letter)).join('') + restorer.end()).toBe(written)
    },
  )
  test('what is given back is not looked at again', () => {
    const looping = createVault({ detect: words({ [`A ${token}`]: 'PERSON' }), random: steady() })
    const hidden = looping.protect(`A ${token}`)
    expect(looping.restore(hidden)).toBe(`A ${token}`)
  })
})

describe('what goes wrong closes the call and says nothing', () => {
  test('a detector that fails', () => {
    const vault = createVault({
      detect: () => {
        throw new Error('Durand')
      },
    })
    expect(() => vault.protect('Mme Durand')).toThrow(DetectionFailed)
    expect(() => vault.protect('Mme Durand')).toThrow(/^personal data could not be detected$/)
  })
  test('a vault shows counts, never values', () => {
    const vault = vaultFor({ Durand: 'PERSON', 'a@b.fr': 'EMAIL', 'c@d.fr': 'EMAIL', 'sk-1': 'SECRET' })
    vault.protect('Durand a@b.fr c@d.fr a@b.fr sk-1')
    expect(vault.counts()).toEqual({ PERSON: 1, EMAIL: 2, SECRET: 1 })
    expect(JSON.stringify(vault)).not.toContain('Durand')
  })
})

describe('requests and answers', () => {
  const known = { 'Jean "Jo" Dupont': 'PERSON', 'a@b.fr': 'EMAIL' } as const
  test('the members of what a tool is told may say who somebody is; two writings of one person are two entries', () => {
    const vault = createVault({ detect, random: steady() })
    const told = { ages: { 'Mme Odile Castel': 41, 'jean.castel@exemple.fr': 39, total: 2 }, 'Odile Castel': [1] }
    const request = (given: unknown) => ({
      messages: [
        { role: 'assistant', tool_calls: [{ function: { name: 'f', arguments: JSON.stringify(given) } }] },
        { role: 'assistant', content: [{ type: 'tool_use', id: 't1', name: 'f', input: given }] },
      ],
    })
    const hidden = protectJson(vault, request(told))
    expect(JSON.stringify(hidden)).not.toMatch(/Castel/i)
    expect(JSON.stringify(hidden)).toContain('total')
    expect(contentOf(request(told)).texts).toContain('jean.castel@exemple.fr')
    const answer = { content: (hidden.messages[1] as unknown as { content: unknown[] }).content }
    expect(restoreJson(vault, answer)).toEqual({ content: request(told).messages[1]!.content })
    const twice = protectJson(vault, { metadata: { 'M. Paul Ogier': 1, 'Paul OGIER': 2 } })
    expect(Object.keys(twice.metadata)).toHaveLength(2)
    expect(JSON.stringify(twice)).not.toMatch(/Ogier/i)
  })

  test('texts, tool results, arguments and documents are protected; names, ids and images are not', () => {
    const vault = vaultFor(known)
    const request = {
      model: 'a@b.fr',
      messages: [
        { role: 'system', content: 'Aide a@b.fr' },
        {
          role: 'user',
          content: [
            { type: 'text', text: 'de a@b.fr' },
            { type: 'image_url', image_url: { url: 'data:image/png;base64,a@b.fr' } },
          ],
        },
        {
          role: 'assistant',
          content: null,
          tool_calls: [
            { id: 'a@b.fr', function: { name: 'f', arguments: JSON.stringify({ who: 'Jean "Jo" Dupont' }) } },
          ],
        },
        { role: 'tool', tool_call_id: 'x', content: 'a@b.fr' },
        { role: 'user', content: [{ type: 'document', source: { type: 'text', data: 'lettre de a@b.fr' } }] },
      ],
      temperature: 0.5,
    }
    const hidden = protectJson(vault, request)
    expect(JSON.stringify(hidden.messages)).not.toMatch(/(?<!base64,|"id":")a@b\.fr|Dupont/)
    expect(hidden.model).toBe('a@b.fr')
    const call = (hidden.messages[2] as { tool_calls: { function: { arguments: string } }[] }).tool_calls[0]!.function
    expect(JSON.parse(call.arguments)).toEqual({ who: expect.stringMatching(/^\[PERSONNE_1M_/) as string })
    expect(restoreJson(vault, hidden)).toEqual(request)
  })
  test('what a tool is told is looked through whatever its names; so are names of people who speak or ask', () => {
    const vault = vaultFor({ Petit: 'PERSON', 'a@b.fr': 'EMAIL' })
    const told = { name: 'Petit', user: 'a@b.fr', status: 'Petit', id: 'a@b.fr' }
    const request = {
      user: 'a@b.fr',
      safety_identifier: 'a@b.fr',
      metadata: { name: 'Petit' },
      messages: [
        { role: 'user', name: 'Petit', content: 'oui' },
        { role: 'assistant', tool_calls: [{ function: { name: 'f', arguments: JSON.stringify(told) } }] },
        { role: 'assistant', content: [{ type: 'tool_use', name: 'f', input: told }] },
      ],
      documents: [told],
    }
    const hidden = protectJson(vault, request)
    expect(JSON.stringify(hidden)).not.toMatch(/Petit|a@b\.fr/)
    expect(hidden.messages[2]).toMatchObject({ content: [{ type: 'tool_use', name: 'f' }] })
    expect(restoreJson(vault, hidden)).toEqual(request)
  })
  const encoded =
    'https://u:p%40@img.gouv.fr/dossiers/Mme%20Claudine%20PLANTEVAULT.jpg?mail=a%40b.fr&l=%E9&m=a+b%2Fc#Petit'
  test.each([
    ['chat', { type: 'image_url', image_url: { url: encoded } }],
    ['Responses', { type: 'input_image', image_url: encoded }],
    ['a file of Responses', { type: 'input_file', file_url: encoded }],
    ['Messages', { type: 'image', source: { type: 'url', url: encoded } }],
  ])('words that the address of a picture writes in numbers are seen, and the address stays one: %s', (_, part) => {
    const vault = vaultFor({ 'Claudine PLANTEVAULT': 'PERSON', 'a@b.fr': 'EMAIL', Petit: 'PERSON' })
    const request = { messages: [{ role: 'user', content: [part] }] }
    const seen = contentOf(request).texts
    for (const text of ['Mme Claudine PLANTEVAULT.jpg', 'mail=a@b.fr']) expect(seen).toContain(text)
    const hidden = JSON.stringify(protectJson(vault, request))
    expect(hidden).not.toMatch(/PLANTEVAULT|b\.fr|Petit/)
    const address = new URL(/https:[^"]*/.exec(hidden)![0])
    expect(address.host).toBe('img.gouv.fr')
    expect(decodeURIComponent(address.pathname)).toMatch(/^\/dossiers\/Mme \[PERSONNE_1F_[a-z]{3}\]\.jpg$/)
    expect(address.search).toMatch(/^\?mail=%5BCOURRIEL_1_[a-z]{3}%5D&l=%E9&m=a\+b%2Fc$/)
  })
  test('an address in which nothing is hidden leaves as it was written', () => {
    const request = { content: [{ image_url: { url: 'https://img.gouv.fr/a%20b/%2f?x=1+2%' } }] }
    expect(protectJson(vaultFor({ Petit: 'PERSON' }), request)).toBe(request)
  })
  test.each([{ input: [1, 2] }, { input: [[1, 2], [3]] }])(
    'words sent as numbers cannot be looked through: %j',
    (request) => expect(contentOf(request).unreadable).not.toEqual([]),
  )
  test('what begins in one part of a message and ends in the next is one value, and leaves in none', () => {
    const vault = createVault({ random: steady() })
    const parts = ['Je suis M. Jean ', 'Dupontel, mon mail : jean.dupontel', '@interieur.gouv.fr', '. Merci.']
    const request = { messages: [{ role: 'user', content: parts.map((text) => ({ type: 'text', text })) }] }
    const sent = protectJson(vault, request).messages[0]!.content.map(({ text }) => text)
    expect(sent).toEqual([
      expect.stringMatching(/^Je suis M\. \[PERSONNE_1M_\w+\]$/),
      expect.stringMatching(/^, mon mail : \[COURRIEL_1_\w+\]$/),
      ' ',
      '. Merci.',
    ])
    expect(vault.restore(sent.join(''))).toBe(parts.join('').replace('fr.', 'fr .'))
    expect(contentOf(request).texts.flatMap((text) => detect(text).map(({ type }) => type))).toContain('EMAIL')
  })
  test('by the names of the library: protect and restore with one context', () => {
    const context = createVault()
    const hidden = protect('Mme Hélène Durand, 06 12 34 56 78', context)
    expect(hidden).toMatch(/^Mme \[PERSONNE_1F_\w+\], \[TELEPHONE_1_\w+\]$/)
    expect(restore(hidden, context)).toBe('Mme Hélène Durand, 06 12 34 56 78')
  })
  test('numbers that are no words hide nothing', () => {
    const told = { messages: [{ content: [{ type: 'tool_use', input: { input: [1, 2] } }] }], dimensions: [3] }
    expect(contentOf(told).unreadable).toEqual([])
  })
  const numbers = {
    nir: 184057511402349,
    siret: 73282932000074,
    tel: 33612345678,
    mobile: 612345678,
    carte: [4970100000000055],
  }
  const toldNumbers = {
    'arguments of a tool': { arguments: JSON.stringify(numbers) },
    'arguments as an object': { arguments: numbers },
    'JSON in the arguments': { arguments: JSON.stringify({ inner: JSON.stringify(numbers) }) },
    'input of a tool': { content: [{ type: 'tool_use', id: 't', name: 'x', input: numbers }] },
    'a document': { documents: [{ text: 'd', ...numbers }] },
    metadata: { metadata: numbers },
  }
  const digits = /184057511402349|73282932000074|612345678|4970100000000055/
  const real = () => createVault({ random: steady() })
  test.each(Object.entries(toldNumbers))(
    'numbers that are personal data, and come back as numbers: %s',
    (_, request) => {
      const types = contentOf(request).texts.flatMap((text) => detect(text).map(({ type }) => type))
      for (const type of ['NIR', 'SIRET', 'PHONE_FR', 'BANK_CARD']) expect(types).toContain(type)
      const vault = real()
      const hidden = protectJson(vault, request)
      expect(JSON.stringify(hidden)).not.toMatch(digits)
      expect(JSON.stringify(hidden)).toMatch(/\[SIRET_1_\w+\]/)
      expect(restoreJson(vault, hidden)).toEqual(request)
    },
  )
  test.each([
    { ctx: numbers },
    { tools: [{ parameters: { properties: { n: { enum: Object.values(numbers).flat() } } } }] },
  ])('numbers in fields that no dialect knows leave in none: %j', (request) =>
    expect(JSON.stringify(protectJson(real(), request))).not.toMatch(/184057511402349|73282932000074|4970100000000055/),
  )
  test('a number and the same figures in a text each come back as what they were; a kept table knows it', () => {
    const told = { arguments: JSON.stringify({ a: 184057511402349, b: '184057511402349', c: 'le 184057511402349' }) }
    const vault = real()
    const hidden = protectJson(vault, told)
    expect(hidden.arguments).not.toMatch(digits)
    expect(restoreJson(vault, hidden)).toEqual(told)
    const later = createVault({ from: JSON.parse(JSON.stringify(vault.table())) as VaultTable })
    expect(restoreJson(later, hidden)).toEqual(told)
    expect(protectJson(later, told)).toEqual(hidden)
  })
  test('what a model says of a number in words is words', () => {
    const vault = real()
    const { metadata } = protectJson(vault, { metadata: { nir: 184057511402349 } })
    expect(restoreJson(vault, { content: metadata.nir })).toEqual({ content: '184057511402349' })
  })
  test('numbers that set how a model works stay numbers, and so do those of no person', () => {
    const request = {
      seed: 732829320,
      max_tokens: 100_000_000,
      metadata: { at: 1733072071000, price: 12.5, most: 9007199254740991 },
    }
    expect(protectJson(real(), request)).toBe(request)
  })
  test('restore(protect(x)) = x for any JSON that a tool is told', () => {
    const number = fc.oneof(
      fc.constantFrom(...Object.values(numbers).flat()),
      fc.double({ noNaN: true }),
      fc.maxSafeInteger(),
    )
    const leaf = fc.oneof(number, number.map(String), fc.string(), fc.boolean(), fc.constant(null))
    const name = fc.constantFrom('nir', 'tel', 'x', 'seed', 'id', 'enum')
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        leaf,
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(name, tie('value')),
      ),
    }))
    fc.assert(
      fc.property(value, (json) => {
        const told = JSON.parse(
          JSON.stringify({ arguments: json, metadata: { text: JSON.stringify({ json }) } }),
        ) as object
        const vault = createVault({
          treat: (type) => (type === 'SECRET' || type === 'URL_CREDENTIALS' ? 'allow' : 'pseudonymise'),
        })
        expect(restoreJson(vault, protectJson(vault, told))).toEqual(told)
      }),
      { numRuns: 300 },
    )
  })
  test('nothing found: the very same object, so that bytes can pass on', () => {
    const request = { messages: [{ role: 'user', content: 'bonjour' }] }
    expect(protectJson(vaultFor(known), request)).toBe(request)
  })
})

describe('streams', () => {
  const value = 'Jean "Jo" Dupont\n'
  const make = () => {
    const vault = vaultFor({ [value]: 'PERSON', Petit: 'PERSON' })
    return { vault, token: tokenOf(vault, value), petit: tokenOf(vault, 'Petit') }
  }
  const run = (vault: Vault, pieces: readonly Uint8Array[]) => {
    const restorer = restoreStream(vault)
    return Buffer.concat([...pieces.map((piece) => restorer.push(piece)), restorer.end()]).toString()
  }
  const sse = (events: readonly (object | string)[], newline = '\n') =>
    Buffer.from(
      events
        .map(
          (event) =>
            (typeof event === 'string'
              ? event
              : `${'type' in event ? `event: ${String(event.type)}\n` : ''}data: ${JSON.stringify(event)}`) + '\n\n',
        )
        .join('')
        .replaceAll('\n', newline),
    )
  const objectsOf = (text: string) =>
    text
      .split('\n')
      .filter((line) => line.startsWith('data: {'))
      .map((line) => JSON.parse(line.slice(6)) as Record<string, unknown>)
  const pieces = (text: string, size: number) => text.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? []

  const chat = (token: string, petit: string) => [
    { choices: [{ index: 0, delta: { role: 'assistant', content: '' } }] },
    ': keep-alive',
    ...pieces(`Bonjour ${token} é**${petit}**, et [PERSONNE_9_zzz] !`, 5).map((content) => ({
      choices: [
        { index: 0, delta: { content }, logprobs: { content: [] } },
        { index: 1, delta: { content: content.toUpperCase() } },
      ],
    })),
    ...pieces(JSON.stringify({ qui: token, note: '\u003c' }), 4).map((part) => ({
      choices: [{ index: 0, delta: { tool_calls: [{ index: 0, function: { arguments: part } }] } }],
    })),
    {
      choices: [
        { index: 0, delta: {}, finish_reason: 'stop' },
        { index: 1, delta: {}, finish_reason: 'stop' },
      ],
    },
    { choices: [], usage: { total_tokens: 3 } },
    'data: [DONE]',
  ]
  const saidIn = (text: string, index: number) =>
    objectsOf(text)
      .flatMap(({ choices }) =>
        (choices as { index: number; delta: { content?: string } }[])
          .filter((choice) => choice.index === index)
          .map(({ delta }) => delta.content ?? ''),
      )
      .join('')

  test('chat: texts, choices and tool arguments are given back, each in its lane', () => {
    const { vault, token, petit } = make()
    const out = run(vault, [sse(chat(token, petit))])
    expect(saidIn(out, 0)).toBe(`Bonjour ${value} é**Petit**, et [PERSONNE_9_zzz] !`)
    expect(saidIn(out, 1)).toBe(`BONJOUR ${value} É**Petit**, ET [PERSONNE_9_ZZZ] !`)
    const args = objectsOf(out)
      .flatMap(({ choices }) =>
        (choices as { delta: { tool_calls?: { function: { arguments: string } }[] } }[]).flatMap(
          ({ delta }) => delta.tool_calls?.map((call) => call.function.arguments) ?? [],
        ),
      )
      .join('')
    expect(JSON.parse(args)).toEqual({ qui: value, note: '\u003c' })
    expect(out).toContain(': keep-alive')
    expect(out).toContain('"usage":{"total_tokens":3}')
    expect(out.trimEnd().endsWith('data: [DONE]')).toBe(true)
  })

  test.each(['\n', '\r\n'])('the same bytes for every place where the stream may be cut (%j)', (newline) => {
    const { vault, token, petit } = make()
    const bytes = sse(chat(token, petit), newline)
    const whole = run(vault, [bytes])
    for (let cut = 1; cut < bytes.length; cut++)
      expect(run(vault, [bytes.subarray(0, cut), bytes.subarray(cut)])).toBe(whole)
    expect(
      run(
        vault,
        [...bytes].map((byte) => Buffer.of(byte)),
      ),
    ).toBe(whole)
  })

  test('nothing waits that is not the beginning of an issued placeholder', () => {
    const { vault, token } = make()
    const restorer = restoreText(vault)
    expect(restorer.push('Bonjour [ami], dossier PER')).toBe('Bonjour [ami], dossier ')
    expect(restorer.push('du, ')).toBe('PERdu, ')
    expect(restorer.push(token.slice(0, 4))).toBe('')
    expect(restorer.push(token.slice(4, -1))).toBe('')
    expect(restorer.push(token.slice(-1))).toBe(value)
  })

  test('a stream that ends inside a placeholder gives no part of the value', () => {
    const { vault, token } = make()
    const out = run(vault, [sse([{ choices: [{ index: 0, delta: { content: `Voici ${token.slice(0, -3)}` } }] }])])
    expect(saidIn(out, 0)).toBe(`Voici ${token.slice(0, -3)}`)
    for (const part of ['Jean', 'Jo', 'Dupont']) expect(out).not.toContain(part)
  })

  test('messages: blocks and tool input; what waited leaves before the block stops', () => {
    const { vault, token } = make()
    const text = (index: number, delta: object) => ({ type: 'content_block_delta', index, delta })
    const events = [
      { type: 'message_start', message: { content: [] } },
      ...pieces(`Pour ${token}`, 3).map((part) => text(0, { type: 'text_delta', text: part })),
      { type: 'content_block_stop', index: 0 },
      ...pieces(JSON.stringify({ qui: token }), 3).map((part) =>
        text(1, { type: 'input_json_delta', partial_json: part }),
      ),
      { type: 'content_block_stop', index: 1 },
      { type: 'message_stop' },
    ]
    const out = objectsOf(run(vault, [sse(events)]))
    const deltas = (index: number, member: string) =>
      out
        .filter((event) => event.index === index)
        .map(({ delta }) => (delta as Record<string, string> | undefined)?.[member] ?? '')
        .join('')
    expect(deltas(0, 'text')).toBe(`Pour ${value}`)
    expect(JSON.parse(deltas(1, 'partial_json'))).toEqual({ qui: value })
    expect(out.filter(({ type }) => type === 'content_block_stop')).toHaveLength(2)
  })

  test.each([
    [
      'chat',
      (piece: string) => ({
        choices: [{ index: 0, delta: { tool_calls: [{ index: 0, function: { arguments: piece } }] } }],
      }),
      { choices: [{ index: 0, delta: {}, finish_reason: 'tool_calls' }] },
      /"arguments":("(?:[^"\\]|\\.)*")/g,
    ],
    [
      'messages',
      (piece: string) => ({
        type: 'content_block_delta',
        index: 0,
        delta: { type: 'input_json_delta', partial_json: piece },
      }),
      { type: 'content_block_stop', index: 0 },
      /"partial_json":("(?:[^"\\]|\\.)*")/g,
    ],
    [
      'responses',
      (piece: string) => ({ type: 'response.function_call_arguments.delta', item_id: 'i', delta: piece }),
      { type: 'response.function_call_arguments.done', item_id: 'i', arguments: '{}' },
      /"delta":("(?:[^"\\]|\\.)*")/g,
    ],
  ])('a number that a tool was told comes back as a number, in pieces too: %s', (_, delta, end, piecesOf) => {
    const vault = createVault({ random: steady() })
    const told = JSON.stringify({ siret: 73282932000074, of: ['le 184057511402349', 184057511402349] })
    const hidden = protectJson(vault, { arguments: told }).arguments
    const events = [...[...hidden].map((piece) => delta(piece)), end]
      .map((event) => `data: ${JSON.stringify(event)}\n\n`)
      .join('')
    const restorer = restoreStream(vault)
    const out = restorer.push(Buffer.from(events)).toString() + restorer.end().toString()
    const said = [...out.matchAll(piecesOf)].map((match) => JSON.parse(match[1]!) as string).join('')
    expect(said).toBe(told)
  })
  test('responses: deltas agree with the texts told whole, numbers stay in order, annotations move', () => {
    const { vault, token } = make()
    const said = `Pour ${token} [`
    const part = {
      type: 'output_text',
      text: said,
      annotations: [{ type: 'url_citation', start_index: 5, end_index: 5 + token.length }],
    }
    const at = { item_id: 'm', output_index: 0, content_index: 0 }
    const plain: Record<string, unknown>[] = [
      { type: 'response.created', response: { output: [] } },
      ...pieces(said, 6).map((delta) => ({ type: 'response.output_text.delta', ...at, delta, logprobs: [1] })),
      { type: 'response.output_text.done', ...at, text: said },
      { type: 'response.completed', response: { output: [{ type: 'message', content: [part] }] } },
    ]
    const out = objectsOf(run(vault, [sse(plain.map((event, index) => ({ ...event, sequence_number: index })))]))
    const restored = `Pour ${value} [`
    expect(
      out
        .filter(({ type }) => type === 'response.output_text.delta')
        .map(({ delta }) => delta as string)
        .join(''),
    ).toBe(restored)
    expect(out.find(({ type }) => type === 'response.output_text.done')!.text).toBe(restored)
    const last = out.at(-1)!.response as {
      output: { content: { text: string; annotations: { start_index: number; end_index: number }[] }[] }[]
    }
    const { text, annotations } = last.output[0]!.content[0]!
    expect(text.slice(annotations[0]!.start_index, annotations[0]!.end_index)).toBe(value)
    expect(out.map(({ sequence_number }) => sequence_number as number)).toEqual(out.map((_, index) => index))
  })

  test('responses: why a model refuses comes back too, and its last piece tells nothing whole', () => {
    const { vault, token } = make()
    const refusal = `Rien de ${token} [`
    const at = { item_id: 'm', output_index: 0, content_index: 0 }
    const events = [
      ...pieces(refusal, 6).map((delta) => ({ type: 'response.refusal.delta', ...at, delta })),
      { type: 'response.refusal.done', ...at, refusal },
    ]
    const out = objectsOf(run(vault, [sse(events)]))
    const deltas = out.filter(({ type }) => type === 'response.refusal.delta')
    expect(deltas.map(({ delta }) => delta as string).join('')).toBe(`Rien de ${value} [`)
    expect(deltas.filter((delta) => 'refusal' in delta)).toEqual([])
    expect(out.at(-1)).toMatchObject({ type: 'response.refusal.done', refusal: `Rien de ${value} [` })
  })
})
