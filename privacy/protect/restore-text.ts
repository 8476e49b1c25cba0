/** Gives values back in a text that comes in pieces, and keeps back only what may be the beginning of a placeholder. */
import { BORDER, holdFrom, holdFromInJson } from './placeholder.ts'
import type { Escape, Vault } from './vault.ts'

export interface TextRestorer {
  /** @returns what may leave now */
  push: (piece: string) => string
  /** @returns what was kept back, as it stands: no value comes of half a placeholder */
  end: () => string
}

/** @param escape how a value is written where it goes */
export function restoreText(vault: Vault, escape?: Escape): TextRestorer {
  const watch = vault.guards ? watchText(vault, escape !== undefined) : undefined
  let kept = ''
  /** What left before, as it was written. Of arguments all of it: they say in how many strings a value stands. */
  let left = ''
  const hold = escape === undefined ? holdFrom : holdFromInJson
  const restored = (piece: string, over: boolean): string => {
    const { mark } = vault
    if (mark === undefined || !vault.restores) return piece
    const context = left.slice(-BORDER)
    const text = context + kept + piece
    // The quotes around a number go with what stands for it: arguments that may hold one leave at their end.
    const held = escape !== undefined && vault.restoresNumbers ? context.length : hold(text, mark, context.length)
    const leaving = text.slice(context.length, over ? text.length : held)
    kept = text.slice(context.length + leaving.length)
    const out = vault.restore(leaving, escape, left)
    left = escape === undefined ? (context + leaving).slice(-BORDER) : left + leaving
    return out
  }
  return {
    push: (piece) => restored(watch ? watch.push(piece) : piece, false),
    end: () => restored(watch ? watch.end() : '', true),
  }
}

/** How much of what already left is looked at again: a label there says what follows. */
const CONTEXT = 300
/** A text without line or sentence waits no longer than this. */
const MAX_WAITING = 4_000
const BOUNDARY = /\n|[.!?…](?=\s)/g

/**
 * Masks what the model itself writes and the policy does not let through, wherever it is cut: lines and sentences leave whole,
 * one behind, because an address or a key may go on in the next. Arguments of tools are short, and leave at their end.
 */
function watchText(vault: Vault, whole: boolean): TextRestorer {
  let context = ''
  let waiting = ''
  function leave(upTo: number): string {
    const text = context + waiting
    let cut = context.length + upTo
    const spans = vault.unwanted(text).filter(({ end }) => end > context.length)
    // What goes on after the cut waits for its end.
    for (const { start, end } of spans) if (start < cut && end > cut) cut = Math.max(start, context.length)
    let out = ''
    let at = context.length
    for (const { start, end, type } of spans) {
      if (end > cut) break
      out += text.slice(at, Math.max(at, start)) + vault.withheld(type, text.slice(start, end))
      at = end
    }
    out += text.slice(at, cut)
    context = text.slice(Math.max(0, cut - CONTEXT), cut)
    waiting = text.slice(cut)
    return out
  }
  return {
    push(piece) {
      waiting += piece
      if (whole) return ''
      const ends = [...waiting.matchAll(BOUNDARY)].map(({ index }) => index + 1)
      const before = ends.at(-2)
      if (before !== undefined && !/-----BEGIN(?![^]*-----END)/.test(waiting)) return leave(before)
      return waiting.length > MAX_WAITING ? leave(waiting.length) : ''
    },
    end: () => leave(waiting.length),
  }
}
