/** What a page says before any script runs, read by a small scanner: no browser, no regular expression over markup. */
import type { Page } from '../../facts.ts'

interface Tag {
  readonly name: string
  readonly closing: boolean
  readonly attributes: ReadonlyMap<string, string>
  /** Text between this tag and the next. */
  readonly text: string
}

const rawText = new Set(['script', 'style', 'textarea', 'title'])

/** Tags in order; comments and the content of scripts are left out. Linear in the length of the page. */
function* tags(html: string): Generator<Tag> {
  let at = html.indexOf('<')
  while (at >= 0) {
    if (html.startsWith('<!--', at)) {
      const end = html.indexOf('-->', at + 4)
      at = end < 0 ? -1 : html.indexOf('<', end + 3)
      continue
    }
    const head = /^<(\/?)([A-Za-z!][^\s/>]*)/.exec(html.slice(at, at + 100))
    if (head === null) {
      at = html.indexOf('<', at + 1)
      continue
    }
    const name = (head[2] ?? '').toLowerCase()
    const [attributes, end] = readAttributes(html, at + head[0].length)
    const raw = head[1] === '' && rawText.has(name)
    // An unclosed script swallows the rest of the page, as it does in a browser.
    const next = raw ? indexOfClosing(html, name, end) : html.indexOf('<', end)
    yield { name, closing: head[1] === '/', attributes, text: html.slice(end, next < 0 ? html.length : next) }
    at = next
  }
}

function indexOfClosing(html: string, name: string, from: number): number {
  const closing = new RegExp(`</${name}`, 'gi')
  closing.lastIndex = from
  return closing.exec(html)?.index ?? -1
}

function readAttributes(html: string, from: number): [Map<string, string>, number] {
  const attributes = new Map<string, string>()
  let at = from
  while (at < html.length) {
    while (/[\s/]/.test(html[at] ?? '')) at += 1
    if (at >= html.length || html[at] === '>') return [attributes, Math.min(at + 1, html.length)]
    let end = at
    while (end < html.length && !/[\s=>/]/.test(html[end] ?? '')) end += 1
    const name = html.slice(at, Math.max(end, at + 1)).toLowerCase()
    at = Math.max(end, at + 1)
    while (/\s/.test(html[at] ?? '')) at += 1
    if (html[at] !== '=') {
      if (!attributes.has(name)) attributes.set(name, '')
      continue
    }
    at += 1
    while (/\s/.test(html[at] ?? '')) at += 1
    const quote = html[at]
    let value: string
    if (quote === '"' || quote === "'") {
      const close = html.indexOf(quote, at + 1)
      value = html.slice(at + 1, close < 0 ? html.length : close)
      at = close < 0 ? html.length : close + 1
    } else {
      let stop = at
      while (stop < html.length && !/[\s>]/.test(html[stop] ?? '')) stop += 1
      value = html.slice(at, stop)
      at = stop
    }
    if (!attributes.has(name)) attributes.set(name, value)
  }
  return [attributes, html.length]
}

