/** The two ways in which Kustomize changes an object: by a piece that is merged, or by operations on places (RFC 6902). */
type Content = Readonly<Record<string, unknown>>
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What tells two items of a list apart; lists without one are replaced. */
const keyOf = (name: string): string =>
  ({ volumeMounts: 'mountPath', ports: 'containerPort', hostAliases: 'ip' })[name] ?? 'name'
const deepest = 60

export function mergeStrategically(base: Content, patch: Content, depth = 0): Content {
  if (depth > deepest || patch['$patch'] === 'replace') return patch
  const result: Record<string, unknown> = { ...base }
  for (const [key, value] of Object.entries(patch)) {
    const before = result[key]
    if (key === '$patch') continue
    if (value === null) delete result[key]
    else if (isRecord(value)) {
      if (value['$patch'] === 'delete') delete result[key]
      else result[key] = mergeStrategically(isRecord(before) ? before : {}, value, depth + 1)
    } else if (Array.isArray(value) && Array.isArray(before))
      result[key] = mergeLists(before, value, keyOf(key), depth + 1)
    else result[key] = value
  }
  return result
}

function mergeLists(
  base: readonly unknown[],
  patch: readonly unknown[],
  key: string,
  depth: number,
): readonly unknown[] {
  if (!patch.every((one) => isRecord(one) && one[key] !== undefined)) return patch
  let result = [...base]
  for (const one of patch as Record<string, unknown>[]) {
    const at = result.findIndex((other) => isRecord(other) && other[key] === one[key])
    if (one['$patch'] === 'delete') result = result.filter((_, index) => index !== at)
    else if (at < 0) result.push(one)
    else result[at] = mergeStrategically(result[at] as Content, one, depth)
  }
  return result
}

/** `add`, `replace` and `remove`; other operations change nothing. */
export function applyJsonPatch(content: Content, operations: readonly unknown[]): unknown {
  const root: { content: unknown } = { content: structuredClone(content) }
  for (const operation of operations) {
    if (!isRecord(operation) || typeof operation['path'] !== 'string') continue
    const way = ['content', ...operation['path'].split('/').slice(1)].map((part) =>
      part.replaceAll('~1', '/').replaceAll('~0', '~'),
    )
    const last = way.pop() ?? ''
    const holder = way.reduce<unknown>(
      (at, part) =>
        Array.isArray(at) ? at[Number(part)] : isRecord(at) && Object.hasOwn(at, part) ? at[part] : undefined,
      root,
    )
    change(holder, last, String(operation['op']), operation['value'])
  }
  return root.content
}

function change(holder: unknown, key: string, operation: string, value: unknown): void {
  if (Array.isArray(holder)) {
    const at = key === '-' ? holder.length : Number(key)
    if (!Number.isInteger(at) || at < 0 || at > holder.length) return
    if (operation === 'add') holder.splice(at, 0, value)
    else if (operation === 'replace') holder[at] = value
    else if (operation === 'remove') holder.splice(at, 1)
  } else if (isRecord(holder) && key !== '__proto__') {
    if (operation === 'remove') Reflect.deleteProperty(holder, key)
    else if (operation === 'add' || operation === 'replace') holder[key] = value
  }
}
