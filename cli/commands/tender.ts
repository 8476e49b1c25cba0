import { Treatment } from '@socle/contracts/tenders/policy'
import { tenderRoutes, TenderStep } from '@socle/contracts/tenders/routes'
import type { TenderSummary } from '@socle/contracts/tenders/tenders'
import { callApi } from '../api.ts'
import { type Command, type Invocation, print, printJson, text, texts } from '../command.ts'
import { exitCodes, wrongUse } from '../errors.ts'
import { formatOf, neededAmong, neededOption, sheetFormats } from '../required.ts'
import { bidLine, choiceLine, remediationLine, tenderLine, tenderText } from '../tender-text.ts'
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
      option: 'compare TENDER, report TENDER --out F',
      meaning: { fr: 'compare les offres ; rapport, .pdf ou .ods', en: 'compares the bids; report, .pdf or .ods' },
    },
    {
      option: 'retain TENDER --bid BID --requirement ID [--answer A --note N]',
      meaning: { fr: 'retient une autre réponse', en: 'keeps another answer' },
    },
    {
      option:
        'read TENDER [--note N], award TENDER --bid BID --reason R, remediate TENDER --requirement ID --action A --due DAY',
      meaning: {
        fr: 'dit les réponses lues, attribue, puis planifie',
        en: 'says the answers read, awards, then plans',
      },
    },
    { option: '--json', meaning: { fr: 'sortie JSON', en: 'JSON output' } },
  ],
  options: {
    ...texts('search', 'reference', 'title', 'application', 'volumes', 'weights', 'requirement', 'precision'),
    ...texts('treatment', 'points', 'reason', 'bidder', 'file', 'bid', 'answer', 'note', 'action', 'due'),
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
  async list({ values, language }) {
    const { tenders } = await callApi(tenderRoutes.list, { query: { search: text(values, 'search'), limit: 200 } })
    if (values.json === true) return printJson(tenders)
    if (tenders.length === 0) print({ fr: 'Aucun marché.', en: 'No tender.' }[language])
    for (const each of tenders) print(tenderLine(each, language))
  },
  async export({ values, language }) {
    const out = needed(values, 'out')
    const query = { search: text(values, 'search'), format: formatOf(out, sheetFormats, 'tender'), lang: language }
    await writeWhole(out, (await callApi(tenderRoutes.exportList, { query })).file!)
  },
  async create({ values }) {
    const created = await callApi(tenderRoutes.create, {
      body: {
        reference: needed(values, 'reference'),
        title: needed(values, 'title'),
        applicationId: text(values, 'application') ?? null,
      },
    })
    if (values.json === true) printJson(created)
    else print(created.id)
  },
  async show(invocation) {
    const shown = await read(invocation)
    if (invocation.values.json === true) printJson(shown)
    else print(tenderText(shown, invocation.language))
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
    if (values.json === true) printJson(chosen)
    else print(tenderLine(chosen, invocation.language))
  },
  async refine(invocation) {
    const { values } = invocation
    const { id, revision, choices } = await read(invocation)
    const requirement = needed(values, 'requirement')
    const points = text(values, 'points')
    if (points !== undefined && !/^\d+([.,]\d+)?$/.test(points))
      throw wrongUse({ fr: '--points attend un nombre.', en: '--points expects a number.' }, 'tender')
    const treatment =
      values['treatment'] === undefined ? undefined : neededAmong(Treatment.options, values, 'treatment', 'tender')
    if (!choices.some((one) => one.id === requirement))
      throw wrongUse(
        {
          fr: `${requirement} n’est pas retenue dans ce marché. « socle tender show » dit lesquelles le sont.`,
          en: `${requirement} is not kept in this tender. “socle tender show” says which ones are.`,
        },
        'tender',
      )
    const refined = await callApi(tenderRoutes.choose, {
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
            ...(treatment !== undefined && { treatment }),
            ...(points !== undefined && { points: Number(points.replace(',', '.')) }),
          }
        }),
      },
    })
    if (values.json === true) return printJson(refined)
    print(
      choiceLine(
        refined.choices.find((one) => one.id === requirement)!,
        invocation.language,
      ),
    )
  },
  grid: (invocation) => download(invocation, 'grid'),
  annex: (invocation) => download(invocation, 'annex'),
  async report(invocation) {
    const out = needed(invocation.values, 'out')
    const { file } = await callApi(tenderRoutes.report, {
      params: { tenderId: idOf(invocation) },
      query: { format: formatOf(out, ['pdf', 'ods'], 'tender'), lang: invocation.language },
    })
    await writeWhole(out, file!)
  },
  async bid(invocation) {
    const { values, language } = invocation
    const bidder = needed(values, 'bidder')
    const form = await uploadOf(needed(values, 'file'))
    const recorded = await callApi(tenderRoutes.addBid, {
      params: { tenderId: idOf(invocation) },
      query: { bidder },
      form,
    })
    if (values.json === true) return printJson(recorded)
    print(bidLine(recorded, language))
    for (const { sentence } of recorded.evaluation?.eliminations ?? []) print(`  ${sentence[language]}`)
  },
  async withdraw(invocation) {
    const params = { tenderId: idOf(invocation), bidId: needed(invocation.values, 'bid') }
    const left = await callApi(tenderRoutes.withdrawBid, { params })
    if (invocation.values.json === true) printJson(left)
    else print({ fr: 'Offre retirée.', en: 'Bid taken out.' }[invocation.language])
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
    for (const bid of comparison.bids) print(bidLine(bid, invocation.language, comparison.outOf))
  },
  async retain(invocation) {
    const { values } = invocation
    const [tenderId, bidId, requirementId] = [
      idOf(invocation),
      needed(values, 'bid'),
      needed(values, 'requirement') as `MIRAI:${string}`,
    ]
    const { rows, answers } = await callApi(tenderRoutes.comparison, {
      params: { tenderId },
      query: { search: requirementId, limit: 200 },
    })
    const line = rows
      .find(({ requirement }) => requirement.id === requirementId)
      ?.answers.find((answer) => answer.bidId === bidId)
    // By its identifier or by its label, as the grid prints it.
    const given = text(values, 'answer')
    const known = answers.find(({ id, label }) => id === given || label.fr === given || label.en === given)
    if (given !== undefined && known === undefined) {
      const all = answers.map(({ id, label }) => `${id} (${label[invocation.language]})`).join(', ')
      throw wrongUse({ fr: `--answer attend : ${all}.`, en: `--answer expects: ${all}.` }, 'tender')
    }
    const answer = known?.id ?? null
    const kept = await callApi(tenderRoutes.retain, {
      params: { tenderId, bidId, requirementId },
      body: { answer, note: text(values, 'note') ?? '', seen: line?.retained?.answer ?? null },
    })
    if (values.json === true) printJson(kept)
    else
      print(
        `${requirementId}  ${answers.find(({ id }) => id === (kept.retained?.answer ?? kept.answer))?.label[invocation.language] ?? '–'}`,
      )
  },
  async read(invocation) {
    const { id, revision } = await read(invocation)
    const body = { revision, note: text(invocation.values, 'note') ?? '' }
    tell(invocation, await callApi(tenderRoutes.read, { params: { tenderId: id }, body }))
  },
  async award(invocation) {
    const { id, revision } = await read(invocation)
    const body = { revision, bidId: needed(invocation.values, 'bid'), reason: needed(invocation.values, 'reason') }
    tell(invocation, await callApi(tenderRoutes.award, { params: { tenderId: id }, body }))
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
    if (values.json === true) return printJson(remediation)
    for (const each of remediation) print(remediationLine(each, invocation.language))
  },
}

async function take(invocation: Invocation, step: TenderStep): Promise<void> {
  const { id, revision } = await read(invocation)
  const body = { revision, note: text(invocation.values, 'note') ?? '' }
  tell(invocation, await callApi(tenderRoutes.step, { params: { tenderId: id, step }, body }))
}

function tell({ values, language }: Invocation, tender: TenderSummary): void {
  if (values.json === true) printJson(tender)
  else print(tenderLine(tender, language))
}

async function download(invocation: Invocation, what: 'grid' | 'annex'): Promise<void> {
  const { file } = await callApi(tenderRoutes[what], {
    params: { tenderId: idOf(invocation) },
    query: { lang: invocation.language },
  })
  await writeWhole(needed(invocation.values, 'out'), file!)
}

const read = (invocation: Invocation) => callApi(tenderRoutes.get, { params: { tenderId: idOf(invocation) } })

const needed = (values: Invocation['values'], name: string): string => neededOption(values, name, 'tender')

function idOf({ positionals }: Invocation): string {
  const id = positionals[1]
  if (id === undefined) throw wrongUse({ fr: 'L’identifiant manque.', en: 'The identifier is missing.' }, 'tender')
  return id
}
