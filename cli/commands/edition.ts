import type { Language } from '@socle/contracts/text'
import {
  type ChangeKind,
  EditionRefusal,
  type ReadEdition,
  type ReadRequirement,
  anomalyKinds,
  changeKinds,
  diffEditions,
  onceEach,
  readEditionFile,
  withLevelsRenamed,
  wordPlace,
} from '@socle/editions'
import { type Command, print, printJson } from '../command.ts'
import { Refusal, exitCodes, wrongUse } from '../errors.ts'
import { serverActions, serverHelp, serverOptions, storeEdition } from './edition-server.ts'

export const edition: Command = {
  name: 'edition',
  usage:
    'socle edition import|diff|list|show|step|complete|decide|compare|export|simulate|migrate|runs|stop|comments|comment|answer …',
  summary: {
    fr: 'Lit une édition publiée (Markdown, HTML, PDF, CSV, OpenDocument, XLSX, OSCAL) ou en compare deux',
    en: 'Reads a published edition (Markdown, HTML, PDF, CSV, OpenDocument, XLSX, OSCAL) or compares two',
  },
  help: [
    {
      option: 'import FILE',
      meaning: {
        fr: 'lit les exigences et dit chaque anomalie avec sa place',
        en: 'reads the requirements and tells each anomaly with its place',
      },
    },
    {
      option: 'diff A B',
      meaning: {
        fr: 'ajoutées, retirées, reformulées, renumérotées, scindées, fusionnées…',
        en: 'added, removed, reworded, renumbered, split, merged…',
      },
    },
    ...serverHelp,
    {
      option: '--dry-run',
      meaning: {
        fr: 'lit et rapporte sans rien enregistrer, même avec --volume et --label',
        en: 'reads and reports, stores nothing, even with --volume and --label',
      },
    },
    {
      option: '--lenient',
      meaning: {
        fr: 'lit quand même une feuille aux cellules fusionnées ou aux formules (valeurs enregistrées), et les signale',
        en: 'reads a sheet with merged cells or formulas all the same (stored values), and tells them',
      },
    },
    { option: '--json', meaning: { fr: 'en JSON', en: 'as JSON' } },
    {
      option: '--full',
      meaning: {
        fr: 'avec --json : aussi les titres, mentions, cases et autres listes du document',
        en: 'with --json: also titles, mentions, cells and other lists of the document',
      },
    },
  ],
  options: {
    'dry-run': { type: 'boolean' },
    json: { type: 'boolean' },
    full: { type: 'boolean' },
    lenient: { type: 'boolean' },
    ...serverOptions,
  },
  arguments: 3,
  async run({ positionals, values, language }) {
    const [action, ...files] = positionals
    const json = values['json'] === true
    const asked: Asked = { lenient: values['lenient'] === true, json, language }
    if (action === 'import') {
      const [file] = expectFiles(files, 1, 'socle edition import cct.pdf')
      const read = await readOrRefuse(file ?? '', asked)
      if (json) printJson(values['full'] === true ? read : plainJson(read, language))
      else print(reportOf(read, language))
      if (values['dry-run'] !== true && values['volume'] !== undefined) await storeEdition(file ?? '', values, json)
      else if (!json) print(nothingStored[language])
    } else if (action === 'diff') {
      const [a, b] = expectFiles(files, 2, 'socle edition diff 2025.pdf 2026.md')
      const [before, after] = [await readOrRefuse(a ?? '', asked), await readOrRefuse(b ?? '', asked)]
      const difference = withLevelsRenamed(
        diffEditions(before.requirements, after.requirements),
        before.requirements,
        after.requirements,
      )
      const duplicates = {
        before: onceEach(before.requirements).doubles.map(placed),
        after: onceEach(after.requirements).doubles.map(placed),
      }
      if (json) printJson({ before: before.edition, after: after.edition, ...difference, duplicates })
      else print(differenceOf(difference, before, after, language))
    } else if (action !== undefined && action in serverActions)
      await serverActions[action as keyof typeof serverActions]({
        subject: files[0],
        rest: files[1],
        values,
        language,
        json,
      })
    else {
      const known = ['import', 'diff', ...Object.keys(serverActions)].join(', ')
      throw wrongUse(
        action === undefined
          ? { fr: `Dites ce qu’il faut faire : ${known}.`, en: `Say what to do: ${known}.` }
          : {
              fr: `Action inconnue : « ${action} ». Dites ${known}.`,
              en: `Unknown action: “${action}”. Say ${known}.`,
            },
        'edition',
      )
    }
    return exitCodes.passed
  },
}

function expectFiles(files: readonly string[], count: number, example: string): readonly string[] {
  if (files.length === count) return files
  throw wrongUse(
    {
      fr: `Donnez ${count === 1 ? 'un fichier' : 'deux fichiers'}, par exemple « ${example} ».`,
      en: `Give ${count === 1 ? 'one file' : 'two files'}, for example “${example}”.`,
    },
    'edition',
  )
}

/** The promised shape and nothing else: what a script may rely on. `--full` adds titles, mentions, fields and other lists. */
const plainJson = ({ edition: of, requirements, anomalies }: ReadEdition, language: Language): unknown => ({
  edition: of,
  requirements: requirements.map(({ id, level, category, text, place }) => ({ id, level, category, text, place })),
  anomalies: anomalies.map(({ kind, id, place, detail }) => ({ kind, id, place, detail: detail[language] })),
})

