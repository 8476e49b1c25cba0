/** Passwords of bases and services that live as long as a run: a chain, tests or a developer's machine start them and throw them away. */
import type { SourceMatch } from '../../facts.ts'

/** A pipeline starts a database, fills it and throws it away; a password of anything else that it names lasts. */
export const passing =
  /^\.(github|gitlab|forgejo|gitea|circleci|woodpecker|ci)\/|^\.(gitlab-ci|travis|drone)\.ya?ml$|^(azure|bitbucket)-pipelines\.ya?ml$/
const ofAnEngine =
  /(^|_)(mysql|mariadb|pg|postgres(ql)?|db|dba|database|redis|mongo(db)?|rabbitmq|mssql|sa|oracle|minio|elastic(search)?|ldap|keychain|test)(_|password|pass|pwd|$)/i
/** A connection in one text, to a host without a domain: a service of the pipeline. */
export const ofThePipeline = /\b(?:Host|Server|Data Source)\s*=\s*(?:tcp:)?(?:127\.0\.0\.1|[\w-]+)(?:[,:]\d+)?\s*;/i
/** .NET: settings that only machines of developers read, and the base of those machines. */
export const ofDevelopers = /(^|\/)appsettings\.(?:Development|Local|Dev)\.json$/i
/** Spring and Rails: settings that only tests read, of a base that they fill and throw away. */
export const ofATestProfile = ({ path, around, text }: SourceMatch): boolean =>
  /(^|\/)application-(?:test|it|ci|integration|integration-?tests?)\.(?:properties|ya?ml)$/i.test(path) ||
  (/(^|\/)database\.yml$/.test(path) &&
    [...around.slice(0, around.indexOf(text)).matchAll(/^(\w+):/gm)].at(-1)?.[1] === 'test')
export const ownMachine =
  /\b(?:Host|Server|Data Source|Address)\s*=\s*(?:tcp:)?(?:localhost|127\.0\.0\.1|\(local(?:db)?\)|\.)(?=[,:;\\])|["/@](?:localhost|127\.0\.0\.1)(?=[:,/])/i
/** Settings that a job writes, of a base on the machine that it runs on. */
export const ofItsMachine =
  /^\s*password\s*:[\s\S]*^\s*host\s*:\s*(?:127\.0\.0\.1|localhost)\s*$|^\s*\w*(?:ENDPOINT|URL|HOST|ADDR\w*)\s*:\s*["']?(?:https?:\/\/)?(?:localhost|127\.0\.0\.1)\b/m
export const startedByPipeline = (path: string, key: string): boolean => passing.test(path) && ofAnEngine.test(key)
