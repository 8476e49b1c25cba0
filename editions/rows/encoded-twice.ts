/** Text that was UTF-8, was read as Windows-1252 and was written as UTF-8 again, somewhere before it came here: `numÃ©risÃ©`. */
import { type Anomaly, quoted } from '../anomaly.ts'
import type { ReadRequirement } from '../requirement.ts'

/** Two or three bytes of an accent, a quote or a ligature, each taken for a sign of Windows-1252. */
const accent = /[ÃÂ][\u0080-\u00BF€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|Å[“’¸]|â€[™˜œ\u009D“”¦¢]|â‚¬/u
const wordAround = new RegExp(String.raw`\S*(?:${accent.source})\S*`, 'u')

export const tellEncodedTwice = (rows: readonly ReadRequirement[]): Anomaly[] =>
  rows.flatMap(({ id, place, title = '', category, text }) => {
    const word = wordAround.exec(`${title} ${category} ${text}`)?.[0]
    return word === undefined
      ? []
      : [
          {
            kind: 'text-encoding',
            id,
            place,
            detail: quoted(
              { fr: 'accents encodés deux fois, lus tels quels :', en: 'accents encoded twice, read as they are:' },
              word,
              {
                fr: ' ; corrigez-les dans le document d’origine.',
                en: '; mend them in the original document.',
              },
            ),
          },
        ]
  })
