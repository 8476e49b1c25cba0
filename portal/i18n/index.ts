import { type Bilingual, type Language, unbroken } from '@socle/contracts'
import { createI18n, type I18n } from 'vue-i18n'
import { civilZone } from '../civil-time.ts'
import { joined, withJoints } from './joints.ts'
import { language, rememberLanguage } from './language.ts'

const loaders = { fr: () => import('./fr/index.ts'), en: () => import('./en/index.ts') }
let i18n: I18n<Record<string, unknown>, Record<string, unknown>, Record<string, unknown>, string, false>

export async function startI18n() {
  i18n = createI18n({
    legacy: false,
    locale: language.value,
    fallbackLocale: 'fr',
    missingWarn: false,
    messages: {},
    postTranslation: (text) => (language.value === 'fr' && typeof text === 'string' ? unbroken(joined(text)) : text),
  })
  await speak(language.value)
  return i18n
}

/** Only the language in use is downloaded. */
async function speak(spoken: Language): Promise<void> {
  const messages = (await loaders[spoken]()).default
  i18n.global.setLocaleMessage(spoken, spoken === 'fr' ? withJoints(messages) : messages)
  i18n.global.locale.value = spoken
  language.value = spoken
  document.documentElement.lang = spoken
}

/** The reader chooses: from then on this device keeps to it. */
export async function switchLanguage(chosen: Language): Promise<void> {
  await speak(chosen)
  rememberLanguage(chosen)
}

/** A wording of the portal, outside of its components. */
export const translate = (key: string, named: Record<string, unknown> = {}): string => i18n.global.t(key, named)

/** A wording that comes from the framework's data. */
export const say = (text: Bilingual): string => (language.value === 'fr' ? unbroken(text.fr) : text.en)

export const longDate = (iso: string): string =>
  dated(iso, { dateStyle: 'long', timeZone: iso.length === 10 ? 'UTC' : civilZone.value })

/** A day, or a whole month. */
export const longPeriod = (iso: string): string =>
  iso.length === 'YYYY-MM'.length
    ? dated(`${iso}-01`, { month: 'long', year: 'numeric', timeZone: 'UTC' })
    : longDate(iso)

export const dateAndTime = (iso: string): string =>
  dated(iso, { dateStyle: 'long', timeStyle: 'short', timeZone: civilZone.value })

/** Day before month in both languages; French says the first of a month as an ordinal, which the browser does not. */
function dated(iso: string, options: Intl.DateTimeFormatOptions): string {
  const text = new Intl.DateTimeFormat(language.value === 'fr' ? 'fr-FR' : 'en-GB', options).format(new Date(iso))
  return language.value === 'fr' ? text.replace(/^1 /, '1er ') : text
}
