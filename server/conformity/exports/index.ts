import type { ConformityDossier, ExportFormat, Language } from '@socle/contracts'
export async function exportConformityFile(dossier: ConformityDossier, format: ExportFormat, lang: Language) {
  return { fileName: `${dossier.id}.${format}.${lang}`, contentType: 'text/plain', bytes: Buffer.from('') }
}
