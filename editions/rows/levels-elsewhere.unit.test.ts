/** Levels that no column of their own says: marks under their names, signs, chapters, sentences, words beside the number. */
import { describe, expect, it } from 'vitest'
import { readEdition } from '../read-edition.ts'
import type { ReadEdition } from '../requirement.ts'
import { utf8, xlsxOf } from '../testing/files.ts'

const read = (bytes: Uint8Array | string): Promise<ReadEdition> =>
  readEdition(typeof bytes === 'string' ? utf8(bytes) : bytes, { name: 'cadre' })
const levels = ({ requirements }: ReadEdition): string[] => requirements.map(({ id, level }) => `${id} ${level}`.trim())
const told = ({ anomalies }: ReadEdition): string[] => anomalies.map(({ kind, id }) => `${kind} ${id}`.trim())

describe('columns of levels of which one is a usual word', () => {
  const table = (names: readonly string[], marks: readonly (readonly string[])[]): string =>
    `| Réf. | Domaine | Description | ${names.join(' | ')} |\n|${'---|'.repeat(3 + names.length)}\n${marks
      .map((row, at) => `| MK-${at + 1} | Accès | Le service fait la chose ${at + 1}. | ${row.join(' | ')} |`)
      .join('\n')}\n`

  it('are read where each row has one mark', async () => {
    const edition = await read(
      table(
        ['Essentiel', 'Standard', 'Avancé'],
        [
          ['', 'X', ''],
          ['', '', 'X'],
          ['X', '', ''],
        ],
      ),
    )
    expect(levels(edition)).toEqual(['MK-1 Standard', 'MK-2 Avancé', 'MK-3 Essentiel'])
  })

  it('are not where rows have several: they say where something applies', async () => {
    const edition = await read(
      table(
        ['Essentiel', 'Web', 'Mobile'],
        [
          ['X', 'X', ''],
          ['', 'X', 'X'],
          ['X', 'X', 'X'],
        ],
      ),
    )
    expect(levels(edition)).toEqual(['MK-1', 'MK-2', 'MK-3'])
  })
})

describe('a column for each level', () => {
  it('gives the level under whose name the mark stands', async () => {
    const edition = await read(
      xlsxOf({
        Mesures: [
          ['Thème', 'Code', 'Mesure', 'Obligatoire', 'Recommandé'],
          ['Poste', 'M1', 'Chiffrer le disque.', 'X', ''],
          ['Poste', 'M2', 'Verrouiller la session.', '', 'x'],
          ['Réseau', 'M3', 'Séparer le réseau des invités.', 'X', ''],
        ],
      }),
    )
    expect(levels(edition)).toEqual(['M1 Obligatoire', 'M2 Recommandé', 'M3 Obligatoire'])
    expect(edition.requirements.map(({ category }) => category)).toEqual(['Poste', 'Poste', 'Réseau'])
    expect(told(edition)).toEqual([])
  })

  it('under a heading that groups them', async () => {
    const edition = await read(
      '<table><tr><th rowspan=2>Rule</th><th rowspan=2>Requirement</th><th colspan=2>Applies as</th></tr><tr><th>Mandatory</th><th>Optional</th></tr><tr><td>C-1</td><td>Encrypt data at rest.</td><td>✓</td><td></td></tr><tr><td>C-2</td><td>Stop idle machines at night.</td><td></td><td>✓</td></tr></table>',
    )
    expect(levels(edition)).toEqual(['C-1 Mandatory', 'C-2 Optional'])
    expect(told(edition)).toEqual([])
  })

  it('where the headings come again', async () => {
    const edition = await read(
      'Code;Règle;Obligatoire;Recommandé\nM1;Chiffrer le disque.;X;\nM2;Verrouiller la session.;;X\nCode;Règle;Obligatoire;Recommandé\nM3;Tracer les accès.;;X\n',
    )
    expect(levels(edition)).toEqual(['M1 Obligatoire', 'M2 Recommandé', 'M3 Recommandé'])
  })

  it('says no level where two are marked, and none of what is no level', async () => {
    const twice = await read(
      'Code;Mesure;Obligatoire;Recommandé\nM1;Chiffrer le disque.;X;X\nM2;Verrouiller la session.;X;\nM3;Tracer les accès.;;X\n',
    )
    expect(levels(twice)).toEqual(['M1', 'M2 Obligatoire', 'M3 Recommandé'])
    expect(told(twice)).toEqual(['level-missing M1'])
    const needs = await read(
      'Code;Mesure;D;I;C;T\nM1;Chiffrer le disque.;;;X;\nM2;Signer les lots.;;X;;\nM3;Tracer les accès.;;;;X\n',
    )
    expect(levels(needs)).toEqual(['M1', 'M2', 'M3'])
  })
})

