/** Places in a text, told beside it as numbers: they move with its words once values are back. */
import type { Vault } from './vault.ts'

type Json = Readonly<Record<string, unknown>>

/** Annotations whose `index` is a place in the text. */
const placed = new Set(['file_citation', 'file_path', 'container_file_citation'])

/** @param written the text that the annotation speaks of, as the model wrote it */
export function withMovedPlaces(vault: Vault, annotation: unknown, written: string): unknown {
  if (!isObject(annotation)) return annotation
  const moved = (index: unknown) => (typeof index === 'number' ? vault.restore(written.slice(0, index)).length : index)
  return {
    ...annotation,
    ...('start_index' in annotation && { start_index: moved(annotation.start_index) }),
    ...('end_index' in annotation && { end_index: moved(annotation.end_index) }),
    ...(placed.has(String(annotation.type)) && 'index' in annotation && { index: moved(annotation.index) }),
    // Chat completions: a level deeper.
    ...('url_citation' in annotation && { url_citation: withMovedPlaces(vault, annotation.url_citation, written) }),
  }
}

/** Everywhere in an answer where annotations stand beside their text. */
export function withMovedAnnotations(vault: Vault, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) {
    const items = value.map((item) => withMovedAnnotations(vault, item))
    return items.every((item, index) => item === value[index]) ? value : items
  }
  const object = value as Json
  const written = typeof object.text === 'string' ? object.text : object.content
  let copy: Record<string, unknown> | undefined
  for (const [name, item] of Object.entries(object)) {
    const moved =
      name === 'annotations' && Array.isArray(item) && item.length > 0 && typeof written === 'string'
        ? item.map((annotation) => withMovedPlaces(vault, annotation, written))
        : withMovedAnnotations(vault, item)
    if (moved !== item) (copy ??= { ...object })[name] = moved
  }
  return copy ?? value
}

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)
