import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { detect, explain } from './detect.ts'

/** What is found in a text, as "TYPE value". */
const found = (text: string): string[] =>
  detect(text).map(({ start, end, type }) => `${type} ${text.slice(start, end)}`)

describe('numbers with a checksum', () => {
  test.each([
    ['NIR 1 85 05 78 006 084 91', ['NIR 1 85 05 78 006 084 91']],
    ['secu : 2 85 04 2B 033 041 27', ['NIR 2 85 04 2B 033 041 27']],
    ['compte fr14 2004 1010 0505 0001 3m02 606.', ['IBAN fr14 2004 1010 0505 0001 3m02 606']],
    ['IBAN : FR14 2004 1010 0505 0001 3M02 607', ['IBAN FR14 2004 1010 0505 0001 3M02 607']],
    ['carte 4111 1111 1111 1111 exp 09/27', ['BANK_CARD 4111 1111 1111 1111']],
    ['siret 732 829 320 00074', ['SIRET 732 829 320 00074']],
    ['SIRET : 73282932000075', ['SIRET 73282932000075']],
    ['TVA FR44732829320', ['SIREN 732829320']],
    ['RNA W751234567', ['RNA W751234567']],
    ['association n° W 751234567', ['RNA W 751234567']],
    ['assurée 2 85 04 2B 033 041 27, conjoint : 1150933063201', ['NIR 2 85 04 2B 033 041 27', 'NIR 1150933063201']],
  ])('%s', (text, expected) => expect(found(text)).toEqual(expected))

  test.each([
    'numéro 73282932000075 sans nom',
    'commande 732829320',
    'EAN 3017620422003',
    'ISBN 9782070360024',
    'lot 4111111111111112',
    'uuid 123e4567-e89b-12d3-a456-426614174000',
    'sha1 da39a3ee5e6b4b0d3255bfef95601890afd80709',
    'montant : 303 265 045 €',
  ])('nothing in "%s"', (text) => expect(found(text)).toEqual([]))
})

describe('telephones', () => {
  test.each([
    '06 12 34 56 78',
    '0612345678',
    '06.12.34.56.78',
    '+33 6 12 34 56 78',
    '+33 (0)6 12 34 56 78',
    '0033612345678',
    '06\u00a012\u00a034\u00a056\u00a078',
    '+262 692 12 34 56',
    '0800 123 456',
    '(+33) 6 12 34 56 78',
    '00 33 6 12 34 56 78',
    '0 800 12 34 56',
    '+687 26 43 18',
    '+590 (0)690 12 34 56',
    '(0033) 6 12 34 56 78',
    '04 7 8 30 51 92',
  ])('%s', (phone) => expect(found(`appelez le ${phone} demain`)).toEqual([`PHONE_FR ${phone}`]))
  test.each(['le 17', 'le 3919', 'le 3631', 'poste 4512', '2024-01-02', '12/05/2024 10:11'])(
    'nothing in "%s"',
    (text) => expect(found(text)).toEqual([]),
  )
})

describe('documents and plates, by their words', () => {
  test.each([
    ['passeport n° 12AB34567', ['PASSPORT_FR 12AB34567']],
    ['permis de conduire 14AB12345', ['DRIVING_LICENCE_FR 14AB12345']],
    ['permis n° 123456789012', ['DRIVING_LICENCE_FR 123456789012']],
    ['CNI : X4RTBPFW4', ['ID_CARD_FR X4RTBPFW4']],
    ["carte d'identité 880692310285", ['ID_CARD_FR 880692310285']],
    ['véhicule ab-123-cd', ['PLATE ab-123-cd']],
    ['plaque 1234 AB 75', ['PLATE 1234 AB 75']],
    ['AB-123-CD', ['PLATE AB-123-CD']],
    ['véhicule W-512-KB', ['PLATE W-512-KB']],
    ['remorque fb-019-lm', ['PLATE fb-019-lm']],
    ['il roule en clio bleue ce 812 nv', ['PLATE ce 812 nv']],
    ['carte 070963100582', ['ID_CARD_FR 070963100582']],
    ['carte n° T7X62TZ79', ['ID_CARD_FR T7X62TZ79']],
  ])('%s', (text, expected) => expect(found(text)).toEqual(expected))
  test.each([
    'référence 123456789012',
    'le modèle AI-123-OU',
    '12 km 75',
    'véhicule immatriculé hier à 15 h 30',
    'une remorque de 750 kg',
    'giratoire sur la D 612 PR 22',
  ])('nothing in "%s"', (text) => expect(found(text)).toEqual([]))
})

