import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { detect } from '../detect.ts'
import { decoded } from './encoded.ts'

const found = (text: string): string[] =>
  detect(text).map(({ start, end, type }) => `${type} ${text.slice(start, end)}`)

describe('signs written by their number hide nobody', () => {
  test.each([
    [
      'mail=jean.dupontel%40interieur.gouv.fr&tel=06%2012%2034%2056%2078',
      ['EMAIL jean.dupontel%40interieur.gouv.fr', 'PHONE_FR 06%2012%2034%2056%2078'],
    ],
    ['Écrire à jean.dupontel&#64;interieur.gouv.fr.', ['EMAIL jean.dupontel&#64;interieur.gouv.fr']],
    ['Écrire à jean.dupontel&#x40;interieur.gouv.fr.', ['EMAIL jean.dupontel&#x40;interieur.gouv.fr']],
    ['Écrire à jean.dupontel&commat;interieur.gouv.fr.', ['EMAIL jean.dupontel&commat;interieur.gouv.fr']],
    ['{"courriel": "jean.dupontel\\u0040interieur.gouv.fr"}', ['EMAIL jean.dupontel\\u0040interieur.gouv.fr']],
    ['M. H&eacute;l&egrave;ne Durand, présente', ['PERSON H&eacute;l&egrave;ne Durand']],
    ['M. Jean&nbsp;Dupontel a signé', ['PERSON Jean&nbsp;Dupontel']],
    ['To: =?utf-8?Q?Jean_Dupontel?=', ['PERSON Jean_Dupontel']],
    [
      'Content-Transfer-Encoding: quoted-printable\n\nM. Jean=20Dupontel, jean.dupontel=40interieur.gouv.fr',
      ['PERSON Jean=20Dupontel', 'EMAIL jean.dupontel=40interieur.gouv.fr'],
    ],
    ['M. H=C3=A9l=\ni Dupontel', ['PERSON H=C3=A9l=\ni Dupontel']],
    [
      'tél. 06\u200b12 34 56 78, jean.dupontel\u00ad@interieur.gouv.fr',
      ['PHONE_FR 06\u200b12 34 56 78', 'EMAIL jean.dupontel\u00ad@interieur.gouv.fr'],
    ],
    ['courriel ｊｅａｎ.dupontel＠interieur.gouv.fr', ['EMAIL ｊｅａｎ.dupontel＠interieur.gouv.fr']],
  ])('%s', (text, expected) => expect(found(text)).toEqual(expected))
  test.each([
    'Il reste 50 % du budget, soit 12 %20 de moins',
    'if (a && b == c) return x =20',
    'Arrêté n° 2024=12 du ministre',
    'https://x.fr/?a=1&copy=2&tel=3',
  ])('%s hides nobody', (text) => expect(found(text)).toEqual([]))
  test('a password in an address stays whole', () =>
    expect(found('ftp://depot:p%40ss%20mot@ftp.x.fr/a')).toEqual([
      'URL_CREDENTIALS ftp://depot:p%40ss%20mot@ftp.x.fr/a',
    ]))
})

test('places are those of what was written', () =>
  fc.assert(
    fc.property(
      fc.array(
        fc.constantFrom(
          'a',
          'é',
          '%C3%A9',
          '%41',
          '&#64;',
          '&eacute;',
          '\\u00e9',
          '\u00ad',
          '＠',
          ' ',
          '👋',
          '%F0%9F%91%8B',
        ),
      ),
      (pieces) => {
        const text = pieces.join('')
        const read = decoded(text)
        if (read === undefined) return
        let last = 0
        let place = 0
        for (const sign of read.text) {
          const { start, end } = read.written(place, (place += sign.length))
          expect(start).toBeGreaterThanOrEqual(last)
          expect(end).toBeGreaterThan(start)
          last = end
        }
        expect(last).toBeLessThanOrEqual(text.length)
      },
    ),
  ))
