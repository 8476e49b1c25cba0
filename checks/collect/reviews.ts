/** Signs of review in the latest commits: requests merged, approvals, several authors. No name is kept. */
import type { Fact, Reviews, VersionControl } from '../facts.ts'
import { git } from './git.ts'

const latest = 500

export async function collectReviews(root: string, { commit }: VersionControl): Promise<Fact<Reviews>> {
  const none: Reviews = { commits: 0, merges: 0, requests: 0, approvals: 0, authors: 0, shallow: false }
  if (commit === undefined) return { known: true, value: none }
  try {
    const shallow = (await git(root, 'rev-parse', '--is-shallow-repository')).trim() === 'true'
    const log = await git(root, 'log', `--max-count=${latest}`, '--format=%P%x1f%ae%x1f%ce%x1f%B%x1e', 'HEAD')
    const authors = new Set<string>()
    const seen = { ...none, shallow } as { -readonly [K in keyof Reviews]: Reviews[K] }
    for (const entry of log.split('\u001E')) {
      const [parents = '', author = '', , body = ''] = entry.trim().split('\u001F')
      if (author === '') continue
      authors.add(author.toLowerCase())
      const merge = parents.trim().includes(' ')
      seen.commits += 1
      if (merge) seen.merges += 1
      if (
        /^Merge (pull|merge) request|^See merge request|^Merged? (?:in|PR|MR)\b|\(#\d+\)|\bPull-request:|[!#]\d+\)$/im.test(
          body,
        )
      )
        seen.requests += 1
      if (/^(Reviewed|Approved|Acked|Tested)-by:|^Reviewed-on:|^Change-Id:/im.test(body)) seen.approvals += 1
    }
    return { known: true, value: { ...seen, authors: authors.size } }
  } catch (cause) {
    return {
      known: false,
      why: 'unreachable',
      reason: {
        fr: `L’historique git ne peut pas être lu (${(cause as Error).message.split('\n')[0]}).`,
        en: `The git history cannot be read (${(cause as Error).message.split('\n')[0]}).`,
      },
    }
  }
}
