import { PGlite } from '@electric-sql/pglite'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { migrate } from '../migrations/index.ts'
import { openEmbedded } from '../platform/database.ts'

/** One embedded database with its tables, which each test's own is made from: made from nothing, each would take seconds. */
export default async function setup(project: TestProject) {
  const folder = mkdtempSync(join(tmpdir(), 'socle-image-'))
  const { db, close } = await openEmbedded(folder)
  await migrate(db)
  await close()
  const database = await PGlite.create(join(folder, 'database'))
  const image = join(folder, 'image')
  writeFileSync(image, await (await database.dumpDataDir('gzip')).bytes())
  await database.close()
  project.provide('embeddedImage', image)
  return () => rmSync(folder, { recursive: true, force: true })
}

declare module 'vitest' {
  interface ProvidedContext {
    embeddedImage: string
  }
}
