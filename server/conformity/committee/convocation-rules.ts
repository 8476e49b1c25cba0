/** What members are told when they are called to a session: all of it once, then only what has changed since. Pure. */
import type { Bilingual, ConvocationChange, Person } from '@socle/contracts'
import { daysAfter } from '@socle/rulebook'
import { dayInWords } from '../../platform/day.ts'

/** An item as it was sent: reworded once any of its words has changed. */
interface ConvenedItem {
  readonly id: string
  readonly title: string
  readonly proposal: string
  readonly conditions: string
  readonly until: string | null
}

/** What a session is, as far as whoever is called to it needs to know. */
export interface Convened {
  readonly day: string
  readonly place: string
  readonly agenda: readonly ConvenedItem[]
}

/** @param called whoever was called by any convocation before */
export function changesSince(
  before: Convened,
  now: Convened,
  called: ReadonlySet<string>,
  people: readonly Person[],
): ConvocationChange {
  const known = new Map(before.agenda.map((item) => [item.id, item]))
  const kept = new Set(now.agenda.map(({ id }) => id))
  const titles = (items: readonly ConvenedItem[]) => items.map(({ title }) => title)
  return {
    added: titles(now.agenda.filter(({ id }) => !known.has(id))),
    removed: titles(before.agenda.filter(({ id }) => !kept.has(id))),
    reworded: titles(now.agenda.filter((item) => known.has(item.id) && wordsOf(known.get(item.id)!) !== wordsOf(item))),
    moved: before.day !== now.day || before.place !== now.place,
    newcomers: people.filter(({ id }) => !called.has(id)),
  }
}

const wordsOf = ({ title, proposal, conditions, until }: ConvenedItem): string =>
  JSON.stringify([title, proposal, conditions, until])

/** Of whoever was called before. */
export const changesForKnown = ({ added, removed, reworded, moved }: ConvocationChange): boolean =>
  added.length + removed.length + reworded.length > 0 || moved

/** The last day on which a convocation leaves the days that the policy asks for. */
export const lastDayToConvene = (day: string, days: number): string => daysAfter(day, -days)

const whereAndWhen = ({ day, place }: Convened): Bilingual => {
  const where = place === '' ? '' : `, ${place}`
  return { fr: `${dayInWords(day, 'fr')}${where}`, en: `${dayInWords(day, 'en')}${where}` }
}

/** @param late fewer days before the session than these; null = in time */
export function convocationInFull(
  title: string,
  now: Convened,
  late: number | null,
): { text: Bilingual; detail: Bilingual } {
  const at = whereAndWhen(now)
  const agenda = now.agenda.map((item, index) => `${index + 1}. ${item.title}`)
  const lines = (language: 'fr' | 'en'): string =>
    [
      language === 'fr' ? `Ordre du jour : ${agenda.join(' ; ')}` : `Agenda: ${agenda.join('; ')}`,
      ...(late === null ? [] : [lateInWords(late)[language]]),
    ].join('\n')
  return {
    text: {
      fr: `Convocation à la séance du comité « ${title} », le ${at.fr}.`,
      en: `You are convened to the committee session “${title}”, on ${at.en}.`,
    },
    detail: { fr: lines('fr'), en: lines('en') },
  }
}

export function convocationChanged(
  title: string,
  now: Convened,
  { added, removed, reworded, moved }: ConvocationChange,
  late: number | null,
): { text: Bilingual; detail: Bilingual } {
  const at = whereAndWhen(now)
  const lines = (language: 'fr' | 'en'): string => {
    const w = words[language]
    return [
      ...(moved ? [w.moved(at[language])] : []),
      ...(
        [
          [w.added, added],
          [w.removed, removed],
          [w.reworded, reworded],
        ] as const
      ).flatMap(([said, titles]) => (titles.length === 0 ? [] : [`${said}${titles.join(' ; ')}`])),
      ...(late === null ? [] : [lateInWords(late)[language]]),
    ].join('\n')
  }
  return {
    text: {
      fr: `Séance du comité « ${title} », le ${at.fr} : la convocation a changé.`,
      en: `Committee session “${title}”, on ${at.en}: its convocation has changed.`,
    },
    detail: { fr: lines('fr'), en: lines('en') },
  }
}

const words = {
  fr: {
    moved: (at: string) => `Séance déplacée au ${at}.`,
    added: 'Ajouté : ',
    removed: 'Retiré : ',
    reworded: 'Récrit : ',
  },
  en: {
    moved: (at: string) => `The session is moved to ${at}.`,
    added: 'Added: ',
    removed: 'Taken off: ',
    reworded: 'Reworded: ',
  },
} as const

const lateInWords = (days: number): Bilingual => ({
  fr: `Convocation envoyée moins de ${days} jours avant la séance.`,
  en: `Convened less than ${days} days before the session.`,
})
