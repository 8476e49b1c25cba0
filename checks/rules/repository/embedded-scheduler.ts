import type { Bilingual } from '@socle/contracts/text'
import { doubted } from '../doubt.ts'
import type { SourceMatch } from '../../facts.ts'
import { failIfAny, finding, manual, pass, rule } from '../../rule.ts'
import { dependenciesAmong, recognises } from './subject.ts'
import { runsInABrowser } from './in-a-browser.ts'

const libraries = [
  'node-cron',
  'cron',
  'node-schedule',
  'agenda',
  'bree',
  'croner',
  'toad-scheduler',
  '@nestjs/schedule',
  '@fastify/schedule',
  'apscheduler',
  'django-crontab',
  'celery',
  'rq-scheduler',
  'schedule',
  'org.quartz-scheduler:quartz',
  'org.springframework.boot:spring-boot-starter-quartz',
  'rufus-scheduler',
  'whenever',
  'sidekiq-cron',
  'github.com/robfig/cron/v3',
  'github.com/go-co-op/gocron',
  'hangfire',
  'quartz',
]
const operations =
  /backup|back_up|sauvegard|purg|clean-?up|clean_up|nettoy|archiv|(?:log|journal|key|cle|backup|file|fichier|secret|cert)\w*[-_ ]?rotat|rotat\w*[-_ ]?(?:\w+[-_ ])?(?:log|journal|key|cle|backup|file|fichier|secret|cert)|vacuum|dump|prune|expire|retention|(?:delete|remove)[-_]?(?:old|expired|stale|inactive)|(?:supprim|efface|retire)[a-z]{0,4}[-_]?(?:les|des)?[-_]?(?:fichiers?|donnees|comptes|dossiers)?[-_]?(?:ancien|vieux|vieil|expir|perim|inactif|obsolet|tempor)|housekeep|export(?:er)?(?:to|vers)|entrepot|warehouse/i

/** Says by itself that something comes back at fixed times; an interval may only refresh a page. */
const certain =
  /cron|AddOrUpdate|@Schedule|RecurringMessage|86_?400|from_secs|time\.Hour|\.Schedule<|@Scheduled|PeriodicTimer|FromHours|FromDays|TimerTask|ScheduledTask|Task\b/i

/** What a program holds open and lets go is its own affair: nobody else could close it. */
const ofTheProcess =
  /close_?(?:unused|idle|stale)|\b(?:unused|idle|stale)\b[\w ]{0,20}\b(?:connections?|conns?|sockets?)\b|\bconnexions? (?:inactives?|inutilis\w+)/i

