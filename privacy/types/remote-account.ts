import { FIRST } from '../scan/columns.ts'
import { hashWord } from '../scan/word-hash.ts'
import { Gap, TokenKind } from '../scan/tokens.ts'
import { wordSet } from '../scan/word-table.ts'
import type { Scan } from '../scan/scan.ts'

const remoteCommands = wordSet('ssh scp sftp rsync mosh')
const SUDO = hashWord('sudo')
const COMMAND_REACH = 16
/** "sftp -b envoi.txt depot@sftp.exemple.fr": an account of a machine, after the command that opens the line. */
export function onOtherMachine({ hash, kind, gap }: Scan, token: number, account: string): boolean {
  // "ssh jean.dupont@…" names somebody.
  if (account.includes('.')) return false
  for (let at = token - 1; at >= FIRST && at > token - COMMAND_REACH; at--) {
    if (remoteCommands.has(hash[at]!))
      return gap[at]! >= Gap.line || kind[at - 1] === TokenKind.sign || hash[at - 1] === SUDO
    if (gap[at]! >= Gap.line) return false
  }
  return false
}
