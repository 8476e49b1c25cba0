/** The model on board: answers from the framework by retrieval, so that a first run does something true without a GPU. */
import { type Deployment, activeProvider, deploymentsOf } from '../policy/policy.ts'
import { ModelDeclaration, ProviderRecord } from '@socle/contracts'

export const EXTRACTIVE_MODEL = 'socle-extractive'

const record = ProviderRecord.parse({
  id: 'socle',
  name: 'Socle',
  dialect: 'openai',
  baseUrl: 'http://localhost',
  location: 'Socle',
  law: 'that of the host',
  circle: 1,
  clearance: 'restricted',
  retention: 'nothing is kept',
  proxy: false,
  models: [ModelDeclaration.parse({ name: EXTRACTIVE_MODEL, price: { version: 'free' } })],
})

export const builtInProvider = (): Deployment[] =>
  deploymentsOf(
    { ...activeProvider(record, { approved: true, secret: undefined, commonProxy: undefined }), dialect: 'extractive' },
    record,
  )
