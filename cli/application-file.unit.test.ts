import type { Trait } from '@socle/contracts/framework'
import { describe, expect, it } from 'vitest'
import { parseApplicationFile } from './application-file.ts'

const label = { fr: 'x', en: 'x' }
const option = (id: string): Trait['options'][number] => ({ id, label, fact: label })
const traits: Trait[] = [
  {
    id: 'host',
    topic: 'identity',
    kind: 'choice',
    question: label,
    options: [option('ministry'), option('trusted-cloud')],
  },
  {
    id: 'interface',
    topic: 'users',
    kind: 'set',
    question: label,
    options: [option('web'), option('mobile-app'), option('none')],
  },
  {
    id: 'audiences',
    topic: 'users',
    kind: 'matrix',
    question: label,
    options: [option('citizens')],
    columns: [option('internet'), option('intranet')],
  },
]
const head = 'socle: 1\nid: titles\nname: Titles\nversion: "1.4.0"\nowner:\n  organisation: DNUM\n'
const faults = (text: string): string[] => {
  const reading = parseApplicationFile(text, { traits })
  return reading.ok ? [] : reading.faults.map(({ place, message }) => `${place} ${message.en}`)
}

describe('an application file', () => {
  it('is read', () => {
    expect(
      parseApplicationFile(
        `${head}traits:\n  host: ministry\n  interface: [web, mobile-app]\n  audiences: [citizens@internet]\n`,
        { traits },
      ),
    ).toEqual({
      ok: true,
      application: {
        socle: 1,
        id: 'titles',
        name: 'Titles',
        version: '1.4.0',
        owner: { organisation: 'DNUM' },
        traits: { host: 'ministry', interface: ['web', 'mobile-app'], audiences: ['citizens@internet'] },
      },
    })
  })

  it('may answer nothing yet', () => {
    expect(parseApplicationFile(`${head}traits:\n  # host: ministry\n`, { traits }).ok).toBe(true)
    expect(parseApplicationFile(head, { traits }).ok).toBe(true)
  })

  it.each([
    ['socle: 1\n\tid: x', /^2:\d+ Not valid YAML/],
    ['just a sentence', /^1:1 The file must be a list of fields/],
    ['', /^1:1 The file must be a list of fields/],
    [`${head}nmae: x\n`, /^7:1 Unknown field “nmae”\. Did you mean “name”\?/],
    [head.replace('organisation', 'organization'), /6:3 Unknown field “organization”\. Did you mean “organisation”\?/],
    [head.replace('id: titles', 'id: Mes Titres'), /^2:5 Field “id” refused: expected an identifier/],
    [head.replace('name: Titles\n', ''), /Field “name” missing\. Add a name/],
    [head.replace('"1.4.0"', '1.4'), /^4:10 Field “version” refused: expected a version in quotes/],
    [head.replace('socle: 1', 'socle: 2'), /^1:8 Field “socle” refused/],
    [`${head}address: ftp://x\n`, /^7:10 Field “address” refused: expected an http/],
    [`${head}traits:\n  hots: ministry\n`, /^8:3 Unknown trait “hots”\. Did you mean “host”\?/],
    [`${head}traits:\n  host: ministri\n`, /^8:9 “ministri” is not an answer to “host”\. Did you mean “ministry”\?/],
    [
      `${head}traits:\n  interface: [web, zzzzzzzzzz]\n`,
      /^8:20 “zzzzzzzzzz” is not an answer to “interface”\. Choose among: web, mobile-app, none/,
    ],
    [`${head}traits:\n  interface: [web, none]\n`, /“none” excludes the other answers/],
    [`${head}traits:\n  host: [ministry, trusted-cloud]\n`, /“host” takes a single answer/],
    [`${head}traits:\n  audiences: [citizens]\n`, /^8:15 “citizens” is not an answer to “audiences”/],
    [`${head}traits:\n  host: {a: b}\n`, /^8:9 Field “traits\.host” refused: expected an answer/],
    [`a: &a [x,x]\nb: &b [*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b]\nd: [*c,*c,*c,*c]\n${head}`, /More than 10 YAML aliases/],
    [`${head}id: again\n`, /Not valid YAML: Map keys must be unique/],
  ])('is refused with its place and mend: %s', (text, expected) => {
    expect(faults(text).join('\n')).toMatch(expected)
  })
})
