import { createHash } from 'node:crypto'
import { mkdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { join } from 'node:path'

export class DataFolderInUse extends Error {}

export interface DataFolder {
  release: () => void
}

/**
 * Makes this process the only server of a data folder: PGlite itself does not lock it. The lock is a socket in Linux's
 * abstract namespace, taken atomically and gone with the process, even killed: no stale lock can remain.
 * @param address where it will serve; with the process in `socle.pid`, so that `npm stop` works from the first moment
 * @throws DataFolderInUse
 */
export async function claimDataFolder(folder: string, address: string): Promise<DataFolder> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const lock = await lockSocket(folder)
  const pidFile = join(folder, 'socle.pid')
  writeFileSync(pidFile, JSON.stringify({ pid: process.pid, address }) + '\n', { mode: 0o600 })
  return {
    release() {
      rmSync(pidFile, { force: true })
      lock.close()
    },
  }
}

async function lockSocket(folder: string): Promise<Server> {
  const server = createServer((socket) => socket.destroy())
  const name = `\0socle-${createHash('sha256').update(realpathSync(folder)).digest('hex')}`
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new DataFolderInUse(
              `Another Socle already serves the data folder ${folder}. Stop it with "npm stop", or give this one another folder with SOCLE_DATA.`,
            )
          : error,
      ),
    )
    server.listen(name, resolve)
  })
  return server.unref()
}
