/** Reads the text of a `socle.app.yaml`: every fault is told with its line and column, and how to mend it. */
import { LineCounter, type Node, type Pair, isMap, isPair, isSeq, parseDocument } from 'yaml'
import type { z } from 'zod'
import { ApplicationFile } from '@socle/contracts/applications/file'
import type { Bilingual } from '@socle/contracts/text'
import { describeProblems } from './describe.ts'
import type { Framework } from './framework.ts'
import { nearest } from './nearest.ts'

interface ApplicationFileFault {
  /** `line:column`, or nothing when the fault is about the whole file. */
  readonly place: string
  readonly message: Bilingual
}

export type ApplicationFileReading =
  | { readonly ok: true; readonly application: ApplicationFile }
  | { readonly ok: false; readonly faults: readonly ApplicationFileFault[] }

const fields = Object.keys(ApplicationFile.shape)
const ownerFields = ['organisation', 'contact']
const mostAliases = 10

/** @param text at most `applicationFileMaxBytes`; the caller bounds it. */
export function parseApplicationFile(text: string, framework: Framework): ApplicationFileReading {
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
): readonly ApplicationFileFault[] {
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
): ApplicationFileFault {
  const [root = '', trait = '', index] = path.split('.')
  const place =
    index === undefined ? at([root, trait], message.en.startsWith('unknown trait')) : at([root, trait, Number(index)])
  return { place, message: { fr: `${trait} : ${message.fr}`, en: `${trait}: ${message.en}` } }
}
