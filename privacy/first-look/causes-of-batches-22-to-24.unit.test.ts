import { expect, test } from 'vitest'
import { detect } from '../detect.ts'

/** What batches 22 to 24 showed to be missed or mistaken, in other words than their own; beside each mend, what it must leave alone. */
const found = (text: string): string[] =>
  detect(text).map(({ start, end, type }) => `${type} ${text.slice(start, end)}`)

test.each([
  ['mysqldump -h 10.44.2.8 -u app -pBruyere-77 base', ['IP 10.44.2.8', 'SECRET Bruyere-77']],
  ['serveur Apollon 5.12.40.7 injoignable', ['IP 5.12.40.7']],
  [
    'Naissances : Lou Ogier, le 3 mai 2024 ; Tom Castel, le 9 mai 2024',
    ['PERSON Lou Ogier', 'BIRTH_DATE 3 mai 2024', 'PERSON Tom Castel', 'BIRTH_DATE 9 mai 2024'],
  ],
  ['Gérant : Paulo Ferreira (12 janv. 1968, Braga)', ['PERSON Paulo Ferreira', 'BIRTH_DATE 12 janv. 1968']],
  ['OGIER Solène ; IPP 00512 ; 17-02-1988', ['PERSON OGIER Solène', 'BIRTH_DATE 17-02-1988']],
  ['17AB20934 / OGIER SOLENE / 17 02 1988', ['PASSPORT_FR 17AB20934', 'PERSON OGIER SOLENE', 'BIRTH_DATE 17 02 1988']],
  ['Permis retenus\n1/ 17AB20934\n2/ 18AC30945', ['DRIVING_LICENCE_FR 17AB20934', 'DRIVING_LICENCE_FR 18AC30945']],
  ['a scan of her identity card (K4WX72PQ9)', ['ID_CARD_FR K4WX72PQ9']],
  ['{"docNumber": "K4WX72PQ9"}', ['ID_CARD_FR K4WX72PQ9']],
  ['Nouvelle carte délivrée : K4WX72PQ9', ['ID_CARD_FR K4WX72PQ9']],
  ['la SNC Aux Bruyères (552 081 317)', ['SIREN 552 081 317']],
  ['son mot de passe (bruyere1977) était noté', ['SECRET bruyere1977']],
  ['mdp tenté : Bruyere77!', ['SECRET Bruyere77!']],
  ['mdp du coffre Bruyere.Grise.77', ['SECRET Bruyere.Grise.77']],
  ['GRAFANA=glsa_a8Kd73hQpLm2Zx9Wv4Rt6Yn1Bc5', ['SECRET glsa_a8Kd73hQpLm2Zx9Wv4Rt6Yn1Bc5']],
  ['tél. 05 61 22\n40 97', ['PHONE_FR 05 61 22\n40 97']],
  ['loge 8 tour Bellevue, 31000 Toulouse', ['ADDRESS 8 tour Bellevue, 31000 Toulouse']],
  ['; 14 hent Kerguelen 29000 Quimper', ['ADDRESS 14 hent Kerguelen 29000 Quimper']],
  ['identité bancaire (FR76 1027 8060 4500 0203 7714 599) rejetée', ['IBAN FR76 1027 8060 4500 0203 7714 599']],
  ['née CASTEL le 3 mai 1961', ['PERSON CASTEL', 'BIRTH_DATE 3 mai 1961']],
  ['un certain Ogier, alias « Titou »', ['PERSON Ogier', 'PERSON Titou']],
  ['Sur place CASTEL Odile explique', ['PERSON CASTEL Odile']],
  ['le bailleur, X. Plantard, absent', ['PERSON X. Plantard']],
  ['Entrant : Zoé Ogier & Tomasz Zielinski', ['PERSON Zoé Ogier', 'PERSON Tomasz Zielinski']],
  ['Édith Mazars, comptable', ['PERSON Édith Mazars']],
  ['0003|WOJTYRA|Stanislas|x', ['PERSON WOJTYRA', 'PERSON Stanislas']],
  ['Accompagnant : Sylvana Apatou', ['PERSON Sylvana Apatou']],
])('what batches 22 to 24 showed: "%s"', (text, expected) => expect(found(text)).toEqual(expected))

test.each([
  'migration Alfresco 7.4.1.3 → 23.2',
  'passage de Symfony 6.4 à 7.1.3.0',
  'Driver.java:19.3.0.0',
  'COPY app-2.3.0.1.jar /srv',
  'sonde 7.0.2.11 (firmware)',
  '{"version":"4.0.0.12"}',
  'TOTAL   3 stagiaires   session du 02/12/2014',
  'format attendu : AA-999-AA',
  'CAA de Douai, 23DA01874',
  'N° identifiant défense : 0478301192',
  'la puce 0304 771 882 est illisible',
  'nuit du 3 au 4\nCh. 12 : agitée',
  'Température 38,4, Dr avisé',
  '12 Dom Pérignon et 24 Bandol',
  '12 puffins de Scopoli et un dauphin de Risso',
  'caniche "Rocky", vacciné',
  'le buste de Marianne est déposé',
  'les quartiers Rosa-Parks et Pablo-Picasso',
  'const un = await Marin.findByPk(id)',
  'public class FileMaker',
  'Reformate ce journal',
  'un enterrement à Rzeszów',
  'tempêtes de l’hiver : Alex (2020), Ciarán (2023), Domingos',
  'ticket DUPONT-4411 clos',
  '| Nom | RNA |\n|---|---|\n| Jardins de Cocagne | n.c. |',
  'arrêt de bus « Docteur Schweitzer »',
])('what batches 22 to 24 showed to be nobody: "%s"', (text) => expect(found(text)).toEqual([]))