describe('dates of birth', () => {
  test.each([
    ['né le 3 mai 1988 à Oran', ['BIRTH_DATE 3 mai 1988']],
    ['NE(E) LE : 14/07/1962', ['BIRTH_DATE 14/07/1962']],
    ['née à Lyon le 1er janvier 1970', ['BIRTH_DATE 1er janvier 1970']],
    ['Date et lieu de naissance : 02.03.1991', ['BIRTH_DATE 02.03.1991']],
    ['Enfants : Nour, 03/08/2021', ['PERSON Nour', 'BIRTH_DATE 03/08/2021']],
    ['born on March 4, 1985', ['BIRTH_DATE March 4, 1985']],
    ['DOB: 1985-03-04', ['BIRTH_DATE 1985-03-04']],
    ['BDAY:1985-12-09', ['BIRTH_DATE 1985-12-09']],
    ['17 juin 1994 (29 ans), permis B', ['BIRTH_DATE 17 juin 1994']],
    ['né le 1 2/04/ 1987 à Bourges', ['BIRTH_DATE 1 2/04/ 1987']],
    ['NE LE .............. 08/05/1963', ['BIRTH_DATE 08/05/1963']],
    ['nom, date de naissance, adresse : le 02 juin 2024', []],
    ['Boutemy Roland – 12/09/1950 – permis', ['PERSON Boutemy Roland', 'BIRTH_DATE 12/09/1950']],
    [
      'Fidèle Almeida   05.07.1970\nHind Mansouri   18.02.1996',
      ['PERSON Fidèle Almeida', 'BIRTH_DATE 05.07.1970', 'PERSON Hind Mansouri', 'BIRTH_DATE 18.02.1996'],
    ],
    [
      'idx|date_naissance|cp\n1|1948-03-22|23200\n2|1975-10-31|19250',
      ['BIRTH_DATE 1948-03-22', 'BIRTH_DATE 1975-10-31'],
    ],
    [
      'N°   Nom       Né le       Ville\n12   ABADIE    12/10/1952  Tarbes\n13   CHOUKRI   03/03/1968  Lourdes',
      ['PERSON ABADIE', 'BIRTH_DATE 12/10/1952', 'PERSON CHOUKRI', 'BIRTH_DATE 03/03/1968'],
    ],
    ['id;naissance\n1;12/04/1979', []],
    ['prenom;naissance\nEmma;12/04/1979', ['PERSON Emma', 'BIRTH_DATE 12/04/1979']],
  ])('%s', (text, expected) => expect(found(text)).toEqual(expected))
  test.each(['il ne le sait pas, le 12/03/2020', 'acte de naissance délivré le 12/03/2020', 'réunion du 12/03/2020'])(
    'nothing in "%s"',
    (text) => expect(found(text)).toEqual([]),
  )
})

describe('addresses', () => {
  test.each([
    '12 bis rue Victor Hugo, 69003 Lyon',
    '5 IMPASSE DES CERISIERS\n66000 PERPIGNAN',
    '3 place de la Liberté à Montreuil (93100)',
    '14 rue gambetta 93400 saint ouen',
    'lieu-dit Les Granges, 24260 Campagne',
    '27, rue du Faubourg Saint-Antoine, 75011 Paris',
    '8 rue Gabriel Péri – 93200 Saint-Denis',
    '18 RUE DE LA CHATAIGNERAIE\n43000 LE PUY EN VELAY',
    'ZI Nord, rue des Frères-Lumière, 68200 Mulhouse',
    '115 avenue du général-leclerc à pantin',
    '33 avenue Kléber, résidence Les Ormes, bât. C, 62400 BÉTHUNE',
    '33 Grand-Rue, 29150 Châteaulin',
    '5 de la rue Montesquieu, à Libourne',
    '22 RUE DU PORT 85800 SAINT GILLES CROIX DE VIE',
  ])('%s', (address) => expect(found(`demeurant ${address}.`)).toEqual([`ADDRESS ${address}`]))
  test.each([
    'la rue Victor Hugo est fermée',
    'à Lyon',
    'June 3rd. She left',
    '2 places libres',
    'Le 18 décembre 2018, réunion',
    'départ 13 h 30 place Victor-Hugo',
  ])('nothing in "%s"', (text) => expect(found(text)).toEqual([]))
})

