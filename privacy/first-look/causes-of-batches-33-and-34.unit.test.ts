import { expect, test } from 'vitest'
import { detect } from '../detect.ts'

/** What batches 33 and 34 showed to be missed or mistaken, in other words than its own; beside each mend, what it must leave alone. */
const found = (text: string): string[] =>
  detect(text).map(({ start, end, type }) => `${type} ${text.slice(start, end)}`)

test.each([
  // Accounts and keys
  ['enregistreur du hall (admin / P0rte-ouest)', ['SECRET P0rte-ouest']],
  ['Compte de recette : `essai` / `Tarte-aux-noix-21`', ['SECRET Tarte-aux-noix-21']],
  ['snmp:\n  community: gr4nit-RO-71', ['SECRET gr4nit-RO-71']],
  ['la clé de bordereau est rds_live_7b31c0d2e94f5a68, à garder', ['SECRET rds_live_7b31c0d2e94f5a68']],
  ['c’est quoi le mot de passe du planning ? Paul dit Tribune2206k mais non', ['PERSON Paul', 'SECRET Tribune2206k']],
  // Names
  ['la plaignante, Mme Solène\nQuintal-Morvan, affirme', ['PERSON Solène', 'PERSON Quintal-Morvan']],
  ['12/05 08:40 — confié à Moussadou K.', ['PERSON Moussadou K.']],
  ['4A|DA COSTA Inès|08:11|bus', ['PERSON DA COSTA Inès']],
  ['astreinte 7 | Kofi | 06 45 92 03 71', ['PERSON Kofi', 'PHONE_FR 06 45 92 03 71']],
  ['Coucou Bahia,\nà demain', ['PERSON Bahia']],
  ['06h30 fin de service Rodrigue Castel', ['PERSON Rodrigue Castel']],
  ['Une pensée pour mes parents et pour Zoé.', ['PERSON Zoé']],
  // Addresses and births
  ['demeurant 2 place du\nGénéral-Leclerc 54300 Lunéville', ['ADDRESS 2 place du\nGénéral-Leclerc 54300 Lunéville']],
  ['demeurant 8 rue Haute-\nBorne, 55000 Bar-le-Duc', ['ADDRESS 8 rue Haute-\nBorne, 55000 Bar-le-Duc']],
  ['Z.I. Les Prés, 14 rue du Canal\n01700 Miribel', ['ADDRESS Z.I. Les Prés, 14 rue du Canal\n01700 Miribel']],
  [
    'Sarrazin, Clarisse\n03/09/1991 (Saint-Pierre)\nÉpreuve : gestion',
    ['PERSON Sarrazin', 'PERSON Clarisse', 'BIRTH_DATE 03/09/1991'],
  ],
])('found: %s', (text, expected) => {
  expect(found(text)).toEqual(expected)
})

test.each([
  // What is nobody
  ['Tracé exporté par Octave 3.4.1.', []],
  ['pip install openpyxl==3.1.2', []],
  ['• 3 cahiers 17x22, 96 pages, petits carreaux', []],
  ["nom d'utilisateur : accueil-mediatheque", []],
  // What stays as it was
  ["nom d'utilisateur : jean", ['PERSON jean']],
  ['Coucou,\nBahia et Lyon sont loin', []],
  ['un devis pour une Zoé, un autre pour Renault.', []],
  ['le service Rodrigue est fermé', []],
  ['Rendez-vous avec Octave 12.05.26', ['PERSON Octave']],
  ['3 dossiers de Mme Pages', ['PERSON Pages']],
  ['voir admin / Config-2024.md, comptes : 512100 / 606400-B, root/Scripts-2/lance', []],
  ['Comptes : 3 ouverts / 4-Fermés12', []],
  ['the community: 2024 edition; table user_live_statistics', []],
  ['Mme Solène\nLundi, réunion de service', ['PERSON Solène']],
  ['affecté à Bordeaux S. le 3', []],
  ['Standard | 01 40 20 30 40', ['PHONE_FR 01 40 20 30 40']],
  ['Jean Castel\n12/03/1985 (copie)', ['PERSON Jean Castel']],
  ['demeurant 8 rue Haute\nBorne kilométrique 3', ['ADDRESS 8 rue Haute']],
])('as before: %s', (text, expected) => {
  expect(found(text)).toEqual(expected)
})
