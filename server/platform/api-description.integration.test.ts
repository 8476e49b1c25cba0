import * as contracts from '@socle/contracts'
import type { RouteContract } from '@socle/contracts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestSocle, type TestSocle } from '../testing/test-socle.ts'

let socle: TestSocle
beforeAll(async () => void (socle = await startTestSocle('embedded')))
afterAll(() => socle.close())

test('whoever builds a client from the description finds everything that it refers to', async () => {
  const description: unknown = await (await fetch(`${socle.url}/openapi.json`)).json()
  const pointers = new Set<string>()
  JSON.stringify(description, (key, value: unknown) => {
    if (key === '$ref') pointers.add(String(value))
    return value
  })
  const found = (pointer: string): unknown =>
    pointer
      .slice('#/'.length)
      .split('/')
      .reduce<unknown>((part, name) => (part as Record<string, unknown> | undefined)?.[name], description)
  expect([...pointers]).toContain('#/components/schemas/ConditionInput')
  expect([...pointers].filter((pointer) => found(pointer) === undefined)).toEqual([])
})

test('whoever builds a client from the description knows how a file is sent', async () => {
  const { paths } = (await (await fetch(`${socle.url}/openapi.json`)).json()) as {
    paths: Record<string, Record<string, { requestBody?: { content: Record<string, unknown>; required: boolean } }>>
  }
  const uploads = Object.values(contracts)
    .flatMap((routes) => (typeof routes === 'object' && routes !== null ? Object.values(routes) : []))
    .filter((route): route is RouteContract => (route as Partial<RouteContract> | null)?.upload === true)
  expect(uploads.length).toBeGreaterThan(5)
  const told = uploads.map(({ path, method }) => paths[path]![method.toLowerCase()]!.requestBody)
  expect(told).toEqual(
    uploads.map(() => ({
      required: true,
      content: {
        'multipart/form-data': {
          schema: {
            type: 'object',
            properties: { file: { type: 'string', format: 'binary' } },
            required: ['file'],
          },
        },
      },
    })),
  )
})
