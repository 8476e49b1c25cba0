import type { ContainerRecipe } from '../../facts.ts'
import { type SourcePattern, fail, finding, manual, notApplicable, pass, rule } from '../../rule.ts'
import { ofTheTeam } from '../manifest/container-user.ts'
import { answersRequests, resource, webServer } from './subject.ts'

/** Tools alone: packages are made in it, and nothing is left to run. */
const startsNothing = ({ stages }: ContainerRecipe): boolean => stages.length > 0 && stages.at(-1)?.starts !== true

/**
 * Gestures that the rules of operation want as commands: the words by which a book of operations tells them, and how code
 * that does it is usually named. Words alone prove nothing.
 */
interface Gesture {
  readonly fr: string
  readonly en: string
  readonly sign: RegExp
  readonly done: SourcePattern
}
const doneBy = (hints: readonly string[], expression: RegExp): SourcePattern => ({
  hints,
  expression,
  kinds: ['code'],
  once: true,
})
const gestures: Readonly<Record<string, Gesture>> = {
  readOnly: {
    fr: 'mode consultation (lecture seule)',
    en: 'consultation (read-only) mode',
    sign: /lecture seule|mode (?:de )?(?:consultation|lecture)|consultation seule|read[- ]?only|consultation mode|(?:gel\w*|bloqu\w+) (?:les|des) ecritures|freeze (?:the )?writes/,
    done: doneBy(
      ['readonly', 'read_only', 'read-only', 'maintenance', 'consultation'],
      /\b(?:is|set|enter|leave|enable|toggle)_?(?:read_?only|maintenance)(?:_?mode)?\b|\bread[-_]?only[-_]?mode\b|\bmaintenance[-_]?mode\b|["'`](?:read-only|consultation|maintenance)["'`]/i,
    ),
  },
  drain: {
    fr: 'interdiction de nouvelles connexions',
    en: 'refusal of new connections',
    sign: /(?:interdi|refus|bloqu|suspen)\w* [^.]{0,60}(connexion|session)|(?:refuse|block|forbid|deny) [^.]{0,30}(?:connections?|sessions?|sign-?ins?|logins?)|nouvelles? (connexions?|sessions?)|\bdrain|maintenance mode|mode maintenance|new (connections?|sessions?|sign-?ins?)/,
    done: doneBy(
      ['drain', 'maintenance', 'new_session', 'newsession', 'new-session', 'refusenew', 'sign-ins', 'signins'],
      /\bdrain(?:ing|ed|s)?\b|\bmaintenance[-_]?mode\b|\b(?:refuse|forbid|disallow|block)_?(?:New)?_?(?:Sessions?|Connections?|Sign_?Ins?|Logins?)\b/i,
    ),
  },
  end: {
    fr: 'fin des connexions en cours',
    en: 'end of current connections',
    sign: /(fin|fermer|terminer|couper|clore|mettre fin|deconnecter|expulser|vider)\b[^.]{0,60}(connexions?|sessions?)|(end|close|kill|terminate|revoke|drop|disconnect)\b[^.]{0,60}(sessions?|connections?)/,
    done: doneBy(
      ['session'],
      /\b(?:end|close|revoke|invalidate|clear|flush|destroy|delete|terminate|expire)_?(?:All|Every|Current)?_?(?:User)?_?Sessions?\b|delete\s+from\s+\w*sessions?\b|deleteFrom\(\s*["'`]\w*sessions?/i,
    ),
  },
  synchronisation: {
    fr: 'point de synchronisation',
    en: 'synchronisation point',
    sign: /point de (synchronisation|coherence)|sync(hroni[sz]ation)?[- ]?point|point de (?:reprise|sauvegarde)|verrou\w* (?:les|des) ecritures|lock\w* (?:the |all )?(?:writes|tables)|consistent (backup|snapshot|copy)|sauvegarde coherente|quiesce/,
    done: doneBy(
      ['backup', 'back_up', 'pg_dump', 'mysqldump', 'mongodump', 'sync', 'quiesce', 'snapshot'],
      /\b(?:create|take|write|run|make)_?(?:Backup|Snapshot|Sync\w*Point)\b|\bbackup\s*[(:=]|\bpg_dump\b|\bmysqldump\b|\bmongodump\b|\bsync(?:hronisation)?[-_]?point\b|\bquiesce|["'`]backup["'`]/i,
    ),
  },
  trace: {
    fr: 'mode trace',
    en: 'trace mode',
    sign: /mode trace|niveau de (trace|journal)|log[- ]?level|trace (mode|level)|activer (la|les) traces?|traces? pas a pas|step[- ]by[- ]step trac|\btrac(?:e|es|ing)\b[^.\n]{0,20}\b(?:on|off|marche|arret)\b|(?:enable|turn on|activate) (?:the )?trac|mode (?:debogage|debug|verbeux)|(?:debug|verbose) mode|verbosit|^[\s>*+|#-]*(?:\*\*)?traces?(?:\*\*)?\s*(?:[:|]|$)/m,
    done: doneBy(
      ['trace', 'setlevel', 'loglevel', 'log_level', 'loggers'],
      /\btrace[-_]?(?:mode|level)\b|\bsetLevel\s*\(|\blog_?level\s*=(?!=)|\/loggers\b|["'`]trace["'`]|\.level\s*=(?!=)/i,
    ),
  },
}

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
    fr: 'Que chaque commande fait ce qu’elle dit : une répétition datée. Rien n’est lancé ici ; des mots et des noms de code ont été vus.',
    en: 'That each command does what it says: a dated rehearsal. Nothing is run here; words and names in code were seen.',
  },
  needs: ['documents', 'packages', 'files', 'matches', 'containers'],
  looksFor: {
    ...Object.fromEntries(Object.entries(gestures).map(([name, { done }]) => [name, done])),
    served: resource,
  },
  judge: ({ documents, packages, files, matches, containers }) => {
    const books = documents.filter(
      ({ path, headings }) =>
        /(^|\/)(operations?|op-guide|exploitation|runbooks?|ops|mex|dex|administration)([/._-]|$)/i.test(path) ||
        (!path.includes('/') && headings.some((one) => /exploitation|operating|operations?\b|runbook/i.test(one))),
    )
    const deployed = files.some(
      ({ path, role }) =>
        /(^|\/)(Dockerfile|Chart\.yaml)$/.test(path) &&
        !/(^|\/)(ci|\.ci|build|\.devcontainer)\//.test(path) &&
        !['vendored', 'test', 'fixture', 'example'].includes(role) &&
        !(ofTheTeam.test(path) && containers.some((recipe) => recipe.path === path && startsNothing(recipe))),
    )
    if (
      webServer(packages) === undefined &&
      !(matches['served'] ?? []).some(answersRequests) &&
      !deployed &&
      !books.some(({ path }) => /(^|\/)(operations?|exploitation|runbooks?)\//i.test(path))
    )
      return notApplicable(
        'Ni serveur, ni recette d’image, ni document d’exploitation.',
        'Neither a server, nor an image recipe, nor an operations document.',
      )
    const text = books.map((one) => one.text).join('\n')
    const all = Object.entries(gestures)
    const missing = all.filter(([, { sign }]) => !sign.test(text)).map(([, gesture]) => gesture)
    if (missing.length === 0) {
      const undone = all
        .filter(([name]) => !(matches[name] ?? []).some(({ comment }) => !comment))
        .map(([, gesture]) => gesture)
      return undone.length === 0
        ? pass
        : manual(
            `Décrit, mais rien dans le code ne s’en charge à vue : ${undone.map(({ fr }) => fr).join(', ')}. Montrez la commande, ou faites une répétition datée.`,
            `Described, but nothing in the code is seen to do it: ${undone.map(({ en }) => en).join(', ')}. Show the command, or hold a dated rehearsal.`,
          )
    }
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
