/** What the framework keeps as a code, in words, for whoever prints it outside the portal. */
import type { Level, VerificationMethod } from '../framework/framework.ts'
import type { Bilingual, Language } from '../text.ts'

const noLevel: Bilingual = { fr: 'Sans niveau', en: 'No level' }

/** As printed in its document; a requirement without one says so, and nobody looks for a level that was lost. */
export const levelInWords = (level: Level, language: Language): string => (level === 'none' ? noLevel[language] : level)

export const methodWords: Readonly<Record<VerificationMethod, Bilingual>> = {
  declaration: { fr: 'déclaration', en: 'declaration' },
  document: { fr: 'document', en: 'document' },
  repository: { fr: 'code source', en: 'source code' },
  endpoint: { fr: 'service en marche', en: 'running service' },
  manifest: { fr: 'manifeste de déploiement', en: 'deployment manifest' },
  telemetry: { fr: 'mesure de la passerelle', en: 'measure of the gateway' },
}
