/** When a key was last used, told to whoever tidies keys: to the minute, and never in the way of a call. */

/** Uses that follow each other closer than this are told once. */
const TOLD_EVERY_MS = 60_000

export function createKeyUses(tools: {
  tell: (keyId: string, at: Date) => Promise<unknown>
  failed: (error: unknown) => void
}): (keyId: string, at: Date) => void {
  const told = new Map<string, number>()
  return (keyId, at) => {
    if (at.getTime() - (told.get(keyId) ?? 0) < TOLD_EVERY_MS) return
    told.set(keyId, at.getTime())
    tools.tell(keyId, at).catch(tools.failed)
  }
}
