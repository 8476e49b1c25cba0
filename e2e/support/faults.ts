import type { Page } from 'playwright-core'
import { axeViolations } from './browser.ts'

/** How somebody's screen shows a page. */
export interface Look {
  readonly scheme: 'light' | 'dark'
  /** In pixels. */
  readonly width: number
}

/** Each scheme and each width once: what is wrong with one of them shows in one of the two. */
export const wideLightNarrowDark: readonly Look[] = [
  { scheme: 'light', width: 1280 },
  { scheme: 'dark', width: 320 },
]
export const wideDarkNarrowLight: readonly Look[] = [
  { scheme: 'dark', width: 1280 },
  { scheme: 'light', width: 320 },
]

/**
 * Opens a page and says what nobody should meet there, look after look: axe violations, not one h1, no title, a sideways scroll, a
 * word without a translation, another language than the chosen one.
 */
export async function faultsOf(
  page: Page,
  address: string,
  looks: readonly Look[] = wideLightNarrowDark,
  language = 'fr',
): Promise<string[]> {
  await show(page, looks[0]!)
  await page.goto(address)
  await page.locator('h1').waitFor()
  await page.waitForLoadState('networkidle')
  const faults: string[] = []
  for (const look of looks) {
    await show(page, look)
    const seen = await page.evaluate(async () => {
      // Two frames: what follows a change of size is drawn in the second.
      for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame)
      const { documentElement, body, title } = document
      return {
        h1: document.querySelectorAll('h1').length,
        sideways: documentElement.scrollWidth - window.innerWidth,
        title: title.endsWith('Socle'),
        language: documentElement.lang,
        scheme: documentElement.dataset['frTheme'],
        // A word that has no translation shows its key.
        keys:
          body.innerText.match(
            /\b(?:lists|bulk|journey|condition|editions|framework|decisions|committee|procedures?|products|applications|gates|tender|audit|people|notifications|state)\.[a-zA-Z.-]+/g,
          ) ?? [],
      }
    })
    const found = [
      ...(await axeViolations(page)),
      ...(seen.h1 === 1 ? [] : [`${seen.h1} h1`]),
      ...(seen.sideways <= 0 ? [] : [`${seen.sideways} px too wide`]),
      ...(seen.title ? [] : ['no title']),
      ...(seen.language === language ? [] : [`in ${seen.language}`]),
      ...(seen.scheme === look.scheme ? [] : [`drawn ${seen.scheme}`]),
      ...seen.keys,
    ]
    faults.push(...found.map((fault) => `${look.scheme}, ${look.width} px: ${fault}`))
  }
  return faults
}

async function show(page: Page, { scheme, width }: Look): Promise<void> {
  await page.setViewportSize({ width, height: 800 })
  await page.emulateMedia({ colorScheme: scheme })
}
