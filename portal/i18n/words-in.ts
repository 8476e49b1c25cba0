import type { Bilingual } from '@socle/contracts'

/** Words that the contracts give to a code, in one language. */
export const wordsIn = <Code extends string>(
  words: Readonly<Record<Code, Bilingual>>,
  language: keyof Bilingual,
): Record<Code, string> =>
  Object.fromEntries(Object.entries<Bilingual>(words).map(([code, said]) => [code, said[language]])) as Record<
    Code,
    string
  >
