import { ProtectedType, type ProtectionAction, type ProtectionRule } from '@socle/contracts'

interface About {
  readonly applicationId: string
  readonly provider: { readonly id: string; readonly circle: number }
}

const fits = <T>(list: readonly T[] | undefined, value: T): boolean => list === undefined || list.includes(value)

/** What is done with one type of data on its way to one provider; a policy that says nothing masks. */
export const actionFor = (rules: readonly ProtectionRule[], about: About, type: ProtectedType): ProtectionAction =>
  rules.find(
    (rule) =>
      fits(rule.applications, about.applicationId) &&
      fits(rule.providers, about.provider.id) &&
      fits(rule.circles, about.provider.circle) &&
      fits(rule.types, type),
  )?.action ?? 'mask'

/** Nothing need be looked for: every type may leave as it is. */
export const allowsAll = (rules: readonly ProtectionRule[], about: About): boolean =>
  ProtectedType.options.every((type) => actionFor(rules, about, type) === 'allow')
