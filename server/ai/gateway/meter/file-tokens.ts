/**
 * Tokens of files that a model looks at. Each model cuts pictures in its own way; the figures are those that Anthropic
 * publishes, near those of the open models that take images.
 */
import { imageSize } from './image-size.ts'

/** Pixels that make a token, and the most that one image comes to: larger ones are made smaller first. */
const PIXELS_PER_TOKEN = 750
const MOST_IMAGE_TOKENS = 1_600
/** A page is read and looked at. */
const PAGE_TOKENS = 2_000
/** Of a document that hides its pages. */
const BYTES_PER_PAGE = 50_000
/** Where the size of an image stands, whatever a camera wrote before it. */
const HEAD_CHARACTERS = 256 * 1024

/** @param file undefined = an image that the provider fetches itself */
export function fileTokens(file: { readonly kind: string; readonly base64: string } | undefined): number {
  if (file === undefined) return MOST_IMAGE_TOKENS
  const { kind, base64 } = file
  if (kind === 'application/pdf') return pagesOf(Buffer.from(base64, 'base64')) * PAGE_TOKENS
  if (!kind.startsWith('image/')) return 0
  const size = imageSize(Buffer.from(base64.slice(0, HEAD_CHARACTERS), 'base64'))
  if (size === undefined) return MOST_IMAGE_TOKENS
  return Math.min(MOST_IMAGE_TOKENS, Math.ceil((size.width * size.height) / PIXELS_PER_TOKEN))
}

function pagesOf(bytes: Buffer): number {
  const told = bytes.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0
  return Math.max(1, told > 0 ? told : Math.ceil(bytes.length / BYTES_PER_PAGE))
}
