import { expect, test } from 'vitest'
import { detect } from '../detect.ts'

/** What batches 15 and 16 showed to be missed or mistaken, in other words than theirs. */
const found = (text: string): string[] =>
  detect(text).map(({ start, end, type }) => `${type} ${text.slice(start, end)}`)

test.each([
  ['RNA : W2B1004412', ['RNA W2B1004412']],
  ['Née le : |1 4|0 9|1 9 7 2|', ['BIRTH_DATE 1 4|0 9|1 9 7 2']],
  ['<naissance lieu="BRIVE">19720914</naissance>', ['BIRTH_DATE 19720914']],
  ['née le vingt et un mars deux mil quatre à Lyon', ['BIRTH_DATE vingt et un mars deux mil quatre']],
  ['Rachida Belkacem (épouse, 03/11/1979)', ['PERSON Rachida Belkacem', 'BIRTH_DATE 03/11/1979']],
  ['Lindenweg 8, 66111 Saarbrücken', ['ADDRESS Lindenweg 8, 66111 Saarbrücken']],
  ['BP B2, 98845 Nouméa', ['ADDRESS BP B2, 98845 Nouméa']],
  ['siège : le moulin, 19100 brive', ['ADDRESS le moulin, 19100 brive']],
  ['variable "db_password" { default = "Tamaris-2031" }', ['SECRET Tamaris-2031']],
  ['Compte    Mot de passe    Agent\nsvc-web   Ronce!2044x     (coffre)', ['SECRET Ronce!2044x']],
  ['le code du coffre a changé, c’est Bruyere_77x', ['SECRET Bruyere_77x']],
  ['mis en fourrière : bt-418-xk', ['PLATE bt-418-xk']],
  ['signalez-le à la conductrice, Oluwaseun, avant midi', ['PERSON Oluwaseun']],
  ['Vendeur : SAINT-VAAST Mireille', ['PERSON SAINT-VAAST Mireille']],
  ['coucou lulu le code est changé', ['PERSON lulu']],
  ['vu avec jean-phi hier', ['PERSON jean-phi']],
  ['nous avons entendu Patri ck Lagoutte', ['PERSON Patri ck Lagoutte']],
  ['- Yannig (astreinte) : 07 55 12 98 31', ['PERSON Yannig', 'PHONE_FR 07 55 12 98 31']],
  ['compte rendu signé par n. estournel hier', ['PERSON n. estournel']],
])('%s', (text, expected) => expect(found(text)).toEqual(expected))

test.each([
  'Voir la DA 0204018399 et le marché.',
  'UO 0477-DR75, centre de coût',
  '<add key="Version" value="4.0.12.1" />',
  'interface Agent {\n  nom: string;    // ex. [NOM]\n  prenom: string; // ex. [PRENOM]\n}',
  'perdu au lieu-dit Kerouini hier',
  'le fonds Barnier est épuisé',
  'namespace: prod',
  'je m apele pas comme ca',
])('nothing in "%s"', (text) => expect(found(text)).toEqual([]))

test('the cells of a table keep their column when the last one is empty', () => {
  const text = 'Nom\tPrénom\tService\tSignature\nWEN\tLihua\tDCL\t\nLE BRAS\tErwan\tSIDPC\t'
  expect(found(text)).toEqual(['PERSON WEN', 'PERSON Lihua', 'PERSON LE BRAS', 'PERSON Erwan'])
})
