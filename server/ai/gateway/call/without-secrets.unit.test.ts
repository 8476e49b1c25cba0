import { expect, test } from 'vitest'
import { withoutSecrets } from './without-secrets.ts'

const secret = 'sk-Aé"/=+7 x\\y'
const struck = (said: string, secrets: readonly string[] = [secret]) =>
  JSON.parse(withoutSecrets(secrets)(Buffer.from(JSON.stringify({ error: { message: said } }))).toString()) as {
    error: { message: string }
  }

const base64 = (text: string) => Buffer.from(text).toString('base64')
const everyOther = (text: string) => [...text].map((each, at) => (at % 2 ? each : encodeURIComponent(each))).join('')

test.each([
  ['as it is', secret],
  ['in JSON', JSON.stringify(secret).slice(1, -1)],
  ['in JSON inside JSON', JSON.stringify(JSON.stringify(secret)).slice(3, -3)],
  [
    'in JSON of ASCII',
    secret.replace('é', '\\u00e9').replace('/', '\\/').replace('"', '\\u0022').replace('\\y', '\\\\y'),
  ],
  ['in an address', encodeURIComponent(secret)],
  ['in an address, half of it', everyOther(secret)],
  ['in a form', encodeURIComponent(secret).replaceAll('%20', '+')],
  ['in HTML', secret.replace('"', '&quot;').replace('é', '&#233;').replace('+', '&#x2B;')],
  ['in base64', base64(secret)],
  ['in base64 after Bearer', base64(`Bearer ${secret}`)],
  ['in base64 between others', base64(`user:${secret}:z`)],
  ['in base64 for addresses', Buffer.from(`ab${secret}`).toString('base64url')],
  ['in hexadecimal', Buffer.from(secret).toString('hex').toUpperCase()],
])('a secret is struck out %s', (_, form) => {
  expect(struck(`bad key ${form}, try again`)).toEqual({ error: { message: 'bad key ***, try again' } })
})

test('what holds none stays byte for byte, and a short secret strikes out no word that it begins', () => {
  const said = Buffer.from('{ "error" : {"message":"temperature is out of range"} }')
  expect(withoutSecrets([secret, 'temp'])(said)).toBe(said)
  expect(struck('temp is not temperature', ['temp'])).toEqual({ error: { message: '*** is not temperature' } })
})

test('what is no JSON is read as text', () => {
  expect(withoutSecrets([secret])(Buffer.from(`<p>${secret}</p>`)).toString()).toBe('<p>***</p>')
})
