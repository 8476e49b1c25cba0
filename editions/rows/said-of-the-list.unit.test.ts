/** Tables that take up the numbers of the list to say something else of them: compliance, evidence, who answers. */
import { expect, it } from 'vitest'
import { readEdition } from '../read-edition.ts'
import { utf8, xlsxOf } from '../testing/files.ts'

const list =
  '| ID | Requirement | Strength | Area |\n|-|-|-|-|\n| TS-1 | Logs are dated in universal time. | Mandatory | Traces |\n| TS-2 | Backups are restored twice a year. | Recommended | Data |\n| TS-3 | Accounts are reviewed every quarter. | Mandatory | Access |\n'

it.each([
  '| Requirement ID | Service | Compliant | Date |\n|-|-|-|-|\n| TS-1 | Licences | Yes | 2026-01-04 |\n| TS-3 | Permits | No | 2026-02-11 |\n',
  '| Exigence | Application | Conformité | Échéance |\n|-|-|-|-|\n| TS-1 | SIRENE | Oui | — |\n| TS-2 | SIRENE | Partielle | 2026-06-30 |\n',
  '| Réf | Preuve attendue | Responsable |\n|-|-|-|\n| TS-1 | Contrat versé au catalogue des services | Architecte |\n| TS-3 | Rapport de charge de la recette | Exploitant |\n',
  '| Réf | Preuve attendue | Responsable |\n|-|-|-|\n| TS-1 | Contrat versé au catalogue des services | Architecte |\n\n| Édition 2024 | Édition 2026 | Nature de l’évolution |\n|-|-|-|\n| TS-1 | TS-2 | Renumérotée |\n| TS-2 | TS-1 | Reformulée |\n',
])('is told as set aside, and gives no double: %s', async (other) => {
  const { requirements, anomalies } = await readEdition(utf8(`# Standard\n\n${list}\n## Suivi\n\n${other}`), {
    name: 'cadre.md',
  })
  expect(requirements.map(({ id }) => id)).toEqual(['TS-1', 'TS-2', 'TS-3'])
  expect(new Set(anomalies.map(({ kind }) => kind))).toEqual(new Set(['list-set-aside']))
})

it('is a sheet of its own in a workbook', async () => {
  const { requirements } = await readEdition(
    xlsxOf({
      Exigences: [
        ['Réf', 'Exigence', 'Niveau'],
        ['A-1', 'Dater les traces en temps universel.', 'P'],
        ['A-2', 'Garder les traces pendant un an.', 'I'],
        ['A-3', 'Revoir les comptes chaque trimestre.', 'P'],
      ],
      Suivi: [
        ['Réf', 'Action menée par le titulaire', 'Avancement'],
        ['A-1', 'Raccordement à la source de temps du ministère', '80 %'],
        ['A-3', 'Revue des comptes planifiée en novembre', '10 %'],
      ],
    }),
    { name: 'cadre.xlsx' },
  )
  expect(requirements.map(({ id }) => id)).toEqual(['A-1', 'A-2', 'A-3'])
})

it('a list under the same headings that gives a number again is a double, and told as one', async () => {
  const again =
    '| ID | Requirement | Strength | Area |\n|-|-|-|-|\n| TS-1 | Logs are signed. | Recommended | Traces |\n'
  const { requirements, anomalies } = await readEdition(utf8(`${list}\n## Annex\n\n${again}`), { name: 'cadre.md' })
  expect(requirements).toHaveLength(4)
  expect(anomalies.map(({ kind, id }) => `${kind} ${id}`)).toEqual(['duplicate-id-different TS-1'])
})
