import { fail, finding, notApplicable, pass, rule } from '../../rule.ts'

export const responsive = rule({
  id: 'endpoint/responsive',
  source: 'endpoint',
  requirements: ['GI:1230', 'ENT:ENT-1.f', 'ENT:ENT-1.h'],
  title: { fr: 'La page s’adapte à l’écran et se laisse agrandir', en: 'The page fits the screen and can be enlarged' },
  failureTitle: {
    fr: 'La page ne s’adapte pas, ou bloque l’agrandissement',
    en: 'The page does not fit, or blocks enlargement',
  },
  why: {
    fr: 'Une part des usagers n’a qu’un téléphone ; d’autres agrandissent le texte pour lire.',
    en: 'Some users only have a phone; others enlarge text to read.',
  },
  mend: {
    fr: '<meta name="viewport" content="width=device-width, initial-scale=1"> sans user-scalable=no ni maximum-scale.',
    en: '<meta name="viewport" content="width=device-width, initial-scale=1"> without user-scalable=no or maximum-scale.',
  },
  left: { fr: 'L’affichage à 320 pixels et à 200 %.', en: 'The display at 320 pixels and at 200%.' },
  needs: ['page'],
  judge: ({ page }) => {
    if (page === null) return notApplicable('L’adresse ne sert pas de page.', 'The address serves no page.')
    if (!/width\s*=\s*device-width/i.test(page.viewport ?? ''))
      return fail([
        finding(
          page,
          'Pas de viewport à la largeur de l’appareil.',
          'No viewport at the width of the device.',
          'viewport',
        ),
      ])
    if (/user-scalable\s*=\s*(no|0)|maximum-scale\s*=\s*(1(\.\d+)?|0?\.\d+)\b/i.test(page.viewport ?? ''))
      return fail([finding(page, 'L’agrandissement est bloqué.', 'Enlargement is blocked.', 'zoom')])
    return pass
  },
})
