/** Writes docs/operations/data-dictionary.md from the tables as the code sees them: `npx node scripts/generate-data-dictionary.ts`. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = resolve(import.meta.dirname, '..')
export const dictionaryPath = join(root, 'docs/operations/data-dictionary.md')

export function dataDictionary(): string {
  const source = readFileSync(join(root, 'server/platform/schema.ts'), 'utf8')
  const schema = source.slice(source.indexOf('export interface Schema {'))
  const parts = [
    '# Data dictionary',
    'Written by `npx node scripts/generate-data-dictionary.ts` from `server/platform/schema.ts`; do not edit by hand.\n`server/migrations/` makes these tables; the rules that decide on them are the `*-rules.ts` beside their feature.',
  ]
  for (const [, table = '', body = ''] of schema.matchAll(/^ {2}(\w+): \{([\s\S]*?)\}$/gm)) {
    const rows = [...body.matchAll(/(?:\/\*\* ([^*]*?) \*\/\s*)?\b(\w+)(\??): ([^;\n]+)/g)].map(
      ([, note = '', name, optional, type = '']) =>
        `| \`${name}\` | \`${type.trim().replaceAll('|', '\\|')}\`${optional === '?' ? ' or nothing' : ''} | ${note} |`,
    )
    parts.push(`## ${table}`, ['| field | type | note |', '|---|---|---|', ...rows].join('\n'))
  }
  return `${parts.join('\n\n')}\n`
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(dictionaryPath, dataDictionary())
