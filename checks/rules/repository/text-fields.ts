/** Objects that a framework fills with what was received, and which of their fields are texts. */
import type { SourceMatch } from '../../facts.ts'
import type { SourcePattern } from '../../rule.ts'

/** By structure, the names of the fields that hold a text. */
export type TextFields = ReadonlyMap<string, ReadonlySet<string>>

/** Go and Rust write the type of each field on its line; a number or a list of words is no text. */
export const textFields: SourcePattern = {
  hints: ['struct ', 'string'],
  first: /^\s*(?:pub(?:\([\w\s]+\))?\s+|type\s+)?\w+/,
  expression:
    /^\s*(?:pub(?:\([\w\s]+\))?\s+)?(?:struct\s+(?<rust>[A-Z]\w*)|type\s+(?<go>\w+)\s+struct\b|(?<name>[a-z_]\w*)\s*:\s*(?:Option<\s*)?(?:std::string::)?String\b>?\s*,?\s*$|(?<field>[A-Z]\w*)\s+\*?string\b\s*(?:`[^`]*`)?\s*(?:\/\/.*)?$)/,
  kinds: ['code'],
}

export function textFieldsAmong(matches: readonly SourceMatch[] = []): TextFields {
  const all = new Map<string, Set<string>>()
  let open: { path: string; fields: Set<string> } | undefined
  for (const { path, groups, comment } of matches) {
    if (comment || !/\.(?:go|rs)$/.test(path)) continue
    const type = groups['rust'] ?? groups['go']
    if (type !== undefined) {
      open = { path, fields: all.get(type) ?? new Set() }
      all.set(type, open.fields)
    } else if (open?.path === path) open.fields.add(groups['name'] ?? groups['field'] ?? '')
  }
  return all
}

/** The line, or one above, binds the object to what was received, and its field is a text. */
export function boundFields(
  name: string,
  field: string | undefined,
  line: string,
  above: readonly string[],
  { path, fields }: { readonly path: string; readonly fields: TextFields },
): boolean {
  if (field === undefined) return false
  if (path.endsWith('.rs')) {
    const type = new RegExp(
      `\\b(?:Query|Json|Form|Path)\\s*\\(\\s*${name}\\s*\\)\\s*:\\s*(?:\\w+::)*(?:Query|Json|Form|Path)<\\s*(?:\\w+::)*(\\w+)\\s*>|\\b${name}\\s*:\\s*(?:\\w+::)*(?:Query|Json|Form|Path)<\\s*(?:\\w+::)*(\\w+)\\s*>`,
    ).exec(line)
    return fields.get(type?.[1] ?? type?.[2] ?? '')?.has(field) === true
  }
  if (path.endsWith('.go')) {
    // `if err := c.ShouldBindQuery(&f); err != nil {`, `json.NewDecoder(r.Body).Decode(&f)`
    const binds = new RegExp(
      `\\b(?:ShouldBind\\w*|Bind\\w*|BodyParser|QueryParser)\\s*\\(\\s*&${name}\\s*[,)]|\\b\\w+\\.Body\\s*\\)\\s*\\.Decode\\s*\\(\\s*&${name}\\s*\\)`,
    )
    if (!binds.test(line)) return false
    const type = new RegExp(
      `\\bvar\\s+${name}\\s+(?:\\w+\\.)?(\\w+)|\\b${name}\\s*:=\\s*&?(?:new\\()?(?:\\w+\\.)?(\\w+)`,
    )
      .exec(above.join('\n'))
      ?.slice(1)
      .find(Boolean)
    return fields.get(type ?? '')?.has(field) === true
  }
  // The form of the body is written where it is received: `@Body() corps: { imprimante: string }`.
  return (
    /\.ts$/.test(path) &&
    new RegExp(`@(?:Body|Query|Param)\\(\\)\\s*${name}\\s*:\\s*\\{[^}]*\\b${field}\\??\\s*:\\s*string\\b`).test(line)
  )
}
