import { committeeRoutes } from '@socle/contracts/committee-routes'
import { VoteChoice } from '@socle/contracts/committee'
import { callApi } from '../api.ts'
import { sessionText } from '../committee-session.ts'
import { type Command, type Invocation, print, printJson, text, texts } from '../command.ts'
import { exitCodes, wrongUse } from '../errors.ts'
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
      option: 'appoint --person NAME --rank R --seat SEAT|--body BODY --from DAY [--to DAY]',
      meaning: {
        fr: 'enregistre un mandat, titular ou substitute',
        en: 'records a mandate, titular or substitute',
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
    { option: 'open SESSION [--chair MANDATE]', meaning: { fr: 'ouvre la séance', en: 'opens the session' } },
    {
      option: 'attend SESSION --mandate M --presence room|remote|absent',
      meaning: { fr: 'note une présence', en: 'records attendance' },
    },
    {
      option: 'vote SESSION --item ITEM --choice C [--mandate M]',
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
      option: 'minutes SESSION --out F [--format text], export decisions|members|sessions --out F',
      meaning: { fr: 'relevé de décisions ; liste en OpenDocument', en: 'minutes; list as OpenDocument' },
    },
    { option: '--json', meaning: { fr: 'sortie JSON', en: 'JSON output' } },
  ],
  options: {
    ...texts('search', 'person', 'rank', 'seat', 'body', 'from', 'to', 'title', 'date', 'kind', 'place', 'proposal'),
    ...texts('procedure', 'edition', 'conditions', 'until', 'item', 'file', 'chair', 'mandate', 'presence', 'choice'),
    ...texts('reason', 'format', 'out'),
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
    const { mandates, candidates } = await callApi(committeeRoutes.members, {
      query: { search: text(values, 'search'), limit: 200 },
    })
    if (values.json === true) return printJson(mandates)
    for (const { id, body, rank, person, from, to } of mandates)
      print(`${id}  ${body}  ${rank}  ${person.name}  ${from} – ${to ?? ''}`)
    if (candidates.length === 0) return
    print({ fr: 'Peuvent recevoir un mandat :', en: 'May be given a mandate:' }[language])
    for (const { id, name } of candidates) print(`  ${id}  ${name}`)
  },
  async sessions({ values }) {
    const { sessions, publication } = await callApi(committeeRoutes.sessions, {
      query: { search: text(values, 'search'), limit: 200 },
    })
    if (values.json === true) return printJson({ sessions, publication })
    for (const { id, date, state, kind, title } of sessions) print(`${id}  ${date}  ${state}  ${kind}  ${title}`)
    for (const { from, to, state, warn } of publication)
      print(`publication ${from} – ${to}: ${state}${warn ? ' !' : ''}`)
  },
  async decisions({ values, language }) {
    const { decisions } = await callApi(committeeRoutes.decisions, {
      query: { search: text(values, 'search'), limit: 200 },
    })
    if (values.json === true) return printJson(decisions)
    for (const { date, title, sentence, notifiedAt } of decisions)
      print(`${date}  ${title}  ${sentence[language]}  ${notifiedAt?.slice(0, 10) ?? '–'}`)
  },
  async appoint({ values }) {
    const seat = text(values, 'seat')
    printJson(
      await callApi(committeeRoutes.appoint, {
        body: {
          seat: seat === undefined ? { body: needed(values, 'body') } : { id: seat },
          userId: await candidateNamed(needed(values, 'person')),
          rank: needed(values, 'rank') as 'titular',
          from: needed(values, 'from'),
          to: text(values, 'to') ?? null,
        },
      }),
    )
  },
  async end(invocation) {
    printJson(
      await callApi(committeeRoutes.endMandate, {
        params: { mandateId: idOf(invocation) },
        body: { to: needed(invocation.values, 'to') },
      }),
    )
  },
  async plan({ values }) {
    const { id } = await callApi(committeeRoutes.plan, {
      body: {
        title: needed(values, 'title'),
        date: needed(values, 'date'),
        kind: (text(values, 'kind') ?? 'ordinary') as 'ordinary',
        place: text(values, 'place') ?? '',
      },
    })
    print(id)
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
    const { agenda } = await callApi(committeeRoutes.addItems, {
      params: { sessionId: idOf(invocation) },
      body: { items: [{ subject, ...proposalOf(values) }] },
    })
    print(agenda.at(-1)!.id)
  },
  async reword(invocation) {
    const itemId = needed(invocation.values, 'item')
    const { id, agenda } = await read(invocation)
    printJson(
      await callApi(committeeRoutes.editItem, {
        params: { sessionId: id, itemId },
        body: { ...proposalOf(invocation.values), revision: agenda.find((item) => item.id === itemId)?.revision ?? 0 },
      }),
    )
  },
  async 'take-off'(invocation) {
    const params = { sessionId: idOf(invocation), itemId: needed(invocation.values, 'item') }
    await callApi(committeeRoutes.removeItem, { params })
  },
  async attach(invocation) {
    const params = { sessionId: idOf(invocation), itemId: needed(invocation.values, 'item') }
    const form = await uploadOf(needed(invocation.values, 'file'))
    print((await callApi(committeeRoutes.addFile, { params, form })).id)
  },
  async file(invocation) {
    const { file } = await callApi(committeeRoutes.file, { params: { fileId: idOf(invocation) } })
    await writeWhole(needed(invocation.values, 'out'), file!)
  },
  async open(invocation) {
    const { id, revision } = await read(invocation)
    const body = { revision, chair: text(invocation.values, 'chair') ?? null }
    print((await callApi(committeeRoutes.open, { params: { sessionId: id }, body })).state)
  },
  async attend(invocation) {
    const { values } = invocation
    const presence = needed(values, 'presence') as 'room'
    await callApi(committeeRoutes.attend, {
      params: { sessionId: idOf(invocation) },
      body: { attendance: [{ mandateId: needed(values, 'mandate'), presence }] },
    })
  },
  async vote(invocation) {
    const { values, language } = invocation
    const params = { sessionId: idOf(invocation), itemId: needed(values, 'item') }
    const choice = VoteChoice.parse(needed(values, 'choice'))
    const mandateId = text(values, 'mandate')
    const { result } =
      mandateId === undefined
        ? await callApi(committeeRoutes.vote, { params, body: { choice } })
        : await callApi(committeeRoutes.recordVotes, { params, body: { votes: [{ mandateId, choice }] } })
    print(result!.sentence[language])
  },
  async close(invocation) {
    const { id, revision } = await read(invocation)
    const { agenda } = await callApi(committeeRoutes.close, { params: { sessionId: id }, body: { revision } })
    for (const { title, result } of agenda) print(`${title}  ${result!.sentence[invocation.language]}`)
  },
  async cancel(invocation) {
    const { id, revision } = await read(invocation)
    const body = { revision, reason: needed(invocation.values, 'reason') }
    print((await callApi(committeeRoutes.cancel, { params: { sessionId: id }, body })).state)
  },
  async reschedule(invocation) {
    const { id, revision, place } = await read(invocation)
    const body = {
      revision,
      date: needed(invocation.values, 'date'),
      place: text(invocation.values, 'place') ?? place,
    }
    print((await callApi(committeeRoutes.reschedule, { params: { sessionId: id }, body })).date)
  },
  async notify(invocation) {
    const item = text(invocation.values, 'item')
    const { state } = await callApi(committeeRoutes.notify, {
      params: { sessionId: idOf(invocation) },
      body: item === undefined ? {} : { items: [item] },
    })
    print(state)
  },
  async minutes(invocation) {
    const { file } = await callApi(committeeRoutes.minutes, {
      params: { sessionId: idOf(invocation) },
      query: { format: text(invocation.values, 'format') === 'text' ? 'text' : 'pdf', lang: invocation.language },
    })
    await writeWhole(needed(invocation.values, 'out'), file!)
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
    const { file } = await callApi(list, { query: { search: text(values, 'search'), lang: language } })
    await writeWhole(needed(values, 'out'), file!)
  },
}

