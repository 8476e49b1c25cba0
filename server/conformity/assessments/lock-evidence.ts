import type { Bilingual } from '@socle/contracts'
import type { Services } from '../../platform/services.ts'

/**
 * Why nobody adds a proof to this requirement by hand, nor by a check that passes: its policy leaves that to the file in
 * which it is decided. Null = proven as any other.
 */
export function provenInItsFileOnly(
  { policies: { homologation, privacy } }: Services['governance'],
  requirementId: string,
): Bilingual | null {
  const policy = [homologation, privacy].find(({ requirement }) => requirement === requirementId)
  return policy?.evidence.choice === 'its-file' ? policy.evidence.why : null
}