describe('signs', () => {
  it('coloured ones weigh, whether or not their column has a name', async () => {
    const edition = await read(
      '| | N° | Directive | Domaine |\n|-|-|-|-|\n| 🔴 | D-1 | Inscrire chaque application au répertoire. | Achats |\n| 🟠 | D-2 | Prévoir une clause de sortie. | Achats |\n| 🔴 | D-3 | Nommer le propriétaire des données. | Pilotage |\n',
    )
    expect(levels(edition)).toEqual(['D-1 🔴', 'D-2 🟠', 'D-3 🔴'])
  })

  it('plain ones do under a heading that announces a level, in a table of one row too', async () => {
    const edition = await read(
      '## Un\n\n| N° | Règle | Force |\n|-|-|-|\n| D-1 | Inscrire chaque application. | ● |\n\n## Deux\n\n| N° | Règle | Force |\n|-|-|-|\n| D-2 | Prévoir une sortie. | ○ |\n| D-3 | Nommer un propriétaire. | ● |\n',
    )
    expect(levels(edition)).toEqual(['D-1 ●', 'D-2 ○', 'D-3 ●'])
  })

  it('a picture is read by what it says instead', async () => {
    const edition = await read(
      '<h2>Usages</h2><table><tr><th>Réf.</th><th>Règle</th><th>Statut</th><th>Commentaire</th></tr><tr><td>M-1</td><td>Signer selon la charte.</td><td><img src="o.png" alt="Obligatoire"></td><td>nouveau</td></tr><tr><td>M-2</td><td>Bloquer le renvoi.</td><td><img src="r.png" alt="Recommandé"/></td><td></td></tr></table>',
    )
    expect(levels(edition)).toEqual(['M-1 Obligatoire', 'M-2 Recommandé'])
  })
})

describe('words', () => {
  it.each([
    ['Statut', ['Exigé', 'Préconisé', 'Exigé']],
    ['Statut', ['Imposé', 'Conseillé', 'Proscrit']],
    ['Classification', ['Muss', 'Soll', 'Kann']],
  ])('under « %s »: %s', async (heading, said) => {
    const edition = await read(
      `Famille;Repère;Prescription;${heading}\n${said.map((word, at) => `Base ${at};SA-${at + 1};Une règle dite en toutes lettres.;${word}`).join('\n')}\n`,
    )
    expect(edition.requirements.map(({ level }) => level)).toEqual(said)
    expect(edition.requirements.map(({ category }) => category)).toEqual(['Base 0', 'Base 1', 'Base 2'])
  })

  it('under a heading that sorts, where no other weighs', async () => {
    const edition = await read(
      'Control ID;Control text;Classification\nCH-1;List all assets in the inventory.;Muss\nCH-2;Label each asset.;Soll\nCH-3;Train new staff within a month.;Kann\n',
    )
    expect(levels(edition)).toEqual(['CH-1 Muss', 'CH-2 Soll', 'CH-3 Kann'])
  })

  it('in brackets after the number and its dash, in a text without a table', async () => {
    const edition = await read(
      '## Conception\n\n**DOC-1** — [Exigé] Le dépôt a un fichier de présentation.\n\n**DOC-2** — [Conseillé] Les décisions sont dans le dépôt.\n',
    )
    expect(edition.requirements.map(({ level, text }) => `${level}: ${text}`)).toEqual([
      'Exigé: Le dépôt a un fichier de présentation.',
      'Conseillé: Les décisions sont dans le dépôt.',
    ])
  })

  it('of the sentences themselves, in capitals, where nothing else weighs', async () => {
    const edition = await read(
      '| Control | Statement |\n|-|-|\n| A.1 | The agency MUST publish a policy. |\n| A.2 | Roles SHOULD be documented. |\n| A.3 | Duties MUST NOT be held by one person. |\n| A.4 | It MUST be dated and MAY be signed. |\n',
    )
    expect(levels(edition)).toEqual(['A.1 MUST', 'A.2 SHOULD', 'A.3 MUST NOT', 'A.4'])
    expect(told(edition)).toEqual(['level-elsewhere', 'level-missing A.4'])
  })
})

