/** Identifiers without a figure, and those that an enumeration in brackets ends. */
import { describe, expect, it } from 'vitest'
import { readEdition } from '../read-edition.ts'
import type { ReadEdition } from '../requirement.ts'
import { utf8 } from '../testing/files.ts'

const read = (text: string): Promise<ReadEdition> => readEdition(utf8(text), { name: 'cadre' })
const ids = ({ requirements }: ReadEdition): string[] => requirements.map(({ id }) => id)
const kinds = ({ anomalies }: ReadEdition): string[] => anomalies.map(({ kind, id }) => `${kind} ${id}`.trim())

describe('a list whose identifiers are words in capitals', () => {
  it.each(['Portée', 'Public visé', 'Caractère'])('beside « %s »', async (third) => {
    const edition = await read(
      `| Règle | Libellé | ${third} |\n| --- | --- | --- |\n| ORG-SSI | Nommer un responsable. | Obligatoire |\n| RH-MOTIV | Former les agents chaque année. | Recommandé |\n| GDB-INVENT | Tenir la liste des biens. | Obligatoire |\n| RH-MOUV | Fermer les comptes au départ. | Recommandé |\n`,
    )
    expect(ids(edition)).toEqual(['ORG-SSI', 'RH-MOTIV', 'GDB-INVENT', 'RH-MOUV'])
    expect(edition.requirements[1]).toMatchObject({ level: 'Recommandé', text: 'Former les agents chaque année.' })
  })
})

describe('an enumeration after the number', () => {
  it('is part of it where the number alone is listed too', async () => {
    const edition = await read(
      'Control;Description;Baseline\nAC-1;Write a policy.;LOW\nAC-2;Manage accounts.;LOW\nAC-2(1);Automate it.;MODERATE\nAC-2(2);Remove temporary accounts.;MODERATE\nAC-3;Enforce access.;LOW\nSR 1.1;Identify users.;LOW\nSR 1.1 RE(1);Identify each of them.;MODERATE\nSR 1.1 RE(2);Use several factors.;HIGH\n',
    )
    expect(ids(edition)).toEqual([
      'AC-1',
      'AC-2',
      'AC-2(1)',
      'AC-2(2)',
      'AC-3',
      'SR 1.1',
      'SR 1.1 RE(1)',
      'SR 1.1 RE(2)',
    ])
    expect(kinds(edition).filter((kind) => !kind.startsWith('level'))).toEqual([
      'id-suffix AC-2(1)',
      'id-suffix AC-2(2)',
      'id-suffix SR 1.1 RE(1)',
      'id-suffix SR 1.1 RE(2)',
    ])
  })

  it('is a mention where nothing else has the number', async () => {
    const edition = await read('Réf.;Exigence;Niveau\nEX-1 (1);Tracer.;P\nEX-2 (Pi-native);Garder.;I\nEX-3;Dater.;I\n')
    expect(ids(edition)).toEqual(['EX-1', 'EX-2', 'EX-3'])
    expect(kinds(edition)).toEqual(['id-suffix EX-1', 'id-suffix EX-2'])
  })
})
