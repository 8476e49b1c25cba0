/** Writes the data files of an edition to a folder, where `loadFramework` reads them again. */
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { fileRefused } from './errors.ts'
import { writeWhole } from './write-file.ts'

/**
 * Governance and access rights are no part of an edition: they stay as they are.
 * @param replace the folder holds another edition, whose files give way to these
 * @returns files that were there and are no part of this edition, now removed
 * @throws Refusal when the folder is not empty and nobody said to replace
 */
export async function writeEdition(
  folder: string,
  files: Readonly<Record<string, string>>,
  replace: boolean,
): Promise<string[]> {
  const root = resolve(folder)
  const former = existsSync(root) ? editionFilesBelow(root) : []
  if (!replace && existsSync(root) && readdirSync(root).length > 0)
    throw fileRefused(folder, {
      fr: 'ce dossier n’est pas vide. Donnez-en un nouveau, ou dites --replace pour que l’édition y remplace celle qui s’y trouve.',
      en: 'this folder is not empty. Give a new one, or say --replace so that the edition takes the place of the one in it.',
    })
  for (const [path, content] of Object.entries(files)) {
    const target = resolve(root, path)
    if (!target.startsWith(root + sep))
      throw fileRefused(path, { fr: 'ce chemin sort du dossier.', en: 'this path leads out of the folder.' })
    mkdirSync(dirname(target), { recursive: true })
    await writeWhole(target, content)
  }
  const gone = former.filter((path) => !(path in files))
  for (const path of gone) rmSync(join(root, path))
  return gone
}

function editionFilesBelow(root: string): string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((path) => !path.startsWith('governance/'))
}
