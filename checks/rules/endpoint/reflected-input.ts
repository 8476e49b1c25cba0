import { failIfAny, finding, notApplicable, rule } from '../../rule.ts'

export const reflectedInput = rule({
  id: 'endpoint/reflected-input',
  source: 'endpoint',
  requirements: ['GI:1336', 'GI:1110', 'GI:1420'],
  title: { fr: 'Ce qui est renvoyé est encodé', en: 'What is sent back is encoded' },
  failureTitle: {
    fr: 'Un mot de l’adresse revient sans encodage',
    en: 'A word of the address comes back without encoding',
  },
  why: {
    fr: 'Une page qui répète l’adresse sans l’encoder exécute chez l’usager ce qu’un lien hostile y a mis.',
    en: 'A page that repeats its address without encoding runs, at the user’s, what a hostile link put there.',
  },
  mend: {
    fr: 'Encodez à l’affichage selon le contexte (HTML, attribut, script) ; laissez faire le moteur de gabarits.',
    en: 'Encode on display by context (HTML, attribute, script); let the template engine do it.',
  },
  left: {
    fr: 'Les champs de formulaire, les pages réservées, et ce que les scripts font de l’adresse.',
    en: 'Form fields, reserved pages, and what scripts make of the address.',
  },
  limits: {
    fr: 'Un mot inoffensif (guillemet et chevrons) est passé par GET en quelques paramètres usuels ; rien n’est envoyé par formulaire.',
    en: 'A harmless word (quote and angle brackets) is passed by GET in a few usual parameters; no form is sent.',
  },
  needs: ['reflections', 'page'],
  judge: ({ reflections, page }) => {
    if (page === null && reflections.length === 0)
      return notApplicable('L’adresse ne sert pas de page.', 'The address serves no page.')
    return failIfAny(
      reflections
        .filter(({ seen }) => seen === 'raw')
        .map(({ url }) =>
          finding(
            { url },
            `${new URL(url).pathname} répète un mot de l’adresse sans l’encoder.`,
            `${new URL(url).pathname} repeats a word of the address without encoding it.`,
            new URL(url).pathname,
          ),
        ),
    )
  },
})
