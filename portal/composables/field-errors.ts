import { longDate, translate } from '../i18n/index.ts'

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement
const isField = (target: EventTarget | null): target is Field =>
  target instanceof HTMLInputElement || target instanceof HTMLSelectElement || target instanceof HTMLTextAreaElement

/**
 * What a browser finds wrong in a form is said as the house says it: under its field, tied to it, in the language of the page. The
 * browser's own bubble is in its language, goes away by itself and leaves nothing to read again.
 */
export function sayFieldErrors(page: Document): void {
  // Neither bubbles: both are caught on their way down.
  page.addEventListener(
    'invalid',
    (event) => {
      if (!isField(event.target)) return
      event.preventDefault()
      if (!isFollower(event.target)) say(event.target)
      if (event.target.form?.querySelector(':invalid:not(fieldset)') === event.target) event.target.focus()
    },
    true,
  )
  for (const change of ['input', 'change'])
    page.addEventListener(change, (event) => isField(event.target) && unsay(event.target), true)
  // What a field of ours could not read is told as soon as it is left, without waiting for the form to be sent.
  // The focus has gone on by then: whoever listens to the page is told where they are.
  page.addEventListener(
    'change',
    ({ target }) => isField(target) && target.validity.customError && say(target, 'alert'),
    true,
  )
}

/** Choices that are one question, of which the first speaks for all; undefined of anything else. */
const together = (field: Field) =>
  field.type === 'radio' || field.type === 'checkbox'
    ? field.closest('fieldset')?.querySelectorAll<Field>(`[type=${field.type}]`)
    : undefined
const spokesman = (field: Field) => together(field)?.item(0) ?? field
const isFollower = (field: Field) => spokesman(field) !== field
const idOf = (field: Field) => `${field.id}-invalid`
const groupOf = (field: Field) =>
  together(field)
    ? field.closest('fieldset')
    : field.closest('.fr-input-group, .fr-select-group, .fr-checkbox-group, .fr-upload-group')
const markOf = (group: Element) => `${/fr-(\w+-group|fieldset)/.exec(group.className)?.[0] ?? 'fr-fieldset'}--error`
const describers = (field: Field) =>
  (field.getAttribute('aria-describedby') ?? '').split(' ').filter((id) => id !== '' && id !== idOf(field))

function say(field: Field, role?: 'alert'): void {
  unsay(field)
  const text = field.ownerDocument.createElement('p')
  if (role) text.role = role
  text.id = idOf(field)
  text.className = 'fr-error-text'
  text.textContent = wordsFor(field)
  const group = groupOf(field)
  if (group) group.append(text)
  else field.after(text)
  group?.classList.add(markOf(group))
  field.setAttribute('aria-invalid', 'true')
  field.setAttribute('aria-describedby', [...describers(field), text.id].join(' '))
}

function unsay(changed: Field): void {
  const field = spokesman(changed)
  const text = field.ownerDocument.getElementById(idOf(field))
  if (!text) return
  text.remove()
  const group = groupOf(field)
  group?.classList.remove(markOf(group))
  field.removeAttribute('aria-invalid')
  const left = describers(field)
  if (left.length > 0) field.setAttribute('aria-describedby', left.join(' '))
  else field.removeAttribute('aria-describedby')
}

function wordsFor(field: Field): string {
  const { validity } = field
  const bound = (name: 'min' | 'max' | 'minlength') => {
    const value = field.getAttribute(name) ?? ''
    return field.type === 'date' ? longDate(value) : value
  }
  const dated = field.type === 'date' ? 'day' : 'number'
  if (validity.customError) return field.validationMessage
  if (validity.badInput) return translate(`field.${dated}`)
  if (validity.valueMissing)
    return translate(`field.${together(field) ? 'toChoose' : (missing[field.type] ?? 'required')}`)
  if (validity.typeMismatch) return translate('field.address')
  if (validity.patternMismatch) return translate('field.identifier')
  if (validity.tooShort) return translate('field.longer', { limit: bound('minlength') })
  if (validity.rangeUnderflow) return translate(`field.from.${dated}`, { limit: bound('min') })
  if (validity.rangeOverflow) return translate(`field.upTo.${dated}`, { limit: bound('max') })
  return translate('field.whole')
}

const missing: Readonly<Record<string, string>> = {
  'select-one': 'toChoose',
  radio: 'toChoose',
  checkbox: 'toTick',
  file: 'toAttach',
  date: 'day',
}
