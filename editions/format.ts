import { looksLikePandocTable } from './markup/pandoc-tables.ts'

/** What a file is, told by what it holds; its extension is not believed. */
export type Container = 'pdf' | 'zip' | 'legacy-office' | 'picture' | 'archive' | 'program' | 'text'

const starts = (bytes: Uint8Array, ...signature: number[]): boolean => signature.every((byte, at) => bytes[at] === byte)
/** A PDF may be preceded by stray bytes; readers look for its mark in the first kilobyte (ISO 32000-1, annex H, note 13). */
const pdfMarkWithin = 1024

export function containerOf(bytes: Uint8Array): Container {
  if (starts(bytes, 0x50, 0x4b, 0x03, 0x04) || starts(bytes, 0x50, 0x4b, 0x05, 0x06)) return 'zip'
  if (starts(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return 'legacy-office'
  if (starts(bytes, 0x89, 0x50, 0x4e, 0x47) || starts(bytes, 0xff, 0xd8, 0xff) || starts(bytes, 0x47, 0x49, 0x46, 0x38))
    return 'picture'
  if (starts(bytes, 0x1f, 0x8b) || starts(bytes, 0x37, 0x7a, 0xbc, 0xaf) || starts(bytes, 0x52, 0x61, 0x72, 0x21))
    return 'archive'
  if (starts(bytes, 0x7f, 0x45, 0x4c, 0x46) || starts(bytes, 0x4d, 0x5a, 0x90)) return 'program'
  if (new TextDecoder('latin1').decode(bytes.subarray(0, pdfMarkWithin)).includes('%PDF-')) return 'pdf'
  return 'text'
}

export type TextFormat = 'oscal-json' | 'oscal-yaml' | 'oscal-xml' | 'xml' | 'json' | 'html' | 'markdown' | 'csv'

/** What an OSCAL document may be; only a catalogue is read, the others are recognised to be refused by their name. */
export const oscalModels = [
  'catalog',
  'profile',
  'mapping-collection',
  'component-definition',
  'system-security-plan',
  'assessment-plan',
  'assessment-results',
  'plan-of-action-and-milestones',
] as const
const anyModel = oscalModels.join('|')
const oscalMember = new RegExp(`"(?:${anyModel})"\\s*:`)
const oscalKey = new RegExp(`^(?:---\\s*\\n|#[^\\n]*\\n)*(?:${anyModel}):\\s*(?:\\n|$)`)
const oscalRoot = new RegExp(`^<(?:\\w+:)?(?:${anyModel})[\\s>]`)
const oscalElement = new RegExp(`<(?:\\w+:)?(?:${anyModel})[\\s>]`)

/** A table with its rows, not the word in a sentence. */
const htmlTable = /<table(?:\s[^<>]*)?>\s*<(?:tr|thead|tbody|caption|colgroup)\b/i

export function textFormatOf(text: string): TextFormat {
  const top = text.slice(0, 20_000).trimStart()
  if (/^[{[]/.test(top) && !/^\[[^\]]*\]\(/.test(top))
    return oscalMember.test(top) ? 'oscal-json' : looksLikeCsv(top) ? 'csv' : 'json'
  if (oscalKey.test(top)) return 'oscal-yaml'
  if (/^<(?:!doctype html|html|head|body)\b/i.test(top)) return 'html'
  if (/^(?:<\?xml|<!DOCTYPE|<!--)/i.test(top) || oscalRoot.test(top)) {
    if (oscalElement.test(top)) return 'oscal-xml'
    return /<html[\s>]/i.test(top) ? 'html' : /^<\?xml|^<!DOCTYPE/i.test(top) ? 'xml' : 'markdown'
  }
  // Bars between dashes, HTML tables, headings: Markdown. Otherwise rows of equal cells: CSV.
  if (/^[\s>]*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)+\|?\s*$/m.test(text) && /\|/.test(text)) return 'markdown'
  // A table may begin in the middle of a line; in the cells of a CSV, text stands before it on the first line already.
  if (/^\s*<table[\s>]/im.test(text) || (/^(?:<\w|[^;,\t\n]*<table[\s>])/i.test(top) && htmlTable.test(text)))
    return /^\s*<(?:table|div|p|h\d|meta|style|title|center|main|section|article|header|nav|span|font)\b/i.test(top) &&
      !/^#{1,6} /m.test(text)
      ? 'html'
      : 'markdown'
  if (looksLikePandocTable(top)) return 'markdown'
  if (/^#{1,6} \S/m.test(top) || /^\s*\|.*\|\s*$/m.test(top)) return 'markdown'
  return looksLikeCsv(top) ? 'csv' : 'markdown'
}

/** Bars part cells where the first lines all hold some; one in a sentence is a sign like another. */
const hasBars = (lines: readonly string[]): boolean => {
  const filled = lines.filter((line) => line.trim() !== '').slice(0, 3)
  return filled.length >= 2 && filled.every((line) => line.split('|').length > 2)
}

/** At least two of the first lines hold the same separator. */
const looksLikeCsv = (top: string): boolean => {
  const lines = top.split('\n').slice(0, 40)
  return (
    [';', ',', '\t'].some((separator) => lines.filter((line) => line.includes(separator)).length >= 2) || hasBars(lines)
  )
}
