/** Reads `socle.app.yaml`: every fault is told with its line and column, and how to mend it. */
import { readFile, stat } from 'node:fs/promises'
import { LineCounter, type Node, type Pair, isMap, isPair, isSeq, parseDocument } from 'yaml'
import type { z } from 'zod'
import { ApplicationFile, applicationFileMaxBytes } from '@socle/contracts/application-file'
import type { Bilingual } from '@socle/contracts/text'
import { type Framework, describeProblems, nearest } from '@socle/rulebook'
import { fileInvalid, fileRefused } from './errors.ts'

interface Fault {
  /** `line:column`, or nothing when the fault is about the whole file. */
  readonly place: string
  readonly message: Bilingual
}

export type Reading =
  | { readonly ok: true; readonly application: ApplicationFile }
  | { readonly ok: false; readonly faults: readonly Fault[] }

const fields = Object.keys(ApplicationFile.shape)
const ownerFields = ['organisation', 'contact']
const mostAliases = 10

export async function readApplicationFile(path: string, framework: Framework): Promise<ApplicationFile> {
  const state = await stat(path).catch((cause: unknown) => {
    throw fileRefused(
      path,
      {
        fr: 'ce fichier n’existe pas. Corrigez le chemin, ou créez-le avec « socle init ».',
        en: 'this file does not exist. Mend the path, or create it with “socle init”.',
      },
      cause,
    )
  })
  if (!state.isFile())
    throw fileRefused(path, {
      fr: 'ce n’est pas un fichier. Donnez le chemin de socle.app.yaml.',
      en: 'this is not a file. Give the path of socle.app.yaml.',
    })
  if (state.size > applicationFileMaxBytes)
    throw fileRefused(path, {
      fr: `${state.size} octets, la limite est ${applicationFileMaxBytes}. Est-ce bien un socle.app.yaml ?`,
      en: `${state.size} bytes, the limit is ${applicationFileMaxBytes}. Is it a socle.app.yaml?`,
    })
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw fileRefused(
      path,
      { fr: 'fichier illisible. Donnez le droit de lecture.', en: 'file that cannot be read. Grant read access.' },
      cause,
    )
  })
  const reading = parseApplicationFile(text, framework)
  if (!reading.ok) throw fileInvalid(path, reading.faults)
  return reading.application
}

/** Pure: the text of the file, and the framework whose traits it answers. */
export function parseApplicationFile(text: string, framework: Framework): Reading {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, logLevel: 'silent' })
  const place = (offset: number | undefined): string => {
    if (offset === undefined) return ''
    const { line, col } = lines.linePos(offset)
    return `${line}:${col}`
  }
  if (document.errors.length > 0)
    return {
      ok: false,
      faults: document.errors.map((error) => {
        const message = error.message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '') ?? error.code
        return {
          place: place(error.pos[0]),
          message: {
            fr: `Pas du YAML valide : ${message}. Corrigez la syntaxe.`,
            en: `Not valid YAML: ${message}. Mend the syntax.`,
          },
        }
      }),
    }
  if (!isMap(document.contents))
    return {
      ok: false,
      faults: [
        {
          place: '1:1',
          message: {
            fr: 'Le fichier doit être une liste de champs « nom: valeur ». « socle init » en écrit un modèle.',
            en: 'The file must be a list of fields “name: value”. “socle init” writes a template.',
          },
        },
      ],
    }
  let content: unknown
  try {
    content = document.toJS({ maxAliasCount: mostAliases })
  } catch {
    return {
      ok: false,
      faults: [
        {
          place: '',
          message: {
            fr: `Plus de ${mostAliases} alias YAML : écrivez les valeurs en toutes lettres.`,
            en: `More than ${mostAliases} YAML aliases: write the values out.`,
          },
        },
      ],
    }
  }
  const at = (path: readonly PropertyKey[], key = false): string => place(offsetOf(document.contents, path, key))
  const parsed = ApplicationFile.safeParse(content)
  const faults = parsed.success
    ? describeProblems(framework, parsed.data.traits).map((problem) => traitFault(problem, at))
    : parsed.error.issues.flatMap((issue) => describe(issue, at))
  return parsed.success && faults.length === 0 ? { ok: true, application: parsed.data } : { ok: false, faults }
}

