import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { fileRefused } from './errors.ts'

/** A file as the one part of a form. @throws Refusal when it cannot be read */
export async function uploadOf(path: string): Promise<FormData> {
  const bytes = await readFile(path).catch((cause: NodeJS.ErrnoException) => {
    const code = cause.code ?? String(cause)
    throw fileRefused(path, { fr: `lecture impossible (${code}).`, en: `cannot be read (${code}).` }, cause)
  })
  if (bytes.length === 0)
    throw fileRefused(path, {
      fr: 'le fichier est vide. Donnez-en un autre ; rien n’a été envoyé.',
      en: 'the file is empty. Give another; nothing was sent.',
    })
  const form = new FormData()
  form.set('file', new Blob([new Uint8Array(bytes)]), basename(path))
  return form
}
