/** A published edition taken along: found by its name, and as the list that an administration circulates. */
import { type Language, type VolumeId, levelInWords } from '@socle/contracts'
import type { Framework } from '@socle/rulebook'
import { sheetCsv } from '../../platform/csv.ts'
import type { Queries } from '../../platform/database.ts'
import { refuse } from '../../platform/errors.ts'
import type { FileAnswer } from '../../platform/http.ts'
import { odsType, sheetsOds, text } from '../../platform/sheets-ods.ts'
import { frameworkOf, listEditions } from '../requirements/index.ts'

/**
 * @param key `in-force`, an identifier or a digest; of several editions of one identifier, the last
 * @throws Refusal edition-unknown
 */
export async function publishedEdition(db: Queries, framework: Framework, key: string): Promise<Framework> {
  if (key === 'in-force' || key === framework.edition.digest || key === framework.edition.id) return framework
  const found = (await listEditions(db)).find(({ id, digest }) => id === key || digest === key)
  if (!found) throw refuse('edition-unknown', { id: key })
  return frameworkOf(db, found.digest)
}

/**
 * The four columns that both published lists share, under their own headings: the MirAI list (ID, Type, Exigence) and the
 * cloud native one (the same, then Nature and Catégorisation).
 */
const headings = {
  fr: ['ID', 'Type', 'Exigence', 'Catégorisation'],
  en: ['ID', 'Level', 'Requirement', 'Category'],
} as const

/** In the words of the framework; what has no printed number goes by its identifier in the framework. */
export function rowsOfVolume(framework: Framework, volume: VolumeId, language: Language): string[][] {
  const category = new Map(framework.sheets.map(({ id, title }) => [id, title[language]]))
  return framework.requirements
    .filter((requirement) => requirement.volume === volume)
    .map(({ id, reference, level, sheet, text: wording }) => [
      reference ?? id.slice(id.indexOf(':') + 1),
      levelInWords(level, language),
      wording[language],
      category.get(sheet) ?? sheet,
    ])
}

/** One sheet for each volume that holds requirements; a CSV file puts them one after the other. */
export async function editionSheet(
  framework: Framework,
  { volume, format, lang }: { volume?: VolumeId | undefined; format: 'ods' | 'csv'; lang: Language },
): Promise<FileAnswer> {
  const volumes = framework.volumes
    .filter(({ id }) => volume === undefined || id === volume)
    .map(({ id, name }) => ({ name: name[lang], rows: rowsOfVolume(framework, id, lang) }))
    .filter(({ rows }) => volume !== undefined || rows.length > 0)
  const fileName = `socle-${framework.edition.id}${volume === undefined ? '' : `-${volume.toLowerCase()}`}.${format}`
  if (format === 'csv') {
    const bytes = sheetCsv([[...headings[lang]], ...volumes.flatMap(({ rows }) => rows)])
    return { fileName, contentType: 'text/csv; charset=utf-8', bytes }
  }
  const sheets = volumes.map(({ name, rows }) => ({
    name,
    head: headings[lang],
    widths: [3, 2, 18, 7],
    rows: rows.map((row) => row.map(text)),
  }))
  return {
    fileName,
    contentType: odsType,
    bytes: await sheetsOds(`${framework.edition.title[lang]}, ${framework.edition.id}`, sheets),
  }
}
