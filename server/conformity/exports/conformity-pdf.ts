import type { ConformityDossier, Language } from '@socle/contracts'
import { exportWords } from './export-words.ts'
import { typeset } from './typeset.ts'

/** @throws Refusal unavailable when too many exports wait already */
export const conformityPdf = (dossier: ConformityDossier, language: Language): Promise<Uint8Array> =>
  typeset(
    new URL('./conformity-file.typ', import.meta.url),
    { dossier, words: exportWords[language], language },
    language,
  )
