import type { Bilingual, ProductFacts, ProductPolicy } from '@socle/contracts'
import { gapsOf } from './product-rules.ts'

/** Why a product may not be retained despite its gaps; undefined = it may. */
export function retentionRefused(
  policy: ProductPolicy,
  facts: ProductFacts & { reference: string; retained: boolean },
  respectsSecurityPolicy: boolean,
): Bilingual | undefined {
  const gaps = gapsOf(policy, facts)
  if (gaps.length === 0) return { fr: 'il n’a aucun écart.', en: 'it has no gap.' }
  const barred = gaps.find(({ security }) => security)
  if (barred)
    return {
      fr: `l’écart « ${barred.name.fr} » est contraire à la politique de sécurité.`,
      en: `the gap “${barred.name.en}” goes against the security policy.`,
    }
  if (!respectsSecurityPolicy)
    return {
      fr: 'il faut attester qu’il respecte la politique de sécurité.',
      en: 'one must state that it respects the security policy.',
    }
  return undefined
}
