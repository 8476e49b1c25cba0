/** What the checks accept: the list shipped with the framework, and the file of a team over it. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { CheckPolicy, CheckPolicyChanges } from '@socle/contracts/checks/policy'

/** The policy file cannot be used: says where and what is wrong with it. */
export class PolicyUnusable extends Error {
  readonly path: string
  constructor(path: string, message: string, cause?: unknown) {
    super(message, { cause })
    this.path = path
  }
}

const shipped = join(import.meta.dirname, '../../framework/policies/checks.yaml')
const longestBytes = 200_000

/**
 * @param changes file that replaces some of the lists
 * @param base the whole policy that it changes
 * @throws PolicyUnusable
 */
export function readPolicy(changes?: string, base: string = shipped): CheckPolicy {
  const whole = valid(base, CheckPolicy)
  return changes === undefined ? whole : ({ ...whole, ...valid(changes, CheckPolicyChanges) } as CheckPolicy)
}

function valid<T>(path: string, schema: { safeParse(value: unknown): Parsed<T> }): T {
  let content: unknown
  try {
    const text = readFileSync(path, 'utf8')
    if (text.length > longestBytes) throw new Error(`> ${longestBytes / 1000} kB`)
    content = parse(text, { maxAliasCount: 0 })
  } catch (cause) {
    throw new PolicyUnusable(path, (cause as NodeJS.ErrnoException).code ?? (cause as Error).message, cause)
  }
  const read = schema.safeParse(content)
  if (read.success) return read.data
  throw new PolicyUnusable(
    path,
    read.error.issues.map(({ path: place, message }) => `${place.join('.') || '.'}: ${message}`).join('; '),
  )
}

type Parsed<T> =
  | { readonly success: true; readonly data: T }
  | {
      readonly success: false
      readonly error: {
        readonly issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[]
      }
    }
