import { tenderRoutes, TenderStep } from '@socle/contracts/tender-routes'
import { callApi } from '../api.ts'
import { type Command, type Invocation, print, printJson, text, texts } from '../command.ts'
import { exitCodes, wrongUse } from '../errors.ts'
import { uploadOf } from '../upload.ts'
import { writeWhole } from '../write-file.ts'

export const tender: Command = {
  name: 'tender',
  usage: 'socle tender ACTION [TENDER] [--json]',
  summary: {
    fr: 'Marchés : exigences, grille, offres, comparaison, remédiation',
    en: 'Tenders: requirements, grid, bids, comparison, remediation',
  },
  help: [
    { option: 'list [--search WORDS], export --out F', meaning: { fr: 'marchés', en: 'tenders' } },
    {
      option: 'create --reference R --title T [--application ID]',
      meaning: { fr: 'prépare un marché', en: 'prepares a tender' },
    },
    { option: 'show TENDER', meaning: { fr: 'montre un marché', en: 'shows a tender' } },
    {
      option: 'select TENDER [--volumes A,B] [--weights binding] [--applicable]',
      meaning: { fr: 'retient les exigences des critères', en: 'keeps the requirements of the criteria' },
    },
    {
      option: 'refine TENDER --requirement ID [--precision P] [--treatment T] [--points N] [--reason R]',
      meaning: { fr: 'précise une exigence', en: 'refines a requirement' },
    },
    { option: TenderStep.options.join(', '), meaning: { fr: 'étape de TENDER', en: 'step of TENDER' } },
    {
      option: 'grid, annex TENDER --out F',
      meaning: { fr: 'grille de réponse, annexe', en: 'answer grid, annex' },
    },
    {
      option: 'bid TENDER --bidder B --file F, withdraw TENDER --bid BID, received TENDER --bid BID --out F',
      meaning: {
        fr: 'lit une grille remplie, retire une offre, rend la grille reçue',
        en: 'reads a filled grid, takes a bid out, gives the grid received',
      },
    },
    {
      option: 'compare TENDER, report TENDER --out F [--format ods]',
      meaning: { fr: 'compare les offres', en: 'compares the bids' },
    },
    {
      option: 'retain TENDER --bid BID --requirement ID [--answer A --note N]',
      meaning: { fr: 'retient une autre réponse', en: 'keeps another answer' },
    },
    {
      option: 'award TENDER --bid BID --reason R, remediate TENDER --requirement ID --action A --due DAY',
      meaning: { fr: 'attribue, puis planifie', en: 'awards, then plans' },
    },
    { option: '--json', meaning: { fr: 'sortie JSON', en: 'JSON output' } },
  ],
  options: {
    ...texts('search', 'reference', 'title', 'application', 'volumes', 'weights', 'requirement', 'precision'),
    ...texts('treatment', 'points', 'reason', 'bidder', 'file', 'bid', 'answer', 'note', 'action', 'due', 'format'),
    ...texts('out'),
    applicable: { type: 'boolean' },
    json: { type: 'boolean' },
  },
  arguments: 2,
  async run(invocation) {
    const name = invocation.positionals[0] ?? ''
    const step = TenderStep.safeParse(name)
    const action = step.success ? (call: Invocation) => take(call, step.data) : actions[name]
    const all = [...Object.keys(actions), ...TenderStep.options].join(', ')
    if (!action) throw wrongUse({ fr: `Dites ${all}.`, en: `Say ${all}.` }, 'tender')
    await action(invocation)
    return exitCodes.passed
  },
}

