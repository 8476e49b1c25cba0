/** Lists drawn with other elements than tables, headings and paragraphs. */
import { expect, test } from 'vitest'
import { readEdition } from '../read-edition.ts'
import type { ReadEdition } from '../requirement.ts'
import { utf8 } from '../testing/files.ts'

const read = (body: string): Promise<ReadEdition> =>
  readEdition(utf8(`<!doctype html><html lang="fr"><body><h1>Cadre</h1>${body}</body></html>`), { name: 'cadre.html' })
const brief = ({ requirements }: ReadEdition): string[] =>
  requirements.map(({ id, level, text, category }) => [id, level, text, category].join(' / '))

test('a table by its roles', async () => {
  const row = (cells: readonly string[], role = 'cell'): string =>
    `<div role="row">${cells.map((cell) => `<span role="${role}">${cell}</span>`).join('')}</div>`
  const edition = await read(
    `<div role="table"><div role="rowgroup">${row(['Réf.', 'Niveau', 'Thème', 'Exigence'], 'columnheader')}</div><div role="rowgroup">${row(['GR-1', 'P', 'Accès', 'Nommer les comptes.'])}${row(['GR-2', 'I', 'Réseau', 'Filtrer les flux.'])}</div></div>`,
  )
  expect(brief(edition)).toEqual(['GR-1 / P / Nommer les comptes. / Accès', 'GR-2 / I / Filtrer les flux. / Réseau'])
})

test('requirements that unfold under a summary', async () => {
  const edition = await read(
    '<h2>Hébergement</h2><details><summary>REQ-1 – Exigé</summary><p>Héberger en France.</p></details><details><summary>REQ-2 – Souhaité</summary><p>Mesurer la consommation.</p></details>',
  )
  expect(brief(edition)).toEqual([
    'REQ-1 / Exigé / Héberger en France. / Hébergement',
    'REQ-2 / Souhaité / Mesurer la consommation. / Hébergement',
  ])
})

test('a title that is a level, after the dash of a heading', async () => {
  const edition = await read(
    '<h2>Accès</h2><h3>REQ-1 – Obligatoire</h3><p>Nommer les comptes.</p><h3>REQ-2 – Journaux</h3><p>Dater les journaux.</p>',
  )
  expect(brief(edition)).toEqual([
    'REQ-1 / Obligatoire / Nommer les comptes. / Accès',
    'REQ-2 /  / Dater les journaux. / Accès',
  ])
})
