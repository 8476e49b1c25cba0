/** A badge for a README: how many checks pass of those that conclude. One SVG, no font and no image fetched. */
import type { CheckReport } from '@socle/contracts/checks/checks'
import type { Language } from '@socle/contracts/text'
import { type AppliedBaseline, isAccepted, noBaseline } from '../baseline.ts'

// Without a font file, widths can only be estimated; textLength makes the text fit them.
const signWidth = 6.6
const margin = 10
const height = 20

export function toBadge({ checks }: CheckReport, language: Language, baseline: AppliedBaseline = noBaseline): string {
  const count = (verdict: string): number => checks.filter((check) => check.verdict === verdict).length
  const [pass, fail, error] = [count('pass'), count('fail'), count('error')]
  const accepted = checks.filter(({ verdict, findings }) => verdict === 'fail' && isAccepted(findings, baseline)).length
  const value =
    language === 'fr'
      ? `${pass} sur ${pass + fail + error}${accepted === 0 ? '' : `, ${accepted} admis`}`
      : `${pass} of ${pass + fail + error}${accepted === 0 ? '' : `, ${accepted} accepted`}`
  // Grey when nothing concluded: nothing is proven.
  const colour = error > 0 ? '#7a4100' : fail > accepted ? '#b60000' : pass === 0 ? '#555555' : '#12602f'
  const label = 'Socle'
  const widths = [label, value].map((text) => Math.round(text.length * signWidth) + margin) as [number, number]
  const total = widths[0] + widths[1]
  const text = (at: number, width: number, content: string): string =>
    `<text x="${at + width / 2}" y="14" text-anchor="middle" textLength="${width - margin}">${content}</text>`
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${total}" height="${height}" role="img" aria-label="${label}: ${value}">
<title>${label}: ${value}</title>
<rect width="${widths[0]}" height="${height}" fill="#333333"/><rect x="${widths[0]}" width="${widths[1]}" height="${height}" fill="${colour}"/>
<g fill="#ffffff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">${text(0, widths[0], label)}${text(widths[0], widths[1], value)}</g>
</svg>
`
}