const decode = (text: string): string =>
  text.replace(
    /&(amp|lt|gt|quot|#39|nbsp);/g,
    (_, name: string) => ({ amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", nbsp: ' ' })[name] ?? '',
  )

/** Attribute that makes the browser fetch something to show the page, by element. */
const fetched: Readonly<Record<string, string>> = {
  script: 'src',
  img: 'src',
  iframe: 'src',
  video: 'src',
  audio: 'src',
  source: 'src',
  embed: 'src',
  object: 'data',
}
const fetchedLinks =
  /\b(stylesheet|icon|preload|modulepreload|manifest|apple-touch-icon|preconnect|dns-prefetch|prefetch)\b/i

/** Addresses that a style sheet written in the page fetches: fonts, pictures, other sheets. */
const fetchedByStyle = /(?:@import\s+|url\(\s*)["']?((?:https?:)?\/\/[^"')\s;]{1,2000})/gi

/** Modules that a script written in the page takes in before it runs. */
const takenIn = /\b(?:from|import)\s*\(?\s*["']((?:https?:)?\/\/[^"'\s]{1,2000})["']/g

export function readPage(html: string, url: string): Page {
  let base = url
  let language: string | undefined
  let title: string | undefined
  let viewport: string | undefined
  let generator: string | undefined
  let passwordFields = 0
  let images = 0
  let withoutAlternative = 0
  let dsfrClasses = 0
  let policy: string | undefined
  let inFooter = false
  let footer = false
  let textLength = 0
  let scripts = 0
  let inBody = false
  const resources: { url: string; kind: string; integrity: boolean }[] = []
  const links: { url: string; text: string }[] = []
  const forms = new Set<string>()
  const searches: { url: string; fields: string[] }[] = []
  let form: { url: string; fields: string[] } | undefined
  let link: { url: string; text: string } | undefined
  const absolute = (address: string): string | undefined => {
    const clean = decode(address.trim())
    return clean !== '' && !/^(data|blob|javascript|mailto|tel|about):/i.test(clean) && URL.canParse(clean, base)
      ? new URL(clean, base).href
      : undefined
  }
  const fetches = (address: string | undefined, kind: string, integrity: boolean): void => {
    const full = address === undefined ? undefined : absolute(address)
    if (full !== undefined) resources.push({ url: full, kind, integrity })
  }
  for (const tag of tags(html)) {
    const { name, attributes } = tag
    const content = decode(tag.text).trim()
    if (!tag.closing) {
      const field = attributes.get('name') ?? ''
      if (form !== undefined && field !== '' && /^(input|textarea|select)$/.test(name)) form.fields.push(field)
      dsfrClasses += (attributes.get('class') ?? '').split(/\s+/).filter((name) => name.startsWith('fr-')).length
      if (attributes.has('data-fr-scheme') || attributes.has('data-fr-theme')) dsfrClasses += 1
      if (name === 'html') language = attributes.get('lang')
      else if (name === 'body') inBody = true
      else if (name === 'base') base = absolute(attributes.get('href') ?? '') ?? base
      else if (name === 'title') title ??= content
      else if (name === 'meta') {
        const role = attributes.get('name')?.toLowerCase()
        if (role === 'viewport') viewport = attributes.get('content') ?? ''
        if (attributes.get('http-equiv')?.toLowerCase() === 'content-security-policy')
          policy ??= decode(attributes.get('content') ?? '')
        if (role === 'generator') generator = attributes.get('content') ?? ''
      } else if (name === 'form') {
        const target = absolute(attributes.get('action') ?? '') ?? base
        forms.add(target)
        form = /^post$/i.test(attributes.get('method') ?? '') ? undefined : { url: target, fields: [] }
        if (form !== undefined) searches.push(form)
      } else if (name === 'input' && attributes.get('type')?.toLowerCase() === 'password') passwordFields += 1
      else if (name === 'a') {
        const target = absolute(attributes.get('href') ?? '')
        link = target === undefined ? undefined : { url: target, text: '' }
        if (link !== undefined) links.push(link)
      } else if (name === 'link' && fetchedLinks.test(attributes.get('rel') ?? '')) {
        fetches(
          attributes.get('href'),
          /stylesheet/i.test(attributes.get('rel') ?? '') ? 'stylesheet' : 'link',
          attributes.has('integrity'),
        )
      }
      if (name === 'footer') inFooter = true
      if (name === 'a' && inFooter) footer = true
      if (name === 'style')
        for (const [, address] of tag.text.matchAll(fetchedByStyle)) fetches(address, 'style', false)
      if (name === 'script' && !attributes.has('src'))
        for (const [, address] of tag.text.matchAll(takenIn)) fetches(address, 'script', false)
      const source = fetched[name]
      if (source !== undefined) fetches(attributes.get(source), name, attributes.has('integrity'))
      if (name === 'script') scripts += 1
      if (name === 'img') {
        images += 1
        if (!attributes.has('alt')) withoutAlternative += 1
      }
    } else if (name === 'footer') inFooter = false
    else if (name === 'form') form = undefined
    else if (name === 'a') link = undefined
    if (name !== 'script' && name !== 'style' && name !== 'title' && name !== 'noscript' && inBody)
      textLength += content.length
    if (link !== undefined && name !== 'script' && name !== 'style') link.text = `${link.text} ${content}`.trim()
  }
  return {
    url,
    ...(language === undefined ? {} : { language }),
    ...(title === undefined ? {} : { title }),
    ...(viewport === undefined ? {} : { viewport }),
    ...(generator === undefined ? {} : { generator }),
    doctype: /^\s*(<!--[\s\S]{0,2000}?-->\s*)?<!doctype html/i.test(html.slice(0, 4000)),
    resources,
    links,
    ...(searches.length === 0 ? {} : { searches: searches.filter(({ fields }) => fields.length > 0) }),
    ...(forms.size === 0 ? {} : { forms: [...forms] }),
    passwordFields,
    images: { total: images, withoutAlternative },
    dsfrClasses,
    ...(policy === undefined ? {} : { policy }),
    ...(footer ? { footer } : {}),
    shell: scripts > 0 && textLength < 200,
  }
}
