/** Reads the configuration, starts, stops. */
import { join } from 'node:path'
import { createApp } from './app.ts'
import { editionInForce } from './conformity/requirements/editions-store.ts'
import { loadGovernance } from '@socle/rulebook'
import { migrate } from './migrations/index.ts'
import { loadAuthorisation } from './platform/authorisation.ts'
import { ConfigError, readConfig } from './platform/config.ts'
import { claimDataFolder, DataFolderInUse } from './platform/data-folder.ts'
import { openDatabase } from './platform/database.ts'
import { createDrain } from './platform/drain.ts'
import { createEvents } from './platform/events.ts'
import { openOperatorAccess } from './platform/identity/operator-access.ts'
import { liveFramework } from './platform/live-framework.ts'

const say = (line: string) => process.stdout.write(`${line}\n`)

try {
  await start()
} catch (error) {
  const known =
    error instanceof ConfigError || error instanceof DataFolderInUse || (error as Error).name === 'FrameworkError'
  process.stderr.write(`${known ? (error as Error).message : explain(error)}\n`)
  process.exit(1)
}

async function start() {
  const config = readConfig(process.env)
  const folder = await claimDataFolder(config.dataFolder, config.publicUrl)
  if (config.logFile !== undefined) say(`  log         ${config.logFile}`)
  say(`  database    ${config.databaseUrl ? 'PostgreSQL' : `embedded, in ${config.dataFolder}`}`)
  const database = await openDatabase(config)
  await migrate(database.db)
  const frameworkFolder = config.frameworkFolder ?? join(config.projectRoot, 'framework')
  const framework = await editionInForce(database.db, frameworkFolder, new Date())
  say(`  framework   edition ${framework.edition.id}, ${framework.requirements.length} requirements`)
  const live = liveFramework(framework)
  const operator = await openOperatorAccess(database.db, config.dataFolder, new Date())
  const drain = createDrain()
  const app = await createApp({
    drain,
    operator,
    config,
    db: database.db,
    framework: live.framework,
    putInForce: live.replace,
    governance: loadGovernance(frameworkFolder),
    authorisation: loadAuthorisation(frameworkFolder),
    events: createEvents(),
    clock: () => new Date(),
  })
  await app.listen({ port: config.port, host: config.host })
  say(`\nSocle is ready:  ${config.publicUrl}`)
  say(
    config.identity.provider
      ? `Sign in through ${config.identity.provider.issuer}`
      : 'To sign in: open the address, choose "Se connecter", then one of the personas. No password; this machine only.',
  )
  say('To stop: Ctrl+C here, or "npm stop" in another shell.')

  let stopping = false
  const stop = async (signal: string) => {
    if (stopping) return
    stopping = true
    app.log.info({ signal }, 'stopping')
    await app.close()
    operator.close()
    await database.close()
    folder.release()
    app.log.info('stopped')
    process.exit(0)
  }
  drain.stopWith(() => void stop('drain'))
  process.on('SIGTERM', () => void stop('SIGTERM'))
  process.on('SIGINT', () => void stop('SIGINT'))
}

function explain(error: unknown): string {
  const { message, code, cause } = error as NodeJS.ErrnoException & { cause?: Error }
  if (code === 'EADDRINUSE') return `The port is taken: ${message}. Choose another with PORT=8081 npm start.`
  return `Socle could not start: ${message}${cause ? ` (${cause.message})` : ''}`
}