describe('chapters', () => {
  const table = (...rows: string[]): string => `| Identifiant | Exigence |\n|-|-|\n${rows.join('\n')}\n\n`

  it('that weigh what they hold', async () => {
    const edition = await read(
      `# Cadre\n\n## Exigences obligatoires\n\n### Identités\n\n${table('| S-1 | Un compte par personne. |')}### Secrets\n\n${table('| S-2 | Un coffre pour les clés. |')}## Exigences recommandées\n\n### Identités\n\n${table('| S-3 | Une revue outillée. |', '| S-4 | Un second facteur. |')}`,
    )
    expect(levels(edition)).toEqual(['S-1 obligatoires', 'S-2 obligatoires', 'S-3 recommandées', 'S-4 recommandées'])
    expect(edition.requirements.map(({ category }) => category)).toEqual([
      'Identités',
      'Secrets',
      'Identités',
      'Identités',
    ])
  })

  it('in a text without a table, by the rank of a scale', async () => {
    const edition = await read(
      '# Guide\n\n## Exigences de niveau 1\n\nGR-1 : Publier une adresse de contact.\n\nGR-2 : Dater chaque page.\n\n## Exigences de niveau 2\n\nGR-3 : Offrir une version audio.\n',
    )
    expect(levels(edition)).toEqual(['GR-1 1', 'GR-2 1', 'GR-3 2'])
  })
})

it('a text without a table may number its sentences and nothing more', async () => {
  const edition = await read(
    'GR-1 Publier une adresse de contact.\n\nGR-2 Dater chaque page.\n\nGR-3 Offrir une version audio.\n',
  )
  expect(edition.requirements.map(({ id, text }) => `${id}: ${text}`)).toEqual([
    'GR-1: Publier une adresse de contact.',
    'GR-2: Dater chaque page.',
    'GR-3: Offrir une version audio.',
  ])
})

it('bars part the cells of a sheet too', async () => {
  const edition = await read(
    'id|bloc|libelle|criticite\nAPI_1|Quotas|Limiter chaque consommateur.|Majeure\nAPI_2|Quotas|"Répondre ""429"" | sans délai."|Mineure\n',
  )
  expect(edition.requirements.map(({ id, level, text }) => [id, level, text].join(' / '))).toEqual([
    'API_1 / Majeure / Limiter chaque consommateur.',
    'API_2 / Mineure / Répondre "429" | sans délai.',
  ])
})

