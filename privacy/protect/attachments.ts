/** Files that travel inside a call, in the ways of the three dialects: which are text, and can be looked through. */

export interface Attachment {
  /** Media type, or what is known instead. */
  readonly kind: string
  /** What stands before the base64. */
  readonly head: string
  readonly base64: string
  readonly isText: boolean
}
type Json = Readonly<Record<string, unknown>>

const DATA_URL = /^data:([^;,]*)(?:;[^;,]+)*;base64,/
const TEXT_TYPE =
  /^(?:text\/|application\/(?:json|xml|csv|yaml|x-yaml|sql|javascript|x-ndjson|rtf|toml)$)|\+(?:json|xml)$/
const TEXT_NAME =
  /\.(?:txt|csv|tsv|md|markdown|json|jsonl|xml|html?|log|ya?ml|sql|ini|conf|toml|eml|ics|vcf|tex|rst|py|js|ts|java|php|sh|css)$/i

const named = (holder: Json): string => {
  const name = holder.filename ?? holder.file_name ?? holder.title
  return typeof name === 'string' ? name : ''
}

/**
 * `data:` URLs wherever they stand; `file_data` (chat and Responses); `data` beside a media type or a format (Messages,
 * sounds). undefined = a text like any other.
 */
export function readAttachment(value: string, member: string, holder: Json): Attachment | undefined {
  const url = DATA_URL.exec(value)
  if (url) {
    const kind = url[1]! === '' ? 'text/plain' : url[1]!.toLowerCase()
    const isText = TEXT_TYPE.test(kind) || (kind === 'application/octet-stream' && TEXT_NAME.test(named(holder)))
    return { kind, head: url[0], base64: value.slice(url[0].length), isText }
  }
  if (value.startsWith('data:') && /^data:[^,\s]*,/.test(value) && (member === 'url' || member === 'image_url'))
    return { kind: 'data', head: '', base64: '', isText: false }
  const inFile = member === 'file_data'
  const inSource = member === 'data' && (holder.type === 'base64' || !/\s/.test(value))
  if (!inFile && !inSource) return undefined
  const type = holder.media_type ?? holder.mime_type ?? holder.format
  const kind = typeof type === 'string' ? type.toLowerCase() : 'file'
  // A document of the Messages dialect may carry its words as they are.
  if (inSource && holder.type === 'text') return undefined
  return {
    kind,
    head: '',
    base64: value,
    isText: TEXT_TYPE.test(kind) || (kind === 'file' && TEXT_NAME.test(named(holder))),
  }
}

/** The words of a text file; undefined when they cannot be read: not UTF-8, not base64, or no text. */
export function textFile({ base64, isText }: Attachment): string | undefined {
  if (!isText || !/^[A-Za-z0-9+/_=\s-]*$/.test(base64)) return undefined
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.from(base64, 'base64'))
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}
