/** Lists out of requirement tools: titles and comments are rows too, with a number, and a column says which is which. */
import { expect, it } from 'vitest'
import { readEdition } from '../read-edition.ts'
import { utf8 } from '../testing/files.ts'

const read = async (text: string): Promise<{ rows: string[]; told: string[] }> => {
  const { requirements, anomalies } = await readEdition(utf8(text), { name: 'export.csv' })
  return {
    rows: requirements.map(({ id, level, category, text: said }) => [id, level, category, said].join(' / ')),
    told: anomalies.map(({ kind, id }) => `${kind} ${id}`),
  }
}

it('rows that a column calls titles or comments are no requirements; titles are the categories', async () => {
  const { rows, told } = await read(
    'ID,Type,Titre,Description,Sévérité\nWI-1,Titre,Cartographie,,\nWI-2,Exigence,Dates,Dater les traces.,Majeure\nWI-3,Commentaire,Note,À revoir avec WI-2.,\nWI-4,Exigence,Durée,Garder les traces un an.,Mineure\nWI-5,Titre,Impression,,\nWI-6,Exigence,Encre,Compter les pages.,Mineure\n',
  )
  expect(rows).toEqual([
    'WI-2 / Majeure / Cartographie / Dater les traces.',
    'WI-4 / Mineure / Cartographie / Garder les traces un an.',
    'WI-6 / Mineure / Impression / Compter les pages.',
  ])
  // Their numbers are taken: they leave no gap.
  expect(told).toEqual(['section-row WI-1', 'note-row WI-3', 'section-row WI-5'])
})

it('and so where the tool speaks English', async () => {
  const { rows } = await read(
    'Object Identifier,Object Heading,Object Text,Object Type,Priority\nL2-100H,Security,,Heading,\nL2-101,,Logs are dated.,Requirement,High\nL2-102,,Logs are kept.,Requirement,Medium\nL2-103H,Speed,,Heading,\nL2-104,,Pages come fast.,Requirement,High\n',
  )
  expect(rows).toEqual([
    'L2-101 / High / Security / Logs are dated.',
    'L2-102 / Medium / Security / Logs are kept.',
    'L2-104 / High / Speed / Pages come fast.',
  ])
})

it('a column of requirements and recommendations weighs them as before', async () => {
  const { rows } = await read('ID,Type,Texte\nA-1,Exigence,Dater les traces.\nA-2,Recommandation,Garder les traces.\n')
  expect(rows).toEqual(['A-1 / Exigence /  / Dater les traces.', 'A-2 / Recommandation /  / Garder les traces.'])
})
