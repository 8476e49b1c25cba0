import fc from 'fast-check'
import { expect, test } from 'vitest'
import { repeatedMember } from './repeated-members.ts'

const found = (json: string) => repeatedMember(json, JSON.parse(json))

test.each([
  ['{"model":"a","model":"b"}', 'model'],
  ['{"m":[{"role":"user","content":"a" , "content" : "b"}]}', 'content'],
  ['{"a":{"x":1},"b":{"x":[{"é\\"":1,"\\u00e9\\"":2}]}}', 'é"'],
  ['{"__proto__":1,"__proto__":{}}', '__proto__'],
  ['{"a":1,"a":{"b":2,"c":3}}', 'a'],
])('%s tells a name twice', (json, name) => expect(found(json)).toBe(name))

test('nothing that JSON.stringify writes does, whatever its texts', () => {
  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('"a":', '\\', '\\":"', '{', '}', '__proto__'))
  const key = fc.oneof(fc.string(), fc.constantFrom('a', '"', '\\"', ':'))
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof({ maxDepth: 4 }, text, fc.array(tie('tree')), fc.dictionary(key, tie('tree')), fc.constant(null)),
  }))
  fc.assert(
    fc.property(tree, fc.constantFrom(undefined, 1), (value, space) => {
      expect(found(JSON.stringify(value, null, space))).toBeUndefined()
    }),
  )
})

test('it is found however deep', () => {
  const deep = (inside: string) => '{"a":'.repeat(20_000) + inside + '}'.repeat(20_000)
  expect(found(deep('1'))).toBeUndefined()
  expect(found(deep('{"b":1,"b":2}'))).toBe('b')
})