/** A mark on the terminal while a command works: nothing else is done. */
const signOfLife = /setInterval\s*\(\s*\(\s*\)\s*=>\s*process\.std(?:out|err)\.write\(\s*(['"`])[^'"`]{0,3}\1\s*\)/

/** The place of a table is named so that what an older version left can be removed. */
function isOnlyTakenAway(
  { path, text }: SourceMatch,
  { takenAway = [], laid = [] }: Readonly<Record<string, readonly SourceMatch[]>>,
): boolean {
  const name = /^\s*(\w+)\s*=[^=].*\/etc\/cron\./.exec(text)?.[1]
  const names = (found: readonly SourceMatch[]): boolean =>
    found.some((one) => one.path === path && Object.values(one.groups).includes(name))
  return name !== undefined && names(takenAway) && !names(laid)
}

/** What a cache keeps in memory is forgotten with the process. */
const ofAMemory = /\b\w*(?:cache|lru|memo)\w*\.(?:expir|purg|prun|clean|evict|clear|vide)\w*\s*\(/i

/** What comes back inside a process is of operations by what it touches outside of it. */
const isOfAMemory = ({ path, text, around }: SourceMatch): boolean =>
  ((/\btime\.NewTicker\s*\(|\bsetInterval\s*\(/.test(text) &&
    /cache|intern|memo|progress|\bMap\b|\.entries\(\)|\.clear\(|evict/i.test(`${path}\n${around}`)) ||
    // Java: entries of a map of the object, gone through and taken out.
    /\b(?<map>\w+)\.(?:values|keySet|entrySet)\(\)[\s\S]*\b\k<map>\.remove\s*\(/.test(around)) &&
  !/backup|sauvegard|dump|vacuum|archiv|DELETE|unlink|rmdir|\brm\b|remove(?:All|File)|fs\.|\bdb\b|sql|query|repositor|table|fichier/i.test(
    around,
  )
const inMemory: Bilingual = {
  fr: 'ce qui est nettoyé semble ne vivre que dans la mémoire du programme',
  en: 'what is cleaned seems to live in the memory of the program only',
}
/** A scheduler that is handed one thing, and no time, does it now. */
const isNoPlan = ({ text }: SourceMatch): boolean => /\bscheduler\.schedule\s*\(\s*\w+\s*\)/.test(text)

/** The line itself says what is planned: a command, a task or a function by its name. */
const namesItsWork =
  /\$schedule->\w+\s*\(\s*["'](?<command>[^"']+)|\.AddFunc\s*\(\s*"[^"]*"\s*,\s*(?<go>[\w.]+)\s*\)|\bSchedule::(?:command|job|call)\s*\(\s*["'](?<laravel>[^"']+)|\bcron\.schedule\s*\(\s*["'`][^"'`]*["'`]\s*,\s*(?<node>[\w.]+)\s*[,)]|\badd_job\s*\(\s*(?<python>[\w.]+)\s*,|\bAddOrUpdate(?:<\w+>)?\s*\([^;]*=>\s*\w+\.(?<sharp>\w+)\s*\(/
/** A mark above a method, whose name says what it does unless it only says that something runs. */
const marks =
  /^\s*(?:@(?:Scheduled|Schedules?|Cron|periodic_task|\w+\.(?:crontab|periodic_task|scheduled_job))\b|#\[As(?:Cron|Periodic)Task)/
const method =
  /^\s*(?:(?:public|protected|private|internal|override|async|suspend|static|final|void|class|Task|Promise<void>|fun|def|function)\s+)*(?:\w+\s+)?(?<name>\w{4,})\s*\(/m
const onlyRuns =
  /^(?:run|execute\w*|handle\w*|tick|process|perform|work|start|executer|lancer|tache|task|job|on\w+|__invoke|cron\w*|schedul\w*|daily|hourly|nightly|quotidien\w*)$/i
function workOf({ text, around }: SourceMatch): string | undefined {
  const named = Object.values(namesItsWork.exec(text)?.groups ?? {}).find((name) => name !== undefined)
  // What else the line says counts with it: the type it is called on, the name under which it is planned.
  if (named !== undefined) return onlyRuns.test(named.split(/[.:]/).at(-1) ?? '') ? undefined : text
  if (!marks.test(text)) return undefined
  const below =
    around
      .slice(around.indexOf(text) + text.length)
      .trimStart()
      .split(/\n\s*\n/)[0] ?? ''
  const name = method.exec(below)?.groups?.['name']
  return name === undefined || onlyRuns.test(name) ? undefined : below
}
const isNamed = (match: SourceMatch): boolean => workOf(match) !== undefined
/** What is planned, by its name and its first lines where it has one; otherwise what stands around. */
const whatIsPlanned = (match: SourceMatch): string => workOf(match) ?? match.around

/** The name above, when, and the first word of what is done. */
const entryOf = ({ around, text }: SourceMatch): string => {
  const lines = around.split('\n')
  const at = lines.findIndex((line) => line.trim() === text)
  return lines.slice(Math.max(0, at - 1), at + 2).join('\n')
}

export const embeddedScheduler = rule({
  id: 'repository/embedded-scheduler',
  source: 'repository',
  requirements: ['GI:1220', 'GI:1014'],
  title: { fr: 'Pas d’ordonnanceur d’exploitation embarqué', en: 'No embedded operations scheduler' },
  failureTitle: {
    fr: 'L’application ordonnance elle-même des travaux d’exploitation',
    en: 'The application schedules operations work itself',
  },
  why: {
    fr: 'L’hébergeur pilote sauvegardes et purges de toutes les applications avec son propre ordonnanceur ; un travail caché échappe à ce pilotage.',
    en: 'The host drives backups and purges of every application with its own scheduler; hidden work escapes that.',
  },
  mend: {
    fr: 'Faites de chaque travail une commande qui se lance seule, et laissez l’hébergeur la planifier.',
    en: 'Make each piece of work a command that runs on its own, and let the host schedule it.',
  },
  left: {
    fr: 'Dire si un ordonnanceur présent sert au métier ou à l’exploitation.',
    en: 'Telling whether a scheduler that is present serves the business or operations.',
  },
  limits: {
    fr: 'Sauvegarde, purge, nettoyage et archivage sont de l’exploitation, même quand une règle de gestion en fixe le délai ; relances et calculs du métier sont laissés à une personne.',
    en: 'Backups, purges, cleaning and archiving are operations, even when a business rule sets their delay; reminders and computations of the business are left to a person.',
  },
  needs: ['files', 'packages', 'matches'],
  looksFor: {
    planned: {
      hints: [
        'cron',
        '@scheduled',
        'schedul',
        'crontab',
        'recurringjob',
        'add_job',
        'setinterval(',
        'addfunc(',
        '.every(',
        'newticker',
        'periodic',
        'on schedule',
        'job::new',
        'timertask',
        'every ',
        'repeat:',
        '/etc/cron.',
        'addorupdate',
        'recurringmessage',
        'oban.plugins.cron',
        'crontab(',
        'sp_add_job',
        'dbms_scheduler',
        '.daily()',
        '.weekly()',
        'dailyat',
        'timer(',
        'settimeout(',
        'setinterval (',
        'sleep(',
        'time.tick(',
        'task.delay(',
        'interval(',
        '@schedule',
        'send_interval',
        'ijob',
        'implements job',
      ],
      expression:
        /\bclass\s[^{\n]*:\s*(?:\w+\s*,\s*)*IJob\b|\bimplements\s+(?:org\.quartz\.)?Job\b|\bcron\.schedule\s*\(|new\s+CronJob\s*\(|new\s+Cron\s*\(|^\s*@Scheduled\s*\(|^\s*@Cron\s*\(|scheduleJob\s*\(|add_job\s*\(.*(?:cron|interval|hours|days)|schedule\.every\s*\(|setInterval\s*\(|\.AddFunc\s*\(|\.(?:every|Every)\s*\(\s*(?:\d+|["'])|time\.NewTicker\s*\(|#\[As(?:Cron|Periodic)Task|Schedule::(?:command|job|call)\s*\(|scheduleAtFixedRate\s*\(|scheduleWithFixedDelay\s*\(|WithCronSchedule\s*\(|\bJob::new(?:_async)?\s*\(|new\s+CronTrigger\s*\(|\b(?:Cron|DailyTimeInterval)ScheduleBuilder\.\w+|\bON\s+SCHEDULE\s+EVERY\b|\bnew\s+PeriodicTimer\s*\(|@periodic_task|@shared_task.*cron|\.scheduled(?:_job)?\s*\(|\bscheduler\.(?:every|cron|schedule)\b|\brepeat\s*:\s*\{\s*(?:pattern|cron|every)\b|\/etc\/cron\.(?:d|daily|hourly|weekly)\b|crontab\s+-|\$schedule->\w+\s*\(|\b(?:CELERY_?BEAT_SCHEDULE|beat_schedule)\b\s*=|\badd_periodic_task\s*\(|RecurringJob\.AddOrUpdate|\.AddOrUpdate\s*(?:<[^>]*>)?\s*\([^;]*(?:\bCron\.|["'](?:[\d*/,-]+\s+){4})|\bRecurringMessage::(?:every|cron|trigger)\s*\(|\bOban\.Plugins\.Cron\b|\bsp_add_job\b|\bDBMS_SCHEDULER\.CREATE_JOB\b|\.Schedule<\w+>\s*\(\)|^\s*@(?:\w+\.)?(?:crontab|periodic_task)\s*\(|\baiocron\.crontab\s*\(|^\s*@Schedules?\s*\(|\bnew\s+Timer\s*\(\s*\w|\bTimer\s*\(\s*\d[\d\s*]{3,}\s*,|\bset(?:Timeout|Interval)\s*\(\s*\w+\s*,\s*(?:\d+\s*\*\s*)+\d+|\bsleep\s*\(\s*(?:86_?400|3_?600|24\s*\*|60\s*\*\s*60)|\btime\.(?:Tick|Sleep)\s*\(\s*\d*\s*\*?\s*time\.Hour|\bTask\.Delay\s*\(\s*TimeSpan\.From(?:Hours|Days)|\binterval\s*\(\s*Duration::from_secs\s*\(\s*(?:\d{4,}|\d+\s*\*)|:timer\.send_interval|\bevery\s+\d+\.days?\b|['"]schedule['"]\s*:\s*crontab\s*\(/,
      kinds: ['code'],
    },
    /** The same, with all that is done at each turn. */
    turn: {
      hints: ['scheduleatfixedrate', 'schedulewithfixeddelay'],
      expression: /\bscheduleAtFixedRate\s*\(|\bscheduleWithFixedDelay\s*\(/,
      kinds: ['code'],
      reach: 14,
    },
    /** Tables of Sidekiq, Solid Queue and their like: a name, when, and what. */
    table: {
      hints: ['cron:', 'schedule:'],
      expression: /^\s*(?:cron|schedule)\s*:\s*["']?(?:[\d*@]|every\b|at\b)/,
      kinds: ['data'],
    },
    /** A table of the host that the program only looks for and takes away. */
    takenAway: {
      hints: ['.unlink(', 'os.remove('],
      expression: /\b(?<name>\w+)\.unlink\s*\(|\bos\.remove\s*\(\s*(?<other>\w+)/,
      kinds: ['code'],
    },
    laid: {
      hints: ['.write_', '.open(', 'open(', 'copy', '.symlink_to('],
      expression:
        /\b(?<name>\w+)\.(?:write_\w+|open|symlink_to)\s*\(|(?<![.\w])open\s*\(\s*(?<other>\w+)|\bcopy\w*\s*\([^()\n]*,\s*(?<copied>\w+)/,
      kinds: ['code'],
    },
    /** A file that plans a piece of work and speaks of operations somewhere. */
    work: {
      hints: ['purg', 'backup', 'sauvegard', 'nettoy', 'cleanup', 'clean_up', 'vacuum'],
      expression: /purg|backup|sauvegard|nettoy|clean_?up|vacuum/i,
      kinds: ['code'],
      once: true,
    },
  },
  judge: ({ files, packages, matches }) => {
    const inABrowser = runsInABrowser(packages)
    const planned = (matches['planned'] ?? []).filter(
      (match) =>
        !match.comment &&
        !recognises(match.text) &&
        !signOfLife.test(match.text) &&
        !isNoPlan(match) &&
        !(/\bset(?:Interval|Timeout)\s*\(/.test(match.text) && inABrowser(match.path)) &&
        !isOnlyTakenAway(match, matches),
    )
    const works = new Set((matches['work'] ?? []).map(({ path }) => path))
    const forOperations = planned.filter(
      (match) =>
        !ofTheProcess.test(match.around) &&
        !ofAMemory.test(match.text) &&
        (operations.test(whatIsPlanned(match)) ||
          (!isNamed(match) && certain.test(match.text) && (operations.test(match.path) || works.has(match.path)))),
    )
    const crontabs = files.filter(
      (file) =>
        /(^|\/)(crontab|cron\.d\/[^/]+|[\w-]+\.cron(?:tab)?)$/.test(file.path) &&
        (file.role === 'source' || file.role === 'configuration') &&
        !/(^|\/)(examples?|doc)\//.test(file.path),
    )
    const inTables = (matches['table'] ?? []).filter(
      (match) =>
        !match.comment &&
        /(^|\/)config\/[\w./-]*(?:sidekiq|schedule|recurring|cron)[\w-]*\.ya?ml$/.test(match.path) &&
        operations.test(entryOf(match)),
    )
    const findings = [
      ...inTables.map((match) =>
        finding(
          match,
          'Travail d’exploitation planifié par l’application.',
          'Operations work scheduled by the application.',
          entryOf(match),
        ),
      ),
      ...forOperations.map((match) =>
        doubted(
          finding(
            match,
            'Travail d’exploitation planifié par l’application.',
            'Operations work scheduled by the application.',
            match.text,
          ),
          isOfAMemory(matches['turn']?.find(({ path, line }) => path === match.path && line === match.line) ?? match)
            ? inMemory
            : undefined,
        ),
      ),
      ...crontabs.map((file) =>
        finding(
          file,
          'Table de planification livrée avec l’application.',
          'Schedule table delivered with the application.',
        ),
      ),
    ]
    if (findings.length > 0) return failIfAny(findings)
    const library = dependenciesAmong(packages, libraries)[0]
    const seen = planned[0] ?? library
    if (seen === undefined) return pass
    const where = `${seen.path}${seen.line === undefined ? '' : `:${seen.line}`}`
    return manual(
      `Un ordonnanceur est présent (${where}) : dites s’il sert au métier ou à l’exploitation.`,
      `A scheduler is present (${where}): tell whether it serves the business or operations.`,
    )
  },
})
