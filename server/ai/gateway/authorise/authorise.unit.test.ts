import { ModelDeclaration, ProviderRecord, type Sensitivity } from '@socle/contracts'
import { expect, test } from 'vitest'
import { activeProvider, deploymentsOf, type GatewayKey, type Policy } from '../../policy/policy.ts'
import { authorise, modelsFor } from './authorise.ts'

const served = (name: string, clearance: Sensitivity) => {
  const record = ProviderRecord.parse({
    id: `of-${name}`,
    name,
    dialect: 'openai',
    baseUrl: 'https://models.example.org/v1',
    location: 'France',
    law: 'FR',
    circle: 1,
    clearance,
    models: [ModelDeclaration.parse({ name })],
  })
  return deploymentsOf(activeProvider(record, { approved: true, secret: undefined, commonProxy: undefined }), record)
}
const policy = {
  models: new Map([
    ['ordinary', served('ordinary', 'ordinary')],
    ['own', served('own', 'restricted')],
  ]),
  aliases: new Map<string, string>(),
} as unknown as Policy
const key = { models: null, environment: 'production' } as unknown as GatewayKey

test('a refusal proposes what the call may go to, and nothing that would refuse it again', () => {
  const proposed = (sensitivity: Sensitivity) => {
    try {
      authorise(policy, key, 'nothing-such', 'chat', sensitivity)
    } catch (error) {
      return (error as { args: { models: string } }).args.models
    }
    return undefined
  }
  expect(proposed('ordinary')).toBe('ordinary, own')
  expect(proposed('sensitive')).toBe('own')
  expect(modelsFor(policy, key, 'public')).toEqual(['ordinary', 'own'])
})
