import { hashWord } from './word-hash.ts'
import { WordTable } from './word-table.ts'

/** What a word beside a number says the number is. */
export const Label = {
  none: 0,
  nir: 1,
  siret: 2,
  siren: 3,
  rna: 4,
  iban: 5,
  card: 6,
  phone: 7,
  passport: 8,
  identityCard: 9,
  drivingLicence: 10,
  plate: 11,
  birth: 12,
  secret: 13,
  ip: 14,
  address: 15,
  /** Words that say that a number is something else: order, lot, invoice, file… */
  other: 16,
} as const
export const LABEL_COUNT = 17

/** Words that open each label, folded (no accents, lower case), in French and English, whole or abbreviated. */
const words: Readonly<Record<Exclude<keyof typeof Label, 'none'>, string>> = {
  nir: 'nir nss secu sociale insee ssn vitale numsecu numss nirpp matriculess ss assure assures assuree ins',
  siret: 'siret sirets nosiret numsiret numerosiret',
  siren: 'siren sirens rcs tva vat numsiren',
  rna: 'rna waldec association associations',
  iban: 'iban ibans rib ribs',
  card: 'cb card cards carte cartes visa mastercard bancaire amex pan cardnumber creditcard numcb',
  phone:
    'tel tél telephone telephonique telephones tels tph portable portables mobile mobiles fax gsm phone cell vini telecopie phonenumber numtel rappeler appeler joindre joignable whatsapp sms ligne standard',
  passport: 'passeport passeports passport passports',
  identityCard: 'cni cnie identite didentite identity idcard cin',
  drivingLicence: 'permis permi conduire licence license driving licences neph',
  plate:
    'immatricule immatriculee immatricules immatriculees immatriculation immat plaque plaques plaqué plate plates vehicule vehicules registration plateau voiture remorque camion scooter moto cyclomoteur cyclomoteurs mobylette fourgon utilitaire clio twingo megane scenic peugeot renault citroen dacia sandero duster toyota yaris audi bmw mercedes volkswagen fiat opel corsa berlingo kangoo',
  birth:
    'ne nee nes nees naitre dn naissance naiss born birth dob ddn birthdate datenaissance birthday dateofbirth datedenaissance bday sance dnais datnais dtnais dtnaiss datenais natif native naissances',
  secret: 'passe secret password passwd pwd mdp token apikey secrets passphrase motdepasse accesstoken',
  ip: 'ip ipv ips adresseip',
  address:
    'adresse adresses address adr domicile domicilie domiciliee demeurant habitant residant demeure habite reside siege livraison facturation',
  other:
    'nomenclature nomenclatures taric commande commandes order lot lots facture factures invoice dossier ean gencod reference references ref devis colis suivi tracking bon marche contrat article articles ticket isbn issn hash sha md5 uuid guid build commit page produit serie serial affaire requete pourvoi version montant total euros eur chorus engagement mandat titre avis ean13 gtin ref imei imsi iccid matricule matricules pv puce identifiant identifiants finess uai naf',
}

/** Label of a word by its folded hash. */
export const labelOfWord: ReadonlyMap<number, number> = new Map(
  Object.entries(words).flatMap(([label, list]) =>
    list.split(' ').map((word) => [hashWord(word), Label[label as keyof typeof Label]] as const),
  ),
)

export const labels = new WordTable(labelOfWord)