const actions: Record<string, (invocation: Invocation) => Promise<void>> = {
  async list({ values }) {
    const { tenders } = await callApi(tenderRoutes.list, { query: { search: text(values, 'search'), limit: 200 } })
    if (values.json === true) return printJson(tenders)
    for (const { id, reference, state, requirements, bids, title } of tenders)
      print(`${id}  ${reference}  ${state}  ${requirements}  ${bids}  ${title}`)
  },
  async export({ values, language }) {
    const query = { search: text(values, 'search'), lang: language }
    await writeWhole(needed(values, 'out'), (await callApi(tenderRoutes.exportList, { query })).file!)
  },
  async create({ values }) {
    const { id } = await callApi(tenderRoutes.create, {
      body: {
        reference: needed(values, 'reference'),
        title: needed(values, 'title'),
        applicationId: text(values, 'application') ?? null,
      },
    })
    print(id)
  },
  async show(invocation) {
    printJson(await read(invocation))
  },
  async select(invocation) {
    const { values } = invocation
    const { id, revision } = await read(invocation)
    const params = { tenderId: id }
    const { requirements } = await callApi(tenderRoutes.selectable, {
      params,
      query: {
        volumes: text(values, 'volumes'),
        weights: text(values, 'weights'),
        applicable: values.applicable === true ? 'yes' : 'no',
      },
    })
    const chosen = await callApi(tenderRoutes.choose, {
      params,
      body: { revision, requirements: requirements.map((requirement) => ({ id: requirement.id })) },
    })
    print(String(chosen.requirements))
  },
  async refine(invocation) {
    const { values } = invocation
    const { id, revision, choices } = await read(invocation)
    const requirement = needed(values, 'requirement')
    const points = text(values, 'points')
    await callApi(tenderRoutes.choose, {
      params: { tenderId: id },
      body: {
        revision,
        requirements: choices.map((one) => {
          const own = one.setBy === 'tender' ? { treatment: one.treatment, points: one.points } : {}
          const kept = { id: one.id, precision: one.precision, reason: one.reason, ...own }
          if (one.id !== requirement) return kept
          return {
            ...kept,
            precision: text(values, 'precision') ?? one.precision,
            reason: text(values, 'reason') ?? one.reason,
            ...(text(values, 'treatment') !== undefined && { treatment: text(values, 'treatment') as 'scores' }),
            ...(points !== undefined && { points: Number(points) }),
          }
        }),
      },
    })
  },
  grid: (invocation) => download(invocation, 'grid'),
  annex: (invocation) => download(invocation, 'annex'),
  async report(invocation) {
    const { file } = await callApi(tenderRoutes.report, {
      params: { tenderId: idOf(invocation) },
      query: { format: text(invocation.values, 'format') === 'ods' ? 'ods' : 'pdf', lang: invocation.language },
    })
    await writeWhole(needed(invocation.values, 'out'), file!)
  },
  async bid(invocation) {
    const { values, language } = invocation
    const bidder = needed(values, 'bidder')
    const form = await uploadOf(needed(values, 'file'))
    const { id, evaluation } = await callApi(tenderRoutes.addBid, {
      params: { tenderId: idOf(invocation) },
      query: { bidder },
      form,
    })
    print(`${id}  ${evaluation.score}`)
    for (const { sentence } of evaluation.eliminations) print(sentence[language])
  },
  async withdraw(invocation) {
    const params = { tenderId: idOf(invocation), bidId: needed(invocation.values, 'bid') }
    await callApi(tenderRoutes.withdrawBid, { params })
  },
  async received(invocation) {
    const params = { tenderId: idOf(invocation), bidId: needed(invocation.values, 'bid') }
    const { file } = await callApi(tenderRoutes.bidGrid, { params })
    await writeWhole(needed(invocation.values, 'out'), file!)
  },
  async compare(invocation) {
    const comparison = await callApi(tenderRoutes.comparison, {
      params: { tenderId: idOf(invocation) },
      query: { limit: 200, search: text(invocation.values, 'search') },
    })
    if (invocation.values.json === true) return printJson(comparison)
    for (const { id, bidder, evaluation } of comparison.bids)
      print(`${id}  ${evaluation.rank ?? '–'}  ${evaluation.score}/${comparison.outOf}  ${bidder}`)
  },
  async retain(invocation) {
    const { values } = invocation
    const [tenderId, bidId, requirementId] = [
      idOf(invocation),
      needed(values, 'bid'),
      needed(values, 'requirement') as `MIRAI:${string}`,
    ]
    const { rows } = await callApi(tenderRoutes.comparison, {
      params: { tenderId },
      query: { search: requirementId, limit: 200 },
    })
    const line = rows
      .find(({ requirement }) => requirement.id === requirementId)
      ?.answers.find((answer) => answer.bidId === bidId)
    printJson(
      await callApi(tenderRoutes.retain, {
        params: { tenderId, bidId, requirementId },
        body: {
          answer: text(values, 'answer') ?? null,
          note: text(values, 'note') ?? '',
          seen: line?.retained?.answer ?? null,
        },
      }),
    )
  },
  async award(invocation) {
    const { id, revision } = await read(invocation)
    const body = { revision, bidId: needed(invocation.values, 'bid'), reason: needed(invocation.values, 'reason') }
    print((await callApi(tenderRoutes.award, { params: { tenderId: id }, body })).state)
  },
  async remediate(invocation) {
    const { values } = invocation
    const action = {
      requirementId: needed(values, 'requirement'),
      action: needed(values, 'action'),
      due: needed(values, 'due'),
    }
    const { remediation } = await callApi(tenderRoutes.remediate, {
      params: { tenderId: idOf(invocation) },
      body: { actions: [action] },
    })
    printJson(remediation)
  },
}

async function take(invocation: Invocation, step: TenderStep): Promise<void> {
  const { id, revision } = await read(invocation)
  const body = { revision, note: text(invocation.values, 'note') ?? '' }
  print((await callApi(tenderRoutes.step, { params: { tenderId: id, step }, body })).state)
}

async function download(invocation: Invocation, what: 'grid' | 'annex'): Promise<void> {
  const { file } = await callApi(tenderRoutes[what], {
    params: { tenderId: idOf(invocation) },
    query: { lang: invocation.language },
  })
  await writeWhole(needed(invocation.values, 'out'), file!)
}

const read = (invocation: Invocation) => callApi(tenderRoutes.get, { params: { tenderId: idOf(invocation) } })

function needed(values: Invocation['values'], name: string): string {
  const value = text(values, name)
  if (value === undefined) throw wrongUse({ fr: `--${name} manque.`, en: `--${name} is missing.` }, 'tender')
  return value
}

function idOf({ positionals }: Invocation): string {
  const id = positionals[1]
  if (id === undefined) throw wrongUse({ fr: 'L’identifiant manque.', en: 'The identifier is missing.' }, 'tender')
  return id
}
