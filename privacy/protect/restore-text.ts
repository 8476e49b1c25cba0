/** Gives values back in a text that comes in pieces, and keeps back only what may be the beginning of a placeholder. */
import { holdFrom } from './placeholder.ts'
import type { Vault } from './vault.ts'

export interface TextRestorer {
  /** @returns what may leave now */
  push: (piece: string) => string
  /** @returns what was kept back, as it stands: no value comes of half a placeholder */
  end: () => string
}

export function restoreText(vault: Vault, escape?: (value: string) => string): TextRestorer {
  let kept = ''
  return {
    push(piece) {
      const { mark } = vault
      if (mark === undefined || !vault.restores) return piece
      const text = kept + piece
      const hold = holdFrom(text, mark)
      kept = text.slice(hold)
      return vault.restore(text.slice(0, hold), escape)
    },
    end() {
      const rest = kept
      kept = ''
      return vault.restore(rest, escape)
    },
  }
}

/** How a value is written inside a JSON string. */
export const inJson = (value: string): string => JSON.stringify(value).slice(1, -1)
