/**
 * What a form does when a field is left waits until the click that leaves it has arrived. A browser tells the change while the button of
 * the mouse goes down: whatever it makes the page say, or take back, moves what is below, and the button comes up on something else,
 * so that nothing is clicked. Told between the two halves of a click, it would still come before what that click does: a form is
 * sent with what its fields have become.
 *
 * The keyboard leaves a field without pointing at anything, and is told at once.
 */
export function holdChanges(page: Window): void {
  let leaving = false
  const held = new Set<EventTarget>()
  const tell = () => {
    const changed = [...held]
    held.clear()
    for (const field of changed) field.dispatchEvent(new Event('change', { bubbles: true }))
  }
  // On its way down to the page, where nothing has heard of it yet.
  const listen = (type: string, listener: (event: Event) => void) => page.addEventListener(type, listener, true)
  listen('mousedown', ({ target }) => {
    tell()
    // A list that opens takes the button with it: no click is to come.
    leaving = !(target instanceof HTMLSelectElement)
    // The change follows at once; one that comes later was not made by leaving.
    setTimeout(() => (leaving = false))
  })
  listen('change', (event) => {
    if (!leaving || !event.isTrusted || event.target === null) return
    event.stopImmediatePropagation()
    held.add(event.target)
  })
  listen('click', tell)
  // No click comes of a button that goes up elsewhere, nor of what is dragged away.
  listen('mouseup', () => setTimeout(tell))
  for (const other of ['dragend', 'keydown']) listen(other, tell)
  listen('blur', ({ target }) => target === page && tell())
}
