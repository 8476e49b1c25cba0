/** Modes of operation. */
import { define } from './define.ts'

export const operationsProblems = define({
  'read-only-mode': {
    status: 423,
    title: { fr: 'Mode consultation', en: 'Read-only mode' },
    detail: {
      fr: 'Socle est en mode consultation{reason} : tout se lit, rien ne s’écrit, et rien n’a été enregistré. Réessayez plus tard ; l’exploitant remet Socle en mode normal par « socle operations normal ».',
      en: 'Socle is in read-only mode{reason}: everything can be read, nothing can be written, and nothing was saved. Try again later; the operator sets Socle back with “socle operations normal”.',
    },
  },
  'sign-ins-closed': {
    status: 423,
    title: { fr: 'Nouvelles connexions interdites', en: 'New sign-ins forbidden' },
    detail: {
      fr: 'L’exploitant a fermé les nouvelles connexions{reason}. Les sessions ouvertes continuent ; réessayez plus tard.',
      en: 'The operator closed new sign-ins{reason}. Open sessions go on; try again later.',
    },
  },
  'cannot-drain': {
    status: 409,
    title: { fr: 'Arrêt progressif impossible', en: 'Cannot be drained' },
    detail: {
      fr: 'Ce processus s’arrête déjà, ou n’a pas été lancé pour être arrêté ainsi. Arrêtez-le par « npm stop » ou SIGTERM.',
      en: 'This process is stopping already, or was not started to be stopped this way. Stop it with “npm stop” or SIGTERM.',
    },
  },
})
