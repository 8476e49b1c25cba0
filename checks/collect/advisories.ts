/** Known vulnerabilities from a file of the caller: OSV records, one, a list, one a line, or a report of osv-scanner. */
import { readFile, stat } from 'node:fs/promises'
import type { Bilingual } from '@socle/contracts/text'
import type { Advisory, AffectedPackage, Ecosystem, Fact, Problem } from '../facts.ts'
import { whyUnread } from '@socle/contracts/words/why-unread'

const longestBytes = 200_000_000
const ecosystems: Readonly<Record<string, Ecosystem>> = {
  npm: 'npm',
  maven: 'maven',
  pypi: 'pip',
  packagist: 'composer',
  go: 'go',
  'crates.io': 'cargo',
  rubygems: 'bundler',
  nuget: 'nuget',
}
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const list = (value: unknown): readonly Record<string, unknown>[] =>
  Array.isArray(value) ? value.filter(isRecord) : []
const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const texts = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []

export async function readAdvisories(path: string): Promise<Fact<readonly Advisory[]>> {
  try {
    if ((await stat(path)).size > longestBytes) return unreadable(path, tooLong)
    const records = parse(await readFile(path, 'utf8'))
    if (records === 'nothing found') return { known: true, value: [] }
    if (records.length === 0) return { known: true, value: [], problems: [emptyList(path)] }
    if (!records.some(isAdvisory)) return unreadable(path, noRecord)
    return { known: true, value: records.flatMap(advisoryOf) }
  } catch (cause) {
    return unreadable(path, whyUnread(cause))
  }
}

const noRecord: Bilingual = { fr: 'aucun enregistrement OSV', en: 'no OSV record' }
const tooLong: Bilingual = { fr: `plus de ${longestBytes / 1e6} Mo`, en: `more than ${longestBytes / 1e6} MB` }
const emptyList = (path: string): Problem => ({
  path,
  forPerson: true,
  message: {
    fr: 'la liste est vide : voyez si elle vient bien d’une recherche de vulnérabilités.',
    en: 'the list is empty: see whether it does come from a search for vulnerabilities.',
  },
})

const unreadable = (path: string, detail: Bilingual): Fact<never> => ({
  known: false,
  why: 'unreachable',
  reason: {
    fr: `${path} n’a pas pu être lu comme fichier OSV (${detail.fr}). Donnez un enregistrement OSV, une liste, ou un par ligne.`,
    en: `${path} could not be read as an OSV file (${detail.en}). Give one OSV record, a list, or one a line.`,
  },
})

/** A report says that nothing was found; an empty list says nothing. */
function parse(source: string): readonly unknown[] | 'nothing found' {
  try {
    const content: unknown = JSON.parse(source)
    if (Array.isArray(content)) return content
    if (!isRecord(content)) return [content]
    if (Array.isArray(content['vulns'])) return orNothing(content['vulns'])
    // A report of osv-scanner: results → packages → vulnerabilities.
    if (Array.isArray(content['results']))
      return orNothing(
        list(content['results']).flatMap((result) =>
          list(result['packages']).flatMap((found) => list(found['vulnerabilities'])),
        ),
      )
    return [content]
  } catch (cause) {
    const lines = source.split('\n').filter((line) => line.trim() !== '')
    if (lines.length < 2) throw cause
    return lines.map((line) => JSON.parse(line) as unknown)
  }
}

const orNothing = (found: readonly unknown[]): readonly unknown[] | 'nothing found' =>
  found.length === 0 ? 'nothing found' : found

const isAdvisory = (record: unknown): record is Record<string, unknown> => isRecord(record) && text(record['id']) !== ''

function advisoryOf(record: unknown): Advisory[] {
  if (!isAdvisory(record) || text(record['withdrawn']) !== '') return []
  const affected = list(record['affected']).flatMap((one): AffectedPackage[] => {
    const target = isRecord(one['package']) ? one['package'] : {}
    const ecosystem = ecosystems[text(target['ecosystem']).toLowerCase().split(':')[0] ?? '']
    if (ecosystem === undefined || text(target['name']) === '') return []
    const ranges = list(one['ranges'])
      .filter(({ type }) => type !== 'GIT')
      .flatMap((range) => rangesOf(list(range['events'])))
    const versions = texts(one['versions'])
    const byCommit = ranges.length === 0 && versions.length === 0
    return [{ ecosystem, name: text(target['name']), versions, ranges, ...(byCommit ? { byCommit } : {}) }]
  })
  return [
    {
      id: text(record['id']),
      aliases: texts(record['aliases']),
      summary: text(record['summary']).slice(0, 300),
      affected,
    },
  ]
}

function rangesOf(events: readonly Record<string, unknown>[]): AffectedPackage['ranges'] {
  const ranges: { introduced: string; fixed?: string; lastAffected?: string }[] = []
  for (const event of events) {
    const current = ranges.at(-1)
    if (typeof event['introduced'] === 'string') ranges.push({ introduced: event['introduced'] })
    else if (current !== undefined && typeof event['fixed'] === 'string') current.fixed = event['fixed']
    else if (current !== undefined && typeof event['last_affected'] === 'string')
      current.lastAffected = event['last_affected']
  }
  return ranges
}
