import { failIfAny, finding, rule } from '../../rule.ts'

export const accessibility = rule({
  id: 'endpoint/accessibility',
  source: 'endpoint',
  requirements: ['GI:1230', 'GI:PU-6.b', 'ENT:ENT-1.j', 'ENT:ENT-1.h', 'MIRAI:EXI-G-3'],
  title: { fr: 'Aucune faute d’accessibilité vue par axe', en: 'No accessibility fault seen by axe' },
  failureTitle: { fr: 'Des fautes d’accessibilité sont visibles', en: 'Accessibility faults are visible' },
  why: {
    fr: 'Chacune de ces fautes arrête des usagers : contraste illisible, champ sans nom, image muette.',
    en: 'Each of these faults stops users: unreadable contrast, nameless field, silent image.',
  },
  mend: {
    fr: 'Corrigez l’élément désigné ; la règle axe porte le nom donné, et le critère WCAG mène au test RGAA.',
    en: 'Mend the element named; the axe rule has the name given, and the WCAG criterion leads to the RGAA test.',
  },
  left: {
    fr: 'Les deux tiers environ des critères du RGAA, qu’aucun outil ne voit : un audit, page par page.',
    en: 'About two thirds of the RGAA criteria, which no tool sees: an audit, page by page.',
  },
  limits: {
    fr: 'La seule page donnée, dans Chromium, sans s’identifier ni agir (--browser).',
    en: 'Only the page given, in Chromium, without signing in or acting (--browser).',
  },
  needs: ['rendered'],
  judge: ({ rendered: { url, violations } }) =>
    failIfAny(
      violations.map(({ id, help, impact, criteria, places }) =>
        finding(
          { url },
          `${id} (${impact}${criteria.length === 0 ? '' : `, WCAG ${criteria.join(', ')}`}) : ${help} — ${places.join(' ; ')}`,
          `${id} (${impact}${criteria.length === 0 ? '' : `, WCAG ${criteria.join(', ')}`}): ${help} — ${places.join('; ')}`,
          id,
        ),
      ),
    ),
})
