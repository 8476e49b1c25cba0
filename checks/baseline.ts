/**
 * Known findings that somebody accepts for a while, each with a reason and a date. They no longer decide the exit code; the
 * report that is stored as evidence keeps them: an accepted fault is still a fault.
 */
import { type Baseline, type BaselineEntry, mostAccepted } from '@socle/contracts/checks/baseline'
import type { CheckReport, Finding } from '@socle/contracts/checks/checks'
import type { Bilingual } from '@socle/contracts/text'

export interface AppliedBaseline {
  /** By fingerprint: entries that hold today and that a finding meets. */
  readonly accepted: ReadonlyMap<string, BaselineEntry>
  /** Entries that do not count, each with why; and entries that no finding meets any more. */
  readonly remarks: readonly { readonly entry: BaselineEntry; readonly message: Bilingual }[]
}

export const noBaseline: AppliedBaseline = { accepted: new Map(), remarks: [] }

/** `today` is YYYY-MM-DD. Only failures can be accepted: a check that cannot conclude stays in doubt. */
export function applyBaseline({ accepted: entries }: Baseline, report: CheckReport, today: string): AppliedBaseline {
  const failing = new Map(
    report.checks
      .filter(({ verdict }) => verdict === 'fail')
      .flatMap(({ id, findings }) => findings.map(({ fingerprint }) => [fingerprint, id] as const)),
  )
  const ran = new Set(report.checks.map(({ id }) => id))
  const accepted = new Map<string, BaselineEntry>()
  const remarks: { entry: BaselineEntry; message: Bilingual }[] = []
  for (const entry of entries) {
    const message = whyNot(entry, today)
    if (message !== undefined) remarks.push({ entry, message })
    else if (failing.get(entry.fingerprint) === entry.check) accepted.set(entry.fingerprint, entry)
    // With --only, what did not run cannot be told unused.
    else if (ran.has(entry.check)) remarks.push({ entry, message: unused })
  }
  return { accepted, remarks }
}

function whyNot({ reason, until }: BaselineEntry, today: string): Bilingual | undefined {
  if (reason.trim() === '')
    return {
      fr: 'sans raison : ne compte pas. Écrivez « reason ».',
      en: 'without a reason: does not count. Fill in “reason”.',
    }
  if (until === '')
    return {
      fr: 'sans date : ne compte pas. Écrivez « until ».',
      en: 'without a date: does not count. Fill in “until”.',
    }
  if (until < today)
    return {
      fr: `expirée le ${until} : ne compte plus. Corrigez, ou décidez à nouveau.`,
      en: `expired on ${until}: no longer counts. Mend it, or decide again.`,
    }
  return undefined
}

const unused: Bilingual = {
  fr: 'ne correspond plus à rien : retirez-la.',
  en: 'matches nothing any more: remove it.',
}

/** Every failing finding, ready to be given a reason and a date; what a former file says of a finding is kept. */
export function baselineOf(report: CheckReport, former?: Baseline): Baseline {
  const known = new Map(former?.accepted.map((entry) => [entry.fingerprint, entry]))
  const accepted = report.checks
    .filter(({ verdict }) => verdict === 'fail')
    .flatMap(({ id, findings }) =>
      findings.flatMap(({ fingerprint, path, message, aside }) =>
        fingerprint === undefined || aside === true
          ? []
          : [
              {
                fingerprint,
                check: id,
                ...(path === undefined ? {} : { path }),
                message,
                reason: known.get(fingerprint)?.reason ?? '',
                until: known.get(fingerprint)?.until ?? '',
              },
            ],
      ),
    )
    .slice(0, mostAccepted)
  return { socleBaseline: 1, accepted }
}

/** Is every finding of this check accepted? What is told beside needs no acceptance. */
export function isAccepted(findings: readonly Finding[], { accepted }: AppliedBaseline): boolean {
  const held = findings.filter(({ aside }) => aside !== true)
  return held.length > 0 && held.every(({ fingerprint }) => fingerprint !== undefined && accepted.has(fingerprint))
}
