/** What `socle edition` does with a running Socle: the same operations as the portal, by the same contract. */
import { Completion, type CompletionField, completionWords } from '@socle/contracts/framework/edition-drafts'
import { editionRoutes } from '@socle/contracts/framework/edition-routes'
import { RemarkKind, RemarkState, remarkRoutes } from '@socle/contracts/framework/remarks'
import { Condition, type RequirementId, VolumeId } from '@socle/contracts/framework/framework'
import type { MigrationCounts } from '@socle/contracts/framework/migration'
import type { FieldValues } from '@socle/contracts/processes/processes'
import { procedureRoutes } from '@socle/contracts/processes/procedures'
import type { Bilingual, Language } from '@socle/contracts/text'
import { changeKinds } from '@socle/editions'
import { callApi } from '../api.ts'
import { writeEdition } from '../edition-folder.ts'
import { uploadOf } from '../upload.ts'
import { type Command, type Invocation, print, printJson, text } from '../command.ts'
import { wrongUse } from '../errors.ts'
import { readJson } from '../json-file.ts'
import { formatOf, sheetFormats } from '../required.ts'
import { writeWhole } from '../write-file.ts'

export const serverOptions: Command['options'] = {
  volume: { type: 'string' },
  label: { type: 'string' },
  file: { type: 'string' },
  reference: { type: 'string' },
  edition: { type: 'string' },
  reason: { type: 'string' },
  decline: { type: 'boolean' },
  replace: { type: 'boolean' },
  sheet: { type: 'string' },
  application: { type: 'string' },
  requirement: { type: 'string' },
  kind: { type: 'string' },
  state: { type: 'string' },
  proposal: { type: 'string' },
  out: { type: 'string' },
}

const option = (name: string, fr: string, en: string): Command['help'][number] => ({
  option: name,
  meaning: { fr, en },
})
export const serverHelp: Command['help'] = [
  option('import FILE --volume V --label L', 'en fait un brouillon dans Socle', 'makes it a draft in Socle'),
  option('list', 'éditions en vigueur, passées et en préparation', 'editions in force, past and in preparation'),
  option('show ID', 'un brouillon : ce qu’il change, ce qui lui manque', 'a draft: what it changes, what it lacks'),
  option(
    'applies VOLUME --file F',
    'les applications qu’une condition concernerait, en JSON',
    'the applications that a condition, as JSON, would catch',
  ),
  option('complete ID REQUIREMENT --file F', 'donne ce qui manque, en JSON', 'gives what is missing, as JSON'),
  option(
    'step ID discuss|rework|submit|abandon [--reason R]',
    'fait avancer un brouillon ; abandon dit pourquoi',
    'moves a draft on; abandon says why',
  ),
  option(
    'decide ID --reference R --edition E [--decline]',
    'enregistre la décision du comité',
    'records the decision of the committee',
  ),
  option(
    'compare A B [--volume V]',
    'ce qui change entre deux éditions de Socle (in-force : celle en vigueur)',
    'what changes between two editions of Socle (in-force: the one in force)',
  ),
  option(
    'export ID --out FOLDER [--replace]',
    'rend une édition publiée en fichiers, comme framework/ (in-force : celle en vigueur)',
    'gives a published edition back as files, like framework/ (in-force: the one in force)',
  ),
  option(
    'export ID --sheet FILE [--volume V]',
    'la liste des exigences, en .ods ou .csv',
    'the list of requirements, as .ods or .csv',
  ),
  option(
    'simulate [FILE]',
    'ce que l’édition en vigueur fait aux dossiers, ou à l’un d’eux',
    'what the edition in force does to files, or to one',
  ),
  option('migrate [--application A]', 'y fait passer les dossiers', 'moves files to it'),
  option(
    'runs, stop RUN',
    'migrations et leur progression ; en arrête une',
    'migrations and their progress; stops one',
  ),
  option(
    'comments [--edition ID --requirement R --state S --out F]',
    'commentaires publics, ou leur feuille .ods ou .csv',
    'public comments, or their sheet, .ods or .csv',
  ),
  option(
    'comment TEXT --kind K --requirement R|--label PASSAGE [--edition ID]',
    'commente le cadre, ou une édition en groupe de travail',
    'comments the framework, or an edition in working group',
  ),
  option('answer ID TEXT --state S', 'répond à un commentaire', 'answers a comment'),
]

