/** Processes of the bench and what they cost, from /proc: Linux only. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'

const TICKS_PER_SECOND = 100
const started = new Set<ChildProcess>()

/**
 * On one core, so that gateways do not take one another's.
 * @param heard what it says of its errors is shown
 */
export function startOn(core: number, command: string[], env: Record<string, string> = {}, heard = true): ChildProcess {
  const child = spawn('taskset', ['-c', String(core), ...command], {
    env: { ...process.env, ...env },
    stdio: ['pipe', 'ignore', heard ? 'inherit' : 'ignore'],
  })
  started.add(child)
  return child
}

export async function stopAll(): Promise<void> {
  for (const child of started) {
    if (child.exitCode !== null || child.signalCode !== null) continue
    const gone = once(child, 'exit')
    child.kill('SIGTERM')
    await Promise.race([gone, wait(3000).then(() => child.kill('SIGKILL'))])
  }
}

export async function untilListening(port: number): Promise<void> {
  for (const end = Date.now() + 60_000; Date.now() < end; await wait(100)) {
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.destroy()
        resolve(true)
      })
      socket.on('error', () => resolve(false))
    })
    if (open) return
  }
  throw new Error(`nothing listens on port ${port}`)
}

const family = (pid: number): number[] => {
  const path = `/proc/${pid}/task/${pid}/children`
  if (!existsSync(path)) return []
  const children = readFileSync(path, 'utf8').trim().split(' ').filter(Boolean).map(Number)
  return [pid, ...children.flatMap(family)]
}

/** Fields of `/proc/PID/stat` (proc(5)) from the third on. */
const UTIME = 11
const US_PER_TICK = 1e6 / TICKS_PER_SECOND
/** @param fields 2 = its own time, in user and system; 4 = that of children who ended, too */
const timeOf = (pid: number, fields: 2 | 4): number =>
  family(pid).reduce((sum, each) => {
    const stat = readFileSync(`/proc/${each}/stat`, 'latin1')
    const numbers = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return sum + numbers.slice(UTIME, UTIME + fields).reduce((all, ticks) => all + Number(ticks), 0) * US_PER_TICK
  }, 0)

/** User and system time of a process and its children, in microseconds. */
export const cpuOf = (pid: number): number => timeOf(pid, 2)

/** What the whole machine worked and the hypervisor took away, less what the bench did, in microseconds. */
function othersTime(): number {
  const [user, nice, system, , , irq, softirq, steal] = readFileSync('/proc/stat', 'latin1')
    .split('\n', 1)[0]!
    .split(/\s+/)
    .slice(1)
    .map(Number) as [number, number, number, number, number, number, number, number]
  return (user + nice + system + irq + softirq + steal) * US_PER_TICK - timeOf(process.pid, 4)
}

/** @returns a function that tells how many cores others took since */
export function watchOthers(): () => number {
  const [before, since] = [othersTime(), performance.now()]
  return () => Math.max(0, (othersTime() - before) / 1000 / (performance.now() - since))
}

const statusOf = (pid: number, name: string): number =>
  family(pid).reduce((sum, each) => {
    const kilobytes = new RegExp(`${name}:\\s+(\\d+)`).exec(readFileSync(`/proc/${each}/status`, 'latin1'))?.[1]
    return sum + Number(kilobytes ?? 0) / 1024
  }, 0)

/** Megabytes at most since the last reset. */
export const peakOf = (pid: number): number => statusOf(pid, 'VmHWM')
export const residentOf = (pid: number): number => statusOf(pid, 'VmRSS')
export const resetPeak = (pid: number): void =>
  family(pid).forEach((each) => writeFileSync(`/proc/${each}/clear_refs`, '5'))
