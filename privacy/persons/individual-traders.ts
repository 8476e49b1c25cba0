import type { Scan } from '../scan/scan.ts'
import { Gap, Shape } from '../scan/tokens.ts'
import { hashWord } from '../scan/word-hash.ts'

export const INDIVIDUAL_SHORT = hashWord('ei')

/** "EI Cyprien Castel": whoever trades alone must put these letters beside their name (commercial code, L526-22 and R526-27). */
export const afterIndividual = ({ hash, gap, shape }: Scan, token: number): boolean =>
  hash[token - 1] === INDIVIDUAL_SHORT && shape[token - 1] === Shape.capitals && gap[token] === Gap.space
