/** An OpenAPI document reduced to what rules ask of it: operations, their security and their media types. */
import type { ApiDescription, ApiOperation } from '../facts.ts'

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] as const
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const record = (value: unknown): Record<string, unknown> => (isRecord(value) ? value : {})
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

export const isApiDescription = (content: unknown): boolean =>
  isRecord(content) &&
  (typeof content['openapi'] === 'string' || typeof content['swagger'] === 'string') &&
  (isRecord(content['paths']) || isRecord(content['info']))

/** `text` is the document as written, to find lines in it. */
export function describeApi(content: unknown, place: ApiDescription['place'], text = ''): ApiDescription {
  const document = record(content)
  const schemes = {
    ...record(record(document['components'])['securitySchemes']),
    ...record(document['securityDefinitions']),
  }
  const shared = document['security']
  const operations: ApiOperation[] = []
  for (const [path, item] of Object.entries(record(document['paths']))) {
    const common = list(record(item)['parameters'])
    for (const method of methods) {
      const operation = record(item)[method]
      if (!isRecord(operation)) continue
      const line = lineOf(text, path)
      operations.push({
        method: method.toUpperCase(),
        path,
        ...(line === undefined ? {} : { line }),
        security: securityOf(operation['security'] ?? shared),
        requestTypes: [
          ...bodyTypes(document, record(record(resolve(document, operation['requestBody']))['content'])),
          ...strings(operation['consumes']),
        ],
        responseTypes: [
          ...new Set(
            Object.values(record(operation['responses'])).flatMap((answer) =>
              Object.keys(record(record(resolve(document, answer))['content'])),
            ),
          ),
          // Version 2 tells them once for all.
          ...strings(operation['produces'] ?? document['produces']),
        ],
        ...examplesOf(document, [...common, ...list(operation['parameters'])]),
      })
    }
  }
  return {
    place,
    version: String(document['openapi'] ?? document['swagger'] ?? ''),
    title: String(record(document['info'])['title'] ?? ''),
    servers: serversOf(document),
    schemes: Object.entries(schemes).map(([name, scheme]) => ({
      name,
      type: String(record(scheme)['type'] ?? ''),
      ...(typeof record(scheme)['scheme'] === 'string' ? { scheme: String(record(scheme)['scheme']) } : {}),
      ...(typeof record(scheme)['in'] === 'string' ? { in: String(record(scheme)['in']) } : {}),
      ...(record(scheme)['type'] === 'apiKey' ? { header: String(record(scheme)['name'] ?? '') } : {}),
      ...(record(scheme)['type'] === 'oauth2'
        ? { flows: [...Object.keys(record(record(scheme)['flows'])), ...strings([record(scheme)['flow']])] }
        : {}),
    })),
    operations,
  }
}

/** Types of the body, and those that a part of a form may have: told beside its schema or, since version 3.1, in it. */
const bodyTypes = (document: Record<string, unknown>, content: Record<string, unknown>): readonly string[] =>
  Object.entries(content).flatMap(([type, media]) => [
    type,
    ...Object.values(record(record(media)['encoding']))
      .flatMap((part) => strings([record(part)['contentType']]))
      .flatMap((types) => types.split(',').map((one) => one.trim())),
    ...Object.values(record(record(resolve(document, record(media)['schema']))['properties'])).flatMap((part) => {
      const { items, ...own } = record(resolve(document, part))
      return strings([own['contentMediaType'], record(resolve(document, items))['contentMediaType']])
    }),
  ])

/** Of the document, of its paths and operations; version 2 tells them in three parts. */
function serversOf(document: Record<string, unknown>): readonly string[] {
  const items = Object.values(record(document['paths'])).filter(isRecord)
  const holders = [document, ...items, ...items.flatMap((item) => methods.map((method) => record(item[method])))]
  const schemes = strings(document['schemes'])
  return [
    ...new Set(
      holders.flatMap((holder) => list(holder['servers'])).map((server) => String(record(server)['url'] ?? '')),
    ),
    ...(typeof document['host'] === 'string' && schemes.length > 0 && !schemes.includes('https')
      ? [`${schemes[0]}://${document['host']}`]
      : []),
  ]
}

/** An empty list, or an empty alternative in it, opens the operation to everybody. */
function securityOf(security: unknown): ApiOperation['security'] {
  if (!Array.isArray(security)) return 'none'
  if (
    security.length === 0 ||
    security.some((alternative) => isRecord(alternative) && Object.keys(alternative).length === 0)
  )
    return 'public'
  return 'declared'
}

function examplesOf(
  document: Record<string, unknown>,
  parameters: readonly unknown[],
): Pick<ApiOperation, 'examples' | 'query'> {
  const examples: Record<string, string> = {}
  const query: Record<string, string> = {}
  for (const candidate of parameters) {
    const parameter = record(resolve(document, candidate))
    const ofQuery = parameter['in'] === 'query' && parameter['required'] === true
    if ((parameter['in'] !== 'path' && !ofQuery) || typeof parameter['name'] !== 'string') continue
    const into = ofQuery ? query : examples
    const schema = record(resolve(document, parameter['schema']))
    const example = parameter['example'] ?? schema['example'] ?? list(schema['enum'])[0] ?? schema['default']
    if (typeof example === 'string' || typeof example === 'number') into[parameter['name']] = String(example)
    else if (schema['format'] === 'uuid') into[parameter['name']] = '00000000-0000-4000-8000-000000000000'
    else if (schema['type'] === 'integer' || schema['type'] === 'number') into[parameter['name']] = '0'
    else if (ofQuery)
      into[parameter['name']] = 'a'.repeat(Math.min(20, Math.max(1, Number(schema['minLength'] ?? 1) || 1)))
  }
  return { examples, ...(Object.keys(query).length === 0 ? {} : { query }) }
}

/** Follows a reference inside the document, a few steps at most. */
function resolve(document: Record<string, unknown>, value: unknown): unknown {
  let current = value
  for (let step = 0; step < 5 && isRecord(current) && typeof current['$ref'] === 'string'; step++) {
    const reference: string = current['$ref']
    if (!reference.startsWith('#/')) return {}
    current = reference
      .slice(2)
      .split('/')
      .reduce<unknown>((at, key) => record(at)[key.replaceAll('~1', '/').replaceAll('~0', '~')], document)
  }
  return current
}

const strings = (value: unknown): readonly string[] =>
  list(value).filter((item): item is string => typeof item === 'string')
const lineOf = (text: string, path: string): number | undefined => {
  const at = ['"', "'", '']
    .map((quote) =>
      text.search(new RegExp(`(^|[\\s{,])${quote}${path.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}${quote}\\s*:`, 'm')),
    )
    .find((found) => found >= 0)
  return at === undefined ? undefined : text.slice(0, at + 1).split('\n').length
}
