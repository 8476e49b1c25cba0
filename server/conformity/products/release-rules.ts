import type { ProductPolicy } from '@socle/contracts'

/** The day from which the panel has had a version its full number of days. Days are `YYYY-MM-DD`. */
export function lastPanelDay({ versions }: ProductPolicy, since: string): string {
  const end = new Date(`${since}T00:00:00Z`)
  end.setUTCDate(end.getUTCDate() + versions.panelDays)
  return end.toISOString().slice(0, 10)
}
