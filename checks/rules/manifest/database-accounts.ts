import type { SourceMatch } from '../../facts.ts'
import { failIfAny, finding, manual, notApplicable, rule } from '../../rule.ts'
import { isManagedDatabase, rawDatabases } from './database-operator.ts'
import { startedByPipeline } from '../repository/thrown-away-bases.ts'
import { called, list, record, workloads } from './workloads.ts'

const administrator = /^(postgres|root|sa|sys|system|admin|administrator|dbo|mysql)$/i
const ofDatabase =
  /^\s*["']?database["']?\s*(?::|=>|=)|\b(?:adapter|dialect|driver|engine|client|type|ENGINE)["']?\s*(?::|=>|=)\s*["']?(?:[\w.]*\.)?(?:pdo_)?(?:mysql2?|postgres(?:ql)?|pg|mariadb|mssql|sqlserver|sqlsrv|oracle\w*|trilogy)\b|\bjdbc:(?:postgresql|mysql|mariadb|sqlserver|oracle):(?!\S*(?:localhost|127\.0\.0\.1))/im
const accountOf = (groups: SourceMatch['groups']): string =>
  groups['user'] ?? groups['inline'] ?? groups['account'] ?? groups['variable'] ?? groups['pg'] ?? ''
const userVariable =
  /(^|_)(PG|POSTGRES|POSTGRESQL|MYSQL|MARIADB|MSSQL|ORACLE|DB|DATABASE|DATASOURCE|JDBC|SQL)\w*_?(USER|USERNAME|LOGIN)(NAME)?$/i

export const databaseAccounts = rule({
  id: 'manifest/database-accounts',
  source: 'manifest',
  requirements: ['GI:1334', 'GI:1167'],
  title: {
    fr: 'L’application n’est pas administratrice de sa base',
    en: 'The application is no administrator of its database',
  },
  failureTitle: {
    fr: 'L’application se connecte en administratrice de sa base',
    en: 'The application connects as administrator of its database',
  },
  why: {
    fr: 'Avec le compte d’administration, une seule injection lit, change ou efface toute la base.',
    en: 'With the administration account a single injection reads, changes or erases the whole database.',
  },
  mend: {
    fr: 'Créez un compte par rôle (migration, application, lecture) et accordez à chacun le strict nécessaire par GRANT.',
    en: 'Create one account per role (migration, application, reading) and grant each what it strictly needs.',
  },
  left: {
    fr: 'Les droits réels dans la base, et l’usage d’un compte de lecture.',
    en: 'The real rights in the database, and the use of a reading account.',
  },
  needs: ['kubernetes', 'matches'],
  looksFor: {
    address: {
      hints: ['postgres', 'mysql', 'mariadb', 'sqlserver', 'jdbc:', 'mssql', 'user id=', 'uid=', 'username=', 'user='],
      expression:
        /\b(?:jdbc:)?(?:postgres(?:ql)?|mysql|mariadb|mssql|sqlserver)(?:\+\w+)?:\/\/(?<user>\w+)(?::[^@\s"']*)?@(?!\w*example)|\b(?:Server|Data Source|Host)\s*=\s*(?!\.\s*[;\\]|\(local)[^;"'\n]+;(?:[^;"'\n]*;){0,8}?\s*(?:User Id|Uid|User|Username)\s*=\s*(?<account>\w+)/i,
      kinds: ['code', 'data'],
    },
    setting: {
      hints: ['username', 'user', 'login'],
      expression:
        /^\s*(?:spring\.datasource\.|quarkus\.datasource\.)username\s*[:=]\s*["']?(?<user>\w+)["']?\s*$|^\s*(?:DB|DATABASE|PG|POSTGRES|MYSQL)_?(?:USER|USERNAME|LOGIN)\s*[:=]\s*["']?(?<variable>\w+)["']?\s*$|^PGUSER\s*[:=]\s*["']?(?<pg>\w+)/i,
      kinds: ['data'],
    },
    /** The settings of Rails, Symfony, Knex, Django, TypeORM and others, where the kind of database stands a line or two away. */
    beside: {
      hints: ['username', 'user', 'login'],
      expression:
        /^\s*["']?(?:user(?:name)?|login)["']?\s*(?::|=>|=)\s*["']?(?<user>\w+)["']?\s*,?\s*$|[{,[]\s*["'](?:user(?:name)?|login)["']\s*(?::|=>)\s*["'](?<inline>postgres|root|sa)["']\s*[,}\]]/i,
      kinds: ['code', 'data'],
    },
    grant: {
      hints: ['grant all', 'superuser', 'db_owner', 'grant dba', 'with grant option'],
      expression:
        /\bGRANT\s+ALL(?:\s+PRIVILEGES)?\s+ON\s+(?:ALL\s+TABLES|DATABASE|SCHEMA|\*\.\*|[\w"`*.]+)[^;]*\bTO\s+["'`]?(?<to>[\w$-]+)|\b(?:CREATE|ALTER)\s+(?:ROLE|USER)\s+["`]?(?<role>\w+)[^;]*\b(?<!NO)SUPERUSER\b|ALTER\s+ROLE\s+db_owner\s+ADD\s+MEMBER\s+(?<owner>\w+)/i,
      kinds: ['code', 'data'],
    },
    account: {
      hints: ['create role', 'create user', 'grant '],
      expression: /\bCREATE\s+(?:ROLE|USER)\s+|\bGRANT\s+(?:SELECT|INSERT|UPDATE|USAGE)/i,
      kinds: ['code', 'data'],
    },
  },
  judge: ({ kubernetes, matches }) => {
    const live = (name: string) =>
      (matches[name] ?? []).filter(
        (match) =>
          !match.comment &&
          !startedByPipeline(match.path, 'database') &&
          !/(^|[/._-])(dev|development|local|test|testing|tests|ci)([/._-]|$)|localhost|127\.0\.0\.1/i.test(
            `${match.path} ${match.text}`,
          ) &&
          // What the image of the database itself is told when it is made.
          !(/compose/.test(match.path) && /\b(?:POSTGRES|MYSQL|MARIADB|PG)_?\w*\s*[:=]/.test(match.text)),
      )
    const inFiles = [
      ...live('address'),
      ...live('setting'),
      ...live('beside').filter(({ around }) => ofDatabase.test(around)),
    ].filter(({ groups }) => administrator.test(accountOf(groups)))
    const granted = live('grant').filter(
      ({ groups }) => !/migrat|owner|admin|deploy/i.test(groups['to'] ?? groups['role'] ?? groups['owner'] ?? ''),
    )
    const raw = new Set(rawDatabases(kubernetes).map(({ object }) => object))
    const inWorkloads = workloads(kubernetes)
      .filter(({ object }) => !raw.has(object))
      .flatMap(({ object, containers }) =>
        containers.flatMap(({ name, content }) =>
          list(content['env'])
            .map(record)
            .map((one) => ({ object, name, variable: String(one['name']), user: administratorOf(one) }))
            .filter((one): one is typeof one & { user: string } => one.user !== undefined),
        ),
      )
    const findings = [
      ...inFiles.map((match) =>
        finding(
          match,
          `Connexion sous le compte « ${accountOf(match.groups)} ».`,
          `Connection under the account “${accountOf(match.groups)}”.`,
          match.text.replace(/:[^@\s:]*@/, ':•@').replace(/\b(Password|Pwd)\s*=[^;"']*/i, '$1=•'),
        ),
      ),
      ...granted.map((match) =>
        finding(
          match,
          `Tous les droits accordés : ${match.text.slice(0, 80)}`,
          `Every right granted: ${match.text.slice(0, 80)}`,
          match.text,
        ),
      ),
      ...inWorkloads.map(({ object, name, variable, user }) =>
        finding(
          object,
          `${called(object)}, conteneur ${name} : ${variable} = « ${user} ».`,
          `${called(object)}, container ${name}: ${variable} = “${user}”.`,
          `${called(object)}/${variable}`,
        ),
      ),
    ]
    if (findings.length > 0) return failIfAny(findings)
    const hasDatabase =
      raw.size > 0 ||
      kubernetes.objects.some(isManagedDatabase) ||
      (matches['address'] ?? []).length + (matches['setting'] ?? []).length > 0
    if (!hasDatabase) return notApplicable('Aucune base de données dans le dépôt.', 'No database in the repository.')
    return (matches['account'] ?? []).some((match) => !match.comment)
      ? failIfAny([])
      : manual(
          'Aucun compte n’est créé dans le dépôt : montrez la liste des comptes et de leurs droits.',
          'No account is created in the repository: show the list of accounts and their rights.',
        )
  },
})

/** Who an application connects as, where that is the account that may do everything. */
function administratorOf(variable: ReturnType<typeof record>): string | undefined {
  const value = String(variable['value'] ?? '')
  if (userVariable.test(String(variable['name'])) && administrator.test(value)) return value
  const { name, key } = record(record(variable['valueFrom'])['secretKeyRef'])
  return ofAdministrator.test(String(name ?? '')) || adminKey.test(String(key ?? '')) ? `${name}/${key}` : undefined
}
/** Operators keep the account of the administrator in a secret of their own: CloudNativePG, Zalando, Crunchy, Percona, Elastic. */
const ofAdministrator =
  /-superuser$|^postgres\..+\.credentials(?:\.|$)|-pguser-postgres$|-es-elastic-user$|-(?:root|admin)-(?:password|credentials)$/
/** Charts of databases name theirs by the key. */
const adminKey = /^(?:postgres-password|(?:mysql|mariadb|mongodb)?-?root-password)$/
