import type { ApplicationSummary, Bilingual, Standing } from '@socle/contracts'
import type { Column } from '../../platform/list-file.ts'
import { dayOf } from '../../platform/day.ts'

const gates: Record<NonNullable<ApplicationSummary['standing']>['gate'], Bilingual> = {
  launch: { fr: 'Lancement', en: 'Launch' },
  design: { fr: 'Conception', en: 'Design' },
  production: { fr: 'Production', en: 'Production' },
}
const standings: Record<Standing, Bilingual> = {
  go: { fr: 'Elle peut passer', en: 'It may go on' },
  'go-with-reserves': { fr: 'Elle peut passer avec réserves', en: 'It may go on with reserves' },
  'no-go': { fr: 'Elle ne peut pas passer', en: 'It may not go on' },
  undetermined: { fr: 'On ne sait pas encore', en: 'Not known yet' },
  'no-file': { fr: 'Aucun dossier', en: 'No file' },
}

/** The portfolio as a sheet. */
export const applicationColumns: readonly Column<ApplicationSummary>[] = [
  { name: { fr: 'Application', en: 'Application' }, of: ({ name }) => name },
  { name: { fr: 'Identifiant', en: 'Identifier' }, of: ({ id }) => id },
  { name: { fr: 'Organisme', en: 'Organisation' }, of: ({ organisation }) => organisation },
  { name: { fr: 'Version', en: 'Version' }, of: ({ version }) => version },
  {
    name: { fr: 'Jalon', en: 'Gate' },
    of: ({ standing }, lang) => (standing ? gates[standing.gate][lang] : ''),
  },
  {
    name: { fr: 'Où elle en est', en: 'Where it stands' },
    of: ({ standing }, lang) => standings[standing?.answer ?? 'no-file'][lang],
  },
  {
    name: { fr: 'Exigences dues au jalon', en: 'Requirements due at the gate' },
    of: ({ standing }) => standing?.total ?? '',
  },
  { name: { fr: 'Évaluées', en: 'Assessed' }, of: ({ standing }) => standing?.assessed ?? '' },
  { name: { fr: 'Écarts', en: 'Gaps' }, of: ({ standing }) => standing?.gaps ?? '' },
  { name: { fr: 'Exigences applicables', en: 'Requirements that apply' }, of: ({ applicable }) => applicable },
  {
    name: { fr: 'Questions répondues', en: 'Questions answered' },
    of: ({ answered, traits }) => `${answered} / ${traits}`,
  },
  { name: { fr: 'Modifiée le', en: 'Last change' }, of: ({ updatedAt }) => dayOf(new Date(updatedAt)) },
]
