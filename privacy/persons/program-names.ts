import type { Scan } from '../scan/scan.ts'
import { Gap, TokenKind } from '../scan/tokens.ts'
import { wordSet } from '../scan/word-table.ts'
import { COLON, DOT, HYPHEN } from './signs.ts'

const BRACKET = 0x5b
const PARENTHESIS = 0x28
const scripts = wordSet('sh py js ts sql rb php java exe bat jar yml yaml conf service')

/** "backup-dir[901]": a program and the number of its process. */
const runs = ({ hash, gap, kind }: Scan, token: number): boolean =>
  hash[token + 1] === BRACKET &&
  gap[token + 1] === Gap.none &&
  kind[token + 2] === TokenKind.digits &&
  gap[token + 2] === Gap.none

const tied = ({ hash, gap }: Scan, token: number): boolean =>
  hash[token + 1] === HYPHEN && gap[token + 1] === Gap.none && gap[token + 2] === Gap.none

const runsTied = (scan: Scan, token: number): boolean =>
  runs(scan, token) || (tied(scan, token) && runs(scan, token + 2))

/** "02:00:04 cassiopee backup[901]: …": the machine, between the hour and the program. */
const logs = (scan: Scan, token: number): boolean =>
  scan.hash[token - 2] === COLON && scan.kind[token - 3] === TokenKind.digits && runsTied(scan, token + 1)

/** What programs and machines are called, in small letters: a process, a machine of a log, a script, a method, the key of a file of settings. */
export function ofProgram(scan: Scan, token: number): boolean {
  const { hash, gap, kind, limit } = scan
  if (kind[token - 1] === TokenKind.digits && logs(scan, token)) return true
  // All the others touch the sign after them.
  if (gap[token + 1] !== Gap.none) return false
  if (runsTied(scan, token)) return true
  if (hash[token - 1] === HYPHEN && gap[token] === Gap.none && runs(scan, token)) return true
  // "aurelie.sh"
  if (
    hash[token + 1] === DOT &&
    gap[token + 1] === Gap.none &&
    gap[token + 2] === Gap.none &&
    scripts.has(hash[token + 2]!)
  )
    return true
  // "r.startswith("
  if (
    hash[token - 1] === DOT &&
    gap[token] === Gap.none &&
    gap[token - 1] === Gap.none &&
    hash[token + 1] === PARENTHESIS &&
    gap[token + 1] === Gap.none
  )
    return true
  // "services:", then "athena:" alone on the next line
  return (
    hash[token + 1] === COLON &&
    gap[token + 1] === Gap.none &&
    gap[token]! >= Gap.line &&
    hash[token - 1] === COLON &&
    gap[token - 1] === Gap.none &&
    kind[token - 2] === TokenKind.word &&
    (token + 2 >= limit || gap[token + 2]! >= Gap.line)
  )
}
