/** What has the focus, and where it stood: its ancestors from the nearest on, each with the way that led down to it. */
interface Place {
  readonly element: HTMLElement
  readonly above: readonly { readonly ancestor: Element; readonly path: readonly number[] }[]
}

/**
 * Whoever works by keyboard stays where they were. A browser drops the focus when a button is disabled while it works, and when a row
 * is drawn anew after an act: the next Tab would start again from the top of the page. The button gets it back as soon as it can have
 * it, what was drawn anew inherits it, and what went for good leaves it to the heading above. A page that puts the focus
 * elsewhere itself, on what was wrong or on what came of it, is left alone.
 */
export function keepFocus(page: Document): void {
  let held: Place | undefined
  let due = false
  page.addEventListener('focusin', ({ target }) => {
    if (target instanceof HTMLElement && target !== page.body) held = placeOf(target)
  })
  // Somebody who points elsewhere leaves of their own will.
  page.addEventListener('pointerdown', ({ target }) => {
    if (!held?.element.contains(target as Node)) held = undefined
  })
  const settle = () => {
    due = false
    if (!held || (page.activeElement !== null && page.activeElement !== page.body)) return
    const { element, above } = held
    const inherits = element.isConnected ? element : heirOf(held)
    if (inherits && !isUsable(inherits)) {
      // It works: the focus comes back with its next change.
      if (inherits !== element) held = placeOf(inherits)
      return
    }
    ;(inherits ?? headingAbove(above))?.focus({ preventScroll: true })
  }
  // After what the page does itself with the focus, which follows its own drawing.
  new MutationObserver(() => {
    if (due || !held) return
    due = true
    requestAnimationFrame(settle)
  }).observe(page.body, { subtree: true, childList: true, attributes: true, attributeFilter: ['disabled'] })
}

const isUsable = (element: HTMLElement) => !element.matches(':disabled') && element.checkVisibility()

function placeOf(element: HTMLElement): Place {
  const above: { ancestor: Element; path: readonly number[] }[] = []
  let path: readonly number[] = []
  for (let at: Element = element; at.parentElement; at = at.parentElement) {
    path = [[...at.parentElement.children].indexOf(at), ...path]
    above.push({ ancestor: at.parentElement, path })
  }
  return { element, above }
}

/** What stands now where it stood, or what alone resembles it in what is left around. */
function heirOf({ element, above }: Place): HTMLElement | undefined {
  const left = above.find(({ ancestor }) => ancestor.isConnected)
  if (!left) return undefined
  const there = left.path.reduce<Element | undefined>((at, index) => at?.children[index], left.ancestor)
  if (there && resemble(there, element)) return there as HTMLElement
  const alike = [...left.ancestor.querySelectorAll<HTMLElement>(element.localName)].filter((other) =>
    resemble(other, element),
  )
  return alike.length === 1 ? alike[0] : undefined
}

const resemble = (one: Element, other: Element) =>
  one.localName === other.localName && one.id === other.id && one.textContent === other.textContent

function headingAbove(above: Place['above']): HTMLElement | undefined {
  for (const { ancestor } of above) {
    if (!ancestor.isConnected) continue
    const heading = ancestor.querySelector<HTMLElement>('h1, h2, h3, h4')
    if (!heading) continue
    if (!heading.hasAttribute('tabindex')) heading.tabIndex = -1
    return heading
  }
  return undefined
}
