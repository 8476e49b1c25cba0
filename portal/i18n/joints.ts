/** Where a name comes after “de”, which only then is known to run into it or not. Pure. */
import { de } from '@socle/contracts'

const JOINT = '\u2060'

/** Messages in which each such place is marked, so that nothing that anybody typed is changed. */
export const withJoints = <M extends object>(messages: M): M =>
  Object.fromEntries(
    Object.entries(messages).map(([key, words]) => [
      key,
      typeof words === 'string' ? words.replaceAll(/\bde \{/g, `de ${JOINT}{`) : withJoints(words as object),
    ]),
  ) as M

/** A message once its names are in it. */
export const joined = (text: string): string =>
  text.replaceAll(new RegExp(`\\bde ${JOINT}([^${JOINT}]*)`, 'g'), (_, rest: string) => de(rest))
