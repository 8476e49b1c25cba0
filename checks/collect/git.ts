/**
 * Git as a reader of data. Nothing that the repository configures may run (hook, monitor, filter, pager, helper), nothing is
 * written to it and nothing is fetched: `.git` belongs to a stranger.
 */
import { execFile, spawn } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)
const longestOutput = 256_000_000
const patienceMs = 60_000

const safe = [
  '--no-optional-locks',
  '--no-pager',
  '-c',
  'core.fsmonitor=false',
  '-c',
  'core.hooksPath=/dev/null',
  '-c',
  'core.quotePath=false',
  '-c',
  'core.attributesFile=/dev/null',
  '-c',
  'safe.directory=*',
]

/** A hook that calls us exports GIT_DIR and friends, which would designate another repository. */
const environment = (): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'))),
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_TERMINAL_PROMPT: '0',
  // Replacement references show another history than the one that travels.
  GIT_NO_REPLACE_OBJECTS: '1',
  // A partial clone fetches what it misses, through commands that its configuration names: no protocol is allowed.
  GIT_NO_LAZY_FETCH: '1',
  GIT_ALLOW_PROTOCOL: 'none',
  LC_ALL: 'C',
})

/** Output of a git command, at most 256 MB within a minute or until `signal` aborts; rejects when git refuses. */
export async function git(root: string, ...args: readonly string[]): Promise<string> {
  return gitUntil(AbortSignal.timeout(patienceMs), root, ...args)
}

export async function gitUntil(signal: AbortSignal, root: string, ...args: readonly string[]): Promise<string> {
  const { stdout } = await run('git', [...safe, '-C', root, ...args], {
    maxBuffer: longestOutput,
    signal,
    killSignal: 'SIGKILL',
    env: environment(),
  })
  return stdout
}

/** The same, one character a byte: names of files obey no encoding. */
export async function gitBytes(root: string, ...args: readonly string[]): Promise<string> {
  const { stdout } = await run('git', [...safe, '-C', root, ...args], {
    maxBuffer: longestOutput,
    signal: AbortSignal.timeout(patienceMs),
    killSignal: 'SIGKILL',
    env: environment(),
    encoding: 'latin1',
  })
  return stdout
}

/**
 * Gives lines to a git command and its output as it comes; killed when `signal` aborts, which ends the output quietly.
 * Throws at the end when git refuses.
 */
export async function* gitStream(
  root: string,
  args: readonly string[],
  lines: readonly string[],
  signal: AbortSignal,
): AsyncGenerator<Buffer<ArrayBuffer>> {
  const child = spawn('git', [...safe, '-C', root, ...args], {
    env: environment(),
    signal,
    killSignal: 'SIGKILL',
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  const ended = new Promise<number | null>((settle) => {
    child.once('close', settle)
    child.once('error', () => settle(null))
  })
  // A process that is killed no longer takes its input: its end is what tells.
  child.stdin.on('error', () => undefined)
  child.stdin.end(lines.map((line) => `${line}\n`).join(''))
  try {
    yield* child.stdout as AsyncIterable<Buffer<ArrayBuffer>>
  } catch (cause) {
    if (!signal.aborted) throw cause
  } finally {
    child.kill('SIGKILL')
  }
  const code = await ended
  if (code !== 0 && !signal.aborted) throw new Error(`git ${args[0]}: ${code}`)
}
