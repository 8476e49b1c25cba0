import { fail, finding, notApplicable, pass, rule } from '../../rule.ts'
import { webServer } from './subject.ts'

/** Gestures that the rules of operation want as commands, and the words by which a book of operations tells them. */
const gestures: readonly { readonly fr: string; readonly en: string; readonly sign: RegExp }[] = [
  {
    fr: 'mode consultation (lecture seule)',
    en: 'consultation (read-only) mode',
    sign: /lecture seule|mode consultation|read[- ]?only/,
  },
  {
    fr: 'interdiction de nouvelles connexions',
    en: 'refusal of new connections',
    sign: /interdi\w+ [^.]{0,60}(connexion|session)|nouvelles? (connexions?|sessions?)|\bdrain|maintenance mode|mode maintenance|new (connections?|sessions?|sign-?ins?)/,
  },
  {
    fr: 'fin des connexions en cours',
    en: 'end of current connections',
    sign: /(fin|fermer|terminer|couper|clore|mettre fin)\b[^.]{0,60}(connexions?|sessions?)|(end|close|kill|terminate|revoke)\b[^.]{0,60}(sessions?|connections?)/,
  },
  {
    fr: 'point de synchronisation',
    en: 'synchronisation point',
    sign: /point de (synchronisation|coherence)|sync(hronisation)? ?point|consistent (backup|snapshot|copy)|sauvegarde coherente|quiesce/,
  },
  {
    fr: 'mode trace',
    en: 'trace mode',
    sign: /mode trace|niveau de (trace|journal)|log[- ]?level|trace (mode|level)|activer (la|les) traces?/,
  },
]

export const operationsModes = rule({
  id: 'repository/operations-modes',
  source: 'repository',
  requirements: ['GI:1299', 'GI:1300', 'GI:1301', 'GI:1289', 'GI:1010', 'GI:1020', 'GI:1302', 'GI:1099'],
  title: { fr: 'Les modes d’exploitation ont leur commande', en: 'Modes of operation have their command' },
  failureTitle: {
    fr: 'Des modes d’exploitation n’ont pas de commande décrite',
    en: 'Modes of operation have no command described',
  },
  why: {
    fr: 'L’exploitant doit pouvoir geler, vider et sauvegarder l’application sans son équipe, de nuit, par une commande.',
    en: 'The operator must be able to freeze, drain and save the application without its team, at night, by a command.',
  },
  mend: {
    fr: 'Décrivez dans docs/operations la commande de chaque mode : consultation, refus des connexions, fin des connexions, point de synchronisation, trace.',
    en: 'Describe in docs/operations the command of each mode: consultation, refusal of connections, end of connections, synchronisation point, trace.',
  },
  left: {
    fr: 'Que chaque commande fait ce qu’elle dit : une répétition datée. Rien n’est lancé ici.',
    en: 'That each command does what it says: a dated rehearsal. Nothing is run here.',
  },
  needs: ['documents', 'packages', 'files'],
  judge: ({ documents, packages, files }) => {
    const books = documents.filter(
      ({ path, headings }) =>
        /(^|\/)(operations?|exploitation|runbooks?|ops|mex|dex|administration)([/._-]|$)/i.test(path) ||
        (!path.includes('/') && headings.some((one) => /exploitation|operating|operations?\b|runbook/i.test(one))),
    )
    const deployed = files.some(
      ({ path, role }) =>
        /(^|\/)(Dockerfile|Chart\.yaml)$/.test(path) &&
        !/(^|\/)(ci|\.ci|build|\.devcontainer)\//.test(path) &&
        role !== 'vendored',
    )
    if (
      webServer(packages) === undefined &&
      !deployed &&
      !books.some(({ path }) => /(^|\/)(operations?|exploitation|runbooks?)\//i.test(path))
    )
      return notApplicable(
        'Ni serveur, ni recette d’image, ni document d’exploitation.',
        'Neither a server, nor an image recipe, nor an operations document.',
      )
    const text = books.map((one) => one.text).join('\n')
    const missing = gestures.filter(({ sign }) => !sign.test(text))
    if (missing.length === 0) return pass
    return fail(
      missing.map(({ fr, en }) =>
        finding(
          books[0] === undefined ? {} : { path: books[0].path },
          `Non décrit : ${fr}.`,
          `Not described: ${en}.`,
          en,
        ),
      ),
    )
  },
})