describe('machines and secrets', () => {
  test.each([
    ['poste 192.168.1.12 éteint', ['IP 192.168.1.12']],
    ['fe80::1ff:fe23:4567:890a', ['IP fe80::1ff:fe23:4567:890a']],
    ['écrire à jean.dupont@interieur.gouv.fr.', ['EMAIL jean.dupont@interieur.gouv.fr']],
    ['postgres://app:s3cr3t@db:5432/prod', ['URL_CREDENTIALS postgres://app:s3cr3t@db:5432/prod']],
    ['mot de passe : Soleil2024!', ['SECRET Soleil2024!']],
    ['Authorization: Basic YWRtaW46UzNjcjN0LVBhc3M=', ['SECRET YWRtaW46UzNjcjN0LVBhc3M=']],
    ['mdp : soleil', ['SECRET soleil']],
    ['mdp Cigale!Fourmi30 demandez', ['SECRET Cigale!Fourmi30']],
    ['le wifi du gite c mimosa2023', ['SECRET mimosa2023']],
    ['DB_PASSWORD=hunter2', ['SECRET hunter2']],
    ['api_key: "a1b2c3d4e5"', ['SECRET a1b2c3d4e5']],
    ["mysql -u appli -p'Gardon_Argente9' stats", ['SECRET Gardon_Argente9']],
    ['curl -u admin:S3cr3t-Pa55 https://x.example', ['SECRET S3cr3t-Pa55']],
    ['clé pré-partagée : 9fA2xQ71LmPz0vTe', ['SECRET 9fA2xQ71LmPz0vTe']],
    ['réseau Invites, clé Bienvenue2024!', ['SECRET Bienvenue2024!']],
    ['en-tête X-Token, valeur b7Kp4_Wq92-ZtLm', ['SECRET b7Kp4_Wq92-ZtLm']],
    ["ConvertTo-SecureString 'Mirabelle-57000!' -AsPlainText", ['SECRET Mirabelle-57000!']],
    ['jeton ghp_abcdefghijklmnopqrstuvwxyz0123456789', ['SECRET ghp_abcdefghijklmnopqrstuvwxyz0123456789']],
    [
      '-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----',
      ['SECRET -----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----'],
    ],
  ])('%s', (text, expected) => expect(found(text)).toEqual(expected))
  test.each([
    'version 10.4.2.1',
    'de la version 10.2.4.1 vers la 10.3.0.0',
    'mdp : obligatoire',
    'password=${DB_PASSWORD}',
    'mot de passe oublié',
    '12:30:45',
    'std::vector',
    'paquet @types/node@24.1.0',
    'git@github.com:org/depot.git',
    'https://user@host.example/',
    'mot de passe : ********',
    'Message-ID: <CAJx7f0Q=mK2@mail.gateway>',
    'clé primaire : identifiant',
  ])('nothing in "%s"', (text) => expect(found(text)).toEqual([]))
})

