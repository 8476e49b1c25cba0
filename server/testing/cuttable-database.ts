/** A way to a real PostgreSQL that a test can cut or block, as a network or a failover would. */
import { mkdtempSync, rmSync } from 'node:fs'
import { connect, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface CuttableDatabase {
  readonly url: string
  /** Connections break, and new ones are refused. */
  cut: () => void
  /** Connections stay open and nothing comes through. */
  block: () => void
  restore: () => void
  close: () => void
}

/** @param databaseUrl of a server on a Unix socket: `?host=/folder` */
export async function cuttable(databaseUrl: string): Promise<CuttableDatabase> {
  const target = new URL(databaseUrl)
  const socketOf = (folder: string) => join(folder, '.s.PGSQL.5432')
  const folder = mkdtempSync(join(tmpdir(), 'socle-cut-'))
  const pairs = new Set<readonly [Socket, Socket]>()
  let state: 'open' | 'cut' | 'blocked' = 'open'
  const server = createServer((near) => {
    if (state === 'cut') return void near.destroy()
    const far = connect(socketOf(target.searchParams.get('host')!))
    const pair = [near, far] as const
    pairs.add(pair)
    for (const [from, to] of [pair, [far, near]] as const) {
      from.on('error', () => {})
      from.on('close', () => {
        to.destroy()
        pairs.delete(pair)
      })
      if (state === 'open') from.pipe(to)
    }
  })
  await new Promise<void>((ready) => server.listen(socketOf(folder), ready))
  const through = new URL(databaseUrl)
  through.searchParams.set('host', folder)
  return {
    url: through.href,
    cut() {
      state = 'cut'
      for (const [near, far] of pairs) for (const socket of [near, far]) socket.destroy()
    },
    block() {
      state = 'blocked'
      for (const [near, far] of pairs) {
        near.unpipe(far)
        far.unpipe(near)
      }
    },
    restore() {
      if (state === 'open') return
      const piped = state === 'cut'
      state = 'open'
      if (piped) return
      for (const [near, far] of pairs) {
        near.pipe(far)
        far.pipe(near)
      }
    },
    close() {
      for (const [near] of pairs) near.destroy()
      server.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
