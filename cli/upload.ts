import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { fileRefused, fileUnread } from './errors.ts'

/** A file as the one part of a form. @throws Refusal when it cannot be read */
export async function uploadOf(path: string): Promise<FormData> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw fileUnread(path, cause)
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