describe('a category written once for the rows below it', () => {
  it('holds for them, and is told', async () => {
    const edition = await read(
      '| Domaine | Code | Exigence | Caractère |\n|-|-|-|-|\n| Sauvegarde | E-1 | Chiffrer les copies. | Imposé |\n| | E-2 | Jouer une restauration. | Imposé |\n| | E-3 | Garder un catalogue. | Conseillé |\n| Traces | E-4 | Tracer les accès. | Imposé |\n| | E-5 | Dater les traces. | Imposé |\n',
    )
    expect(edition.requirements.map(({ category }) => category)).toEqual([
      'Sauvegarde',
      'Sauvegarde',
      'Sauvegarde',
      'Traces',
      'Traces',
    ])
    expect(told(edition).filter((each) => each.startsWith('category'))).toEqual(['category-carried'])
  })

  it('is left out where it is written row by row', async () => {
    const edition = await read(
      '| Domaine | Code | Exigence |\n|-|-|-|\n| Traces | E-1 | Chiffrer les copies. |\n| Traces | E-2 | Jouer une restauration. |\n| | E-3 | Garder un catalogue. |\n| | E-4 | Tracer les accès. |\n| Achats | E-5 | Dater les traces. |\n',
    )
    expect(told(edition).toSorted()).toEqual(['category-empty E-3', 'category-empty E-4', 'level-missing'])
  })
})

describe('headings that announce nothing', () => {
  it('a heading over the whole width of a table numbers nothing', async () => {
    const edition = await read(
      '<table><thead><tr><th>Zorb</th><th>Sévérité</th><th>But visé</th></tr></thead><tbody><tr><th colspan=3>Authentification</th></tr><tr><td>TS_A_1</td><td>Critique</td><td>Le jeton de session expire.</td></tr><tr><td>TS_A_2</td><td>Faible</td><td>Trois échecs bloquent le compte.</td></tr><tr><th colspan=3>Traces</th></tr><tr><td>TS_T_1</td><td>Critique</td><td>Les accès refusés sont conservés.</td></tr></tbody></table>',
    )
    expect(levels(edition)).toEqual(['TS_A_1 Critique', 'TS_A_2 Faible', 'TS_T_1 Critique'])
    expect(edition.requirements.map(({ category }) => category)).toEqual([
      'Authentification',
      'Authentification',
      'Traces',
    ])
  })

  it.each([
    ['written row by row', ['Usager', 'Usager', 'Agent', 'Agent']],
    ['written once', ['Usager', '', 'Agent', '']],
  ])('words that stand before the number sort the rows, %s', async (_, said) => {
    const edition = await read(
      `Zorb;Numéro;Engagement;Statut\n${said.map((word, at) => `${word};A.${at + 1};Tenir la promesse ${at + 1}.;Requis`).join('\n')}\n`,
    )
    expect(edition.requirements.map(({ category }) => category)).toEqual(['Usager', 'Usager', 'Agent', 'Agent'])
  })

  it('a rank, or a word that each row has for itself, sorts none', async () => {
    const edition = await read(
      'Rg;Surnom;Numéro;Engagement;Statut\n1;Phare;A.1;Tenir la promesse.;Requis\n2;Ancre;A.2;Dater la promesse.;Requis\n3;Voile;A.3;Publier la promesse.;Requis\n4;Quille;A.4;Signer la promesse.;Requis\n',
    )
    expect(edition.requirements.map(({ category }) => category)).toEqual(['', '', '', ''])
  })
})

describe('a column that weighs under a heading of its own', () => {
  it.each([
    ['Exigence', 'Recommandation'],
    ['Exigence', 'Préconisation'],
    ['Requirement', 'Recommendation'],
  ])('holds %s and %s', async (first, second) => {
    const rows = Array.from(
      { length: 6 },
      (_, at) => `| CL ${at + 1} | Le titulaire remet la pièce ${at + 1}. | ${at % 2 === 0 ? first : second} |`,
    )
    const edition = await readEdition(utf8(`| Clause | Contenu | Portée |\n|---|---|---|\n${rows.join('\n')}\n`), {
      name: 'cadre.md',
    })
    expect(edition.requirements.map(({ id, level }) => `${id} ${level}`).slice(0, 2)).toEqual([
      `CL 1 ${first}`,
      `CL 2 ${second}`,
    ])
  })
})