const runStates = {
  running: { fr: 'en cours', en: 'running' },
  finished: { fr: 'terminée', en: 'finished' },
  stopped: { fr: 'arrêtée', en: 'stopped' },
  interrupted: { fr: 'interrompue : relancez-la', en: 'interrupted: start it again' },
} as const

const remarkWords: Record<RemarkState, Bilingual> = {
  received: { fr: 'reçu', en: 'received' },
  'under-study': { fr: 'à l’étude', en: 'under study' },
  accepted: { fr: 'retenu', en: 'accepted' },
  'partly-accepted': { fr: 'retenu en partie', en: 'partly accepted' },
  declined: { fr: 'non retenu', en: 'declined' },
}

interface Asked {
  readonly subject: string | undefined
  readonly rest: string | undefined
  readonly values: Invocation['values']
  readonly language: Language
  readonly json: boolean
}

function need(value: string | undefined, name: string): string {
  if (value !== undefined) return value
  throw wrongUse({ fr: `${name} manque.`, en: `${name} is missing.` }, 'edition')
}

function oneOf<T extends string>(options: readonly T[], value: string | undefined, name: string): T {
  const found = options.find((option) => option === value)
  if (found !== undefined) return found
  const all = options.join(', ')
  throw wrongUse({ fr: `${name} attend : ${all}.`, en: `${name} expects: ${all}.` }, 'edition')
}

export async function storeEdition(path: string, values: Invocation['values'], json: boolean): Promise<void> {
  const volume = oneOf(VolumeId.options, text(values, 'volume'), '--volume')
  const label = need(text(values, 'label'), '--label')
  const form = await uploadOf(path)
  const { id } = await callApi(editionRoutes.import, {
    query: { volume, label, ...(values['lenient'] === true && { lenient: 'true' as const }) },
    form,
  })
  if (!json) print(`\n${id}`)
}

const signsOf = ({ kept, reopened, appears, joined, disappears }: MigrationCounts): string =>
  `= ${kept}  ↻ ${reopened}  + ${appears}  ∪ ${joined}  - ${disappears}`

const draftIn = async (id: string | undefined) => callApi(editionRoutes.get, { params: { draftId: need(id, 'ID') } })

const lacks = (missing: readonly CompletionField[], language: Language): string =>
  missing.length === 0
    ? { fr: 'complète', en: 'complete' }[language]
    : `${{ fr: 'à compléter :', en: 'to be completed:' }[language]} ${missing.map((field) => completionWords[field][language]).join(', ')}`

