/**
 * Names of files are bytes: nothing obliges them to be UTF-8. They are carried as Latin-1 text, one character a byte, until
 * they are shown.
 */
import { isUtf8 } from 'node:buffer'
import { join } from 'node:path'

const beyondAscii = /[\x80-\xff]/

/** As people read it, and the bytes where that does not name the file. */
export function shownName(latin: string): { path: string; rawPath?: Buffer } {
  if (!beyondAscii.test(latin)) return { path: latin }
  const bytes = Buffer.from(latin, 'latin1')
  if (isUtf8(bytes)) return { path: bytes.toString('utf8') }
  return { path: latin.replace(/[\x80-\xff]/g, (byte) => `\\x${byte.charCodeAt(0).toString(16)}`), rawPath: bytes }
}

/** Where it lies: what the functions of `node:fs` take. */
export const placeOf = (
  root: string,
  { path, rawPath }: { readonly path: string; readonly rawPath?: Buffer },
): string | Buffer => (rawPath === undefined ? join(root, path) : Buffer.concat([Buffer.from(`${root}/`), rawPath]))

export const placeOfLatin = (root: string, latin: string): string | Buffer => placeOf(root, shownName(latin))
