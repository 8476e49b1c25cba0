import type { Language } from '@socle/contracts'
import type { DueMail } from './mail-store.ts'

const MINUTE = 60_000

/** Wait after the n-th failure: 1, 2, 4 … minutes, a day at most. */
export const delayAfter = (attempts: number): number => Math.min(2 ** (attempts - 1), 24 * 60) * MINUTE

/** Of the matter itself its title and, of a decision, what it says: the rest is read in the portal, by whoever may. */
export function messageOf(mail: DueMail, publicUrl: string, language: Language) {
  const said = mail.text[language]
  const detail = mail.detail === null ? '' : `${mail.detail[language]}\n\n`
  const words = {
    fr: { read: 'À lire ici', why: 'Vous recevez ce message parce que cela vous concerne dans Socle.' },
    en: { read: 'Read it here', why: 'You receive this message because it concerns you in Socle.' },
  }[language]
  return {
    // A title that somebody typed never becomes a header of its own.
    subject: `Socle – ${said}`.replace(/\s+/g, ' ').slice(0, 200),
    text: `${said}\n\n${detail}${words.read} : ${publicUrl}${mail.link}\n\n${words.why}\n`,
    headers: { 'Auto-Submitted': 'auto-generated' },
  }
}
