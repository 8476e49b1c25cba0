import { defaultProtection, type ProtectionRule } from '@socle/contracts'

/** The parameter file's rules first, then those kept in the portal; the defaults where neither says anything. */
export const effectiveRules = (
  inFile: readonly ProtectionRule[] | undefined,
  kept: readonly ProtectionRule[],
): readonly ProtectionRule[] => {
  const said = [...(inFile ?? []), ...kept]
  return said.length > 0 ? said : defaultProtection
}
