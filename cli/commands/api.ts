import { readFileSync } from 'node:fs'
import { nearest } from '@socle/rulebook/nearest'
import { parseDocument } from 'yaml'
import { z } from 'zod'
import type { RouteContract } from '@socle/contracts/route'
import { callApi } from '../api.ts'
import { type Command, every, type Invocation, print, printJson, text } from '../command.ts'
import { exitCodes, fileInvalid, fileUnread, wrongUse } from '../errors.ts'
import { faultInWords } from '../json-file.ts'
import { uploadOf } from '../upload.ts'
import { writeWhole } from '../write-file.ts'

export const api: Command = {
  name: 'api',
  usage:
    'socle api OPERATION [--param NAME=VALUE …] [--body FILE] [--file FILE] [--out FILE] | --list | OPERATION --describe',
  summary: {
    fr: 'N’importe quelle opération de l’API, vérifiée par son contrat',
    en: 'Any operation of the API, checked by its contract',
  },
  help: [
    { option: '--list', meaning: { fr: 'toutes les opérations', en: 'all operations' } },
    {
      option: '--describe',
      meaning: {
        fr: 'adresse, droit, paramètres et corps d’une opération',
        en: 'address, right, parameters and body of an operation',
      },
    },
    {
      option: '--param NAME=VALUE',
      meaning: {
        fr: 'paramètre de l’adresse ou de la recherche ; autant de fois qu’il faut',
        en: 'parameter of the address or of the query; as often as needed',
      },
    },
    {
      option: '--body FILE',
      meaning: {
        fr: 'corps, en JSON ou YAML ; « - » lit l’entrée standard',
        en: 'body, as JSON or YAML; “-” reads standard input',
      },
    },
    { option: '--file FILE', meaning: { fr: 'fichier à envoyer', en: 'file to send' } },
    {
      option: '--out FILE',
      meaning: {
        fr: 'où écrire le fichier reçu ; sinon sortie standard',
        en: 'where to write the file received; otherwise standard output',
      },
    },
    {
      option: '--json',
      meaning: { fr: 'avec --list ou --describe : en JSON', en: 'with --list or --describe: as JSON' },
    },
  ],
  options: {
    list: { type: 'boolean' },
    describe: { type: 'boolean' },
    param: { type: 'string', multiple: true },
    body: { type: 'string' },
    file: { type: 'string' },
    out: { type: 'string' },
    json: { type: 'boolean' },
  },
  arguments: 1,
  async run(invocation) {
    const { positionals, values } = invocation
    const operations = await allOperations()
    if (values['list'] === true) {
      if (values['json'] === true)
        printJson(operations.map(({ id, method, path, permission }) => ({ id, method, path, permission })))
      else for (const { id, method, path, summary } of operations) print(`${id}  ${method} ${path}  ${summary}`)
      return exitCodes.passed
    }
    const contract = named(operations, positionals[0])
    if (values['describe'] === true) describe(contract, values)
    else await call(contract, values)
    return exitCodes.passed
  },
}

/** Loaded when asked for: every schema of the API. */
async function allOperations(): Promise<RouteContract[]> {
  const { routes } = await import('@socle/contracts')
  return Object.values(routes).flatMap((area) => Object.values(area) as RouteContract[])
}

function named(operations: readonly RouteContract[], id: string | undefined): RouteContract {
  const found = operations.find((operation) => operation.id === id)
  if (found) return found
  const near =
    id === undefined
      ? undefined
      : nearest(
          id,
          operations.map((operation) => operation.id),
        )
  throw wrongUse(
    {
      fr: `${id === undefined ? 'Dites quelle opération.' : `Opération inconnue : « ${id} ».`}${near === undefined ? '' : ` Vouliez-vous dire « ${near} » ?`} « socle api --list » les donne.`,
      en: `${id === undefined ? 'Say which operation.' : `Unknown operation: “${id}”.`}${near === undefined ? '' : ` Did you mean “${near}”?`} “socle api --list” gives them.`,
    },
    'api',
  )
}

const keysOf = (schema: z.ZodObject | undefined): string[] => Object.keys(schema?.shape ?? {})

