import { Role } from '@socle/contracts'
import { actorWords } from '@socle/contracts/words/actors'
import { expect, it } from 'vitest'
import en from './en/index.ts'
import fr from './fr/index.ts'

it.each(Role.options)('the portal names the role %s as commands and messages do', (role) => {
  expect([fr.people.role[role].toLowerCase(), en.people.role[role].toLowerCase()]).toEqual([
    actorWords[role].fr,
    actorWords[role].en.toLowerCase(),
  ])
})
