/** What kept a file from being read, in words. */
import type { Bilingual } from '../text.ts'

const known: Readonly<Record<string, Bilingual>> = {
  ENOENT: { fr: 'il n’existe pas', en: 'it does not exist' },
  EACCES: { fr: 'le droit de le lire manque', en: 'the right to read it is missing' },
  EPERM: { fr: 'le droit de le lire manque', en: 'the right to read it is missing' },
  EISDIR: { fr: 'c’est un dossier', en: 'it is a folder' },
  ENOTDIR: { fr: 'un élément du chemin n’est pas un dossier', en: 'a part of its path is no folder' },
  EMFILE: { fr: 'trop de fichiers ouverts sur cette machine', en: 'too many files open on this machine' },
  EIO: { fr: 'le disque ne répond pas', en: 'the disk does not answer' },
}

export function whyUnread(cause: unknown): Bilingual {
  const { code, message } = cause as Error & { readonly code?: string }
  if (cause instanceof SyntaxError) return { fr: 'son contenu n’est pas du JSON', en: 'its content is no JSON' }
  return (code === undefined ? undefined : known[code]) ?? { fr: message, en: message }
}
