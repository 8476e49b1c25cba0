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
