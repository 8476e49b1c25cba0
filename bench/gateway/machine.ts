/** Where each process of the bench stands: gateways on one core, load and provider on the other, nobody takes another's. */
import { spawnSync } from 'node:child_process'

export const [GATEWAY_CORE, LOAD_CORE] = [0, 1]
export const ports = { fast: 19501, slow: 19502, socle: 19541, second: 19542, apart: 19543 }
export const address = (port: number): string => `http://127.0.0.1:${port}`
export const has = (command: string): boolean => spawnSync('which', [command]).status === 0

/** The database and the bench itself, and whatever they start without a core of its own, leave the gateway's core alone. */
export const stayOnLoadCore = (): void => void spawnSync('taskset', ['-cp', String(LOAD_CORE), String(process.pid)])
