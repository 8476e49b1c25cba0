import { type RuleFinding, failIfAny, finding, notApplicable, rule } from '../../rule.ts'

export const pageBasics = rule({
  id: 'endpoint/page-basics',
  source: 'endpoint',
  requirements: ['GI:1230', 'GI:PU-6.b', 'ENT:ENT-1.h'],
  title: { fr: 'La page dit sa langue, son titre et ses images', en: 'The page states its language, title and images' },
  failureTitle: {
    fr: 'La page manque aux bases de l’accessibilité',
    en: 'The page misses the basics of accessibility',
  },
  why: {
    fr: 'Un lecteur d’écran choisit sa voix d’après la langue, annonce le titre, et lit l’alternative des images.',
    en: 'A screen reader picks its voice from the language, announces the title, and reads the alternative of images.',
  },
  mend: {
    fr: '<!doctype html>, <html lang="fr">, un <title> propre à la page, et alt sur chaque image.',
    en: '<!doctype html>, <html lang="fr">, a <title> of the page’s own, and alt on each image.',
  },
  left: { fr: 'Tous les autres critères du RGAA : un audit.', en: 'Every other RGAA criterion: an audit.' },
  needs: ['page'],
  judge: ({ page }) => {
    if (page === null) return notApplicable('L’adresse ne sert pas de page.', 'The address serves no page.')
    const findings: RuleFinding[] = []
    if (!page.doctype) findings.push(finding(page, 'Pas de <!doctype html>.', 'No <!doctype html>.', 'doctype'))
    if (!/^[a-z]{2,3}(-[\w-]+)?$/i.test(page.language ?? ''))
      findings.push(
        finding(page, 'Langue absente ou invalide sur <html>.', 'Language missing or invalid on <html>.', 'lang'),
      )
    if ((page.title ?? '') === '')
      findings.push(finding(page, 'Titre de page absent ou vide.', 'Page title missing or empty.', 'title'))
    if (page.images.withoutAlternative > 0)
      findings.push(
        finding(
          page,
          `${page.images.withoutAlternative} image(s) sur ${page.images.total} sans attribut alt.`,
          `${page.images.withoutAlternative} of ${page.images.total} image(s) without alt.`,
          'alt',
        ),
      )
    return failIfAny(findings)
  },
})
