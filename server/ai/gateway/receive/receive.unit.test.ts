import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { topLevelMembers, withMember } from './json-members.ts'
import { boundaryOf, readForm, writeForm } from './multipart-form.ts'

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
  test('fields and files are told apart, whatever their bytes', () => {
    const body = form(
      'content-disposition: form-data; name="file"; filename="model"\r\n\r\n\0ÿ--B',
      'Content-Disposition: form-data; name="model"\r\n\r\nwhisper',
      'Content-Disposition: form-data; name=empty\r\n\r\n',
    )
    expect(
      readForm(body, 'B')!.map(({ name, fileName, content }) => [name, fileName, content.toString('latin1')]),
    ).toEqual([
      ['file', 'model', '\0ÿ--B'],
      ['model', undefined, 'whisper'],
      ['empty', undefined, ''],
    ])
  })
  test('a form written anew reads the same', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1 })
    const part = fc.record({
      name: text,
      fileName: fc.option(text, { nil: undefined }),
      mediaType: fc.constant(undefined),
      content: fc.uint8Array().map((bytes) => Buffer.from(bytes)),
    })
    const plain = (value: string | undefined) => value === undefined || !/[\r\n"\\%]/.test(value)
    fc.assert(
      fc.property(fc.array(part, { maxLength: 5 }), (parts) => {
        fc.pre(parts.every(({ name, fileName }) => plain(name) && plain(fileName)))
        expect(readForm(writeForm(parts, 'zQ8-boundary'), 'zQ8-boundary')).toEqual(parts)
      }),
    )
  })
  test.each([
    ['cut', '--B\r\ncontent-disposition: form-data; name="model"\r\n\r\nwhis'],
    ['of a part without a name', '--B\r\ncontent-disposition: form-data\r\n\r\nwhisper\r\n--B--\r\n'],
    [
      'in another encoding',
      '--B\r\ncontent-disposition: form-data; name="model"\r\ncontent-transfer-encoding: base64\r\n\r\nd2hpcw==\r\n--B--\r\n',
    ],
  ])('a form that is %s is no form', (_, body) => expect(readForm(Buffer.from(body), 'B')).toBeUndefined())
  test.each([
    ['multipart/form-data; boundary=abc', 'abc'],
    ['multipart/form-data; charset=utf-8; boundary="a b"', 'a b'],
    ['application/json', undefined],
  ])('%s → %s', (type, boundary) => expect(boundaryOf(type)).toBe(boundary))
})
