/** Tables of other matter above or below the list, in the same sheet, file or printed page: nothing of them is required. */
import { describe, expect, it } from 'vitest'
import { readEdition } from '../read-edition.ts'
import type { ReadEdition } from '../requirement.ts'
import { utf8 } from '../testing/files.ts'

const read = (text: string): Promise<ReadEdition> => readEdition(utf8(text), { name: 'cadre.csv' })
const ids = ({ requirements }: ReadEdition): string[] => requirements.map(({ id }) => id)
const setAside = ({ anomalies }: ReadEdition): string[] =>
  anomalies.flatMap(({ kind, detail }) => (kind === 'list-set-aside' ? [detail.fr] : []))

const list =
  'Réf.;Thème;Exigence;Niveau\nEX-1;Accès;Les comptes sont nominatifs.;P\nEX-2;Réseau;Les flux sont filtrés.;I\nEX-3;Accès;Les droits sont revus chaque année.;P\n'

const tables = {
  products: 'Composant;Éditeur;Version;Statut\nPostgreSQL;PGDG;16;R\nnginx;F5;1.26;A\n',
  'products without their makers': 'Produit;Version;Statut;\nPostgreSQL;16;Recommandé;\nnginx;1.26;Toléré;\n',
  glossary: 'Sigle;Définition;;\nRGS;Référentiel général de sécurité;;\nRGI;Interopérabilité;;\n',
  'glossary of the same width':
    'Terme;Signification;Source;Page\nRGS;Référentiel général de sécurité;ANSSI;3\nRGI;Interopérabilité;DINUM;4\n',
  history: 'Version;Date;Objet;\n1.0;12/03/2024;Création;\n1.1;02/09/2024;Relecture;\n',
}

describe('a table of other matter in the same sheet as the list', () => {
  for (const [name, other] of Object.entries(tables)) {
    it(`is told and not read as requirements below it: ${name}`, async () => {
      const edition = await read(`${list};;;\n${other}`)
      expect(ids(edition)).toEqual(['EX-1', 'EX-2', 'EX-3'])
      expect(setAside(edition)).toHaveLength(1)
    })

    it(`under a title of its own: ${name}`, async () => {
      const edition = await read(`${list};;;\nAnnexe;;;\n${other}`)
      expect(ids(edition)).toEqual(['EX-1', 'EX-2', 'EX-3'])
      expect(setAside(edition)).toHaveLength(1)
    })

    it(`nor above it: ${name}`, async () => {
      const edition = await read(`${other};;;\n${list}`)
      expect(ids(edition)).toEqual(['EX-1', 'EX-2', 'EX-3'])
      expect(edition.requirements[1]).toMatchObject({ level: 'I', category: 'Réseau', text: 'Les flux sont filtrés.' })
      expect(setAside(edition)).toHaveLength(1)
    })
  }

  it('leaves the list whole where its headings come again after an empty row', async () => {
    const edition = await read(`${list};;;\nRéf.;Thème;Exigence;Niveau\nEX-4;Accès;Les accès sont tracés.;P\n`)
    expect(ids(edition)).toEqual(['EX-1', 'EX-2', 'EX-3', 'EX-4'])
    expect(edition.anomalies.map(({ kind }) => kind)).toContain('header-repeated')
  })

  it('is no table where a requirement speaks of versions, dates and products', async () => {
    const edition = await read(
      'Réf.;Exigence;Produit;Version\nEX-1;Employer la base commune.;PostgreSQL;16\n;;;\nEX-2;Employer le serveur commun.;nginx;1.26\n',
    )
    expect(ids(edition)).toEqual(['EX-1', 'EX-2'])
  })
})

describe('a count at the foot of the list', () => {
  it.each(['TOTAL;;;10\n', ';;Total P;3\n;;Total I;3\n', ';;Nombre d’exigences;3\n', 'Total exigences;;3;\n'])(
    'is no requirement, whatever figure stands where levels do: %j',
    async (foot) => {
      const edition = await read(`${list}${foot}`)
      expect(ids(edition)).toEqual(['EX-1', 'EX-2', 'EX-3'])
    },
  )
})
