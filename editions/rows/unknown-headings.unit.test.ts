/** Headings whose words nobody foresaw: they are no requirement, and what stands under them is read by what it is. */
import { describe, expect, it } from 'vitest'
import { readEdition } from '../read-edition.ts'
import type { ReadEdition } from '../requirement.ts'
import { utf8, xlsxOf } from '../testing/files.ts'

const read = (bytes: Uint8Array | string): Promise<ReadEdition> =>
  readEdition(typeof bytes === 'string' ? utf8(bytes) : bytes, { name: 'cadre' })
const brief = ({ requirements }: ReadEdition): string[] =>
  requirements.map(({ id, level, text, category }) => [id, level, text, category].join(' / '))
const told = ({ anomalies }: ReadEdition): string[] => anomalies.map(({ kind, id }) => `${kind} ${id}`.trim())

describe('the first row of a table of bars', () => {
  it('heads it by its syntax, whatever its words', async () => {
    const edition = await read(
      '| Zorb | Quoi | Degré voulu | Où |\n|---|---|---|---|\n| Q-1 | Dater chaque trace au millième. | P | Traces |\n| Q-2 | Garder les traces un an. | I | Traces |\n| Q-3 | Chiffrer tous les flux. | P | Réseaux |\n',
    )
    expect(brief(edition)).toEqual([
      'Q-1 / P / Dater chaque trace au millième. / Traces',
      'Q-2 / I / Garder les traces un an. / Traces',
      'Q-3 / P / Chiffrer tous les flux. / Réseaux',
    ])
    expect(told(edition)).toEqual(['header-absent'])
    expect(edition.anomalies[0]?.detail.fr).toContain('« Zorb | Quoi | Degré voulu | Où »')
  })

  it('names the requirement in the column that numbers it', async () => {
    const edition = await read(
      '| Préconisation | Intitulé | Thème |\n|-|-|-|\n| R1 | Fermer les ports inutiles. | Réseau |\n| R2 | Tracer les accès. | Traces |\n',
    )
    expect(brief(edition)).toEqual([
      'R1 /  / Fermer les ports inutiles. / Réseau',
      'R2 /  / Tracer les accès. / Traces',
    ])
  })

  it.each(['Niveau', 'Rang exigé'])('leaves a scale of letters to the column « %s »', async (heading) => {
    const edition = await read(
      `| Test | ${heading} | Intitulé |\n|-|-|-|\n| 3.1 | A | Chaque couleur a un autre signe. |\n| 3.2 | AAA | Chaque texte se lit sur son fond. |\n| 3.3 | AA | Chaque bouton se voit. |\n`,
    )
    expect(brief(edition)).toEqual([
      '3.1 / A / Chaque couleur a un autre signe. / ',
      '3.2 / AAA / Chaque texte se lit sur son fond. / ',
      '3.3 / AA / Chaque bouton se voit. / ',
    ])
  })

  it('is a requirement where it has an identifier like the others', async () => {
    const edition = await read('| S-1 | P | Dater les traces. |\n|-|-|-|\n| S-2 | I | Garder les traces. |\n')
    expect(edition.requirements.map(({ id }) => id)).toEqual(['S-1', 'S-2'])
  })
})

describe('a first row unlike all others', () => {
  it('heads a CSV, under the title of the sheet', async () => {
    const edition = await read(
      'Cahier des obligations;;;\nPoint;Obligation faite;Portée;Control family\nAC-1;The provider shall review accounts.;SHALL;Access\nAC-2;The provider should log access.;SHOULD;Access\nAU-1;The provider may export its logs.;MAY;Audit\n',
    )
    expect(brief(edition)).toEqual([
      'AC-1 / SHALL / The provider shall review accounts. / Access',
      'AC-2 / SHOULD / The provider should log access. / Access',
      'AU-1 / MAY / The provider may export its logs. / Audit',
    ])
    expect(told(edition)).toEqual(['note-row', 'header-absent'])
  })

  it('heads a sheet, whose levels stand before its categories', async () => {
    const edition = await read(
      xlsxOf({
        Grille: [
          ['Point', 'WCAG', 'Sujet traité ici', 'Ce qui est attendu'],
          ['7.1.a', 'A', 'Images', 'Chaque image utile a un texte qui la remplace.'],
          ['7.1.b', 'AA', 'Images', 'Chaque image de décor est passée sous silence.'],
          ['7.2.a', 'AAA', 'Couleurs', 'Le contraste est de sept pour un au moins.'],
          ['7.2.b', 'A', 'Couleurs', 'Rien ne se dit par la couleur seule.'],
        ],
      }),
    )
    expect(brief(edition)[2]).toBe('7.2.a / AAA / Le contraste est de sept pour un au moins. / Couleurs')
    expect(edition.requirements).toHaveLength(4)
  })

  it('is a row where it says what others say', async () => {
    const edition = await read(
      'SEC-A;Obligatoire;Chiffrer les flux.;Réseau\nSEC-1;Obligatoire;Chiffrer les disques.;Poste\nSEC-2;Facultatif;Chiffrer les sauvegardes.;Poste\nSEC-3;Facultatif;Chiffrer les messages.;Réseau\n',
    )
    expect(edition.requirements.map(({ id }) => id)).toEqual(['SEC-A', 'SEC-1', 'SEC-2', 'SEC-3'])
  })
})

