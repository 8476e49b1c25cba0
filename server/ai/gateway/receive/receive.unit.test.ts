import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { topLevelMembers, withMember } from './json-members.ts'
import { boundaryOf, textFields } from './multipart-form.ts'

describe('one member of a JSON object is replaced in its bytes', () => {
  const anyObject = fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue({ maxDepth: 3 }))
  test('whatever the object and its spacing, the others stay as they are', () => {
    fc.assert(
      fc.property(anyObject, fc.constantFrom(undefined, 1, '\t'), fc.string(), (object, space, name) => {
        const bytes = Buffer.from(JSON.stringify(object, null, space))
        const changed = withMember(bytes, topLevelMembers(bytes), name, '"new"')
        const expected = { ...(JSON.parse(bytes.toString()) as object), [name]: 'new' }
        if (name === '__proto__') return
        expect(JSON.parse(changed.toString())).toEqual(expected)
      }),
    )
  })
  test('a repeated name counts as JSON.parse reads it: the last', () => {
    const bytes = Buffer.from('{"model":"a", "x":{"model":"c"} ,"model" : "b"}')
    const changed = withMember(bytes, topLevelMembers(bytes), 'model', '"n"').toString()
    expect((JSON.parse(changed) as { model: string }).model).toBe('n')
  })
  test('numbers keep every digit', () => {
    const bytes = Buffer.from('{"seed":12345678901234567890,"model":"a","t":1.0}')
    expect(withMember(bytes, topLevelMembers(bytes), 'model', '"b"').toString()).toBe(
      '{"seed":12345678901234567890,"model":"b","t":1.0}',
    )
  })
})

describe('the fields of a form', () => {
  const form = (...parts: string[]) =>
    Buffer.from(parts.map((part) => `--B\r\n${part}\r\n`).join('') + '--B--\r\n', 'latin1')
  test('text fields are found, files are left alone', () => {
    const body = form(
      'content-disposition: form-data; name="file"; filename="model"\r\n\r\n\0ÿ--',
      'Content-Disposition: form-data; name="model"\r\n\r\nwhisper',
    )
    const field = textFields(body, 'B')?.get('model')
    expect(field?.value).toBe('whisper')
    expect(body.toString('latin1', field?.start, field?.end)).toBe('whisper')
  })
  test('a form that is cut is no form', () => {
    expect(
      textFields(Buffer.from('--B\r\ncontent-disposition: form-data; name="model"\r\n\r\nwhis'), 'B'),
    ).toBeUndefined()
  })
  test.each([
    ['multipart/form-data; boundary=abc', 'abc'],
    ['multipart/form-data; charset=utf-8; boundary="a b"', 'a b'],
    ['application/json', undefined],
  ])('%s → %s', (type, boundary) => expect(boundaryOf(type)).toBe(boundary))
})
