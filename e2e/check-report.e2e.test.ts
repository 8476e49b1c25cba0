import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axeViolations, launchBrowser } from './support/browser.ts'

const root = join(import.meta.dirname, '..')
let browser: Browser
let folder = ''
beforeAll(async () => {
  browser = await launchBrowser()
  folder = mkdtempSync(join(tmpdir(), 'socle-page-'))
})
afterAll(async () => {
  await browser.close()
  rmSync(folder, { recursive: true, force: true })
})

describe.each(['fr', 'en'])('the report of socle check as a page (%s)', (language) => {
  it.each(['light', 'dark'] as const)('is accessible and asks for nothing (%s)', async (colorScheme) => {
    const path = join(folder, `${language}.html`)
    const planted = join(root, 'checks/fixtures/planted')
    execFileSync(
      join(root, 'cli/socle.js'),
      ['check', planted, '--lang', language, '--html', path, '--fail-on', 'none', '--output', join(folder, 'text')],
      { stdio: 'pipe' },
    )
    // axe is put into the page, which its own policy would refuse.
    const context = await browser.newContext({ colorScheme, bypassCSP: true, viewport: { width: 320, height: 800 } })
    const page = await context.newPage()
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    await page.goto(pathToFileURL(path).href)
    expect(await axeViolations(page)).toEqual([])
    expect(asked).toEqual([pathToFileURL(path).href])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
    await context.close()
  })
})
