import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'

export interface UpstreamProcess {
  /** Base address of its API. */
  readonly baseUrl: string
  /** Calls that it was sent, oldest first. */
  seen: () => Promise<SeenCall[]>
  /** Lets go every answer of a `held` model that waits. @returns how many there were */
  release: () => Promise<number>
  /** Ends it at once: its port then refuses connections. */
  kill: () => Promise<void>
}

interface SeenCall {
  readonly path: string
  readonly model: string
  readonly headers: Record<string, string>
  readonly body: Record<string, unknown> & string
  readonly abandoned: boolean
  readonly finished: boolean
}

/** Starts `misbehaving-upstream.ts`; it dies with the test. */
export async function startUpstream(): Promise<UpstreamProcess> {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', resolve(import.meta.dirname, 'misbehaving-upstream.ts')],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  )
  const [first] = (await once(child.stdout, 'data')) as [Buffer]
  const origin = `http://127.0.0.1:${first.toString().trim()}`
  return {
    baseUrl: `${origin}/v1`,
    seen: async () => (await (await fetch(`${origin}/seen`)).json()) as SeenCall[],
    release: async () => (await (await fetch(`${origin}/release`)).json()) as number,
    async kill() {
      const gone = once(child, 'close')
      child.kill('SIGKILL')
      await gone
    },
  }
}