function describe(
  { id, method, path, summary, permission, params, query, body, upload, response }: RouteContract,
  values: Invocation['values'],
): void {
  const described = {
    id,
    method,
    path,
    summary,
    permission,
    params: keysOf(params),
    query: query ? z.toJSONSchema(query, { io: 'input', unrepresentable: 'any' }) : null,
    body: body ? z.toJSONSchema(body, { io: 'input', unrepresentable: 'any' }) : null,
    file: upload === true,
    answersFile: response === 'file',
  }
  if (values['json'] === true) return printJson(described)
  print(`${id}  ${method} ${path}\n${summary}\n${permission}`)
  if (described.params.length > 0) print(`--param ${described.params.map((name) => `${name}=…`).join(' --param ')}`)
  if (query) print(`[--param] ${JSON.stringify(described.query, null, 2)}`)
  if (body) print(`--body ${JSON.stringify(described.body, null, 2)}`)
  if (upload) print('--file …')
}

async function call(contract: RouteContract, values: Invocation['values']): Promise<void> {
  const given = paramsOf(values, contract)
  const bodyFile = text(values, 'body')
  const upload = text(values, 'file')
  if (contract.body === undefined && bodyFile !== undefined)
    throw wrongUse({ fr: `${contract.id} ne prend pas de corps.`, en: `${contract.id} takes no body.` }, 'api')
  if ((contract.upload === true) !== (upload !== undefined))
    throw contract.upload
      ? wrongUse({ fr: `${contract.id} attend --file FICHIER.`, en: `${contract.id} expects --file FILE.` }, 'api')
      : wrongUse({ fr: `${contract.id} ne prend pas de fichier.`, en: `${contract.id} takes no file.` }, 'api')
  const input = {
    params: checked('--param', contract.params, pick(given, keysOf(contract.params))),
    query:
      checked('--param', contract.query, pick(given, keysOf(contract.query))) && pick(given, keysOf(contract.query)),
    body:
      contract.body && checked(bodyFile ?? '--body', contract.body, bodyFile === undefined ? {} : readData(bodyFile)),
    ...(upload !== undefined && { form: await uploadOf(upload) }),
  }
  const answer = await callApi(contract, input as never)
  if (contract.response !== 'file') return printJson(answer)
  const out = text(values, 'out')
  if (out !== undefined) return writeWhole(out, answer.file!)
  for await (const piece of answer.file!) process.stdout.write(piece)
}

const pick = (from: Record<string, string>, names: readonly string[]) =>
  Object.fromEntries(Object.entries(from).filter(([name]) => names.includes(name)))

/** @throws Refusal for one that the operation does not have, or that is no NAME=VALUE */
function paramsOf(values: Invocation['values'], { id, params, query }: RouteContract): Record<string, string> {
  const known = [...keysOf(params), ...keysOf(query)]
  return Object.fromEntries(
    every(values, 'param').map((pair) => {
      const at = pair.indexOf('=')
      const name = pair.slice(0, Math.max(at, 0))
      if (at > 0 && known.includes(name)) return [name, pair.slice(at + 1)]
      throw wrongUse(
        {
          fr: `--param ${pair} : ${id} connaît ${known.join(', ') || 'aucun paramètre'}, écrits NOM=VALEUR.`,
          en: `--param ${pair}: ${id} knows ${known.join(', ') || 'no parameter'}, written NAME=VALUE.`,
        },
        'api',
      )
    }),
  )
}

/** What the server would refuse is refused here, with its place. */
function checked(place: string, schema: z.ZodType | undefined, value: unknown): unknown {
  if (!schema) return undefined
  const parsed = schema.safeParse(value)
  if (parsed.success) return value
  throw fileInvalid(
    place,
    parsed.error.issues.map((issue) => ({ place: issue.path.join('.'), message: faultInWords(issue, value) })),
  )
}

function readData(path: string): unknown {
  let content: string
  try {
    content = readFileSync(path === '-' ? 0 : path, 'utf8')
  } catch (cause) {
    throw fileUnread(path, cause)
  }
  const document = parseDocument(content)
  const [error] = document.errors
  if (error) throw fileInvalid(path, [{ place: '', message: { fr: error.message, en: error.message } }])
  return document.toJS({ maxAliasCount: 20 })
}
