import type { CheckVerdict } from '@socle/contracts/checks/checks'
import type { Language } from '@socle/contracts/text'

interface Counts {
  readonly pass: number
  readonly fail: number
  readonly manual: number
  readonly notApplicable: number
  readonly error: number
  readonly seconds: number
}

interface Words {
  readonly verdict: Readonly<Record<CheckVerdict, string>>
  readonly mend: string
  readonly left: string
  readonly looks: string
  readonly limits: string
  readonly accepted: string
  readonly baseline: string
  readonly other: string
  more(count: number): string
  summary(counts: Counts): string
}

export const words: Readonly<Record<Language, Words>> = {
  fr: {
    verdict: {
      fail: 'En échec',
      error: 'Sans conclusion',
      manual: 'À regarder par une personne',
      'not-applicable': 'Sans objet',
      pass: 'Réussies',
    },
    mend: 'Pour corriger :',
    left: 'Reste à une personne :',
    looks: 'Regarde :',
    limits: 'Limites :',
    accepted: 'accepté jusqu’au',
    baseline: 'Fichier des constats acceptés',
    other: 'Hors fiche',
    more: (count) => `… et ${count} de plus (--format json les donne toutes).`,
    summary: (counts) =>
      `${counts.pass} réussies, ${counts.fail} en échec, ${counts.error} sans conclusion, ${counts.manual} à regarder, ${counts.notApplicable} sans objet — ${counts.seconds.toFixed(1).replace('.', ',')} s`,
  },
  en: {
    verdict: {
      fail: 'Failing',
      error: 'Could not conclude',
      manual: 'For a person to look at',
      'not-applicable': 'Not applicable',
      pass: 'Passing',
    },
    mend: 'To mend:',
    left: 'Left to a person:',
    looks: 'Looks at:',
    limits: 'Limits:',
    accepted: 'accepted until',
    baseline: 'File of accepted findings',
    other: 'Outside any sheet',
    more: (count) => `… and ${count} more (--format json gives all).`,
    summary: (counts) =>
      `${counts.pass} pass, ${counts.fail} fail, ${counts.error} could not conclude, ${counts.manual} to look at, ${counts.notApplicable} not applicable — ${counts.seconds.toFixed(1)} s`,
  },
}
