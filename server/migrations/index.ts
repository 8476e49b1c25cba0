import { Migrator, type MigrationProvider } from 'kysely/migration'
import type { Database } from '../platform/database.ts'
import * as firstCapability from './0001-first-capability.ts'
import * as aiAccessLayer from './0002-ai-access-layer.ts'
import * as procedures from './0003-procedures.ts'
import * as decisions from './0004-decisions.ts'
import * as editions from './0005-editions.ts'
import * as productsAndFiles from './0006-products-and-files.ts'
import * as tenders from './0007-tenders.ts'
import * as committee from './0008-committee.ts'
import * as ledgerAtSpeed from './0010-ledger-at-speed.ts'
import * as protection from './0011-protection.ts'
import * as personalTokens from './0013-personal-tokens.ts'
import * as actorOfTheAuditLog from './0015-actor-of-the-audit-log.ts'
import * as assignees from './0014-assignees.ts'
import * as operations from './0016-operations.ts'
import * as measurements from './0017-measurements.ts'
import * as seatsOfClosedSessions from './0018-seats-of-closed-sessions.ts'
import * as tokensWrittenToACache from './0019-tokens-written-to-a-cache.ts'
import * as attendanceInTime from './0020-attendance-in-time.ts'
import * as gatesOfAVersion from './0021-gates-of-a-version.ts'
import * as assessmentsTakenOver from './0032-assessments-taken-over.ts'
import * as gatesAndVotes from './0034-gates-and-votes.ts'
import * as openedOnce from './0033-opened-once.ts'
import * as whoStatedAProvider from './0039-who-stated-a-provider.ts'
import * as productionByVote from './0040-production-by-vote.ts'
import * as writtenMinutes from './0043-written-minutes.ts'
import * as settledNotifications from './0045-settled-notifications.ts'
import * as whatAVerdictNames from './0046-what-a-verdict-names.ts'
import * as convocations from './0047-convocations.ts'
import * as commentsOnAnEditionToCome from './0048-comments-on-an-edition-to-come.ts'
import * as decisionsInBothLanguages from './0024-decisions-in-both-languages.ts'
import * as numbersOfAnEdition from './0027-numbers-of-an-edition.ts'
import * as namesOfSeats from './0028-names-of-seats.ts'
import * as whatReplicasShare from './0029-what-replicas-share.ts'
import * as excesses from './0030-excesses.ts'
import * as votesGivenAgain from './0023-votes-given-again.ts'
import * as whatWaitsForNobody from './0022-what-waits-for-nobody.ts'
import * as limitsOfALineOfKeys from './0025-limits-of-a-line-of-keys.ts'
import * as pricesOfAVersion from './0026-prices-of-a-version.ts'
import * as languageOfPeople from './0035-language-of-people.ts'
import * as whatADecisionSays from './0036-what-a-decision-says.ts'
import * as signedReports from './0031-signed-reports.ts'
import * as evidenceInBothLanguages from './0037-evidence-in-both-languages.ts'
import * as keptAllowances from './0038-kept-allowances.ts'

/** In order; a migration that has shipped is never edited. */
const provider: MigrationProvider = {
  getMigrations: () =>
    Promise.resolve({
      '0001-first-capability': firstCapability,
      '0002-ai-access-layer': aiAccessLayer,
      '0003-procedures': procedures,
      '0004-decisions': decisions,
      '0005-editions': editions,
      '0006-products-and-files': productsAndFiles,
      '0007-tenders': tenders,
      '0008-committee': committee,
      '0010-ledger-at-speed': ledgerAtSpeed,
      '0011-protection': protection,
      '0013-personal-tokens': personalTokens,
      '0014-assignees': assignees,
      '0015-actor-of-the-audit-log': actorOfTheAuditLog,
      '0016-operations': operations,
      '0017-measurements': measurements,
      '0018-seats-of-closed-sessions': seatsOfClosedSessions,
      '0019-tokens-written-to-a-cache': tokensWrittenToACache,
      '0020-attendance-in-time': attendanceInTime,
      '0021-gates-of-a-version': gatesOfAVersion,
      '0022-what-waits-for-nobody': whatWaitsForNobody,
      '0023-votes-given-again': votesGivenAgain,
      '0024-decisions-in-both-languages': decisionsInBothLanguages,
      '0025-limits-of-a-line-of-keys': limitsOfALineOfKeys,
      '0026-prices-of-a-version': pricesOfAVersion,
      '0027-numbers-of-an-edition': numbersOfAnEdition,
      '0028-names-of-seats': namesOfSeats,
      '0029-what-replicas-share': whatReplicasShare,
      '0030-excesses': excesses,
      '0031-signed-reports': signedReports,
      '0032-assessments-taken-over': assessmentsTakenOver,
      '0033-opened-once': openedOnce,
      '0034-gates-and-votes': gatesAndVotes,
      '0035-language-of-people': languageOfPeople,
      '0036-what-a-decision-says': whatADecisionSays,
      '0037-evidence-in-both-languages': evidenceInBothLanguages,
      '0038-kept-allowances': keptAllowances,
      '0039-who-stated-a-provider': whoStatedAProvider,
      '0040-production-by-vote': productionByVote,
      '0043-written-minutes': writtenMinutes,
      '0045-settled-notifications': settledNotifications,
      '0046-what-a-verdict-names': whatAVerdictNames,
      '0047-convocations': convocations,
      '0048-comments-on-an-edition-to-come': commentsOnAnEditionToCome,
    }),
}

/**
 * Brings the schema up to date; replicas that start together wait for one another.
 * @param upTo the last migration to apply; default: all
 * @throws the error of the migration that failed
 */
export async function migrate(db: Database, upTo?: string): Promise<void> {
  const migrator = new Migrator({ db, provider })
  const { error, results } = await (upTo === undefined ? migrator.migrateToLatest() : migrator.migrateTo(upTo))
  if (error) {
    const failed = results?.find((result) => result.status === 'Error')
    throw new Error(`Migration ${failed?.migrationName ?? ''} failed; the database is as it was before it.`, {
      cause: error,
    })
  }
}
