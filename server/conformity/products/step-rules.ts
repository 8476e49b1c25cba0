/**
 * What holds back an act in the procedures on products, by its transition: the same words refuse the act and are read in
 * its place before. `not-here` = it is no act for that procedure.
 */
import type { Bilingual, ProductFacts, ProductPolicy } from '@socle/contracts'
import { dayInWords } from '../../platform/day.ts'
import { gapsOf, unansweredOf } from './product-rules.ts'
import { lastPanelDay } from './release-rules.ts'

export type Held = ReadonlyMap<string, { readonly why: Bilingual; readonly notHere?: true }>

export function heldInQualification(policy: ProductPolicy, product: ProductFacts): Held {
  const held = new Map<string, { why: Bilingual }>()
  const missing = unansweredOf(policy, product).map(({ name }) => name)
  const gaps = gapsOf(policy, product)
  if (missing.length > 0) {
    const why = {
      fr: `des critères attendent une réponse sur la fiche du produit : ${missing.map(({ fr }) => fr).join(', ')}.`,
      en: `criteria wait for an answer on the page of the product: ${missing.map(({ en }) => en).join(', ')}.`,
    }
    held.set('fill-grid', { why })
    held.set('qualify', { why })
  }
  if (gaps.length > 0)
    held.set('qualify', {
      why: {
        fr: 'des critères sont en défaut : retenez-le malgré ses écarts, ou écartez-le.',
        en: 'criteria are missed: retain it despite its gaps, or reject it.',
      },
    })
  if (gaps.length === 0)
    held.set('retain', { why: { fr: 'il n’a aucun écart : qualifiez-le.', en: 'it has no gap: qualify it.' } })
  if (gaps.some(({ security }) => security)) held.set('retain', { why: againstSecurity })
  return held
}

export const againstSecurity: Bilingual = {
  fr: 'aucune raison ne le retient contre la politique de sécurité.',
  en: 'no reason retains it against the security policy.',
}

/**
 * @param isFix of security: it does without the panel
 * @param since day on which the version came to where it stands; null = it begins
 * @param onSite versions that the site offers besides it
 */
export function heldInRelease(
  policy: ProductPolicy,
  { isFix, since, onSite }: { isFix: boolean; since: string | null; onSite: readonly string[] },
  today: string,
): Held {
  const held = new Map<string, { why: Bilingual; notHere?: true }>()
  const { onSite: most, panelDays } = policy.versions
  if (onSite.length >= most) {
    const why = {
      fr: `le site offre déjà ${onSite.length} versions (${onSite.join(', ')}), la limite est ${most} : retirez-en une d’abord.`,
      en: `the site already offers ${onSite.length} versions (${onSite.join(', ')}), the limit is ${most}: remove one first.`,
    }
    for (const act of ['release', 'apply', 'install']) held.set(act, { why })
  }
  if (since !== null && lastPanelDay(policy, since) > today) {
    const [from, had] = [lastPanelDay(policy, since), since]
    held.set('release', {
      why: {
        fr: `possible à partir du ${dayInWords(from, 'fr')} ; le panel essaie une version ${panelDays} jours, et l’a depuis le ${dayInWords(had, 'fr')}.`,
        en: `possible from ${dayInWords(from, 'en')}; the panel tries a version for ${panelDays} days, and has had it since ${dayInWords(had, 'en')}.`,
      },
    })
  }
  if (!isFix) for (const act of ['apply', 'analyse']) held.set(act, { why: onlyFixes, notHere: true })
  return held
}

const onlyFixes: Bilingual = {
  fr: 'seul un correctif de sécurité se passe du panel de testeurs.',
  en: 'only a security fix does without the panel of testers.',
}
