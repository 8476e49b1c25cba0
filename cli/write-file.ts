import { rename, rm, writeFile } from 'node:fs/promises'
import { fileRefused } from './errors.ts'

/** Whole or not at all: written beside, then renamed. */
export async function writeWhole(
  path: string,
  content: string | Uint8Array | AsyncIterable<Uint8Array>,
): Promise<void> {
  const beside = `${path}.${process.pid}.tmp`
  try {
    await writeFile(beside, content, { flag: 'wx' })
    await rename(beside, path)
  } catch (cause) {
    await rm(beside, { force: true })
    const code = (cause as NodeJS.ErrnoException).code ?? String(cause)
    throw fileRefused(
      path,
      {
        fr: `écriture impossible (${code}). Vérifiez le dossier et ses droits.`,
        en: `cannot be written (${code}). Check the folder and its rights.`,
      },
      cause,
    )
  }
}

/**
 * A new file that only its owner reads, made before what goes into it, so that nothing is made that cannot be kept.
 * @throws Refusal when it cannot be made, or is there already
 */
export async function secretFile(
  path: string,
): Promise<{ keep: (secret: string) => Promise<void>; discard: () => Promise<void> }> {
  try {
    await writeFile(path, '', { flag: 'wx', mode: 0o600 })
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? String(cause)
    throw fileRefused(
      path,
      {
        fr: `écriture impossible (${code}). Donnez un fichier qui n’existe pas encore.`,
        en: `cannot be written (${code}). Give a file that does not exist yet.`,
      },
      cause,
    )
  }
  return {
    keep: (secret) => writeFile(path, `${secret}\n`, { mode: 0o600 }),
    discard: () => rm(path, { force: true }),
  }
}
