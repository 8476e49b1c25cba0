import type { Framework } from '@socle/rulebook'

/**
 * The edition in force as features hold it: one object for the life of the server, whose members are those of the edition
 * that is in force when they are read. An edition itself never changes: what must not change keeps its digest.
 */
export function liveFramework(first: Framework): { framework: Framework; replace: (next: Framework) => void } {
  let current = first
  const members = Object.keys(first) as (keyof Framework)[]
  const framework = Object.defineProperties(
    {},
    Object.fromEntries(members.map((name) => [name, { enumerable: true, get: () => current[name] }])),
  ) as Framework
  return { framework, replace: (next) => void (current = next) }
}

/** What is computed once for each edition that comes into force. */
export function perEdition<T>(framework: Framework, compute: () => T): () => T {
  let known: { digest: string; value: T } | undefined
  return () => {
    const { digest } = framework.edition
    if (known?.digest !== digest) known = { digest, value: compute() }
    return known.value
  }
}
