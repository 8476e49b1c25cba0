import { expect, test } from 'vitest'
import { withProblemOnce } from './api-description.ts'

const answer = (schema: object) => ({ content: { 'application/json': { schema } } })
const problem = { type: 'object', properties: { code: { type: 'string' } } }
const made = { type: 'object', properties: { id: { type: 'string' } } }

test('what a refusal answers is described once, and an answer that is none stays where it is', () => {
  const described = withProblemOnce({
    components: { securitySchemes: { session: {} } },
    paths: {
      '/a': { post: { responses: { 201: answer(made), 400: answer(problem), 409: answer(problem) } } },
      '/b': { get: { responses: { 200: { description: 'a file' }, 404: answer(problem) } } },
    },
  })
  const once = { $ref: '#/components/schemas/Problem' }
  expect(described).toEqual({
    components: { securitySchemes: { session: {} }, schemas: { Problem: problem } },
    paths: {
      '/a': { post: { responses: { 201: answer(made), 400: answer(once), 409: answer(once) } } },
      '/b': { get: { responses: { 200: { description: 'a file' }, 404: answer(once) } } },
    },
  })
})
