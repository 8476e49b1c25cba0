/**
 * A stream of tokens comes in many small segments, and each costs a read, a parse and a write. Once an answer says that it is a
 * stream, and its beginning was read, its connection is read again at the gatherer's ticks only: what comes meanwhile waits in
 * the system's buffer and is read at once. Other answers are read as they come.
 */
import type { Socket } from 'node:net'
import type { Gatherer } from '../relay/gather.ts'

const STREAM_TYPE = 'text/event-stream'
/** Where the head of an answer is looked at for its type. */
const HEAD_BYTES = 4096

/**
 * Options of a connection whose `_read` decides when it is read again: it stops by itself after each segment, and `_read`
 * is asked for the next one.
 */
export const stoppingReads = { highWaterMark: undefined, readableHighWaterMark: 1 }

/** @param socket made with `stoppingReads` */
export function gatherReads(socket: Socket, gatherer: Gatherer): void {
  const fetchMore = socket._read.bind(socket)
  const read = socket.read.bind(socket)
  const write = socket.write.bind(socket) as (...args: unknown[]) => boolean
  let answer: 'none' | 'stream' | 'other' = 'none'
  let waiting: number | undefined
  const fetchNow = () => {
    if (waiting === undefined) return
    const size = waiting
    waiting = undefined
    fetchMore(size)
  }
  // Asked for more before a segment is handed over: the second segment of a stream is fetched at once, the third is not.
  socket._read = (size) => {
    if (answer !== 'stream') return fetchMore(size)
    waiting = size
    gatherer.later(fetchNow)
  }
  socket.read = (size) => {
    const segment = read(size) as Buffer | null
    if (answer === 'none' && segment !== null)
      answer = segment.subarray(0, HEAD_BYTES).includes(STREAM_TYPE) ? 'stream' : 'other'
    return segment
  }
  // Another request: its answer is another one.
  socket.write = (...args: unknown[]) => {
    answer = 'none'
    fetchNow()
    return write(...args)
  }
}
