import { fail, finding, manual, notApplicable, pass, rule } from '../../rule.ts'
import { plain } from '../../wording.ts'

export const accessibilityStatement = rule({
  id: 'endpoint/accessibility-statement',
  source: 'endpoint',
  requirements: ['GI:1230', 'GI:PU-6.b', 'ENT:ENT-1.m'],
  title: { fr: 'La déclaration d’accessibilité est à un clic', en: 'The accessibility statement is one click away' },
  failureTitle: { fr: 'Aucun lien vers la déclaration d’accessibilité', en: 'No link to the accessibility statement' },
  why: {
    fr: 'Le résultat de l’audit se publie, et l’usager gêné doit savoir à qui s’adresser.',
    en: 'The audit result is published, and a hindered user must know whom to turn to.',
  },
  mend: {
    fr: 'Ajoutez au pied de page « Accessibilité : non, partiellement ou totalement conforme », avec un lien vers la déclaration.',
    en: 'Add to the footer “Accessibility: not, partly or fully compliant”, with a link to the statement.',
  },
  left: { fr: 'La date de l’audit et le taux annoncé.', en: 'The date of the audit and the rate stated.' },
  needs: ['page'],
  judge: ({ page }) => {
    if (page === null) return notApplicable('L’adresse ne sert pas de page.', 'The address serves no page.')
    if (page.links.some(({ url, text }) => /accessib/.test(plain(`${text} ${url}`)))) return pass
    if (page.shell && page.footer !== true)
      return manual(
        'La page est dessinée par des scripts : cherchez le lien au pied de page.',
        'The page is drawn by scripts: look for the link in the footer.',
      )
    return fail([finding(page, 'Aucun lien « Accessibilité » sur la page.', 'No “Accessibility” link on the page.')])
  },
})
