import { ProtectedThing, type ProtectionAction, type ProtectionRule } from '@socle/contracts'
import { defaultTreatment } from '@socle/privacy'

interface About {
  readonly applicationId: string
  readonly provider: { readonly id: string; readonly circle: number }
}

const fits = <T>(list: readonly T[] | undefined, value: T): boolean => list === undefined || list.includes(value)

const decides = (
  { applications, providers, circles, types }: ProtectionRule,
  { applicationId, provider }: About,
  type: ProtectedThing,
): boolean =>
  fits(applications, applicationId) &&
  fits(providers, provider.id) &&
  fits(circles, provider.circle) &&
  fits(types, type)

/**
 * What is done with one type of data on its way to one provider; a policy that says nothing masks. Secrets are never given back: where
 * a rule speaks of everything, they are masked. A file that cannot be
 * looked through cannot be masked either: where it may not leave as it is, the provider is passed over.
 */
export function actionFor(rules: readonly ProtectionRule[], about: About, type: ProtectedThing): ProtectionAction {
  const rule = rules.find((each) => each.when !== 'generated' && decides(each, about, type))
  const action = rule?.action ?? 'mask'
  if (type === 'UNREADABLE') return action === 'mask' || action === 'pseudonymise' ? 'reroute' : action
  return action === 'pseudonymise' ? defaultTreatment(type) : action
}

/** Does such a value keep the call from going to the provider? */
export const stays = (action: ProtectionAction): boolean => action === 'refuse' || action === 'reroute'

/** What is done with what a model writes itself: it is left, unless a rule says otherwise. */
export const generatedAction = (
  rules: readonly ProtectionRule[],
  about: About,
  type: ProtectedThing,
): 'allow' | 'mask' => {
  const rule = rules.find((each) => each.when === 'generated' && decides(each, about, type))
  return rule === undefined || rule.action === 'allow' ? 'allow' : 'mask'
}

/** Nothing need be looked for in what callers send: everything may leave as it is. */
export const allowsAll = (rules: readonly ProtectionRule[], about: About): boolean =>
  ProtectedThing.options.every((type) => actionFor(rules, about, type) === 'allow')

/** Nothing need be looked for in what models write. */
export const trustsModel = (rules: readonly ProtectionRule[], about: About): boolean =>
  ProtectedThing.options.every((type) => generatedAction(rules, about, type) === 'allow')