const read = (invocation: Invocation) => callApi(committeeRoutes.session, { params: { sessionId: idOf(invocation) } })

/** By identifier, or by the name that `members` shows. */
async function candidateNamed(person: string): Promise<string> {
  const { candidates } = await callApi(committeeRoutes.members, { query: { limit: 1 } })
  const found = candidates.filter(({ id, name }) => id === person || fold(name) === fold(person))
  if (found.length === 1) return found[0]!.id
  throw wrongUse(
    {
      fr: `${found.length === 0 ? 'Personne ne s’appelle ainsi' : 'Plusieurs personnes s’appellent ainsi'} : « ${person} ». « socle committee members » donne les identifiants.`,
      en: `${found.length === 0 ? 'Nobody has this name' : 'Several people have this name'}: “${person}”. “socle committee members” gives the identifiers.`,
    },
    'committee',
  )
}

const fold = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .trim()

const proposalOf = (values: Invocation['values']) => ({
  title: needed(values, 'title'),
  proposal: needed(values, 'proposal'),
  conditions: text(values, 'conditions') ?? '',
  until: text(values, 'until') ?? null,
})

function needed(values: Invocation['values'], name: string): string {
  const value = text(values, name)
  if (value === undefined) throw wrongUse({ fr: `--${name} manque.`, en: `--${name} is missing.` }, 'committee')
  return value
}

function idOf({ positionals }: Invocation): string {
  const id = positionals[1]
  if (id === undefined) throw wrongUse({ fr: 'L’identifiant manque.', en: 'The identifier is missing.' }, 'committee')
  return id
}
