/** Writes docs/operations/data-dictionary.md from the tables as the code sees them: `npx node scripts/generate-data-dictionary.ts`. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

const root = resolve(import.meta.dirname, '..')
export const dictionaryPath = join(root, 'docs/operations/data-dictionary.md')

export function dataDictionary(): string {
  const path = join(root, 'server/platform/schema.ts')
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true)
  const schema = source.statements.find(
    (one): one is ts.InterfaceDeclaration => ts.isInterfaceDeclaration(one) && one.name.text === 'Schema',
  )
  if (schema === undefined) throw new Error('schema.ts has no interface Schema')
  const parts = [
    '# Data dictionary',
    'Written by `npx node scripts/generate-data-dictionary.ts` from `server/platform/schema.ts`; do not edit by hand.\n`server/migrations/` makes these tables; the rules that decide on them are the `*-rules.ts` beside their feature.',
  ]
  for (const table of fieldsOf(schema)) {
    if (!ts.isTypeLiteralNode(table.type)) continue
    const rows = fieldsOf(table.type).map(
      ({ name, type, note }) => `| \`${name}\` | \`${stored(type, source).replaceAll('|', '\\|')}\` | ${note} |`,
    )
    parts.push(
      [`## ${table.name}`, table.note].filter((line) => line !== '').join('\n\n'),
      ['| field | type | note |', '|---|---|---|', ...rows].join('\n'),
    )
  }
  return `${parts.join('\n\n')}\n`

  function fieldsOf(of: ts.InterfaceDeclaration | ts.TypeLiteralNode) {
    return of.members.flatMap((member) =>
      ts.isPropertySignature(member) && member.type !== undefined
        ? [{ name: member.name.getText(source), type: member.type, note: noteOf(member) }]
        : [],
    )
  }

  function noteOf(member: ts.Node): string {
    const [comment] = ts.getJSDocCommentsAndTags(member)
    return (ts.getTextOfJSDocComment(comment?.comment) ?? '').replaceAll(/\s+/g, ' ').replaceAll('|', '\\|')
  }
}

/** What is read back of a column, whatever may be given when it is written. */
function stored(type: ts.TypeNode, source: ts.SourceFile): string {
  if (ts.isTypeReferenceNode(type)) {
    const [first] = type.typeArguments ?? []
    const name = type.typeName.getText(source)
    if (first !== undefined && ['ColumnType', 'Generated', 'JSONColumnType'].includes(name))
      return stored(first, source)
    if (first !== undefined && name === 'Nullable') return `${stored(first, source)} | null`
    if (first !== undefined && name === 'Json') return `JSON ${stored(first, source)}`
    if (name === 'Timestamp') return 'Date'
  }
  return type.getText(source).replaceAll(/\s+/g, ' ').replace(/^\| /, '')
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(dictionaryPath, dataDictionary())
