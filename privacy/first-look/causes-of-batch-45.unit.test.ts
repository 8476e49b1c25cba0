import { expect, test } from 'vitest'
import { detect } from '../detect.ts'

/** What batch 45 showed to be missed or mistaken, in other words than its own; beside each mend, what it must leave alone. */
const found = (text: string): string[] =>
  detect(text).map(({ start, end, type }) => `${type} ${text.slice(start, end)}`)

test.each([
  // A surname that is a town or a word, in capitals before a first name
  ['permis établi au nom de MONTREUIL Axelle', ['PERSON MONTREUIL Axelle']],
  ['arrivée en gare de LYON vers midi', []],
  // Companies and findings called after somebody
  ['Locataire : André Vauclin & Cie, RCS Bastia', []],
  ['Module de Young : 210 GPa, cercle de Mohr joint', []],
  ['Primeurs Robert Sailly livre le lundi', []],
  ['RNA : W35100428 (il manque un chiffre)', ['RNA W35100428']],
  ['référence : W35100428 (il manque un chiffre)', []],
  ['dossier de WATTRELOS Didier, suivi lundi', ['PERSON WATTRELOS Didier']],
  // Places
  ['Fait en deux exemplaires, à Ploumanoc', []],
  ['Fait en présence de Axelle', ['PERSON Axelle']],
  ["suite à l'accident du 30/11 rue de la Gare", []],
  ['livré au 30/12 rue de la Gare 35000 Rennes', ['ADDRESS 30/12 rue de la Gare 35000 Rennes']],
  // Settings
  ['bind_pw = x7$FougereHeron', ['SECRET x7$FougereHeron']],
  ['puissance pw = 12 kW', []],
])('%s', (text, expected) => expect(found(text)).toEqual(expected))
