import type { Description, FieldValues } from '@socle/contracts'

/** An ordinary web application of the ministry, most questions answered. */
export const permits: Description = {
  name: 'Titres en ligne',
  summary: 'Demande et suivi des titres par les usagers.',
  organisation: 'Direction des titres',
  repository: 'https://forge.example.gouv.fr/titres/en-ligne',
  traits: {
    subject: ['application'],
    owner: 'ministry',
    host: 'ministry',
    size: 'large',
    nature: 'new',
    architecture: 'cloud-native',
    audiences: ['citizens@internet', 'ministry-agents@intranet'],
    interface: ['web'],
    'sign-in': ['franceconnect', 'agent-sso'],
    sessions: 'yes',
    sensitivity: 'sensitive',
    'personal-data': 'gdpr',
    storage: ['database'],
    'apis-exposed': ['none'],
    'ai-use': ['none'],
    'ai-base-use': 'no',
    devices: ['none'],
    'ent-product': ['none'],
  },
}

/** What a team gives with a request for derogation, but for the day until which. */
export const derogationRequest: FieldValues = {
  reasons: 'Le composant imposé ne sait pas lire nos anciens formats.',
  alternatives: 'Deux autres composants essayés.',
  'cost-training': 5000,
  'cost-homologation': 0,
  'cost-maintenance': 12_000,
  'cost-other': 0,
  commitment: true,
}