const placed = ({ id, place }: ReadRequirement) => ({ id, place })

const nothingStored = {
  fr: '\nRien n’est enregistré. Pour en faire un brouillon dans Socle : --volume MIRAI --label 02/2026.',
  en: '\nNothing is stored. To make it a draft in Socle: --volume MIRAI --label 02/2026.',
}

const howToAsk = {
  fr: ' Pour la lire quand même : --lenient.',
  en: ' To read it all the same: --lenient.',
}

interface Asked {
  readonly lenient: boolean
  readonly json: boolean
  readonly language: Language
}

/** A script that asked for JSON is given some, whatever happens; people read the sentence beside it. */
async function readOrRefuse(path: string, { lenient, json, language }: Asked): Promise<ReadEdition> {
  try {
    return await readEditionFile(path, { lenient })
  } catch (cause) {
    if (!(cause instanceof EditionRefusal)) throw cause
    const { code, place } = cause
    const wording =
      code === 'merged-or-formula'
        ? { fr: cause.wording.fr + howToAsk.fr, en: cause.wording.en + howToAsk.en }
        : cause.wording
    if (json) printJson({ refused: { code, place, detail: wording[language] } })
    throw new Refusal(wording, cause)
  }
}

const textWidth = 90
const shorten = (text: string): string => {
  const line = text.replace(/\s+/g, ' ')
  return line.length <= textWidth ? line : `${line.slice(0, textWidth - 1)}…`
}

function reportOf({ edition: read, requirements, anomalies, kind, others }: ReadEdition, language: Language): string {
  const fr = language === 'fr'
  const nouns = {
    requirements: fr ? 'exigences' : 'requirements',
    products: fr ? 'produits' : 'products',
    components: fr ? 'composants' : 'components',
  }
  const levels = [...Map.groupBy(requirements, ({ level }) => level || (fr ? 'sans niveau' : 'no level'))]
    .map(([level, rows]) => `${rows.length} ${level}`)
    .join(', ')
  const width = Math.max(...requirements.map(({ id }) => id.length))
  const byKind = [...Map.groupBy(anomalies, (anomaly) => anomaly.kind)].flatMap(([each, all]) => [
    '',
    `${anomalyKinds[each][language]} (${all.length})`,
    ...all.map(
      ({ id, place, detail }) => `  ${wordPlace(place)[language]}${id === '' ? '' : `  ${id}`}  ${detail[language]}`,
    ),
  ])
  return [
    `${read.title === '' ? read.file : read.title}${read.version === '' ? '' : ` — ${read.version}`}  [${read.format}]`,
    `${requirements.length} ${nouns[kind]} (${levels})${others.map((list) => `, ${list.rows.length} ${nouns[list.kind]} ${fr ? 'à part' : 'aside'}`).join('')}, ${anomalies.length} ${fr ? 'anomalie(s)' : 'anomalies'}`,
    '',
    ...requirements.map(
      ({ id, level, title, text }) =>
        `${(id === '' ? '?' : id).padEnd(width)}  [${level || '–'}]  ${shorten(title ?? text)}`,
    ),
    ...byKind,
  ].join('\n')
}

function differenceOf(
  { changes, unchanged, renamed }: ReturnType<typeof withLevelsRenamed>,
  before: ReadEdition,
  after: ReadEdition,
  language: Language,
): string {
  const doubles = [before, after].flatMap(({ requirements }) => onceEach(requirements).doubles)
  const side = (rows: readonly ReadRequirement[]): string => rows.map(({ id }) => (id === '' ? '?' : id)).join(' + ')
  const line = (kind: ChangeKind, a: readonly ReadRequirement[], b: readonly ReadRequirement[]): string => {
    if (kind === 'added') return `${side(b)}  ${shorten(b[0]?.text ?? '')}`
    if (kind === 'removed') return `${side(a)}  ${shorten(a[0]?.text ?? '')}`
    const [from, to] = [a[0], b[0]]
    const what =
      kind === 'relevelled'
        ? `  ${from?.level || '–'} → ${to?.level || '–'}`
        : kind === 'recategorised'
          ? `  ${from?.category || '–'} → ${to?.category || '–'}`
          : ''
    return `${side(a)} → ${side(b)}${what}`
  }
  return [
    `${before.edition.file} (${before.requirements.length}) → ${after.edition.file} (${after.requirements.length}), ${unchanged} ${language === 'fr' ? 'inchangée(s)' : 'unchanged'}`,
    ...(renamed.length === 0
      ? []
      : [
          '',
          language === 'fr' ? 'niveaux qui ont un autre nom' : 'levels that have another name',
          ...renamed.map(({ from, to, rows }) => `  ${from} → ${to}  (${rows})`),
        ]),
    ...[...Map.groupBy(changes, ({ kind }) => kind)].flatMap(([kind, all]) => [
      '',
      `${changeKinds[kind][language]} (${all.length})`,
      ...all.map(
        (change) =>
          `  ${line(kind, change.before, change.after)}${change.likeness > 0 && change.likeness < 1 ? `  (${Math.round(change.likeness * 100)} %)` : ''}`,
      ),
    ]),
    ...(doubles.length === 0
      ? []
      : [
          '',
          `${language === 'fr' ? 'lignes répétées mot pour mot, comptées une fois' : 'rows repeated word for word, counted once'} (${doubles.length})`,
          ...doubles.map(({ id, place }) => `  ${wordPlace(place)[language]}  ${id}`),
        ]),
  ].join('\n')
}
