/** Which locked packages the application never delivers: those that only its tests and its tools ask for, by whatever way. */
import type { LockFile, PackageManifest } from '../facts.ts'
import type { Locked, ReadLock, Roots } from './locks.ts'

/**
 * A package counts as delivered as soon as one way leads to it from what is delivered; one that no way leads to is not told
 * apart. Ways go by name, so that two versions of one package share them.
 */
export function markDevelopment({ roots, ...lock }: ReadLock, manifests: readonly PackageManifest[]): LockFile {
  const { packages } = lock
  if (packages === undefined) return { ecosystem: lock.ecosystem, path: lock.path }
  const plain = (name: string): string => (lock.ecosystem === 'pip' ? name.toLowerCase().replace(/[-_.]+/g, '-') : name)
  const asked = roots ?? rootsAmong(lock, manifests)
  const ways = new Map<string, string[]>()
  for (const { name, uses = [] } of packages)
    ways.set(plain(name), [...(ways.get(plain(name)) ?? []), ...uses.map(plain)])
  const delivered = reached(asked.delivered.map(plain), ways)
  const development = reached(asked.development.map(plain), ways)
  const isDevelopment = ({ name, development: said, uses }: Locked): boolean =>
    said === true || (uses !== undefined && development.has(plain(name)) && !delivered.has(plain(name)))
  return {
    ...lock,
    packages: packages.map((one) => ({
      name: one.name,
      version: one.version,
      ...(isDevelopment(one) ? { development: true } : {}),
    })),
  }
}

function reached(from: readonly string[], ways: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const seen = new Set<string>()
  const next = [...from]
  for (let name = next.pop(); name !== undefined; name = next.pop()) {
    if (seen.has(name)) continue
    seen.add(name)
    next.push(...(ways.get(name) ?? []))
  }
  return seen
}

/** What the manifests beside the lock and below it ask for. */
function rootsAmong({ ecosystem, path }: ReadLock, manifests: readonly PackageManifest[]): Roots {
  const folder = path.slice(0, path.lastIndexOf('/') + 1)
  const asked = manifests
    .filter((manifest) => manifest.ecosystem === ecosystem && manifest.path.startsWith(folder))
    .flatMap(({ dependencies }) => dependencies)
  const names = (development: boolean): string[] =>
    asked.filter((one) => one.development === development).map(({ name }) => name)
  return { delivered: names(false), development: names(true) }
}
