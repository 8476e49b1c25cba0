/**
 * How an administration decides: processes, and the policies of governance. They are data like the framework, and no part
 * of an edition: an edition is voted and frozen, the way people decide goes on (docs/adr/0015).
 */
import {
  CivilTimePolicy,
  type CommitmentPolicy,
  CommitmentPolicy as CommitmentPolicySchema,
  CommitteePolicy,
  DerogationPolicy,
  GatePassingPolicy,
  GoNoGoPolicy,
  HomologationPolicy,
  HostingPolicy,
  MeasurementPolicy,
  MigrationPolicy,
  PrivacyPolicy,
  type Process,
  Process as ProcessSchema,
  ProductPolicy,
  ReconciliationPolicy,
  RemarkPolicy,
  ReminderPolicy,
  SignOnPolicy,
  TenderPolicyInForce,
  TokenPolicy,
} from '@socle/contracts'
import type { z } from 'zod'
import { type DataFile, parseDataFile } from './data-file.ts'
import { filesBelow, shipped } from './load.ts'
import { FrameworkError, type FrameworkProblem } from './problems.ts'
import { namedStateProblems } from './policy-coherence.ts'
import { processProblems } from './process-coherence.ts'
import type { FrameworkFiles } from './read.ts'

/** Policies of governance: name → file below `framework/governance/` and its schema. */
const policyFiles = {
  civilTime: ['civil-time.yaml', CivilTimePolicy],
  measurements: ['measurements.yaml', MeasurementPolicy],
  migration: ['migration.yaml', MigrationPolicy],
  committee: ['committee.yaml', CommitteePolicy],
  commitments: ['commitments.yaml', CommitmentPolicySchema],
  derogations: ['derogations.yaml', DerogationPolicy],
  gates: ['gates.yaml', GatePassingPolicy],
  goNoGo: ['go-no-go.yaml', GoNoGoPolicy],
  remarks: ['remarks.yaml', RemarkPolicy],
  reminders: ['reminders.yaml', ReminderPolicy],
  tenders: ['tenders.yaml', TenderPolicyInForce],
  tokens: ['tokens.yaml', TokenPolicy],
  reconciliation: ['reconciliation.yaml', ReconciliationPolicy],
  hosting: ['hosting.yaml', HostingPolicy],
  signOn: ['sign-on.yaml', SignOnPolicy],
  products: ['products.yaml', ProductPolicy],
  homologation: ['homologation.yaml', HomologationPolicy],
  privacy: ['privacy.yaml', PrivacyPolicy],
} as const
type GovernancePolicies = { readonly [K in keyof typeof policyFiles]: z.output<(typeof policyFiles)[K][1]> }

export interface Governance {
  readonly processes: readonly Process[]
  readonly processById: ReadonlyMap<string, Process>
  readonly policies: GovernancePolicies
}

/**
 * @param frameworkFolder default: the framework shipped with Socle
 * @throws FrameworkError that lists every problem, each with its file and place
 */
export const loadGovernance = (frameworkFolder: string = shipped): Governance =>
  readGovernance(filesBelow(frameworkFolder, (path) => path.startsWith('governance/')))

/** @throws FrameworkError */
export function readGovernance(files: FrameworkFiles): Governance {
  const problems: FrameworkProblem[] = []
  const processes = Object.keys(files)
    .filter((file) => file.startsWith('governance/processes/'))
    .sort()
    .flatMap((file) => parseDataFile(file, files[file]!, ProcessSchema, problems) ?? [])
  for (const [index, { file, content }] of processes.entries())
    if (processes.findIndex((other) => other.content.id === content.id) !== index)
      problems.push({ file, path: content.id, message: 'another file defines this process: keep one' })
  problems.push(...processes.flatMap(processProblems))

  const policies: Partial<Record<keyof GovernancePolicies, unknown>> = {}
  for (const name of Object.keys(policyFiles) as (keyof GovernancePolicies)[]) {
    const [path, schema] = policyFiles[name]
    const file = `governance/${path}`
    const text = files[file]
    if (text === undefined) problems.push({ file, path: '', message: 'the file is missing' })
    else policies[name] = parseDataFile(file, text, schema, problems)?.content
  }
  const known = new Set<string>(Object.values(policyFiles).map(([path]) => `governance/${path}`))
  for (const file of Object.keys(files))
    if (!known.has(file) && !file.startsWith('governance/processes/'))
      problems.push({ file, path: '', message: 'no part of governance reads this file: mend its folder or its name' })
  if (problems.length > 0) throw new FrameworkError(problems)
  const astray = namedStateProblems(
    policies as GovernancePolicies,
    processes.map(({ content }) => content),
  )
  if (astray.length > 0) throw new FrameworkError(astray)

  const { commitments, derogations } = policies as GovernancePolicies
  const content = processes.map((source: DataFile<Process>) =>
    withVoices(withCommitments(source.content, commitments), derogations),
  )
  return {
    processes: content,
    processById: new Map(content.map((process) => [process.id, process])),
    policies: policies as GovernancePolicies,
  }
}

/** Where a decision takes two people, whoever decided on a derogation leaves its notification, by which alone it counts, to another. */
function withVoices(process: Process, { voices }: GovernancePolicies['derogations']): Process {
  if (process.id !== 'derogation' || voices.number === 1) return process
  const decisions = process.transitions.filter(({ id }) => id.startsWith('decide-'))
  return {
    ...process,
    transitions: process.transitions.map((transition) => {
      const taken = decisions.filter(({ to }) => transition.from.includes(to) && transition.id === 'notify')
      return { ...transition, notBy: [...transition.notBy, ...taken.map(({ id }) => id)] }
    }),
  }
}

/** What one signs by a step is read before it is signed: the text stands with the field that signs it. */
function withCommitments(process: Process, { field: signing, commitments }: CommitmentPolicy): Process {
  const textOf = (transition: string) =>
    commitments.find((entry) => entry.process === process.id && entry.transitions.includes(transition))?.text
  return {
    ...process,
    transitions: process.transitions.map((transition) => {
      const help = textOf(transition.id)
      if (!help) return transition
      const fields = transition.fields.map((field) => (field.id === signing ? { ...field, help } : field))
      return { ...transition, fields }
    }),
  }
}
