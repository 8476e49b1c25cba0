/** Cucumber and its kin keep scenarios beside the code that plays them. */
import type { FileEntry } from '../facts.ts'

/** The folder above a scenario that bears the name by which these tools look for them. */
const ofScenario = /^(?<folder>(?:.*\/)?features)\/(?:.*\/)?[^/]+\.feature$/

/** A folder `features` tests the whole where scenarios lie in it; elsewhere it is a word for parts of the product. */
export function withScenarios(files: readonly FileEntry[]): readonly FileEntry[] {
  const folders = new Set(files.flatMap(({ path }) => ofScenario.exec(path)?.groups?.['folder'] ?? []))
  if (folders.size === 0) return files
  const within = ({ path }: FileEntry): boolean => [...folders].some((folder) => path.startsWith(`${folder}/`))
  return files.map((file) =>
    (file.role === 'source' || file.role === 'configuration' || file.role === 'documentation') && within(file)
      ? { ...file, role: 'test' }
      : file,
  )
}
