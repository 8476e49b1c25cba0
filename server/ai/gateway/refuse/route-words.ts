/** What came of each provider, in words: whoever calls is told what happened, the ledger keeps the codes. */
import { type Bilingual, failureWords, type RouteStep, routeResultWords } from '@socle/contracts'
import type { Deployment } from '../../policy/policy.ts'

const wordsOf = ({ result, detail }: RouteStep): Bilingual =>
  result === 'failed' && detail !== undefined ? failureWords(detail) : routeResultWords[result]

/** "Nuage A n’a pas répondu à temps ; Nuage B est occupé" */
export function routeInWords(steps: readonly RouteStep[], deployments: readonly Deployment[]): Bilingual {
  const names = new Map(deployments.map(({ provider }) => [provider.id, provider.name]))
  const told = (language: keyof Bilingual) =>
    steps.map((step) => `${names.get(step.provider) ?? step.provider} ${wordsOf(step)[language]}`)
  return { fr: told('fr').join(' ; '), en: told('en').join('; ') }
}
