/** Finds and reads a `socle.app.yaml` on disk; every refusal says how to mend it. */
import { readFile, stat } from 'node:fs/promises'
import { type ApplicationFile, applicationFileMaxBytes } from '@socle/contracts/applications/file'
import { type Framework, parseApplicationFile } from '@socle/rulebook'
import { fileInvalid, fileRefused } from './errors.ts'

export async function readApplicationFile(path: string, framework: Framework): Promise<ApplicationFile> {
  const state = await stat(path).catch((cause: unknown) => {
    throw fileRefused(
      path,
      {
        fr: 'ce fichier n’existe pas. Corrigez le chemin, ou créez-le avec « socle init ».',
        en: 'this file does not exist. Mend the path, or create it with “socle init”.',
      },
      cause,
    )
  })
  if (!state.isFile())
    throw fileRefused(path, {
      fr: 'ce n’est pas un fichier. Donnez le chemin de socle.app.yaml.',
      en: 'this is not a file. Give the path of socle.app.yaml.',
    })
  if (state.size > applicationFileMaxBytes)
    throw fileRefused(path, {
      fr: `${state.size} octets, la limite est ${applicationFileMaxBytes}. Est-ce bien un socle.app.yaml ?`,
      en: `${state.size} bytes, the limit is ${applicationFileMaxBytes}. Is it a socle.app.yaml?`,
    })
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw fileRefused(
      path,
      { fr: 'fichier illisible. Donnez le droit de lecture.', en: 'file that cannot be read. Grant read access.' },
      cause,
    )
  })
  const reading = parseApplicationFile(text, framework)
  if (!reading.ok) throw fileInvalid(path, reading.faults)
  return reading.application
}

/** As the API takes it. */
export const asDescription = ({ id, version, owner, ...file }: ApplicationFile) => ({
  id,
  version,
  description: {
    name: file.name,
    organisation: owner.organisation,
    traits: file.traits,
    ...(file.summary !== undefined && { summary: file.summary }),
    ...(owner.contact !== undefined && { contact: owner.contact }),
    ...(file.repository !== undefined && { repository: file.repository }),
    ...(file.address !== undefined && { address: file.address }),
  },
})
