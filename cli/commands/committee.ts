import { committeeRoutes } from '@socle/contracts/committee/routes'
import {
  type CommitteeSession,
  MandateRank,
  Presence,
  SessionKind,
  VoteChoice,
} from '@socle/contracts/committee/committee'
import { callApi } from '../api.ts'
import { candidateNamed, mandateLine, seatLine } from '../committee-mandates.ts'
import {
  convocationText,
  kindWords,
  publicationWords,
  seatsText,
  sessionLine,
  sessionText,
  stateWords,
} from '../committee-session.ts'
import { type Command, type Invocation, print, printJson, text, texts } from '../command.ts'
import { exitCodes, wrongUse } from '../errors.ts'
import { formatOf, neededAmong, neededOption, sheetFormats } from '../required.ts'
import { uploadOf } from '../upload.ts'
import { writeWhole } from '../write-file.ts'

export const committee: Command = {
  name: 'committee',
  usage: 'socle committee ACTION [ID] [--json]',
  summary: {
    fr: 'Membres, séances, votes et décisions du comité d’architecture',
    en: 'Members, sessions, votes and decisions of the architecture committee',
  },
  help: [
    {
      option: 'members, sessions, decisions [--search WORDS]',
      meaning: { fr: 'listes', en: 'lists' },
    },
    {
      option: `appoint --person NAME --rank ${MandateRank.options.join('|')} --body BODY|--seat SEAT --from DAY [--to DAY] [--another]`,
      meaning: {
        fr: 'enregistre un mandat sur le siège de l’entité ; avec --another, sur un siège de plus',
        en: 'records a mandate on the seat of the body; with --another, on one more seat',
      },
    },
    { option: 'end MANDATE --to DAY', meaning: { fr: 'met fin à un mandat', en: 'ends a mandate' } },
    {
      option: 'plan --title T --date DAY [--kind publication] [--place P]',
      meaning: { fr: 'prévoit une séance', en: 'plans a session' },
    },
    { option: 'session SESSION', meaning: { fr: 'montre une séance', en: 'shows a session' } },
    {
      option: 'put SESSION --title T --proposal P [--procedure ID | --edition ID] [--conditions C] [--until DAY]',
      meaning: { fr: 'inscrit un point', en: 'puts an item on the agenda' },
    },
    {
      option: 'reword SESSION --item ITEM --title T --proposal P [--conditions C] [--until DAY]',
      meaning: { fr: 'récrit un point', en: 'rewords an item' },
    },
    { option: 'take-off SESSION --item ITEM', meaning: { fr: 'retire un point', en: 'takes an item off' } },
    {
      option: 'attach SESSION --item ITEM --file F, file FILE --out F',
      meaning: { fr: 'joint ou télécharge une pièce', en: 'attaches or downloads a file' },
    },
    {
      option: 'convene SESSION',
      meaning: {
        fr: 'convoque les membres, ou leur dit ce qui a changé depuis',
        en: 'convenes the members, or tells them what has changed since',
      },
    },
    { option: 'open SESSION [--chair MANDATE]', meaning: { fr: 'ouvre la séance', en: 'opens the session' } },
    {
      option: 'attend SESSION --presence room|remote|absent [--mandate M]',
      meaning: {
        fr: 'dit sa présence ; avec --mandate, note celle d’un membre',
        en: 'says one’s attendance; with --mandate, records that of a member',
      },
    },
    {
      option: `vote SESSION --item ITEM --choice ${VoteChoice.options.join('|')} [--mandate M]`,
      meaning: {
        fr: 'vote ; avec --mandate, saisit la voix d’un membre',
        en: 'votes; with --mandate, records the vote of a member',
      },
    },
    { option: 'close, cancel --reason R, reschedule --date DAY', meaning: { fr: 'sur SESSION', en: 'on SESSION' } },
    {
      option: 'notify SESSION [--item ITEM]',
      meaning: { fr: 'notifie une décision, ou toutes', en: 'notifies one decision, or all' },
    },
    {
      option:
        'write SESSION [--secretary NAME] [--excused M,M] [--remarks TEXT] [--item ITEM --debate TEXT], sign SESSION',
      meaning: {
        fr: 'écrit au relevé, puis consigne sa signature',
        en: 'writes in the minutes, then records that they are signed',
      },
    },
    {
      option: 'minutes SESSION --out F, export decisions|members|sessions --out F',
      meaning: {
        fr: 'relevé de décisions, .pdf ou .txt ; liste, .ods ou .csv',
        en: 'minutes, .pdf or .txt; list, .ods or .csv',
      },
    },
    { option: '--json', meaning: { fr: 'sortie JSON', en: 'JSON output' } },
  ],
  options: {
    ...texts('search', 'person', 'rank', 'seat', 'body', 'from', 'to', 'title', 'date', 'kind', 'place', 'proposal'),
    ...texts('procedure', 'edition', 'conditions', 'until', 'item', 'file', 'chair', 'mandate', 'presence', 'choice'),
    ...texts('reason', 'out', 'secretary', 'excused', 'remarks', 'debate'),
    another: { type: 'boolean' },
    json: { type: 'boolean' },
  },
  arguments: 2,
  async run(invocation) {
    const action = actions[invocation.positionals[0] ?? '']
    if (!action)
      throw wrongUse(
        { fr: `Dites ${Object.keys(actions).join(', ')}.`, en: `Say ${Object.keys(actions).join(', ')}.` },
        'committee',
      )
    await action(invocation)
    return exitCodes.passed
  },
}

