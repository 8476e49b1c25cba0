import { describe, expect, test } from 'vitest'
import { detect } from '../detect.ts'
import { protectJson, restoreJson } from './json-texts.ts'
import { createVault } from './vault.ts'

const conversation = (name: string) => ({
  model: 'm',
  messages: [{ role: 'user', content: 'Je suis M. Jean Dupontel.', name }],
})

describe('the name of who speaks', () => {
  test.each([
    'Jean_Dupontel',
    'jean_dupontel',
    'Jean-Dupontel',
    'DUPONTEL_Jean',
    'jean_pierre_dupontel',
    'agent_Jean_Dupontel_42',
    'Dupontel',
    'M_Dupontel',
    'Mme_Claire_Fontanel',
    'jean.dupontel@example.fr',
  ])('%s is protected as protocols write names, and comes back', (name) => {
    const vault = createVault({ detect })
    const hidden = protectJson(vault, conversation(name))
    expect(JSON.stringify(hidden)).not.toMatch(/dupontel|fontanel/i)
    expect(hidden.messages[0]!.name).toMatch(/^[A-Za-z0-9_-]{1,64}$/)
    expect(restoreJson(vault, hidden)).toEqual(conversation(name))
    expect(vault.restore(`Merci, ${hidden.messages[0]!.name} !`)).toBe(`Merci, ${name} !`)
  })
  test('it is the person of the texts', () => {
    const vault = createVault({ detect })
    protectJson(vault, conversation('Jean_Dupontel'))
    expect(vault.counts()).toEqual({ PERSON: 1 })
  })
  test('figures that touch it stay apart from the placeholder', () => {
    const vault = createVault({ detect })
    const { name } = protectJson(vault, conversation('dupontel75')).messages[0]!
    expect(name).toMatch(/^PERSONNE_1aM_\w{3}-75$/)
    expect(vault.restore(name)).toBe('dupontel-75')
  })
  test('masked, it still is a name', () => {
    const vault = createVault({ detect, treat: () => 'mask' })
    expect(protectJson(vault, conversation('Jean_Dupontel')).messages[0]!.name).toBe('PERSONNE')
  })
  test.each(['example_user', 'user-42', 'assistant', 'weather_agent', 'support_client'])('%s is nobody', (name) =>
    expect(protectJson(createVault({ detect }), conversation(name)).messages[0]!.name).toBe(name),
  )
})

test.each([
  ['Audition Jean Dupontel 06 12 34 56 78.wav', /^Audition \[PERSONNE_1M_\w{3}\] \[TELEPHONE_1_\w{3}\]\.wav$/],
  ['audition-jean-dupontel.mp3', /^audition-\[PERSONNE_1M_\w{3}\]\.mp3$/],
  ['CR_reunion_2024.pdf', /^CR_reunion_2024\.pdf$/],
])('the name of a file is read word by word: %s', (filename, expected) => {
  const vault = createVault({ detect })
  const hidden = protectJson(vault, { type: 'file', file: { filename } })
  expect(hidden.file.filename).toMatch(expected)
  expect(restoreJson(vault, hidden).file.filename).toBe(filename)
})

test('what a kept table holds counts only when it comes again', () => {
  const first = createVault({ detect })
  const said = first.protect('M. Jean Dupontel, jean.dupontel@example.fr')
  expect(first.counts()).toEqual({ PERSON: 1, EMAIL: 1 })
  const second = createVault({ detect, from: first.table() })
  second.protect(`Qui est ${/\[PERSONNE_\w+\]/.exec(said)![0]} ?`)
  expect(second.counts()).toEqual({})
  second.protect('M. Dupontel est venu, puis M. Jean Dupontel est parti')
  expect(second.counts()).toEqual({ PERSON: 1 })
})
