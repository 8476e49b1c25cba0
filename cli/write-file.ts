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
