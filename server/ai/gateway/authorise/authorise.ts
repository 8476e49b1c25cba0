/** Whether the key may call the model, and how sensitive the call is. */
import { type Endpoint, modelKindWords, Sensitivity, sensitivityRank } from '@socle/contracts'
import { refuse } from '../../../platform/errors.ts'
import { type Deployment, endpointsOf, type GatewayKey, type Policy } from '../../policy/policy.ts'
import type { SensitivitySource } from '../call.ts'
import { addressOf } from '../receive/endpoints.ts'

const MAX_NAMES = 20

/**
 * What serves the model of that name, or of the alias, for this endpoint.
 * @param sensitivity of the call: what is not cleared for it would be refused too, and is not proposed
 * @throws Refusal ai-model-unknown, ai-alias-leads-nowhere, ai-model-not-allowed, ai-model-unfit
 */
export function authorise(
  policy: Policy,
  key: GatewayKey,
  name: string,
  endpoint: Endpoint,
  sensitivity: Sensitivity,
): readonly Deployment[] {
  const target = policy.aliases.get(name) ?? name
  if (key.models !== null && !key.models.has(name) && !key.models.has(target))
    throw refuse('ai-model-not-allowed', { model: name, models: list([...key.models]) })
  const deployments = policy.models.get(target)
  if (deployments === undefined) {
    const models = list(modelsFor(policy, key, sensitivity))
    throw target === name
      ? refuse('ai-model-unknown', { model: name, models })
      : refuse('ai-alias-leads-nowhere', { alias: name, model: target, models })
  }
  const fit = deployments.filter(({ kind }) => endpointsOf[kind].includes(endpoint))
  if (fit.length === 0)
    throw refuse('ai-model-unfit', {
      model: name,
      kind: modelKindWords[deployments[0]!.kind],
      address: addressOf(endpoint),
    })
  return fit
}

/** Names that a key may call, in order. @param sensitivity of the call: only what is cleared for it counts */
export const modelsFor = (policy: Policy, key: GatewayKey, sensitivity: Sensitivity): string[] =>
  [...policy.models]
    .filter(([name, deployments]) => (key.models?.has(name) ?? true) && deployments.some(mayServe(key, sensitivity)))
    .map(([name]) => name)
    .sort()

const mayServe =
  ({ environment }: GatewayKey, sensitivity: Sensitivity) =>
  ({ provider, declaration, clearanceRank }: Deployment): boolean =>
    provider.approved &&
    !(declaration.serving === 'experimental' && environment === 'production') &&
    clearanceRank >= sensitivityRank(sensitivity)

export const list = (names: readonly string[]): string =>
  names.length === 0 ? '–' : names.slice(0, MAX_NAMES).join(', ') + (names.length > MAX_NAMES ? ', …' : '')

/**
 * The highest of application, key and caller's header (MIRAI:EXI-G-5). An application that did not say how sensitive its
 * data is counts as `unknown`.
 * @throws Refusal ai-request-malformed when the header is no sensitivity
 */
export function sensitivityOf(
  key: GatewayKey,
  header: string | string[] | undefined,
  unknown: Sensitivity,
): { sensitivity: Sensitivity; from: SensitivitySource } {
  const { application } = key
  let found: { sensitivity: Sensitivity; from: SensitivitySource } =
    application.sensitivity === null
      ? { sensitivity: unknown, from: 'application-unknown' }
      : { sensitivity: application.sensitivity, from: 'application' }
  const raise = (sensitivity: Sensitivity, from: SensitivitySource) => {
    if (sensitivityRank(sensitivity) > sensitivityRank(found.sensitivity)) found = { sensitivity, from }
  }
  if (key.sensitivity !== null) raise(key.sensitivity, 'key')
  if (header !== undefined) {
    const said = Sensitivity.safeParse(header)
    if (!said.success)
      throw refuse('ai-request-malformed', {
        reason: {
          fr: `l’en-tête x-socle-sensitivity doit être l’un de : ${Sensitivity.options.join(', ')}.`,
          en: `the header x-socle-sensitivity must be one of: ${Sensitivity.options.join(', ')}.`,
        },
      })
    raise(said.data, 'header')
  }
  return found
}
