import { join } from 'node:path'
import { loadFramework } from '@socle/rulebook'
import { describe, expect, it } from 'vitest'
import { parseApplicationFile } from './application-file.ts'

const framework = loadFramework(join(import.meta.dirname, '../cli/fixtures/framework'))
const head = 'socle: 1\nid: titles\nname: Titles\nversion: "1.4.0"\nowner:\n  organisation: DNUM\n'
const faults = (text: string): string[] => {
  const reading = parseApplicationFile(text, framework)
  return reading.ok ? [] : reading.faults.map(({ place, message }) => `${place} ${message.en}`)
}

describe('an application file', () => {
  it('is read', () => {
    expect(
      parseApplicationFile(
        `${head}traits:\n  nature: new\n  interface: [web, mobile-app]\n  audiences: [citizens@internet]\n`,
        framework,
      ),
    ).toEqual({
      ok: true,
      application: {
        socle: 1,
        id: 'titles',
        name: 'Titles',
        version: '1.4.0',
        owner: { organisation: 'DNUM' },
        traits: { nature: 'new', interface: ['web', 'mobile-app'], audiences: ['citizens@internet'] },
      },
    })
  })

  it('may answer nothing yet', () => {
    expect(parseApplicationFile(`${head}traits:\n  # nature: new\n`, framework).ok).toBe(true)
    expect(parseApplicationFile(head, framework).ok).toBe(true)
  })

  it.each([
    ['socle: 1\n\tid: x', /^2:\d+ Not valid YAML/],
    ['just a sentence', /^1:1 The file must be a list of fields/],
    ['', /^1:1 The file must be a list of fields/],
    [`${head}namee: x\n`, /^7:1 Unknown field “namee”\. Did you mean “name”\?/],
    [head.replace('organisation', 'organization'), /6:3 Unknown field “organization”\. Did you mean “organisation”\?/],
    [head.replace('id: titles', 'id: Mes Titres'), /^2:5 Field “id” refused: expected an identifier/],
    [head.replace('name: Titles\n', ''), /Field “name” missing\. Add a name/],
    [head.replace('"1.4.0"', '1.4'), /^4:10 Field “version” refused: expected a version in quotes/],
    [head.replace('socle: 1', 'socle: 2'), /^1:8 Field “socle” refused/],
    [`${head}address: ftp://x\n`, /^7:10 Field “address” refused: expected an http/],
    [`${head}traits:\n  natrue: new\n`, /^8:3 natrue: unknown trait; did you mean “nature”\?/],
    [
      `${head}traits:\n  nature: minor-chance\n`,
      /^8:11 nature: unknown answer “minor-chance”; did you mean “minor-change”\?/,
    ],
    [
      `${head}traits:\n  interface: [web, zzzzzzzzzz]\n`,
      /^8:20 interface: unknown answer “zzzzzzzzzz”; possible answers: web, mobile-app, none/,
    ],
    [`${head}traits:\n  interface: [web, none]\n`, /“none” excludes the other answers/],
    [`${head}traits:\n  nature: [new, minor-change]\n`, /nature: a single answer is expected/],
    [`${head}traits:\n  audiences: [citizens]\n`, /^8:15 audiences: unknown answer “citizens”/],
    [`${head}traits:\n  nature: {a: b}\n`, /^8:11 Field “traits\.nature” refused: expected an answer/],
    [`a: &a [x,x]\nb: &b [*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b]\nd: [*c,*c,*c,*c]\n${head}`, /More than 10 YAML aliases/],
    [`${head}id: again\n`, /Not valid YAML: Map keys must be unique/],
  ])('is refused with its place and mend: %s', (text, expected) => {
    expect(faults(text).join('\n')).toMatch(expected)
  })
})
