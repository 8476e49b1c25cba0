/** A session as it is read: seats of the day, agenda, files, votes, what the count says. */
import type {
  AgendaAbout,
  AgendaItem,
  AgendaSubject,
  CommitteeSession,
  SessionState,
  SessionMinutes,
  SessionSummary,
} from '@socle/contracts'
import { z } from 'zod'
import type { Caller } from '../../platform/caller.ts'
import type { Queries } from '../../platform/database.ts'
import { dayOf } from '../../platform/day.ts'
import { refuse } from '../../platform/errors.ts'
import type { Services } from '../../platform/services.ts'
import { attendanceAt, attendanceThen, endOfVote, leftSince, seatsWith } from './attendance-rules.ts'
import { aboutOf } from './about-rules.ts'
import { unansweredOn } from '../remarks/index.ts'
import { convocationsRead } from './convocation.ts'
import { recusedFrom } from './recusal-rules.ts'
import { mandatesOn } from './mandates-store.ts'
import { type MinutesRow, minutesRow } from './minutes-store.ts'
import { earliestDay, latestPlanned, obstacleTo, policyInWords, resultOf, seatsOf } from './session-rules.ts'
import * as agendas from './agenda-store.ts'
import * as store from './sessions-store.ts'

/** @throws Refusal session-unknown */
export async function readSession(
  db: Queries,
  services: Services,
  caller: Caller,
  id: string,
): Promise<CommitteeSession> {
  const row = await store.sessionRow(db, id)
  if (!row) throw refuse('session-unknown', { id })
  const policy = services.governance.policies.committee
  const today = dayOf(services.clock())
  const mandates = await mandatesOn(db, row.day)
  const changes = await store.attendanceOf(db, id)
  // Kept at the closing: whoever is appointed or leaves afterwards, even for earlier days, changes no minutes.
  const attendance = attendanceAt(changes)
  const seats = row.seats ?? seatsOf(mandates, attendance)
  const votes = Map.groupBy(await store.votesOf(db, id), ({ item_id }) => item_id)
  const files = Map.groupBy(await store.filesOf(db, id), ({ item_id }) => item_id)
  const items = await agendas.itemsOf(db, id)
  const teams = await agendas.teamsOf(
    db,
    items.flatMap(({ application_id }) => application_id ?? []),
  )
  const unanswered = await unansweredOn(db, items.flatMap(editionVoted))
  const agenda = items.map((item): AgendaItem => {
    const recorded = votes.get(item.id) ?? []
    const given = recorded
      .map(({ mandate_id, choice }) => ({ mandateId: mandate_id, choice }))
      .sort((a, b) => (a.mandateId < b.mandateId ? -1 : 1))
    const ended = endOfVote(
      policy,
      changes,
      recorded.map(({ mandate_id, given_at }) => ({ mandateId: mandate_id, given: given_at })),
    )
    const seatsThen = ended === undefined ? seats : seatsWith(seats, attendanceAt(changes, ended))
    // Who joins or leaves the team once it is closed changes no minutes.
    const recused = ['planned', 'open'].includes(row.state)
      ? recusedFrom(policy, seatsThen, {
          requester: item.requester_id,
          team: teams.get(item.application_id ?? '') ?? [],
        })
      : (item.result?.tally.recused ?? [])
    return {
      id: item.id,
      position: item.position,
      subject: subjectOf(item),
      link: item.subject_link,
      about: item.about ?? aboutNow(services, item, ['planned', 'open'].includes(row.state)),
      unansweredRemarks: editionVoted(item).reduce((n, draft) => n + (unanswered.get(draft) ?? 0), 0),
      title: item.title,
      proposal: item.proposal,
      conditions: item.conditions,
      until: item.until_day,
      files: (files.get(item.id) ?? []).map((file) => ({
        id: file.id,
        name: file.name,
        contentType: file.content_type,
        size: file.size,
        addedBy: file.added_by,
        addedAt: file.added_at.toISOString(),
      })),
      votes: given,
      recused,
      attendance: attendanceThen(seats, seatsThen, ended),
      // Stored once and for all at the closing: later changes of the policy or of mandates change nothing.
      result: row.state === 'open' ? resultOf(policy, seatsThen, given, recused, row.chair_id) : item.result,
      notifiedAt: item.notified_at?.toISOString() ?? null,
      notifiedBy: item.notified_by === null ? null : { id: item.notified_by, name: item.notifier_name! },
      revision: item.revision,
    }
  })
  const may = (permission: 'committee:run' | 'committee:vote') =>
    services.authorisation.decide(caller, permission, 'socle').allowed
  const mine = caller.kind === 'person' ? mandates.find(({ user_id }) => user_id === caller.id) : undefined
  return {
    ...summaryOf(row),
    chair: row.chair_id,
    seats,
    told: [...attendance.keys()],
    left: leftSince(changes, row.state === 'planned' ? undefined : await store.openedAt(db, id)),
    obstacle: row.state === 'planned' ? obstacleTo(policy, { day: row.day, today, seats: seats.length }) : null,
    earliest: earliestDay(policy, today),
    latest: latestPlanned(policy, today),
    agenda,
    ...(await convocationsRead(db, services, row)),
    minutes: minutesWritten(await minutesRow(db, id)),
    policy: {
      id: policy.id,
      description: policy.description,
      settles: policy.settles,
      rules: policyInWords(policy),
      namedVotes: policy.minutes.choice === 'names',
    },
    myMandate: mine?.id ?? null,
    may: { run: may('committee:run'), vote: may('committee:vote') && mine !== undefined },
  }
}

const minutesWritten = (row: MinutesRow | undefined): SessionMinutes =>
  row === undefined
    ? { secretary: '', excused: [], remarks: '', debates: [], revision: 0, writtenBy: null, signed: null }
    : {
        ...row.notes,
        revision: row.revision,
        writtenBy: { id: row.written_by, name: row.writer_name },
        signed:
          row.signed_at === null
            ? null
            : { by: { id: row.signed_by!, name: row.signer_name! }, at: row.signed_at.toISOString() },
      }

/** An edition in preparation is a procedure as well, and may be on the agenda as either; another is only named. */
function editionVoted({ edition_id, procedure_id }: agendas.ItemRow): string[] {
  const id = edition_id ?? procedure_id
  return id !== null && z.uuid().safeParse(id).success ? [id] : []
}

/** @param asked what it asks for as well; of a session closed before that was kept, only what never changes */
function aboutNow({ framework, governance }: Services, item: agendas.ItemRow, asked: boolean): AgendaAbout | null {
  if (item.process === null) return null
  const process = governance.processById.get(item.process)!
  const about = aboutOf(framework, process, {
    data: item.subject_data!,
    requester: { id: item.requester_id!, name: item.requester_name! },
    application:
      item.application_name === null ? null : { name: item.application_name, version: item.application_version! },
  })
  return asked ? about : { ...about, version: null, facts: [] }
}

export const summaryOf = (row: store.SessionRow): SessionSummary => ({
  id: row.id,
  kind: row.kind,
  title: row.title,
  date: row.day,
  place: row.place,
  state: row.state as SessionState,
  items: row.items ?? 0,
  toNotify: row.to_notify ?? 0,
  revision: row.revision,
})

export function subjectOf(item: {
  kind: AgendaSubject['kind']
  procedure_id: string | null
  edition_id: string | null
}): AgendaSubject {
  if (item.kind === 'procedure') return { kind: 'procedure', procedureId: item.procedure_id! }
  if (item.kind === 'edition') return { kind: 'edition', editionId: item.edition_id! }
  return { kind: 'free' }
}
