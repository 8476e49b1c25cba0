/** `npm stop`: stops the Socle of this machine; a clone in which nothing was installed runs none. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { handOver, node, root, say } from './workplace.js'

if (existsSync(node)) handOver([join(root, 'scripts/stop-server.ts')])
else say('Socle is not running here.')
