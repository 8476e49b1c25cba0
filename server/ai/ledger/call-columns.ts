import { type ListedCall, outcomeWords, sensitivityWords } from '@socle/contracts'
import type { Column } from '../../platform/list-file.ts'

/** The list of calls as a sheet. */
export const callColumns: readonly Column<ListedCall>[] = [
  { name: { fr: 'Quand', en: 'When' }, of: ({ at }) => at },
  { name: { fr: 'Application', en: 'Application' }, of: ({ applicationName }) => applicationName },
  { name: { fr: 'Code de l’application', en: 'Code of the application' }, of: ({ applicationId }) => applicationId },
  { name: { fr: 'Modèle', en: 'Model' }, of: ({ model }) => model },
  { name: { fr: 'Fournisseur', en: 'Provider' }, of: ({ provider }) => provider ?? '' },
  { name: { fr: 'Issue', en: 'Outcome' }, of: ({ outcome }, language) => outcomeWords[outcome][language] },
  { name: { fr: 'Motif', en: 'Reason' }, of: ({ reason }) => reason ?? '' },
  {
    name: { fr: 'Sensibilité', en: 'Sensitivity' },
    of: ({ sensitivity }, language) => sensitivityWords[sensitivity][language],
  },
  { name: { fr: 'Jetons lus', en: 'Tokens in' }, of: ({ tokensIn }) => tokensIn },
  { name: { fr: 'Jetons produits', en: 'Tokens out' }, of: ({ tokensOut }) => tokensOut },
  { name: { fr: 'Coût (€)', en: 'Cost (€)' }, of: ({ cost }) => cost },
  { name: { fr: 'Durée (ms)', en: 'Duration (ms)' }, of: ({ latencyMs }) => latencyMs },
  { name: { fr: 'Référence', en: 'Reference' }, of: ({ requestId }) => requestId },
]