const actions: Record<string, (invocation: Invocation) => Promise<void>> = {
  async members({ values, language }) {
    const { mandates, seats, candidates } = await callApi(committeeRoutes.members, {
      query: { search: text(values, 'search'), limit: 200 },
    })
    if (values.json === true) return printJson(mandates)
    for (const mandate of mandates) print(mandateLine(mandate, language))
    if (seats.length > 0) print({ fr: 'Sièges :', en: 'Seats:' }[language])
    for (const seat of seats) print(seatLine(seat, language))
    if (candidates.length === 0) return
    print({ fr: 'Peuvent recevoir un mandat :', en: 'May be given a mandate:' }[language])
    for (const { id, name } of candidates) print(`  ${id}  ${name}`)
  },
  async sessions({ values, language }) {
    const { sessions, publication } = await callApi(committeeRoutes.sessions, {
      query: { search: text(values, 'search'), limit: 200 },
    })
    if (values.json === true) return printJson({ sessions, publication })
    for (const { id, date, state, kind, title } of sessions)
      print(`${id}  ${date}  ${stateWords[state][language]}  ${kindWords[kind][language]}  ${title}`)
    for (const { from, to, state, warn } of publication)
      print(`publication ${from} – ${to} : ${publicationWords[state][language]}${warn ? ' !' : ''}`)
  },
  async decisions({ values, language }) {
    const { decisions } = await callApi(committeeRoutes.decisions, {
      query: { search: text(values, 'search'), limit: 200 },
    })
    if (values.json === true) return printJson(decisions)
    for (const { date, title, sentence, notifiedAt } of decisions)
      print(`${date}  ${title}  ${sentence[language]}  ${notifiedAt?.slice(0, 10) ?? '–'}`)
  },
  async appoint(invocation) {
    const { values, language } = invocation
    const seat = text(values, 'seat')
    const rank = neededAmong(MandateRank.options, values, 'rank', 'committee')
    const appointed = await callApi(committeeRoutes.appoint, {
      body: {
        seat: seat === undefined ? { body: needed(values, 'body'), another: values['another'] === true } : { id: seat },
        userId: await candidateNamed(needed(values, 'person')),
        rank,
        from: needed(values, 'from'),
        to: text(values, 'to') ?? null,
      },
    })
    tell(invocation, appointed, mandateLine(appointed, language))
  },
  async end(invocation) {
    const ended = await callApi(committeeRoutes.endMandate, {
      params: { mandateId: idOf(invocation) },
      body: { to: needed(invocation.values, 'to') },
    })
    tell(invocation, ended, mandateLine(ended, invocation.language))
  },
  async plan(invocation) {
    const { values } = invocation
    const planned = await callApi(committeeRoutes.plan, {
      body: {
        title: needed(values, 'title'),
        date: needed(values, 'date'),
        kind: values['kind'] === undefined ? 'ordinary' : neededAmong(SessionKind.options, values, 'kind', 'committee'),
        place: text(values, 'place') ?? '',
      },
    })
    tell(invocation, planned, planned.id)
  },
  async session(invocation) {
    const session = await read(invocation)
    if (invocation.values.json === true) return printJson(session)
    print(sessionText(session, invocation.language))
  },
  async put(invocation) {
    const { values } = invocation
    const [procedureId, editionId] = [text(values, 'procedure'), text(values, 'edition')]
    const subject =
      procedureId !== undefined
        ? { kind: 'procedure' as const, procedureId }
        : editionId !== undefined
          ? { kind: 'edition' as const, editionId }
          : { kind: 'free' as const }
    const session = await callApi(committeeRoutes.addItems, {
      params: { sessionId: idOf(invocation) },
      body: { items: [{ subject, ...proposalOf(values) }] },
    })
    const item = session.agenda.at(-1)!
    tell(invocation, item, item.id)
  },
  async reword(invocation) {
    const itemId = needed(invocation.values, 'item')
    const { id, agenda } = await read(invocation)
    const item = await callApi(committeeRoutes.editItem, {
      params: { sessionId: id, itemId },
      body: { ...proposalOf(invocation.values), revision: agenda.find((each) => each.id === itemId)?.revision ?? 0 },
    })
    tell(invocation, item, `${item.id}  ${item.title}`)
  },
  async 'take-off'(invocation) {
    const params = { sessionId: idOf(invocation), itemId: needed(invocation.values, 'item') }
    const session = await callApi(committeeRoutes.removeItem, { params })
    tell(invocation, session, sessionText(session, invocation.language))
  },
  async attach(invocation) {
    const params = { sessionId: idOf(invocation), itemId: needed(invocation.values, 'item') }
    const form = await uploadOf(needed(invocation.values, 'file'))
    const attached = await callApi(committeeRoutes.addFile, { params, form })
    tell(invocation, attached, attached.id)
  },
  async file(invocation) {
    const { file } = await callApi(committeeRoutes.file, { params: { fileId: idOf(invocation) } })
    await writeWhole(needed(invocation.values, 'out'), file!)
  },
  async convene(invocation) {
    const session = await callApi(committeeRoutes.convene, { params: { sessionId: idOf(invocation) } })
    const last = session.convocations.at(-1)!
    tell(invocation, last, convocationText(last, invocation.language))
  },
  async open(invocation) {
    const { id, revision } = await read(invocation)
    const body = { revision, chair: text(invocation.values, 'chair') ?? null }
    tellSession(invocation, await callApi(committeeRoutes.open, { params: { sessionId: id }, body }))
  },
  async attend(invocation) {
    const { values, language } = invocation
    const presence = neededAmong(Presence.options, values, 'presence', 'committee')
    const params = { sessionId: idOf(invocation) }
    const mandateId = text(values, 'mandate')
    const session =
      mandateId === undefined
        ? await callApi(committeeRoutes.attendMyself, { params, body: { presence } })
        : await callApi(committeeRoutes.attend, { params, body: { attendance: [{ mandateId, presence }] } })
    tell(invocation, session, seatsText(session, language).join('\n'))
  },
  async vote(invocation) {
    const { values, language } = invocation
    const params = { sessionId: idOf(invocation), itemId: needed(values, 'item') }
    const choice = neededAmong(VoteChoice.options, values, 'choice', 'committee')
    const mandateId = text(values, 'mandate')
    const item =
      mandateId === undefined
        ? await callApi(committeeRoutes.vote, { params, body: { choice } })
        : await callApi(committeeRoutes.recordVotes, { params, body: { votes: [{ mandateId, choice }] } })
    const voter = mandateId ?? (await read(invocation)).myMandate
    const aside = item.result!.tally.setAside.some((id) => id === voter) ? `\n${words.aside[language]}` : ''
    tell(invocation, item, `${words.sofar[language]} ${item.result!.sentence[language]}${aside}`)
  },
  async close(invocation) {
    const { id, revision } = await read(invocation)
    const session = await callApi(committeeRoutes.close, { params: { sessionId: id }, body: { revision } })
    const counted = session.agenda.map(({ title, result }) => `${title}  ${result!.sentence[invocation.language]}`)
    tell(invocation, session, counted.length === 0 ? words.nothing[invocation.language] : counted.join('\n'))
  },
  async cancel(invocation) {
    const { id, revision } = await read(invocation)
    const body = { revision, reason: needed(invocation.values, 'reason') }
    tellSession(invocation, await callApi(committeeRoutes.cancel, { params: { sessionId: id }, body }))
  },
  async reschedule(invocation) {
    const { id, revision, place } = await read(invocation)
    const body = {
      revision,
      date: needed(invocation.values, 'date'),
      place: text(invocation.values, 'place') ?? place,
    }
    tellSession(invocation, await callApi(committeeRoutes.reschedule, { params: { sessionId: id }, body }))
  },
  async notify(invocation) {
    const item = text(invocation.values, 'item')
    tellSession(
      invocation,
      await callApi(committeeRoutes.notify, {
        params: { sessionId: idOf(invocation) },
        body: item === undefined ? {} : { items: [item] },
      }),
    )
  },
  async write(invocation) {
    const { values } = invocation
    const { id, minutes } = await read(invocation)
    const { revision, secretary, excused, remarks, debates } = minutes
    const debate = text(values, 'debate')
    const said = debate === undefined ? [] : [{ itemId: needed(values, 'item'), text: debate }]
    const session = await callApi(committeeRoutes.writeMinutes, {
      params: { sessionId: id },
      body: {
        revision,
        secretary: text(values, 'secretary') ?? secretary,
        excused: text(values, 'excused')?.split(',').filter(Boolean) ?? excused,
        remarks: text(values, 'remarks') ?? remarks,
        debates: [...debates.filter(({ itemId }) => itemId !== said[0]?.itemId), ...said],
      },
    })
    tellSession(invocation, session)
  },
  async sign(invocation) {
    const { id, minutes } = await read(invocation)
    const body = { revision: minutes.revision }
    tellSession(invocation, await callApi(committeeRoutes.signMinutes, { params: { sessionId: id }, body }))
  },
  async minutes(invocation) {
    const out = needed(invocation.values, 'out')
    const format = formatOf(out, ['pdf', 'txt'], 'committee') === 'txt' ? 'text' : 'pdf'
    const { file } = await callApi(committeeRoutes.minutes, {
      params: { sessionId: idOf(invocation) },
      query: { format, lang: invocation.language },
    })
    await writeWhole(out, file!)
  },
  async export({ values, positionals, language }) {
    const lists = {
      decisions: committeeRoutes.exportDecisions,
      members: committeeRoutes.exportMembers,
      sessions: committeeRoutes.exportSessions,
    }
    const list = lists[(positionals[1] ?? 'decisions') as keyof typeof lists]
    if (!list)
      throw wrongUse(
        { fr: 'Dites decisions, members ou sessions.', en: 'Say decisions, members or sessions.' },
        'committee',
      )
    const out = needed(values, 'out')
    const query = { search: text(values, 'search'), format: formatOf(out, sheetFormats, 'committee'), lang: language }
    await writeWhole(out, (await callApi(list, { query })).file!)
  },
}

