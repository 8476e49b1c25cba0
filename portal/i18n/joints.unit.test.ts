import { createI18n } from 'vue-i18n'
import { expect, test } from 'vitest'
import { decisions } from './fr/decisions.ts'
import { joined, withJoints } from './joints.ts'

const { t } = createI18n({
  legacy: false,
  locale: 'fr',
  messages: { fr: withJoints(decisions) },
  postTranslation: (text) => joined(String(text)),
}).global

test('a name runs into the word before it, as French has it', () => {
  expect(t('committee.presenceOf', { name: 'Hélène Garnier' })).toBe('Présence d’Hélène Garnier')
  expect(t('committee.presenceOf', { name: 'Yann Le Goff' })).toBe('Présence de Yann Le Goff')
})

test('what somebody typed stays as they typed it', () => {
  expect(t('committee.presenceOf', { name: 'Camille de Arc' })).toBe('Présence de Camille de Arc')
})