/** Offset of the value (or of its key) at a path; the nearest ancestor when it is missing. */
function offsetOf(root: unknown, path: readonly PropertyKey[], key: boolean): number | undefined {
  let current: unknown = root
  let offset = (root as Node | null)?.range?.[0]
  for (const [depth, step] of path.entries()) {
    const pair: Pair | undefined = isMap(current)
      ? current.items.find((item) => isPair(item) && String((item.key as { value?: unknown }).value) === String(step))
      : undefined
    const next: unknown = isSeq(current) ? current.items[Number(step)] : pair?.value
    const keyOffset = (pair?.key as Node | undefined)?.range?.[0]
    if (pair === undefined && next === undefined) return offset
    offset =
      key && depth === path.length - 1
        ? (keyOffset ?? offset)
        : ((next as Node | null)?.range?.[0] ?? keyOffset ?? offset)
    current = next
  }
  return offset
}

function describe(
  issue: z.core.$ZodIssue,
  at: (path: readonly PropertyKey[], key?: boolean) => string,
): readonly Fault[] {
  const name = issue.path.map(String).join('.')
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => {
      const near = nearest(key, issue.path[0] === 'owner' ? ownerFields : fields)
      return {
        place: at([...issue.path, key], true),
        message: {
          fr: `Champ inconnu « ${key} ».${near === undefined ? ' Retirez-le.' : ` Vouliez-vous dire « ${near} » ?`}`,
          en: `Unknown field “${key}”.${near === undefined ? ' Remove it.' : ` Did you mean “${near}”?`}`,
        },
      }
    })
  const missing = issue.code === 'invalid_type' && issue.input === undefined && /received undefined/.test(issue.message)
  const wanted = expectations[issue.path[0] === 'traits' ? 'traits' : name]
  return [
    {
      place: at(issue.path),
      message: missing
        ? {
            fr: `Champ « ${name} » absent.${wanted === undefined ? '' : ` Ajoutez ${wanted.fr}.`}`,
            en: `Field “${name}” missing.${wanted === undefined ? '' : ` Add ${wanted.en}.`}`,
          }
        : {
            fr: `Champ « ${name} » refusé${wanted === undefined ? '' : ` : attendu ${wanted.fr}`}.`,
            en: `Field “${name}” refused${wanted === undefined ? '' : `: expected ${wanted.en}`}.`,
          },
    },
  ]
}

const expectations: Readonly<Record<string, Bilingual>> = {
  socle: { fr: '« socle: 1 », la version du format', en: '“socle: 1”, the version of the format' },
  id: {
    fr: 'un identifiant en minuscules, chiffres et tirets, par exemple mon-application',
    en: 'an identifier of lower-case letters, digits and hyphens, for example my-application',
  },
  name: { fr: 'un nom de 1 à 120 caractères', en: 'a name of 1 to 120 characters' },
  summary: { fr: 'un texte de 1000 caractères au plus', en: 'a text of at most 1000 characters' },
  version: { fr: 'une version entre guillemets, par exemple "1.4.0"', en: 'a version in quotes, for example "1.4.0"' },
  owner: { fr: 'owner: avec organisation: dessous', en: 'owner: with organisation: under it' },
  'owner.organisation': {
    fr: 'le nom de l’organisation, 120 caractères au plus',
    en: 'the name of the organisation, at most 120 characters',
  },
  'owner.contact': { fr: 'un contact de 200 caractères au plus', en: 'a contact of at most 200 characters' },
  repository: { fr: 'une adresse http(s)://', en: 'an http(s):// address' },
  address: { fr: 'une adresse http(s)://', en: 'an http(s):// address' },
  traits: {
    fr: 'une réponse (« trait: option ») ou une liste de réponses (« trait: [option, option] »)',
    en: 'an answer (“trait: option”) or a list of answers (“trait: [option, option]”)',
  },
}

/** A problem of the rulebook names the trait and, in a list, the answer: `traits.interface.1`. */
function traitFault(
  { path, message }: { path: string; message: Bilingual },
  at: (path: readonly PropertyKey[], key?: boolean) => string,
): Fault {
  const [root = '', trait = '', index] = path.split('.')
  const place =
    index === undefined ? at([root, trait], message.en.startsWith('unknown trait')) : at([root, trait, Number(index)])
  return { place, message: { fr: `${trait} : ${message.fr}`, en: `${trait}: ${message.en}` } }
}
