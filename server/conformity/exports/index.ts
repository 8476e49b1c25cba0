import type { ConformityDossier, ExportFormat, Language } from '@socle/contracts'
import type { FileAnswer } from '../../platform/http.ts'
import { conformityOds } from './conformity-ods.ts'
import { oscalAssessmentResults, oscalCatalog } from './conformity-oscal.ts'
import { conformityPdf } from './conformity-pdf.ts'
import { oscalPoam } from './conformity-poam.ts'
import { odsType } from '../../platform/sheets-ods.ts'

/** The whole file as bytes, every justification and comment included. */
export async function exportConformityFile(
  dossier: ConformityDossier,
  format: ExportFormat,
  language: Language,
): Promise<FileAnswer> {
  const name = `${dossier.application.id}-${dossier.version}-${dossier.gate}`
  const json = (content: unknown) => Buffer.from(JSON.stringify(content, null, 2))
  switch (format) {
    case 'pdf':
      return { fileName: `${name}.pdf`, contentType: 'application/pdf', bytes: await conformityPdf(dossier, language) }
    case 'ods':
      return {
        fileName: `${name}.ods`,
        contentType: odsType,
        bytes: await conformityOds(dossier, language),
      }
    case 'oscal-assessment-results':
      return {
        fileName: `${name}-results.oscal.json`,
        contentType: 'application/json',
        bytes: json(oscalAssessmentResults(dossier, language)),
      }
    case 'oscal-poam':
      return {
        fileName: `${name}-poam.oscal.json`,
        contentType: 'application/json',
        bytes: json(oscalPoam(dossier, language)),
      }
    case 'oscal-catalog':
      return {
        fileName: `${name}-catalog.oscal.json`,
        contentType: 'application/json',
        bytes: json(oscalCatalog(dossier, language)),
      }
  }
}

export { typeset } from './typeset.ts'
