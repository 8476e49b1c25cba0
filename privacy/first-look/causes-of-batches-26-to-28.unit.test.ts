import { expect, test } from 'vitest'
import { detect } from '../detect.ts'

/** What batches 26 to 28 showed to be missed or mistaken, in other words than their own; beside each mend, what it must leave alone. */
const found = (text: string): string[] =>
  detect(text).map(({ start, end, type }) => `${type} ${text.slice(start, end)}`)

test.each([
  [
    'Le SIRET de cette entreprise de plomberie n’est plus connu du portail : 812 345 678 00017.',
    ['SIRET 812 345 678 00017'],
  ],
  ['née le 3 mai 1961 à Saint-Paul, titulaire de la carte', ['BIRTH_DATE 3 mai 1961']],
  ['Elle habite B.P. 77 – 85200 Fontenay-le-Comte Cedex', ['ADDRESS B.P. 77 – 85200 Fontenay-le-Comte Cedex']],
  ['Lot 12, rue des Frangipaniers, 98800 Nouméa', ['ADDRESS Lot 12, rue des Frangipaniers, 98800 Nouméa']],
  ['demeurant à 61250 Damigny, 4 route de Bretagne', ['ADDRESS 61250 Damigny, 4 route de Bretagne']],
  ['rappeler le (0594) 31 22 40 ce soir', ['PHONE_FR (0594) 31 22 40']],
  ['Code de la porte du garage : 41B07.', ['SECRET 41B07']],
  ['Le code du portail a changé, c’est 6620C pour les livreurs', ['SECRET 6620C']],
  ['le wifi des visiteurs c’est toujours Mouette-Grise_51', ['SECRET Mouette-Grise_51']],
  [
    'METRO_KEY=eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiIsImtpZCI6IjQy',
    ['SECRET eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiIsImtpZCI6IjQy'],
  ],
  [
    'titulaire | né(e) le | cat. | observation\nTEHEI Hinano | 02-06-1989 | B | échange',
    ['PERSON TEHEI Hinano', 'BIRTH_DATE 02-06-1989'],
  ],
  ['veuve de Armand CASTEL, retraitée', ['PERSON Armand CASTEL']],
  ['accordé à Tanguy Le Floc’h-Madec en juin', ['PERSON Tanguy Le Floc’h-Madec']],
  ['appelez moi le soir, merci, odile Castel', ['PERSON odile Castel']],
  ['renfort : merci d’ajouter thibaut ogier au groupe, il part à Cayenne', ['PERSON thibaut ogier']],
  ['vu hier avec le vendeur (gilbert castanier) à la SAFER, il est vraiment furieux', ['PERSON gilbert castanier']],
  [
    'PrivateKey = kB4mZq0yT7sWd1HvXr9uLgEoJ2fPnAc6iQ5tRx8YwUM=\nAddress = 10.44.2.8',
    ['SECRET kB4mZq0yT7sWd1HvXr9uLgEoJ2fPnAc6iQ5tRx8YwUM=', 'IP 10.44.2.8'],
  ],
  ['userPassword: {SSHA}qF3n1bV8yK0Jx2eTzW6uLr7HcDpMsa9G', ['SECRET {SSHA}qF3n1bV8yK0Jx2eTzW6uLr7HcDpMsa9G']],
  ['Key         Value\npassword    b7Kd-Mirabelle-05xQ', ['SECRET b7Kd-Mirabelle-05xQ']],
  ['11:04  12,00 EUR  4974 0182 6633 9072  autorisation 718204', ['BANK_CARD 4974 0182 6633 9072']],
  ['"A1192","von Hagen Ulrike","x"', ['PERSON von Hagen Ulrike']],
  ['- Guy-Noël Castel : fin 30/04, passage CDI (6 ans)', ['PERSON Guy-Noël Castel']],
  ['Je suis au bâtiment C. Odile Castel', ['PERSON Odile Castel']],
  ['le technicien odilon p. est venu hier', ['PERSON odilon p.']],
  ['rang 2 : le goff maëlys, 2 personnes', ['PERSON le goff maëlys']],
  ['passé chez mickaël strauss, absent', ['PERSON mickaël strauss']],
  ['l’ATSEM Odile Castel a remarqué', ['PERSON Odile Castel']],
  ['note : GAV Yanis Castel (né le 02/12/2003)', ['PERSON Yanis Castel', 'BIRTH_DATE 02/12/2003']],
  ['n° 44758 De Oliveira Leandro : à joindre', ['PERSON De Oliveira Leandro']],
  ['le directeur de cabinet Aymeric Castel, le colonel', ['PERSON Aymeric Castel']],
  ['dossier en pause. Ch. Morvan', ['PERSON Ch. Morvan']],
  ['| Objet | Propriétaire | Lieu |\n|---|---|---|\n| manteau beige | Tchernychev | rayon 9 |', ['PERSON Tchernychev']],
  ['COMPAORÉ Odile et NGUEMA Jean Pierre', ['PERSON COMPAORÉ Odile', 'PERSON NGUEMA Jean Pierre']],
  ['Évaluatrice : Odile Castel', ['PERSON Odile Castel']],
])('what batches 26 to 28 showed: "%s"', (text, expected) => expect(found(text)).toEqual(expected))

test.each([
  'Employeur : EARL du Verger',
  'poivre noir, nomenclature 0904 11 00 00, 1 850 kg',
  'instituteur à Hao depuis quatre ans',
  'Il est bloqué à Colombo depuis le vol',
  'GAEC Castel et SCEA des Ormes',
  'le fret pour Maupiti part mercredi',
  'Voicemail 09:12, lost keys',
  'motif=BAD_CREDENTIALS tentative=3/5',
  'Two things worry me. First, the website rejects my number.',
  'New, TLSv1.3, Cipher is TLS_AES_256_GCM_SHA384',
  'for a first episode. Insulin pump started.',
  'Captage Fond Lahaye : conductivité 418',
  'Le code du bâtiment est 4471B dans la base',
  'Le code de la nomenclature : 58A02',
])('nobody and nothing: "%s"', (text) => expect(found(text)).toEqual([]))