const words = {
  sofar: { fr: 'À cet instant :', en: 'As it stands:' },
  aside: {
    fr: 'Cette voix est gardée et ne compte pas à cet instant : le titulaire du siège est présent, ou la personne n’est pas notée présente.',
    en: 'This vote is kept and does not count as it stands: the titular of the seat is there, or the person is not recorded as present.',
  },
  nothing: {
    fr: 'Séance close, sans aucun point à l’ordre du jour.',
    en: 'Session closed, with nothing on its agenda.',
  },
} as const

const tellSession = (invocation: Invocation, session: CommitteeSession): void =>
  tell(invocation, session, sessionLine(session, invocation.language))

const read = (invocation: Invocation) => callApi(committeeRoutes.session, { params: { sessionId: idOf(invocation) } })

const proposalOf = (values: Invocation['values']) => ({
  title: needed(values, 'title'),
  proposal: needed(values, 'proposal'),
  conditions: text(values, 'conditions') ?? '',
  until: text(values, 'until') ?? null,
})

const needed = (values: Invocation['values'], name: string): string => neededOption(values, name, 'committee')

/** The whole answer as JSON when that is asked for, else its line. */
function tell({ values }: Invocation, answer: unknown, line: string): void {
  if (values['json'] === true) printJson(answer)
  else print(line)
}

function idOf({ positionals }: Invocation): string {
  const id = positionals[1]
  if (id === undefined) throw wrongUse({ fr: 'L’identifiant manque.', en: 'The identifier is missing.' }, 'committee')
  return id
}