describe('people', () => {
  test.each([
    ['M. Dupont et Mme Le Goff', ['PERSON Dupont', 'PERSON Le Goff']],
    ['Présents : J. Martin, A.-L. Dubreuil', ['PERSON J. Martin', 'PERSON A.-L. Dubreuil']],
    ['Nom : GARCIA\nPrénom : Maria', ['PERSON GARCIA', 'PERSON Maria']],
    ['le nommé BENALI Karim est entendu', ['PERSON BENALI Karim']],
    ['dit M. Jean-Baptiste de Montalembert.', ['PERSON Jean-Baptiste de Montalembert']],
    ['nom : perdrix\nprénom(s) : espérance, divine', ['PERSON perdrix', 'PERSON espérance', 'PERSON divine']],
    ['absents : mme perpétue agbodjan et m. corbin', ['PERSON perpétue agbodjan', 'PERSON corbin']],
    ['SA NIECE JOSIANE A ETE PREVENUE.', ['PERSON JOSIANE']],
    ["L'ENFANT ILYES EST GARDE PAR SA TANTE.", ['PERSON ILYES']],
    ['alias « Rimka »', ['PERSON Rimka']],
    ["Je prends l'astreinte à la place de Damien.", ['PERSON Damien']],
    ['Le véhicule est affecté à Franck Delmotte.', ['PERSON Franck Delmotte']],
    ['salut karine, vois avec bruno', ['PERSON karine', 'PERSON bruno']],
    ['Kind regards,\nTom Baxter', ['PERSON Tom Baxter']],
    ['mme le goff a rappelé, elle attend', ['PERSON le goff']],
    ['est ce que s. morel ou p. gaudin ont validé la note', ['PERSON s. morel', 'PERSON p. gaudin']],
    ['le colis est pour le gendarme le floch, prévenir josette', ['PERSON le floch', 'PERSON josette']],
    ['Liste :\n- BEN AMOR Ines\n- DE LA FUENTE Carlos', ['PERSON BEN AMOR Ines', 'PERSON DE LA FUENTE Carlos']],
    ['M. LE BRIS CONTESTE LE MONTANT DU LOYER', ['PERSON LE BRIS']],
    ['Le point est en ligne. Delphine et Mokhtar ont demandé deux corrections.', ['PERSON Delphine', 'PERSON Mokhtar']],
    ['Demandez à Blandine si Petit a bien rendu les clés.', ['PERSON Blandine', 'PERSON Petit']],
    ['AFFAIRE : DIALLO C/ ROUSSET', ['PERSON DIALLO', 'PERSON ROUSSET']],
    ["VALUES ('Texier', 'Nadège')", ['PERSON Texier', 'PERSON Nadège']],
    ['nom=Guichard&prenom=Loïc', ['PERSON Guichard', 'PERSON Loïc']],
    ['Nom de famille : oukaci', ['PERSON oukaci']],
    ['nom;prenom\nNGUYEN;Van Thanh', ['PERSON NGUYEN', 'PERSON Van Thanh']],
    ['Prénom ........... Mélusine', ['PERSON Mélusine']],
    ['Présents : Mmes Fleury, Printemps et Lavigne', ['PERSON Fleury', 'PERSON Printemps', 'PERSON Lavigne']],
    ['Cliente : Mme Anh Thu Bui. Carte', ['PERSON Anh Thu Bui']],
    ['Visa du chef : Ph. Arnavielhe', ['PERSON Ph. Arnavielhe']],
    ['Agent : CISSOKHO M. n° 12', ['PERSON CISSOKHO M.']],
    ['A. de Wailly et S. El-Amrani viendront', ['PERSON A. de Wailly', 'PERSON S. El-Amrani']],
    ['Salarié : Agostinho Pereira da Cunha', ['PERSON Agostinho Pereira da Cunha']],
    ['contresigné par A.-M. Lenôtre, puis', ['PERSON A.-M. Lenôtre']],
    ['La salle rit ; Perpétue, sa nièce, traduisait.', ['PERSON Perpétue']],
    ['Assi, Prunelle, née le 22-03-2004', ['PERSON Assi', 'PERSON Prunelle', 'BIRTH_DATE 22-03-2004']],
    ['le nom du chauffeur, un certain Iordache.', ['PERSON Iordache']],
    ['et la Mahoraise Zaïnaba Attoumani', ['PERSON Zaïnaba Attoumani']],
    ['nom=MARZOUKI prenom=Yosra', ['PERSON MARZOUKI', 'PERSON Yosra']],
    ['<titulaire nom="Gouverneur" prenom="Lubin"/>', ['PERSON Gouverneur', 'PERSON Lubin']],
    ['Gros baisers,\nTante Yoyo', ['PERSON Yoyo']],
  ])('%s', (text, expected) => expect(found(text)).toEqual(expected))
  test.each([
    'le lycée Jean Moulin et la rue Victor Hugo',
    'Monsieur le Préfet, Madame la Directrice,',
    'la maladie de Parkinson',
    'le théorème de Thalès',
    'Nom : XXXX',
    'Bonjour [PRENOM] [NOM],',
    'nom : string',
    'Nom : inconnu',
    'class Dupont(models.Model):',
    'LE SALARIE PERCEVRA UNE PRIME',
    'On a vu « Amélie Poulain » au cinéma.',
    'Les galeries Lafayette et les entreprises Spie, Fayat et NGE',
    'Parcelle de 52 m. Parcelle voisine',
    'nationality: South Korean',
    'PROCES-VERBAL DE CONSTATATION',
    'LES AGENTS SOUHAITANT BENEFICIER DU TELETRAVAIL',
    'LE CANDIDAT DEVRA FOURNIR UNE COPIE',
    'MADAME LA RECTRICE, MONSIEUR LE MAIRE',
    "LISTE D'EMARGEMENT",
    'attention : travaux rue victor hugo entre la place jean jaures et la mairie',
    'Her direct line is busy',
    'La Direction Générale des Finances Publiques',
  ])('nobody in "%s"', (text) => expect(found(text)).toEqual([]))
})

