/** Three checks on a log that the application wrote: bytes, times, and what it says of its own start and stop. */
import { failIfAny, finding, manual, rule } from '../../rule.ts'

const given = {
  fr: 'Lancez l’application, servez-vous-en, arrêtez-la, puis donnez son journal par --log.',
  en: 'Start the application, use it, stop it, then give its log with --log.',
}

export const logEncoding = rule({
  id: 'endpoint/log-encoding',
  source: 'endpoint',
  requirements: ['GI:1304'],
  title: { fr: 'Le journal est en ASCII', en: 'The log is in ASCII' },
  failureTitle: { fr: 'Le journal contient d’autres octets que l’ASCII', en: 'The log holds bytes other than ASCII' },
  why: {
    fr: 'Les outils d’exploitation lisent des journaux de toutes époques : un octet inattendu y coupe une ligne ou un tri.',
    en: 'Operations tools read logs of every age: an unexpected byte cuts a line or a sort there.',
  },
  mend: {
    fr: 'Échappez ce qui n’est pas ASCII à l’écriture (par exemple \\u00e9), codes de couleur compris.',
    en: 'Escape what is not ASCII when writing (for example \\u00e9), colour codes included.',
  },
  left: { fr: 'Les autres fichiers de journal.', en: 'The other log files.' },
  limits: given,
  needs: ['log'],
  judge: ({ log: { path, notAscii } }) =>
    failIfAny(
      notAscii
        .slice(0, 5)
        .map((line) => finding({ path, line }, 'Octet hors ASCII.', 'Byte outside ASCII.', `${line}`)),
    ),
})

export const logChronology = rule({
  id: 'endpoint/log-chronology',
  source: 'endpoint',
  requirements: ['GI:1018', 'GI:1019'],
  title: { fr: 'Chaque ligne du journal est datée, dans l’ordre', en: 'Each line of the log is dated, in order' },
  failureTitle: {
    fr: 'Des lignes du journal ne sont pas datées ou reviennent en arrière',
    en: 'Lines of the log are not dated or go back in time',
  },
  why: {
    fr: 'Comprendre une panne, c’est remettre dans l’ordre ce qu’ont écrit plusieurs serveurs.',
    en: 'Understanding a failure means putting in order what several servers wrote.',
  },
  mend: {
    fr: 'Datez chaque ligne (ISO 8601, fuseau, millisecondes) et ajoutez un numéro d’ordre quand plusieurs processus écrivent.',
    en: 'Date each line (ISO 8601, zone, milliseconds) and add a sequence number when several processes write.',
  },
  left: {
    fr: 'L’ordre entre plusieurs serveurs, et le reste du format du ministère.',
    en: 'The order between several servers, and the rest of the ministry’s format.',
  },
  limits: given,
  needs: ['log'],
  judge: ({ log: { path, untimed, backwards } }) =>
    failIfAny([
      ...untimed
        .slice(0, 5)
        .map((line) => finding({ path, line }, 'Ligne sans date.', 'Line without a date.', `untimed/${line}`)),
      ...backwards
        .slice(0, 5)
        .map((line) =>
          finding(
            { path, line },
            'Date antérieure à la ligne précédente.',
            'Date before that of the line above.',
            `backwards/${line}`,
          ),
        ),
    ]),
})

export const logStartStop = rule({
  id: 'endpoint/log-start-stop',
  source: 'endpoint',
  requirements: ['GI:1023'],
  title: { fr: 'Le journal dit démarrage et arrêt', en: 'The log tells start and stop' },
  failureTitle: { fr: 'Le journal ne dit pas démarrage et arrêt', en: 'The log does not tell start and stop' },
  why: {
    fr: 'Sans ces deux lignes, on ne sait pas si un silence est une panne, un arrêt voulu ou une absence de trafic.',
    en: 'Without these two lines nobody knows whether a silence is a failure, a wanted stop or an absence of traffic.',
  },
  mend: {
    fr: 'Écrivez une ligne quand le service est prêt et une quand il s’arrête, avec la cause.',
    en: 'Write a line when the service is ready and one when it stops, with the cause.',
  },
  left: {
    fr: 'La fin anormale, et le catalogue des messages d’erreur.',
    en: 'Abnormal ends, and the catalogue of error messages.',
  },
  limits: given,
  needs: ['log'],
  judge: ({ log: { path, timed, starts, stops } }) => {
    if (timed === 0)
      return manual('Aucune ligne datée : le journal ne se lit pas.', 'No dated line: the log cannot be read.')
    return failIfAny([
      ...(starts === 0
        ? [finding({ path }, 'Aucune ligne ne dit le démarrage.', 'No line tells the start.', 'start')]
        : []),
      ...(stops === 0 ? [finding({ path }, 'Aucune ligne ne dit l’arrêt.', 'No line tells the stop.', 'stop')] : []),
    ])
  },
})
