import { levelInWords, methodWords, type RequirementSummary } from '@socle/contracts'
import type { Framework } from '@socle/rulebook'
import type { Column } from '../../platform/list-file.ts'

/** Requirements as a sheet. */
export function requirementColumns(framework: Framework): readonly Column<RequirementSummary>[] {
  const volumes = new Map(framework.volumes.map(({ id, name }) => [id as string, name]))
  const pillars = new Map(framework.pillars.map(({ id, name }) => [id as string, name]))
  const weights = new Map(framework.policies.levels.weights.map(({ id, name }) => [id as string, name]))
  const gates = new Map(framework.policies.gates.gates.map(({ id, name }) => [id as string, name]))
  return [
    { name: { fr: 'Identifiant', en: 'Identifier' }, of: ({ id }) => id },
    { name: { fr: 'Intitulé', en: 'Title' }, of: ({ title }, lang) => title[lang] },
    { name: { fr: 'Énoncé', en: 'Text' }, of: ({ text }, lang) => text[lang] },
    {
      name: { fr: 'Niveau du document', en: 'Level of the document' },
      of: ({ level }, lang) => levelInWords(level, lang),
    },
    { name: { fr: 'Portée', en: 'Weight' }, of: ({ weight }, lang) => weights.get(weight)?.[lang] ?? weight },
    { name: { fr: 'Volume', en: 'Volume' }, of: ({ volume }, lang) => volumes.get(volume)?.[lang] ?? volume },
    { name: { fr: 'Pilier', en: 'Pillar' }, of: ({ pillar }, lang) => pillars.get(pillar)?.[lang] ?? pillar },
    { name: { fr: 'Fiche', en: 'Sheet' }, of: ({ sheet }) => sheet },
    {
      name: { fr: 'Jalons', en: 'Gates' },
      of: ({ gates: due }, lang) => due.map((gate) => gates.get(gate)?.[lang] ?? gate).join(', '),
    },
    {
      name: { fr: 'Vérification', en: 'Verification' },
      of: ({ methods }, lang) => methods.map((method) => methodWords[method][lang]).join(', '),
    },
  ]
}
