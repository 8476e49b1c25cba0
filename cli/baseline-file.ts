/** Reads and writes the file in which a team accepts known findings; every fault is told with its place. */
import { readFile, stat } from 'node:fs/promises'
import { Baseline } from '@socle/contracts/checks/baseline'
import { whyUnread } from '@socle/contracts/words/why-unread'
import { fileRefused } from './errors.ts'
import { writeWhole } from './write-file.ts'

const longestBytes = 20_000_000
const shownFaults = 5

export async function readBaseline(path: string): Promise<Baseline> {
  let text: string
  try {
    if ((await stat(path)).size > longestBytes)
      throw fileRefused(path, {
        fr: `plus de ${longestBytes / 1e6} Mo : ce n’est pas un fichier de constats acceptés.`,
        en: `more than ${longestBytes / 1e6} MB: this is no file of accepted findings.`,
      })
    text = await readFile(path, 'utf8')
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === undefined) throw cause
    const why = whyUnread(cause)
    throw fileRefused(
      path,
      {
        fr: `ne peut pas être lu : ${why.fr}. Créez-le par « socle check . --baseline ${path} --write-baseline ».`,
        en: `cannot be read: ${why.en}. Create it with “socle check . --baseline ${path} --write-baseline”.`,
      },
      cause,
    )
  }
  let content: unknown
  try {
    content = JSON.parse(text)
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause)
    throw fileRefused(path, { fr: `n’est pas du JSON (${detail}).`, en: `is not JSON (${detail}).` }, cause)
  }
  const parsed = Baseline.safeParse(content)
  if (parsed.success) return parsed.data
  const faults = parsed.error.issues
    .slice(0, shownFaults)
    .map((issue) => `${issue.path.join('.') || '.'}: ${issue.message}`)
    .join(' ; ')
  throw fileRefused(path, {
    fr: `fichier de constats acceptés mal formé — ${faults}. Chaque entrée veut fingerprint, check, reason et until (AAAA-MM-JJ).`,
    en: `malformed file of accepted findings — ${faults}. Each entry wants fingerprint, check, reason and until (YYYY-MM-DD).`,
  })
}

export const writeBaseline = (path: string, baseline: Baseline): Promise<void> =>
  writeWhole(path, `${JSON.stringify(baseline, null, 2)}\n`)