describe('two columns that could be the identifier', () => {
  it.each([
    ['N°;Ancien n°;Niveau;Exigence', '1290;A1;P;Le plan est testé.\n1291;A2;I;Les traces sont gardées.'],
    ['Former reference;No.;Level;Requirement', 'A1;1290;P;The plan is tested.\nA2;1291;I;Logs are kept.'],
    ['Numéro;Numéro précédent;Niveau;Exigence', '1290;A1;P;Le plan est testé.\n1291;A2;I;Les traces sont gardées.'],
    ['N°;Niveau;Exigence;N° (v2.1)', '1290;P;Le plan est testé.;A-1\n1291;I;Les traces sont gardées.;A-2'],
  ])('the former number is none: %s', async (headings, rows) => {
    const edition = await read(`${headings}\n${rows}\n`)
    expect(edition.requirements.map(({ id }) => id)).toEqual(['1290', '1291'])
    expect(told(edition)).toEqual(['id-columns'])
    expect(Object.values(edition.requirements[0]!.fields).some((value) => /A-?1/.test(value))).toBe(true)
  })

  it('are told where neither says that it is the former one', async () => {
    const edition = await read(
      'Code;Réf.;Niveau;Exigence\nK-7;S-1;P;Le plan est testé.\nK-9;S-2;I;Les traces sont gardées.\n',
    )
    expect(told(edition)).toContain('id-columns')
    expect(edition.anomalies.find(({ kind }) => kind === 'id-columns')?.detail.fr).toMatch(/« Code ».*« Réf\. »/)
  })

  it('are not two when one is the rank of the row', async () => {
    const edition = await read('N°;Identifiant;Description\n1;EXI-7;Chiffrer les flux.\n2;EXI-8;Purger les traces.\n')
    expect(told(edition)).toEqual([])
  })
})

it('levels under a heading that also names identifiers are levels', async () => {
  const edition = await read(
    '| Règle | Contenu | RG/rc | Volet |\n|-|-|-|-|\n| 2018 | La chronologie est gardée. | RG | PH-1 |\n| 2019 | Les traces sont purgées. | rc | PH-1 |\n| 2020 | Le mode trace est compris. | RG | PF-1 |\n',
  )
  expect(brief(edition)).toEqual([
    '2018 / RG / La chronologie est gardée. / PH-1',
    '2019 / rc / Les traces sont purgées. / PH-1',
    '2020 / RG / Le mode trace est compris. / PF-1',
  ])
  expect(told(edition)).toEqual([])
})

describe('identifiers that a sign tells apart', () => {
  it('in a table', async () => {
    const edition = await read(
      '| Réf | Exigence |\n|-|-|\n| R2 | Un compte par personne. |\n| R2+ | Un compte par rôle. |\n| R2++ | Un poste par rôle. |\n| R3 + | Deux postes. |\n| R4 | Un journal. |\n| R4- | Un journal par mois. |\n| R4-- | Aucun journal. |\n',
    )
    expect(edition.requirements.map(({ id }) => id)).toEqual(['R2', 'R2+', 'R2++', 'R3+', 'R4', 'R4-', 'R4--'])
    expect(told(edition).filter((each) => !each.startsWith('level-missing'))).toEqual(['numbering-gap R2'])
  })

  it('in headings', async () => {
    const edition = await read(
      '# Guide\n\n### R1\n\nUn compte.\n\n### R1+\n\nUn compte par rôle.\n\n### R2 - Journal\n\nUn journal.\n\n### R2-\n\nPas de journal.\n',
    )
    expect(edition.requirements.map(({ id, text }) => `${id} ${text}`)).toEqual([
      'R1 Un compte.',
      'R1+ Un compte par rôle.',
      'R2 Un journal.',
      'R2- Pas de journal.',
    ])
    expect(told(edition)).toEqual(['table-absent', 'level-missing'])
  })
})

describe('words that head a column', () => {
  it.each(['Principe', 'Principle', 'Clause', 'Attendu', 'Spécification', 'Disposition', 'Critère', 'Engagement'])(
    '« %s » names the requirement, whatever stands beside it',
    async (heading) => {
      const edition = await read(
        `Réf.;${heading};Commentaire du service\nQ-1;Dater les traces.;Ce point a été ajouté après la revue du mois de mars avec les services.\nQ-2;Garder les traces un an.;Voir aussi le guide des journaux, que la sous-direction a repris en avril.\n`,
      )
      expect(edition.requirements.map(({ text }) => text)).toEqual(['Dater les traces.', 'Garder les traces un an.'])
    },
  )

  it.each([
    ['Degré', 'Essentiel', 'Utile'],
    ['Rang', 'Rang 1', 'Rang 2'],
    ['Rank', 'Tier one', 'Tier two'],
    ['Force', 'Ferme', 'Souple'],
  ])('« %s » gives a level whose words nobody foresaw', async (heading, one, two) => {
    const edition = await read(
      `Réf.;Exigence;${heading};Axe\n${Array.from({ length: 6 }, (_, at) => `Q-${at + 1};Dater la trace ${at}.;${at % 2 ? two : one};Traces`).join('\n')}\n`,
    )
    expect(edition.requirements.map(({ level }) => level)).toEqual([one, two, one, two, one, two])
  })

  it('a rank that counts the rows is no level', async () => {
    const edition = await read(
      'Rang;Réf.;Exigence\n1;Q-1;Dater les traces.\n2;Q-2;Garder les traces.\n3;Q-3;Chiffrer les traces.\n',
    )
    expect(edition.requirements.map(({ id, level }) => `${id} ${level}`)).toEqual(['Q-1 ', 'Q-2 ', 'Q-3 '])
  })
})
