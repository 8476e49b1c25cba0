/** Requirements written as headings: what is a chapter of them, what only tests one, and what says more or less than a title. */
import { describe, expect, it } from 'vitest'
import { readEdition } from '../read-edition.ts'
import type { ReadEdition } from '../requirement.ts'
import { utf8 } from '../testing/files.ts'

const read = (text: string): Promise<ReadEdition> => readEdition(utf8(text), { name: 'cadre' })
const rows = ({ requirements }: ReadEdition): string[][] =>
  requirements.map(({ id, level, category, text }) => [id, level, category, text])

const accessibility = `# Référentiel

## Thématique 1 : Images

### Critère 1.1 [A] Chaque image a-t-elle une alternative ?

- Test 1.1.1 : vérifier la présence de l’alternative.
- Test 1.1.2 : vérifier sa restitution.

### Critère 1.2 [AA] Chaque image décorative est-elle ignorée ?

- Test 1.2.1 : vérifier l’absence de texte.

## Thématique 2 : Cadres

### Critère 2.1 [A] Chaque cadre a-t-il un titre ?

- Test 2.1.1 : vérifier la présence du titre.
`

describe('requirements written as headings', () => {
  it('stand in chapters that are numbered too, and hold the tests that check them', async () => {
    const edition = await read(accessibility)
    expect(rows(edition)).toEqual([
      [
        'Critère 1.1',
        'A',
        'Images',
        'Chaque image a-t-elle une alternative ?\n- Test 1.1.1 : vérifier la présence de l’alternative.\n- Test 1.1.2 : vérifier sa restitution.',
      ],
      [
        'Critère 1.2',
        'AA',
        'Images',
        'Chaque image décorative est-elle ignorée ?\n- Test 1.2.1 : vérifier l’absence de texte.',
      ],
      ['Critère 2.1', 'A', 'Cadres', 'Chaque cadre a-t-il un titre ?\n- Test 2.1.1 : vérifier la présence du titre.'],
    ])
    expect(edition.anomalies.filter(({ kind }) => kind === 'section-row').map(({ id }) => id)).toEqual([
      'Thématique 1',
      'Thématique 2',
    ])
  })

  it('keep items of their own number and name, which may be required by themselves', async () => {
    const edition = await read(
      '## EX-1 : Traces\n\n- EX-1.1 : Dater les traces.\n- EX-1.2 : Garder les traces.\n\n## EX-2 : Accès\n\n- EX-2.1 : Revoir les droits.\n- EX-2.2 : Nommer les comptes.\n',
    )
    expect(rows(edition).map(([id, , category]) => [id, category])).toEqual([
      ['EX-1', ''],
      ['EX-1.1', ''],
      ['EX-1.2', ''],
      ['EX-2', ''],
      ['EX-2.1', ''],
      ['EX-2.2', ''],
    ])
  })

  it('are said by a heading that is a sentence, with what explains it', async () => {
    const edition = await read(
      '### R1 — Chiffrer les disques.\n\nLe vol est fréquent.\n\n### R2 — Sauvegardes\n\nSauvegarder chaque nuit.\n',
    )
    expect(edition.requirements).toMatchObject([
      { id: 'R1', text: 'Chiffrer les disques.\nLe vol est fréquent.' },
      { id: 'R2', title: 'Sauvegardes', text: 'Sauvegarder chaque nuit.' },
    ])
  })

  it('have a sign in their number before the dash of the title', async () => {
    const edition = await read(
      '### R2 — Journaliser\n\nA.\n\n### R2- — Journaliser peu\n\nB.\n\n### R3 - Alerter\n\nC.\n\n### R3+ – Alerter vite\n\nD.\n',
    )
    expect(edition.requirements.map(({ id, title }) => [id, title])).toEqual([
      ['R2', 'Journaliser'],
      ['R2-', 'Journaliser peu'],
      ['R3', 'Alerter'],
      ['R3+', 'Alerter vite'],
    ])
  })

  it('have their level straight after the number, as a badge beside it', async () => {
    const edition = await read(
      '<html><body><h2>Nommage</h2><h3>NOM-1 <span class="badge">Obligatoire</span></h3><p>Les noms sont en français.</p><h3>NOM-2 <span class="badge">Conseillé</span></h3><p>Les noms sont courts.</p></body></html>',
    )
    expect(rows(edition)).toEqual([
      ['NOM-1', 'Obligatoire', 'Nommage', 'Les noms sont en français.'],
      ['NOM-2', 'Conseillé', 'Nommage', 'Les noms sont courts.'],
    ])
  })

  it('have a title of one word, over lines that name what they say', async () => {
    const edition = await read(
      ['Comptes', 'Droits', 'Traces']
        .map(
          (title, at) =>
            `### D-${at + 1} ${title}\n\n**Niveau** : Impératif\n\n**Énoncé** : Tenir la liste ${at + 1}.\n`,
        )
        .join('\n'),
    )
    expect(rows(edition)).toEqual([
      ['D-1', 'Impératif', '', 'Tenir la liste 1.'],
      ['D-2', 'Impératif', '', 'Tenir la liste 2.'],
      ['D-3', 'Impératif', '', 'Tenir la liste 3.'],
    ])
  })
})
