import type { Bilingual, Role } from '@socle/contracts'

/** People of the demonstration: one per trade. They have no password; whoever is on this machine chooses one. */
export interface Persona {
  readonly id: string
  readonly name: string
  readonly organisation: string
  readonly roles: readonly Role[]
  readonly trade: Bilingual
}

export const personas: readonly Persona[] = [
  {
    id: 'camille',
    name: 'Camille Moreau',
    organisation: 'Direction des services',
    roles: ['product-lead'],
    trade: {
      fr: 'Responsable de produit : décrit une application et prouve sa conformité',
      en: 'Product lead: describes an application and proves its conformity',
    },
  },
  {
    id: 'samir',
    name: 'Samir Benali',
    organisation: 'Direction des titres',
    roles: ['product-lead'],
    trade: { fr: 'Responsable de produit d’une autre équipe', en: 'Product lead of another team' },
  },
  {
    id: 'helene',
    name: 'Hélène Garnier',
    organisation: 'Architecture d’entreprise',
    roles: ['architect'],
    trade: {
      fr: 'Architecte : tient le cadre et relit les dossiers',
      en: 'Architect: keeps the framework and reviews the files',
    },
  },
  {
    id: 'yann',
    name: 'Yann Le Goff',
    organisation: 'Comité d’architecture',
    roles: ['committee-member'],
    trade: {
      fr: 'Membre du comité d’architecture : lit les dossiers et décide',
      en: 'Architecture committee member: reads the files and decides',
    },
  },
  {
    id: 'nadia',
    name: 'Nadia Rousseau',
    organisation: 'Sécurité des systèmes d’information',
    roles: ['security-officer'],
    trade: {
      fr: 'Responsable de la sécurité : suit les écarts et les preuves',
      en: 'Security officer: follows gaps and evidence',
    },
  },
  {
    id: 'dominique',
    name: 'Dominique Faure',
    organisation: 'Protection des données',
    roles: ['data-protection-officer'],
    trade: {
      fr: 'Délégué à la protection des données : rend son avis',
      en: 'Data protection officer: gives an opinion',
    },
  },
  {
    id: 'rachel',
    name: 'Rachel Morin',
    organisation: 'Direction des titres',
    roles: ['controller'],
    trade: {
      fr: 'Responsable du traitement : valide les analyses et le registre',
      en: 'Controller: validates assessments and the register',
    },
  },
  {
    id: 'luc',
    name: 'Luc Fontaine',
    organisation: 'Achats',
    roles: ['buyer'],
    trade: { fr: 'Acheteur : prépare et dépouille les marchés', en: 'Buyer: prepares and evaluates tenders' },
  },
  {
    id: 'ines',
    name: 'Inès Carpentier',
    organisation: 'Exploitation',
    roles: ['operator'],
    trade: { fr: 'Exploitante : fait fonctionner Socle', en: 'Operator: runs Socle' },
  },
  {
    id: 'claire',
    name: 'Claire Dubois',
    organisation: 'Affaires financières',
    roles: ['finance'],
    trade: { fr: 'Gestionnaire : suit ce que l’IA coûte', en: 'Finance: follows what AI costs' },
  },
  {
    id: 'paul',
    name: 'Paul Mercier',
    organisation: 'Préfecture',
    roles: ['agent'],
    trade: { fr: 'Agent : consulte le cadre', en: 'Agent: consults the framework' },
  },
  {
    id: 'sophie',
    name: 'Sophie Lambert',
    organisation: 'Administration de Socle',
    roles: ['administrator'],
    trade: { fr: 'Administratrice : donne et retire les droits', en: 'Administrator: gives and takes rights' },
  },
]