/** Fragments that recognisers look for, so that random texts meet their inner paths. */
const fragment = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    'né le ',
    '12/03/1985',
    ' rue ',
    '12',
    '75011 ',
    'Paris',
    'M. ',
    'Dupont',
    'Jean',
    '@',
    '.fr',
    '://',
    ':',
    '-----BEGIN PRIVATE KEY-----',
    'mot de passe : ',
    'FR76',
    ' 3000',
    'nom;prenom\n',
    ';',
    '\n',
    '😀',
    'é',
    '\u0301',
    "d'",
    '-',
    'SIRET ',
    '06 12 34 56 78',
    '|',
    '\t',
    '2B',
    'AB-123-CD',
    'password=',
    '"',
    '\ud83d',
    '::1',
    '192.168.1.1',
  ),
)
const isHigh = (code: number): boolean => code >= 0xd800 && code <= 0xdbff
const isLow = (code: number): boolean => code >= 0xdc00 && code <= 0xdfff

test('spans are sorted, inside the text, apart from each other, and never cut a surrogate pair', () => {
  fc.assert(
    fc.property(fc.array(fragment, { maxLength: 40 }), (fragments) => {
      const text = fragments.join('')
      let last = 0
      for (const { start, end } of detect(text)) {
        expect(start).toBeGreaterThanOrEqual(last)
        expect(end).toBeGreaterThan(start)
        expect(end).toBeLessThanOrEqual(text.length)
        for (const cut of [start, end])
          expect(isHigh(text.charCodeAt(cut - 1)) && isLow(text.charCodeAt(cut))).toBe(false)
        last = end
      }
    }),
    { numRuns: 2000 },
  )
})

test('a text finds the same, whatever text was read before it and however long that was', () => {
  const texts = fc.array(fragment, { maxLength: 40 }).map((fragments) => fragments.join(''))
  fc.assert(
    fc.property(texts, texts, (text, other) => {
      const alone = detect(text)
      detect(other.repeat(20))
      expect(detect(text)).toEqual(alone)
      detect(other)
      expect(detect(text)).toEqual(alone)
    }),
    { numRuns: 500 },
  )
})

test('each finding says why', () => {
  const text =
    'Mme Quiniou, 06 12 34 56 78, NIR 2 84 03 75 116 001 42, mot de passe : Xk9!vLq27#pw, SIRET : 123 456 789 00013'
  expect(explain(text).map(({ type, reason }) => [type, reason])).toEqual([
    ['PERSON', 'name'],
    ['PHONE_FR', 'form'],
    ['NIR', 'wrong-key'],
    ['SECRET', 'announced'],
    ['SIRET', 'wrong-key'],
  ])
})

test.each([
  ['écrire à jean.dupontel@example.fr', 'certain'],
  ['NIR 1 85 05 78 006 084 91', 'verified'],
  ['NIR 1 85 05 78 006 084 92', 'wrong-key'],
  ['NIR 1 85 05 78 006 084', 'announced'],
  ['née le 12/03/1970', 'announced'],
  ['passeport 12AB34567', 'announced'],
  ['IBAN : FR14 2004 1010 0505 0001 3M02 606', 'verified'],
  ['IBAN : FR14 2004 1010 0505 0001 3M02 607', 'wrong-key'],
  ['carte bancaire 4111 1111 1111 1111', 'verified'],
  ['carte bancaire 4111 1111 1111 1112', 'wrong-key'],
  ['TVA FR83404833048', 'verified'],
])('the reason is true of the value: %s', (text, reason) => {
  expect(explain(text).map((span) => span.reason)).toEqual([reason])
})
