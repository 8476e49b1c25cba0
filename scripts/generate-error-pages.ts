/** Writes one page per problem code in docs/errors/, from the catalogue: `npx node scripts/generate-error-pages.ts`. */
import { problemCatalogue, problemCodes, type ProblemCode, withNamedArguments } from '@socle/contracts'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export const folder = join(resolve(import.meta.dirname, '..'), 'docs/errors')

export function errorPage(code: ProblemCode): string {
  const { status, title } = problemCatalogue[code]
  const detail = withNamedArguments(code, problemCatalogue[code].detail)
  return `# ${code}\n\nHTTP ${status}\n\n## ${title.fr}\n\n${detail.fr}\n\n## ${title.en}\n\n${detail.en}\n`
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  mkdirSync(folder, { recursive: true })
  for (const code of problemCodes) writeFileSync(join(folder, `${code}.md`), errorPage(code))
}
