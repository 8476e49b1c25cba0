import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { check } from '../run.ts'
import type { FileEntry } from '../facts.ts'
import { rules } from '../rules/index.ts'
import { defaultLimits, type Limits } from './limits.ts'
import { takeInventory } from './inventory.ts'
import { readingDesk } from './repository.ts'
import { startSecondReader } from './second-reader.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'socle-second-'))
})
afterEach(() => {
  rmSync(root, { recursive: true, force: true })
})
const write = (path: string, text: string | Buffer): void => {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}
/** Code of several languages, with faults in many files, and what a thread must tell as well: too long, binary, unreadable. */
function project(): void {
  for (let i = 0; i < 150; i++) {
    write(`src/a${i % 7}/one-${i}.ts`, `const password = 'Sesame-${i}-ouvre'\nfetch('http://api.example.org/${i}')\n`)
    write(`src/a${i % 7}/Entity${i}.java`, `@Entity\nclass Agent${i} {\n  private String nom;\n}\n`)
    write(`lib/two-${i}.py`, `import hashlib\nhashlib.md5(b"${i}")\nrequests.get(url, verify=False)\n`)
  }
  write('package.json', JSON.stringify({ name: 'two', dependencies: { fastify: '5.0.0' } }))
  write('src/long.ts', `// ${'x'.repeat(2_000_000)}\n`)
  write('src/binary.properties', Buffer.from([0, 1, 2, 3]))
  write('src/packed.min.js', `var a=1;${'b();'.repeat(9000)}`)
}
const report = async (limits: Partial<Limits>) => {
  const { checks } = await check({ path: root, limits })
  return checks
}
const alone = { secondReaderBytes: Infinity }
const together = { secondReaderBytes: 0 }

describe('two threads that read a folder', { timeout: 60_000 }, () => {
  it('tell what one tells, in the same order, a list that is cut included', async () => {
    project()
    expect(await report({ ...together, longFileBytes: 1_500_000 })).toEqual(
      await report({ ...alone, longFileBytes: 1_500_000 }),
    )
    expect(await report({ ...together, matches: 20 })).toEqual(await report({ ...alone, matches: 20 }))
  })

  it('share what only patterns look into: each file is read by one of them', async () => {
    project()
    const { files } = await takeInventory(root, defaultLimits)
    const second = startSecondReader(root, files, readingDesk(files, rules, defaultLimits), {
      ...defaultLimits,
      ...together,
    })
    const apart = await second?.result
    // By then the other thread took every share, and what other readers want is left to this one.
    const left: FileEntry[] = [...(second?.left() ?? [])]
    const found = Object.values(apart?.scanned.matches ?? {}).flatMap((byName) => Object.values(byName).flat())
    expect(new Set(found.flatMap(({ path }) => (path.startsWith('lib/') ? [path] : []))).size).toBe(150)
    expect(left.map(({ path }) => path)).toContain('package.json')
    expect(left.some(({ path }) => path.startsWith('lib/'))).toBe(false)
  })

  it('leave to one what is more than may be read: the order says where reading stops', async () => {
    project()
    const { files } = await takeInventory(root, defaultLimits)
    const limits = { ...defaultLimits, ...together, totalBytes: 10_000 }
    expect(startSecondReader(root, files, readingDesk(files, rules, limits), limits)).toBeUndefined()
  })
})
