import { expect, test } from 'vitest'
import { detect } from '../detect.ts'

/** What batches 29 to 31 showed to be missed or mistaken, in other words than their own; beside each mend, what it must leave alone. */
const found = (text: string): string[] =>
  detect(text).map(({ start, end, type }) => `${type} ${text.slice(start, end)}`)

test.each([
  ['Ont signé Théophile Samedi et Irène Kowalczyk.', ['PERSON Théophile Samedi', 'PERSON Irène Kowalczyk']],
  ['Odile Sans-Peur est née ici.', ['PERSON Odile Sans-Peur']],
  ['It was told to Isabelle Law-Koune, who left.', ['PERSON Isabelle Law-Koune']],
  ['Témoin : Bérénice d’Hauteville.', ['PERSON Bérénice d’Hauteville']],
  ['Lecteur n° 3381 – Clotilde Chazal de Mauriac', ['PERSON Clotilde Chazal de Mauriac']],
  ['remis par le surveillant Cheval.', ['PERSON Cheval']],
  ['CONTACT : COMMANDANT ROSE, POSTE 12', ['PERSON ROSE']],
  ['Agents : Deconinck, Pain, Bouziane', ['PERSON Deconinck', 'PERSON Pain', 'PERSON Bouziane']],
  ['dr papadopoulos demande si le scan est passé', ['PERSON papadopoulos']],
  ['je suis avec madame célimène, la tante', ['PERSON célimène']],
  ['PID|1||000447712^^^CHGR||ZUBROWSKA^HALINA||F', ['PERSON ZUBROWSKA', 'PERSON HALINA']],
  ['2|1 68|DELEMAZURE|BAUDOUIN|CDI|01', ['PERSON DELEMAZURE', 'PERSON BAUDOUIN']],
  ['Patient\n  Nom            Kerguelen\n  Prénoms        Tugdual', ['PERSON Kerguelen', 'PERSON Tugdual']],
  ['Attending\n  Florent Sauvage (chair)', ['PERSON Florent Sauvage']],
  ['ANOMALIE. LE TIERS 803 117 456 00035 N’EST PAS RECONNU.', ['SIRET 803 117 456 00035']],
  ['clé api ign : k2v8xq0r7bnd (env de test)', ['SECRET k2v8xq0r7bnd']],
  ['un enfant né le vingt et un avril 1899', ['BIRTH_DATE vingt et un avril 1899']],
  ['her card J7GK2N5V0 was valid', ['ID_CARD_FR J7GK2N5V0']],
  ['il habitait 17, rue Haxo à Paris 20e. Copie envoyée', ['ADDRESS 17, rue Haxo à Paris 20e']],
  [
    '15 rue des acacias\ncité du bois joli\n59150 wattrelos',
    ['ADDRESS 15 rue des acacias\ncité du bois joli\n59150 wattrelos'],
  ],
  ['c’est au 44 r. de la république 97200 fort de france', ['ADDRESS 44 r. de la république 97200 fort de france']],
  [
    'demeurant chemin de la Fontaine, lieu-dit La Ribeyre, 43200 Yssingeaux',
    ['ADDRESS chemin de la Fontaine, lieu-dit La Ribeyre, 43200 Yssingeaux'],
  ],
  ['Site : Kerdudou, 56320 Le Faouët', ['ADDRESS Kerdudou, 56320 Le Faouët']],
  ['Domicile : servitude Tepua, PK 4, 98735 Uturoa', ['ADDRESS servitude Tepua, PK 4, 98735 Uturoa']],
  ['I rent a cottage at Kerlosquet, 29690 Huelgoat', ['ADDRESS Kerlosquet, 29690 Huelgoat']],
  [
    'logé résidence Les Tilleuls, bâtiment D, 3 rue Hugo, 76600 Le Havre',
    ['ADDRESS résidence Les Tilleuls, bâtiment D, 3 rue Hugo, 76600 Le Havre'],
  ],
  [
    'Siège social : maison des ligues, 12 rue de Caen, 14100 Lisieux',
    ['ADDRESS maison des ligues, 12 rue de Caen, 14100 Lisieux'],
  ],
  ['Durand S. : présent\nHoarau M. : télétravail', ['PERSON Durand S.', 'PERSON Hoarau M.']],
  ['Identifiant entreprise : 384 567 202', ['SIREN 384 567 202']],
  ['Personne à contacter au quai : Tony Marques', ['PERSON Tony Marques']],
])('found: %s', (text, expected) => {
  expect(found(text)).toEqual(expected)
})

test.each([
  'Le tour de garde du surveillant Principal.',
  'Le brigadier Chef, absent, est remplacé.',
  'MAISON D’ARRÊT DE GRADIGNAN – JEUDI\nÉCROU 41877 : REFUS',
  'Step 4. Tick "videoconference" if needed.',
  'j’ai réinit le compte ce matin',
  'e9b1175 revert "cache redis"',
  'The exchange with Heidelberg and Bavaria will take place in March.',
  'carte de la zone, feuille 12',
  'image: registry.interne/rdv/front:1.18.4.2',
  'La mise à jour 23.10.4.1 corrige la faille.',
  'Site : Nantes, 44000 Nantes',
  'Courier: on site. Crate 112 cm.',
  'Le contrat avec Otis arrive à échéance.',
  'Cher Confrère,\nje vous remercie.',
])('left alone: %s', (text) => {
  expect(found(text)).toEqual([])
})
