import { matchAt } from '../scan/match-at.ts'
import { isSign, type Candidate, type Scan, Weight } from '../scan/scan.ts'
import { TokenKind } from '../scan/tokens.ts'
import { hashWord } from '../scan/word-hash.ts'

const NUMBER = hashWord('numero')
const WAY = hashWord('voie')
const filled =
  /Num[ée]ro[ \t]?:[ \t]?\d{1,4}(?: ?(?:bis|ter|quater))?[ \t\n]{1,4}Voie[ \t]?:[ \t]?[^\n:]{2,60}(?:[ \t\n]{1,4}(?:Lieu-dit|Localit[ée]|Commune|Ville)[ \t]?:[ \t]?[^\n:]{0,40}){0,3}[ \t\n]{1,4}Code postal[ \t]?:[ \t]?\d{5}(?!\d)/iy
const LABEL_REACH = 4

/** "Numéro : 17 Voie : rue des Vignes Localité : … Code postal : …", the boxes of a form of the State, filled. Looks at "Voie". */
export function recogniseFormAddress(scan: Scan, token: number): Candidate | undefined {
  if (scan.hash[token] !== WAY || !isSign(scan, token + 1, ':')) return undefined
  for (let at = token - 1; at > token - 1 - LABEL_REACH; at--) {
    if (scan.hash[at] !== NUMBER || scan.kind[at] !== TokenKind.word) continue
    const start = scan.start[at]!
    const match = matchAt(filled, scan.text, start)
    return match ? { start, end: start + match[0].length, type: 'ADDRESS', weight: Weight.labelled } : undefined
  }
  return undefined
}