export const serverActions = {
  async list({ json, language }: Asked) {
    const all = await callApi(editionRoutes.list, {})
    if (json) return printJson(all)
    for (const { id, inForce, loadedAt, changes } of all.editions)
      print(
        `${inForce ? '*' : ' '} ${id}  ${loadedAt.slice(0, 10)}  ${changes.length} ${language === 'fr' ? 'changements' : 'changes'}`,
      )
    for (const { id, volume, label, stateName, incomplete } of all.drafts)
      print(
        `  ${id}  ${volume} ${label}  ${stateName[language]}${incomplete > 0 ? `  (${incomplete} ${language === 'fr' ? 'à compléter' : 'to complete'})` : ''}`,
      )
  },

  async show({ subject, json, language }: Asked) {
    const draft = await draftIn(subject)
    if (json) return printJson(draft)
    print(`${draft.volume} ${draft.label}  ${draft.stateName[language]}`)
    for (const { kind, before, after } of draft.difference.changes)
      print(`  ${changeKinds[kind][language]}  ${[before.join('+'), after.join('+')].filter(Boolean).join(' → ')}`)
    for (const { id, missing } of draft.rows) if (missing.length > 0) print(`  ! ${id}  ${lacks(missing, language)}`)
  },

  async applies({ subject, values, json, language }: Asked) {
    const volume = oneOf(VolumeId.options, subject, 'VOLUME')
    const applies = readJson(need(text(values, 'file'), '--file'), Condition, {
      fr: 'une condition est attendue',
      en: 'a condition is expected',
    })
    const caught = await callApi(editionRoutes.catches, { body: { volume, applies } })
    if (json) return printJson(caught)
    print(`${caught.applies} / ${caught.total}  ${caught.words[language]}`)
    for (const { id, name, certain } of caught.applications) print(`${certain ? ' ' : '?'} ${id}  ${name}`)
  },

  async complete({ subject, rest, values, json, language }: Asked) {
    const draft = await draftIn(subject)
    const completion = readJson(need(text(values, 'file'), '--file'), Completion, {
      fr: 'ce qui complète une exigence est attendu',
      en: 'what completes a requirement is expected',
    })
    const requirementId = need(rest, 'REQUIREMENT') as RequirementId
    const params = { draftId: draft.id, requirementId }
    const done = await callApi(editionRoutes.complete, { params, body: { revision: draft.revision, completion } })
    if (json) printJson(done)
    else print(lacks(done.row.missing, language))
  },

  async step({ subject, rest, values, json, language }: Asked) {
    const params = { procedureId: need(subject, 'ID') }
    const { revision } = await callApi(procedureRoutes.get, { params })
    const why = text(values, 'reason')
    const data: FieldValues = why === undefined ? {} : { why }
    const after = await callApi(procedureRoutes.step, {
      params,
      body: { transition: need(rest, 'STEP'), revision, data },
    })
    if (json) printJson(after)
    else print(after.stateName[language])
  },

  async decide({ subject, values, json, language }: Asked) {
    const adopted = values['decline'] !== true
    const body = {
      adopted,
      reference: need(text(values, 'reference'), '--reference'),
      edition: adopted ? need(text(values, 'edition'), '--edition') : '-',
    }
    const after = await callApi(editionRoutes.decide, { params: { draftId: need(subject, 'ID') }, body })
    if (json) printJson(after)
    else print(`${after.stateName[language]}${after.edition === null ? '' : `  ${after.edition}`}`)
  },

  async compare({ subject, rest, values, json, language }: Asked) {
    const volume = text(values, 'volume')
    const difference = await callApi(editionRoutes.difference, {
      query: {
        before: need(subject, 'A'),
        after: need(rest, 'B'),
        ...(volume !== undefined && { volume: oneOf(VolumeId.options, volume, '--volume') }),
      },
    })
    if (json) return printJson(difference)
    print(
      `${difference.before.label} (${difference.before.count}) → ${difference.after.label} (${difference.after.count})`,
    )
    for (const { kind, before, after } of difference.changes)
      print(`  ${changeKinds[kind][language]}  ${[before.join('+'), after.join('+')].filter(Boolean).join(' → ')}`)
  },

  async export({ subject, values, json, language }: Asked) {
    const params = { edition: need(subject, 'ID') }
    const sheet = text(values, 'sheet')
    if (sheet !== undefined) {
      const volume = text(values, 'volume')
      const query = {
        format: formatOf(sheet, sheetFormats, 'edition'),
        lang: language,
        ...(volume !== undefined && { volume: oneOf(VolumeId.options, volume, '--volume') }),
      }
      return writeWhole(sheet, (await callApi(editionRoutes.sheet, { params, query })).file!)
    }
    const folder = need(text(values, 'out'), '--out')
    const { id, digest, files } = await callApi(editionRoutes.files, { params })
    const removed = await writeEdition(folder, files, values['replace'] === true)
    if (json) return printJson({ id, digest, files: Object.keys(files), removed })
    print(`${id}  ${Object.keys(files).length} ${language === 'fr' ? 'fichiers' : 'files'}  ${folder}`)
    for (const path of removed) print(`- ${path}`)
  },

  async stop({ subject, json }: Asked) {
    const run = await callApi(editionRoutes.stop, { params: { runId: need(subject, 'RUN') } })
    if (json) printJson(run)
    else print(`${run.done}/${run.total}`)
  },

  async simulate({ subject, json, language }: Asked) {
    if (subject !== undefined) {
      const detail = await callApi(editionRoutes.simulateFile, { params: { fileId: subject } })
      if (json) return printJson(detail)
      for (const { requirementId, formerId, title, outcome, reason, changes } of detail.items)
        if (outcome !== 'kept' || changes.length > 0)
          print(`${[formerId, requirementId].filter(Boolean).join(' → ')}  ${title[language]}  ${reason[language]}`)
      return print(signsOf(detail.file))
    }
    const simulation = await callApi(editionRoutes.simulate, {})
    if (json) return printJson(simulation)
    for (const { applicationId, version, gate, ...counts } of simulation.files)
      print(`${applicationId} ${version} ${gate}  ${signsOf(counts)}`)
    print(`${simulation.edition.id}  ${signsOf(simulation.totals)}`)
  },

  async migrate({ values, json }: Asked) {
    const { edition } = await callApi(editionRoutes.simulate, {})
    const application = text(values, 'application')
    const body = { digest: edition.digest, ...(application !== undefined && { applications: [application] }) }
    const started = await callApi(editionRoutes.migrate, { body })
    if (json) printJson(started)
    else print(started.id)
  },

  async runs({ json, language }: Asked) {
    const { runs } = await callApi(editionRoutes.runs, {})
    if (json) return printJson(runs)
    for (const { id, edition, done, total, state } of runs)
      print(`${id}  ${edition}  ${done}/${total}  ${runStates[state][language]}`)
  },

  async comments({ values, json, language }: Asked) {
    const requirement = text(values, 'requirement')
    const draft = text(values, 'edition')
    const state = text(values, 'state')
    const filter = {
      ...(draft !== undefined && { draft }),
      ...(requirement !== undefined && { requirement }),
      ...(state !== undefined && { state: oneOf(RemarkState.options, state, '--state') }),
    }
    const out = text(values, 'out')
    if (out !== undefined) {
      const format = formatOf(out, sheetFormats, 'edition')
      const { file } = await callApi(remarkRoutes.export, { query: { ...filter, format, lang: language } })
      await writeWhole(out, Buffer.concat(await Array.fromAsync(file!)))
      return
    }
    const { remarks } = await callApi(remarkRoutes.list, { query: { ...filter, limit: 200 } })
    if (json) return printJson(remarks)
    for (const { id, number, requirementId, state: at, text: said } of remarks)
      print(
        `${number}  ${id}  ${requirementId ?? '–'}  ${remarkWords[at][language]}  ${said.replace(/\s+/g, ' ').slice(0, 80)}`,
      )
  },

  async comment({ subject, values, json }: Asked) {
    const requirementId = text(values, 'requirement')
    const draft = text(values, 'edition')
    const body = {
      kind: oneOf(RemarkKind.options, text(values, 'kind') ?? 'substance', '--kind'),
      text: need(subject, 'TEXT'),
      passage: text(values, 'label') ?? '',
      proposal: text(values, 'proposal') ?? '',
      ...(requirementId !== undefined && { requirementId }),
      ...(draft !== undefined && { draft }),
    }
    const made = await callApi(remarkRoutes.add, { body })
    if (json) printJson(made)
    else print(`${made.number}  ${made.id}`)
  },

  async answer({ subject, rest, values, json, language }: Asked) {
    const remarkId = need(subject, 'ID')
    const { remarks } = await callApi(remarkRoutes.list, { query: { limit: 200 } })
    const remark = remarks.find(({ id, number }) => id === remarkId || String(number) === remarkId)
    if (remark === undefined && /^\d+$/.test(remarkId))
      throw wrongUse(
        { fr: `Aucun commentaire n’a le numéro ${remarkId}.`, en: `No comment has the number ${remarkId}.` },
        'edition',
      )
    const body = {
      state: oneOf(RemarkState.options, text(values, 'state'), '--state'),
      answer: rest ?? '',
      revision: remark?.revision ?? 1,
    }
    const after = await callApi(remarkRoutes.answer, { params: { remarkId: remark?.id ?? remarkId }, body })
    if (json) printJson(after)
    else print(remarkWords[after.state][language])
  },
} satisfies Record<string, (asked: Asked) => Promise<void>>
