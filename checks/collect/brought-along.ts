/** Work of others that lies among the files of the program: whoever brings it along leaves its licence with it. */
import type { FileEntry } from '../facts.ts'

const licence = /^(?:(?:UN)?LICEN[CS]E|COPYING|COPYRIGHT)(?:[-_.][\w-]+)*$/i
/** Folders into which programs put what they take from elsewhere; packages of the product itself lie in others. */
const takesIn =
  /^(?:lib|library|libraries|public|static|assets|js|javascripts?|css|inc|includes?|deps?|ext|extern|externals?|contrib)$/i

/**
 * A folder within those, with a licence of its own beside that of the whole, was brought along. Where most of the code is there,
 * it is the product all the same.
 */
export function withBroughtAlong(files: readonly FileEntry[]): readonly FileEntry[] {
  const whole = wholePrograms(files)
  if (whole.size > 0)
    return withBroughtAlong(files.filter((file) => !isWithin(file, whole))).concat(
      files.filter((file) => isWithin(file, whole)).map((file) => ({ ...file, role: 'vendored' })),
    )
  if (!files.some(({ path }) => licence.test(path))) return files
  const folders = new Set(files.flatMap(({ path }) => folderOfOthers(path) ?? []))
  if (folders.size === 0) return files
  const taken = files.filter((file) => isWithin(file, folders))
  const code = (some: readonly FileEntry[]): number => some.filter(({ language }) => language !== undefined).length
  if (code(taken) * 2 > code(files)) return files
  const others = new Set(taken)
  return files.map((file) => (others.has(file) ? { ...file, role: 'vendored' } : file))
}

/** Folders at the root, each called after a program and its whole version, with what that program is built by. */
function wholePrograms(files: readonly FileEntry[]): ReadonlySet<string> {
  const has = (folder: string, what: RegExp): boolean =>
    files.some(({ path }) => path.startsWith(folder) && what.test(path.slice(folder.length)))
  if (!has('', builtBy)) return new Set()
  const folders = new Set(
    files.flatMap(({ path }) => /^[a-z][\w+.]*(?:-[a-z]\w*)*-v?\d+\.\d+\.\d+(?:\.\d+)*(?=\/)/i.exec(path)?.[0] ?? []),
  )
  return new Set([...folders].filter((folder) => has(`${folder}/`, builtBy)))
}
const builtBy =
  /^(?:pom\.xml|build\.(?:xml|gradle(?:\.kts)?)|package\.json|composer\.json|setup\.py|pyproject\.toml|go\.mod|Cargo\.toml|CMakeLists\.txt|configure\.ac|build\.sh|Makefile|Gemfile)$/

function folderOfOthers(path: string): string | undefined {
  const segments = path.split('/')
  const name = segments.pop() ?? path
  return licence.test(name) && takesIn.test(segments.at(-2) ?? '') ? segments.join('/') : undefined
}

function isWithin({ path }: FileEntry, folders: ReadonlySet<string>): boolean {
  for (let at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1))
    if (folders.has(path.slice(0, at))) return true
  return false
}
