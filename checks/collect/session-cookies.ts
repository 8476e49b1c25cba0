/** Cookies of an open session, from the headers of the answers that opened it; their values are looked at and never told. */
import { readFile, stat } from 'node:fs/promises'
import type { Bilingual } from '@socle/contracts/text'
import { whyUnread } from '@socle/contracts/words/why-unread'
import type { Cookie, Fact } from '../facts.ts'
import { readCookie } from './endpoint/exchange.ts'

const longestBytes = 1_000_000
const header = /^set-cookie:\s*(.+?)\s*$/i

/** @param path what `curl -D` writes: one header a line, of one answer or of several. */
export async function readSessionCookies(path: string): Promise<Fact<readonly Cookie[]>> {
  try {
    if ((await stat(path)).size > longestBytes) return unreadable(path, tooLong)
    const cookies = (await readFile(path, 'utf8'))
      .split('\n')
      .flatMap((line) => header.exec(line)?.[1] ?? [])
      .filter((text) => !isTakenBack(text))
      .map(readCookie)
    return cookies.length > 0 ? { known: true, value: cookies } : unreadable(path, nothingSet)
  } catch (cause) {
    return unreadable(path, whyUnread(cause))
  }
}

/** A browser forgets it at once (RFC 6265, 5.3). */
const isTakenBack = (text: string): boolean =>
  /;\s*max-age\s*=\s*(?:0|-\d+)\s*(?:;|$)/i.test(text) ||
  Date.parse(/;\s*expires\s*=\s*([^;]+)/i.exec(text)?.[1] ?? '') < Date.now()

const tooLong = { fr: `plus de ${longestBytes / 1e6} Mo`, en: `more than ${longestBytes / 1e6} MB` }
const nothingSet = { fr: 'aucun en-tête Set-Cookie', en: 'no Set-Cookie header' }
const unreadable = (path: string, detail: Bilingual): Fact<never> => ({
  known: false,
  why: 'unreachable',
  reason: {
    fr: `Les cookies de ${path} n’ont pas pu être lus (${detail.fr}). Donnez les en-têtes des réponses qui ouvrent une session, comme « curl -D » les écrit.`,
    en: `The cookies of ${path} could not be read (${detail.en}). Give the headers of the answers that open a session, as “curl -D” writes them.`,
  },
})
