import { detect, type Span } from '@socle/privacy'
import { expect, test } from 'vitest'
import { createSeenTexts } from './seen-texts.ts'

const plenty = { maxTexts: 1000, maxBytes: 1_000_000 }
/** The detector on board, and how often it was asked. */
function counting() {
  const asked: string[] = []
  const look = (text: string): readonly Span[] => {
    asked.push(text)
    return detect(text)
  }
  return { asked, look }
}

test('a text that comes again is not looked through again, and has the same findings', () => {
  const { asked, look } = counting()
  const { spansOf } = createSeenTexts(look, plenty)
  const [named, plain] = ['Le dossier de Mme Claire Fontanel est complet.', 'Le dossier est complet depuis mardi.']
  for (let turn = 0; turn < 5; turn++)
    for (const text of [named, plain]) expect(spansOf('PAP', text)).toEqual(detect(text))
  expect(asked).toEqual([named, plain])
})

test('no application learns by the time a call takes what another has sent', () => {
  const { asked, look } = counting()
  const { spansOf } = createSeenTexts(look, plenty)
  const text = 'Le dossier de Mme Claire Fontanel est complet.'
  spansOf('PAP', text)
  spansOf('GED', text)
  expect(asked).toEqual([text, text])
})

test('neither texts nor values can be read from what is remembered', () => {
  const text = 'Le dossier de Mme Claire Fontanel est complet.'
  const kept: unknown[] = []
  const set = Map.prototype.set
  Map.prototype.set = function (key: unknown, value: unknown) {
    kept.push(key, value)
    return set.call(this, key, value)
  }
  try {
    createSeenTexts(detect, plenty).spansOf('PAP', text)
  } finally {
    Map.prototype.set = set
  }
  expect(JSON.stringify(kept)).not.toContain('Fontanel')
})

test('texts and bytes stay within their bounds; what is asked for stays', () => {
  const { asked, look } = counting()
  const seen = createSeenTexts(look, { maxTexts: 100, maxBytes: 1_000_000 })
  const system = 'Réponds brièvement et nomme la règle.'
  for (let n = 0; n < 1000; n++) {
    seen.spansOf('PAP', system)
    seen.spansOf('PAP', `Question numéro ${n} sur le règlement intérieur.`)
    expect(seen.size.texts).toBeLessThanOrEqual(100)
  }
  expect(asked.filter((text) => text === system)).toHaveLength(1)

  const heavy = Array.from({ length: 400 }, (_, n) => `agent${n}@exemple.fr`).join(', ')
  const small = createSeenTexts(detect, { maxTexts: 100, maxBytes: 60_000 })
  for (let n = 0; n < 50; n++) {
    expect(small.spansOf('PAP', `${n} ${heavy}`)).toHaveLength(400)
    expect(small.size.bytes).toBeLessThanOrEqual(60_000)
  }
})

test('texts that differ in halves of pairs only are not taken for one another', () => {
  const { asked, look } = counting()
  const { spansOf } = createSeenTexts(look, plenty)
  for (const half of ['\ud83d', '\udc00', '\ufffd']) spansOf('PAP', `Un texte coupé au milieu ${half} d’un signe.`)
  expect(asked).toHaveLength(3)
})

test('nothing is remembered where the parameter file says so, nor of a detector that fails', () => {
  const { asked, look } = counting()
  const off = createSeenTexts(look, { maxTexts: 0, maxBytes: 0 })
  off.spansOf('PAP', 'Le dossier est complet depuis mardi.')
  off.spansOf('PAP', 'Le dossier est complet depuis mardi.')
  expect(asked).toHaveLength(2)
  let broken = true
  const { spansOf } = createSeenTexts((text) => {
    if (broken) throw new Error('broken')
    return detect(text)
  }, plenty)
  const text = 'Le dossier de Mme Claire Fontanel est complet.'
  expect(() => spansOf('PAP', text)).toThrow('broken')
  broken = false
  expect(spansOf('PAP', text)).toHaveLength(1)
})
