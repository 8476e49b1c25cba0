/**
 * The page in a real browser. The driver (playwright-core) and axe are optional: whoever wants these checks installs them
 * beside this library (ADR 18). Nothing is clicked, typed or sent.
 */
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Fact, Rendered } from '../../facts.ts'
import type { Limits } from '../limits.ts'
import { readPage } from './page.ts'

export interface BrowserRequest {
  /** Path of Chromium; when empty it is looked for on PATH. */
  readonly executable?: string
  /** Value of PATH. */
  readonly searchPath: string
}

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']
const patienceMs = 30_000
const mostPlaces = 5

/** What is used of playwright-core: its types are not installed with this library. */
interface Driver {
  default: { chromium: { launch(options: object): Promise<BrowserProcess> } }
}
interface BrowserProcess {
  newContext(options: object): Promise<{ newPage(): Promise<BrowserPage> }>
  close(): Promise<void>
}
interface BrowserPage {
  on(
    event: 'response',
    seen: (response: { request(): { sizes(): Promise<{ responseBodySize: number }> } }) => void,
  ): unknown
  goto(url: string, options: object): Promise<unknown>
  waitForLoadState(state: 'networkidle', options: object): Promise<void>
  evaluate(script: string): Promise<unknown>
  url(): string
  content(): Promise<string>
}

interface AxeResult {
  violations: { id: string; impact: string | null; help: string; tags: string[]; nodes: { target: unknown[] }[] }[]
}

/** The first rows of the first stores: a key is a word of the application, hence a reason to look at the value. */
const keptInDatabases = `(async () => {
  const wait = (request) => new Promise((done, failed) => {
    request.onsuccess = () => done(request.result)
    request.onerror = request.onblocked = () => failed(request.error)
  })
  const rows = []
  try {
    for (const { name } of (await indexedDB.databases()).slice(0, 5)) {
      const base = await wait(indexedDB.open(name))
      for (const store of [...base.objectStoreNames].slice(0, 5)) {
        const kept = base.transaction(store).objectStore(store)
        const [keys, values] = await Promise.all([wait(kept.getAllKeys(null, 20)), wait(kept.getAll(null, 20))])
        keys.forEach((key, index) => {
          const value = values[index]
          rows.push({ where: 'database', key: String(key).slice(0, 200),
            value: (typeof value === 'string' ? value : JSON.stringify(value) ?? '').slice(0, 2000) })
        })
      }
      base.close()
    }
  } catch {}
  return rows
})()`

export async function renderPage(url: string, request: BrowserRequest, limits: Limits): Promise<Fact<Rendered>> {
  const executable = request.executable ?? findExecutable(request.searchPath)
  if (executable === undefined || !existsSync(executable))
    return unseen(
      'aucun Chromium n’a été trouvé. Installez-le ou donnez son chemin : --browser=CHEMIN',
      'no Chromium was found. Install it or give its path: --browser=PATH',
    )
  const driver = locate('playwright-core')
  const axe = locate('axe-core')
  if (driver === undefined || axe === undefined)
    return unseen(
      'playwright-core et axe-core ne sont pas installés. « npm install --no-save playwright-core axe-core » les place à côté',
      'playwright-core and axe-core are not installed. “npm install --no-save playwright-core axe-core” puts them beside',
    )
  try {
    const { chromium } = ((await import(pathToFileURL(driver).href)) as Driver).default
    const browser = await chromium.launch({
      executablePath: executable,
      timeout: patienceMs,
      // A pipeline runs as root in a container, where the sandbox of Chromium cannot start.
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    })
    try {
      const context = await browser.newContext({ locale: 'fr-FR', ignoreHTTPSErrors: true })
      const page = await context.newPage()
      let bytes = 0
      let requests = 0
      page.on('response', (response) => {
        requests += 1
        const sized = response.request().sizes()
        sized.then(
          ({ responseBodySize }) => {
            bytes += Math.max(0, responseBodySize)
          },
          () => undefined,
        )
      })
      await page.goto(url, { waitUntil: 'load', timeout: Math.min(patienceMs, limits.endpointMs) })
      // A page that never stops asking is looked at as it stands then.
      await page.waitForLoadState('networkidle', { timeout: limits.exchangeMs }).catch(() => undefined)
      // evaluate, not addScriptTag: the policy of the page must not keep axe out.
      await page.evaluate(readFileSync(axe, 'utf8'))
      const result = (await page.evaluate(
        'axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"] })',
      )) as AxeResult
      const seen = (await page.evaluate(`({
        domElements: document.getElementsByTagName('*').length,
        dsfrClasses: document.querySelectorAll('[class^="fr-"], [class*=" fr-"]').length,
        storage: [['local', localStorage], ['session', sessionStorage]].flatMap(([where, kept]) =>
          Object.keys(kept).slice(0, 100).map((key) => ({ where, key, value: String(kept.getItem(key)).slice(0, 2000) }))).concat(
          document.cookie.split('; ').filter((one) => one.includes('=')).slice(0, 100).map((one) => ({
            where: 'cookie', key: one.slice(0, one.indexOf('=')), value: one.slice(one.indexOf('=') + 1, 2000) }))),
      })`)) as Pick<Rendered, 'domElements' | 'dsfrClasses' | 'storage'>
      const inDatabases = (await page.evaluate(keptInDatabases)) as Rendered['storage']
      const drawn = readPage(await page.content(), page.url())
      return {
        known: true,
        value: {
          url: page.url(),
          violations: result.violations.map(({ id, impact, help, tags, nodes }) => ({
            id,
            impact: impact ?? 'minor',
            help,
            criteria: tags
              .filter((tag) => /^wcag\d{3,4}$/.test(tag))
              .map((tag) =>
                tag
                  .slice(4)
                  .split('')
                  .join('.')
                  .replace(/\.(\d)\.(\d)\.(\d)\.(\d)$/, '.$1.$2.$3$4'),
              ),
            places: nodes.slice(0, mostPlaces).map(({ target }) => String(target[0]).slice(0, 200)),
          })),
          requests,
          bytes,
          drawn,
          ...seen,
          storage: [...seen.storage, ...inDatabases],
        },
      }
    } finally {
      await browser.close()
    }
  } catch (cause) {
    const detail = (cause as Error).message.split('\n')[0] ?? ''
    return unseen(
      `le navigateur n’a pas pu montrer ${url} (${detail})`,
      `the browser could not show ${url} (${detail})`,
    )
  }
}

const unseen = (fr: string, en: string): Fact<never> => ({
  known: false,
  why: 'unreachable',
  reason: { fr: `Navigateur : ${fr}.`, en: `Browser: ${en}.` },
})

const findExecutable = (searchPath: string): string | undefined =>
  searchPath
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find((path) => existsSync(path))

/** Entry of a package installed beside this library; never one of the project that is looked at, which would run its code. */
function locate(name: string): string | undefined {
  try {
    return createRequire(import.meta.filename).resolve(name)
  } catch {
    return undefined
  }
}
