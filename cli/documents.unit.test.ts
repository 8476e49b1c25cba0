/** What the documents say of figures, commands and paths, held to what is there. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { rules } from '@socle/checks'
import { loadFramework, loadGovernance } from '@socle/rulebook'
import { describe, expect, it } from 'vitest'
import { commandNames } from './commands/index.ts'

const root = join(import.meta.dirname, '..')
const below = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md') && !name.includes('node_modules'))
    .map((name) => join(folder, name))
const documents = [
  ...readdirSync(root).filter((name) => name.endsWith('.md')),
  ...below('docs'),
  ...below('bench'),
  ...below('deploy'),
  'privacy/README.md',
]
const text = (path: string): string => readFileSync(join(root, path), 'utf8')

describe('the README', () => {
  const readme = text('README.md')
  const { requirements } = loadFramework()

  it('counts the requirements and the checks that there are', () => {
    expect(readme).toContain(`${requirements.length} requirements`)
    expect(readme).toContain(`${rules.length} checks`)
  })

  it('counts what the gateway measures of what is proven by use', () => {
    const byUse = requirements.filter(({ verification }) => verification.some(({ method }) => method === 'telemetry'))
    const measured = new Set<string>(
      loadGovernance().policies.measurements.measures.flatMap((one) => one.requirements as readonly string[]),
    )
    const known = byUse.filter(({ id }) => measured.has(id))
    expect(readme).toContain(`${known.length} of the ${byUse.length} requirements that are proven by use`)
  })
})

describe('the documents', () => {
  /** What a pattern finds in any of them, where `isThere` does not know it. */
  const unknown = (pattern: RegExp, isThere: (named: string, path: string) => boolean): string[] =>
    documents.flatMap((path) =>
      [...text(path).matchAll(pattern)]
        .map(([, named]) => named!)
        .filter((named) => !isThere(named, path))
        .map((named) => `${path}: ${named}`),
    )

  it('name commands that exist', () => {
    expect(unknown(/(?:^|`|; )(?:npx )?socle ([a-z][a-z-]+)/gm, (name) => commandNames.includes(name))).toEqual([])
  })

  it('name scripts of package.json that exist', () => {
    const { scripts } = JSON.parse(text('package.json')) as { scripts: Record<string, string> }
    expect(unknown(/npm run ([a-z:]+[a-z])/g, (name) => Object.hasOwn(scripts, name))).toEqual([])
  })

  it('run TypeScript by the pinned Node, which the machine may not have, and files that exist', () => {
    expect(unknown(/(?<!npx )(?<!bin\/)\bnode ([\w/-]+\.ts)/g, () => false)).toEqual([])
    expect(unknown(/npx node ([\w/-]+\.ts)/g, (file) => existsSync(join(root, file)))).toEqual([])
  })

  it('link to what exists', () => {
    const link = /\]\((?!https?:)([^)#\s]+)(?:#[^)]*)?\)/g
    expect(unknown(link, (to, from) => existsSync(join(root, dirname(from), to)))).toEqual([])
  })
})

describe('the decisions of architecture', () => {
  it('stand in their index under their titles, and say where they stand and since when', () => {
    const index = text('docs/adr/README.md')
    const decisions = readdirSync(join(root, 'docs/adr')).filter((name) => /^\d{4}-/.test(name))
    for (const name of decisions) {
      const [title = '', , status = ''] = text(join('docs/adr', name)).split('\n')
      expect(index).toContain(`- [${Number(name.slice(0, 4))}. ${title.slice(2)}](${name})`)
      expect(status, name).toMatch(/^Status: (accepted|superseded), \d{4}-\d\d-\d\d/)
    }
  })
})

describe('the operations book', () => {
  it('explains every message that the log may hold', () => {
    const book = text('docs/operations/README.md')
    const said = /\blog\??\.(?:info|warn|error|fatal)\((?:[^()]|\([^()]*\))*?'([^':]+)[^']*'\)/g
    const messages = readdirSync(join(root, 'server'), { recursive: true, encoding: 'utf8' })
      .filter((name) => /^(?!.*(node_modules|\.test\.|testing\/)).*\.ts$/.test(name))
      .flatMap((name) => [...text(join('server', name)).matchAll(said)].map(([, message]) => message!))
    expect(messages.length).toBeGreaterThan(15)
    expect(messages.filter((message) => !book.includes(`\`${message}\``))).toEqual([])
  })

  it('names every variable of the environment that the server reads', () => {
    const book = text('docs/operations/README.md')
    const read = [...text('server/platform/config.ts').matchAll(/\benv\.([A-Z_]+)/g)].map(([, name]) => name!)
    // `npm start` gives it to say that the terminal is for people.
    const ours = ['SOCLE_LOG_WITH_DATA']
    expect([...new Set(read)].filter((name) => !ours.includes(name) && !book.includes(`\`${name}\``))).toEqual([])
  })
})
