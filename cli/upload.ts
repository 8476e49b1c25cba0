import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { uploadMegabytes } from '@socle/contracts/upload-limit'
import { fileRefused, fileUnread } from './errors.ts'

/** A file as the one part of a form. @throws Refusal when it cannot be read */
export async function uploadOf(path: string): Promise<FormData> {
  const unread = (cause: unknown): never => {
    throw fileUnread(path, cause)
  }
  const megabytes = (await stat(path).catch(unread)).size / 1024 / 1024
  if (megabytes > uploadMegabytes) {
    const size = String(Math.ceil(megabytes))
    throw fileRefused(path, {
      fr: `le fichier fait ${size} Mo, Socle en reçoit ${uploadMegabytes} au plus. Donnez-en un plus petit, sans images ; rien n’a été envoyé.`,
      en: `the file has ${size} MB, Socle takes ${uploadMegabytes} at most. Give a smaller one, without pictures; nothing was sent.`,
    })
  }
  const bytes = await readFile(path).catch(unread)
  if (bytes.length === 0)
    throw fileRefused(path, {
      fr: 'le fichier est vide. Donnez-en un autre ; rien n’a été envoyé.',
      en: 'the file is empty. Give another; nothing was sent.',
    })
  const form = new FormData()
  form.set('file', new Blob([new Uint8Array(bytes)]), basename(path))
  return form
}
