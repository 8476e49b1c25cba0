import type { DocumentFile, Packages } from '../../facts.ts'
import { fail, failIfAny, finding, notApplicable, rule } from '../../rule.ts'
import { plain } from '../../wording.ts'
import { webServer } from './subject.ts'

const chapters: readonly { readonly fr: string; readonly en: string; readonly said: RegExp }[] = [
  { fr: 'démarrer', en: 'start', said: /\bdemarr|\blancer|\bstart/ },
  { fr: 'arrêter', en: 'stop', said: /\barret|\bstop|\bshut ?down/ },
  { fr: 'sauvegarder', en: 'back up', said: /\bsauvegard|\bback ?up/ },
  { fr: 'restaurer', en: 'restore', said: /\brestaur|\brestor/ },
  { fr: 'superviser', en: 'monitor', said: /\bsupervis|\bsurveill|\bmonitor|\bmetri|\balert|\bsante\b|\bhealth/ },
  {
    fr: 'reprendre après un sinistre',
    en: 'recover from a disaster',
    said: /\bsinistre|\bpra\b|\bpca\b|plan de reprise|disaster|\bdrp?\b|continuite|recovery/,
  },
]
const book =
  /(^|\/)(operations?|op-guide|operations?-guide|exploitation|caex|runbooks?|ops|mex|dex|production|deploy(ment)?|administration|admin)([-_ .\w]*)(\/|\.(md|adoc|rst|txt)$)/i

/** Its title says for whom it is, whatever the file is called. */
const ofOperators =
  /\badmin(?:istrat(?:or|ion))?(?:.?s)? (?:guide|manual|handbook)\b|\bopera(?:tions?|tor.?s?) (?:guide|manual|handbook|book)\b|\bguide d.(?:exploitation|administration)\b|\bguide de l.(?:administrateur|exploitant)\b|\b(?:manuel|dossier|cahier) d.exploitation\b/
const isForOperators = ({ headings }: DocumentFile): boolean =>
  ofOperators.test(plain(headings[0] ?? '')) && !/\buser|\butilisateur/.test(plain(headings[0] ?? ''))

/** A package that others import: it says what it exports and is published, and starts nothing. */
const isLibrary = (packages: Packages): boolean => {
  const root = packages.manifests.find(({ path }) => path === 'package.json')
  return (
    root !== undefined &&
    webServer(packages) === undefined &&
    root.settings?.['private'] !== true &&
    (root.settings?.['exports'] !== undefined || root.settings?.['main'] !== undefined) &&
    (root.settings?.['publishConfig'] !== undefined || root.settings?.['files'] !== undefined) &&
    root.settings?.['bin'] === undefined &&
    !Object.keys(root.scripts).some((name) => /^(?:start|serve)/.test(name))
  )
}

export const operationsBook = rule({
  id: 'repository/operations-book',
  source: 'repository',
  requirements: ['GI:PF-1.i', 'GI:PF-1.j'],
  title: { fr: 'Le cahier d’exploitation dit les six gestes', en: 'The operations book tells the six gestures' },
  failureTitle: {
    fr: 'Le cahier d’exploitation manque ou est incomplet',
    en: 'The operations book is missing or incomplete',
  },
  why: {
    fr: 'De nuit, l’exploitant n’a que ce document pour arrêter, restaurer ou relancer l’application.',
    en: 'At night this document is all that the operator has to stop, restore or restart the application.',
  },
  mend: {
    fr: 'Dans docs/operations/, écrivez comment démarrer, arrêter, sauvegarder, restaurer, superviser et reprendre après un sinistre, avec les commandes.',
    en: 'In docs/operations/, write how to start, stop, back up, restore, monitor and recover from a disaster, with the commands.',
  },
  left: { fr: 'Que les commandes marchent : une répétition datée.', en: 'That the commands work: a dated rehearsal.' },
  needs: ['documents', 'packages', 'containers', 'kubernetes'],
  judge: ({ documents, packages, containers, kubernetes }) => {
    if (containers.length === 0 && kubernetes.objects.length === 0 && isLibrary(packages))
      return notApplicable(
        'Une bibliothèque publiée : personne ne l’exploite.',
        'A library that is published: nobody operates it.',
      )
    const books = documents.filter(
      (document) =>
        isForOperators(document) ||
        (book.test(document.path) &&
          !/(^|\/)(assets|static|img|images|designs?|proposals?|rfcs?|releases?|release-?notes|langs?|locales?|i18n|client|lib|src|config|api|server|ui|frontend|anatomy)\/|LICEN[CS]E|\.\w{2,4}\.md$/i.test(
            document.path,
          )),
    )
    const text = books.map((document) => document.text).join('\n')
    if (text.length <= 200)
      return fail([
        finding(
          {},
          'Aucun document d’exploitation (docs/operations/…).',
          'No operations document (docs/operations/…).',
        ),
      ])
    return failIfAny(
      chapters
        .filter(({ said }) => !said.test(text))
        .map(({ fr, en }) =>
          finding({ path: books[0]?.path ?? '' }, `Rien ne dit comment ${fr}.`, `Nothing tells how to ${en}.`, en),
        ),
    )
  },
})
