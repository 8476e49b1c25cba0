import { fullTitle, type ProcedureSummary } from '@socle/contracts'
import type { Column } from '../../platform/list-file.ts'
import { actorsInWords } from './procedures-rules.ts'
import { dayOf } from '../../platform/day.ts'

/** A list of procedures as a sheet. */
export const procedureColumns: readonly Column<ProcedureSummary>[] = [
  { name: { fr: 'Processus', en: 'Process' }, of: ({ processName }, lang) => processName[lang] },
  { name: { fr: 'Titre', en: 'Title' }, of: (each, lang) => fullTitle(each, lang) },
  { name: { fr: 'Application', en: 'Application' }, of: ({ application }) => application?.name ?? '' },
  {
    name: { fr: 'Identifiant de l’application', en: 'Application identifier' },
    of: ({ application }) => application?.id ?? '',
  },
  { name: { fr: 'État', en: 'State' }, of: ({ stateName }, lang) => stateName[lang] },
  { name: { fr: 'Close', en: 'Closed' }, of: ({ final }, lang) => yesNo(final, lang) },
  { name: { fr: 'À qui d’agir', en: 'Whose turn' }, of: ({ turn }, lang) => actorsInWords(turn)[lang] },
  { name: { fr: 'Confiée à', en: 'Given to' }, of: ({ assignee }) => assignee?.name ?? '' },
  { name: { fr: 'Échéance', en: 'Due on' }, of: ({ dueOn }) => dueOn ?? '' },
  { name: { fr: 'En retard', en: 'Overdue' }, of: ({ overdue }, lang) => yesNo(overdue, lang) },
  { name: { fr: 'Demandé par', en: 'Asked for by' }, of: ({ requester }) => requester.name },
  { name: { fr: 'Ouverte le', en: 'Opened on' }, of: ({ openedAt }) => dayOf(new Date(openedAt)) },
  {
    name: { fr: 'Dans cet état depuis le', en: 'In this state since' },
    of: ({ enteredAt }) => dayOf(new Date(enteredAt)),
  },
  { name: { fr: 'Référence', en: 'Reference' }, of: ({ id }) => id },
]

const yesNo = (value: boolean, lang: 'fr' | 'en') => (value ? { fr: 'oui', en: 'yes' } : { fr: 'non', en: 'no' })[lang]
