import { fail, finding, manual, notApplicable, pass, rule } from '../../rule.ts'

const signs = /--text-default-grey|--background-default-grey|\.fr-container|\.fr-header|@gouvfr\/dsfr|window\.dsfr/

export const stateDesignSystem = rule({
  id: 'endpoint/state-design-system',
  source: 'endpoint',
  requirements: ['GI:1219', 'MIRAI:EXI-G-3'],
  title: { fr: 'La page applique le système de design de l’État', en: 'The page applies the State design system' },
  failureTitle: {
    fr: 'La page n’applique pas le système de design de l’État',
    en: 'The page does not apply the State design system',
  },
  why: {
    fr: 'Une présentation commune rassure l’usager et apporte des composants déjà accessibles.',
    en: 'One common look reassures users and brings components that are already accessible.',
  },
  mend: {
    fr: 'Chargez @gouvfr/dsfr et construisez l’interface avec ses composants (classes fr-…).',
    en: 'Load @gouvfr/dsfr and build the interface with its components (classes fr-…).',
  },
  left: {
    fr: 'Que toutes les pages l’appliquent, et dans les règles de la marque de l’État.',
    en: 'That every page applies it, within the rules of the State brand.',
  },
  needs: ['page', 'assets'],
  judge: ({ page, assets }) => {
    if (page === null) return notApplicable('L’adresse ne sert pas de page.', 'The address serves no page.')
    const loaded = page.resources.some(({ url }) => /dsfr/i.test(url)) || assets.some(({ body }) => signs.test(body))
    if (page.dsfrClasses >= 3 || (loaded && (page.shell || page.dsfrClasses === 2))) return pass
    if (loaded)
      return fail([
        finding(
          page,
          'Le DSFR est chargé, mais la page n’emploie aucun de ses composants (classes fr-…).',
          'The DSFR is loaded, but the page uses none of its components (classes fr-…).',
        ),
      ])
    if (page.shell && assets.length === 0)
      return manual(
        'La page est dessinée par des scripts qui n’ont pas été lus : regardez-la.',
        'The page is drawn by scripts that were not read: look at it.',
      )
    return fail([
      finding(page, 'Ni classes, ni feuilles de style du DSFR.', 'Neither classes nor style sheets of the DSFR.'),
    ])
  },
})
