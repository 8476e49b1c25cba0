/** Socle as its operator runs it: a process of its own, that a test may kill. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { childEnvironment } from './child-environment.ts'
import { freePort } from './test-client.ts'

const server = resolve(import.meta.dirname, '../main.ts')

export interface SocleProcess {
  readonly url: string
  /** Ends it at once, as a power switch would. */
  kill: () => Promise<void>
  stop: () => Promise<number | null>
  /** Its exit code, once it ended by itself. */
  readonly ended: Promise<number | null>
}

interface Ended {
  readonly code: number | null
  /** What it told its operator. */
  readonly output: string
}

export async function startSocleProcess(
  dataFolder: string,
  environment: Record<string, string> = {},
): Promise<SocleProcess> {
  const port = await freePort()
  const { child, ended, saidReady } = launch({ SOCLE_DATA: dataFolder, PORT: String(port), ...environment })
  await Promise.race([
    saidReady,
    ended.then(({ output }) => {
      throw new Error(`Socle did not start:\n${output}`)
    }),
  ])
  return {
    url: `http://127.0.0.1:${port}`,
    ended: ended.then(({ code }) => code),
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
    async stop() {
      child.kill('SIGTERM')
      return (await ended).code
    },
  }
}

/** Starts Socle where it should refuse to, and waits for its last word. */
export async function runSocleToItsEnd(environment: Record<string, string>): Promise<Ended> {
  const { child, ended, saidReady } = launch({ PORT: String(await freePort()), ...environment })
  const refused = await Promise.race([ended, saidReady.then(() => undefined)])
  if (refused) return refused
  child.kill('SIGKILL')
  throw new Error('Socle started, and should have refused')
}

function launch(environment: Record<string, string>) {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', server], {
    env: { ...childEnvironment(), SOCLE_LOG_LEVEL: 'silent', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const ended = once(child, 'close').then(([code]): Ended => ({ code: code as number | null, output }))
  const saidReady = new Promise<void>((ready) => {
    const hear = (text: Buffer) => {
      output += text.toString()
      if (output.includes('Socle is ready')) ready()
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
  })
  return { child, ended, saidReady }
}
