import type { DraftSummary } from '@socle/contracts'
import type { Framework } from '@socle/rulebook'
import type { Column } from '../../platform/list-file.ts'
import { dayOf } from '../../platform/day.ts'

/** Editions of volumes as a sheet. */
export function draftColumns(framework: Framework): readonly Column<DraftSummary>[] {
  const volumes = new Map(framework.volumes.map(({ id, name }) => [id, name]))
  return [
    { name: { fr: 'Volume', en: 'Volume' }, of: ({ volume }, lang) => volumes.get(volume)?.[lang] ?? volume },
    { name: { fr: 'Édition', en: 'Edition' }, of: ({ label }) => label },
    { name: { fr: 'État', en: 'State' }, of: ({ stateName }, lang) => stateName[lang] },
    { name: { fr: 'Exigences', en: 'Requirements' }, of: ({ requirements }) => requirements },
    { name: { fr: 'Anomalies', en: 'Anomalies' }, of: ({ anomalies }) => anomalies },
    { name: { fr: 'À compléter', en: 'To complete' }, of: ({ incomplete }) => incomplete },
    { name: { fr: 'Document', en: 'Document' }, of: ({ file }) => file },
    { name: { fr: 'Importée par', en: 'Imported by' }, of: ({ importedBy }) => importedBy.name },
    { name: { fr: 'Importée le', en: 'Imported on' }, of: ({ importedAt }) => dayOf(new Date(importedAt)) },
    { name: { fr: 'Publiée dans', en: 'Published in' }, of: ({ edition }) => edition ?? '' },
  ]
}
