/** Every operation of the API has a command: a verb of its own where people take it every day, else `socle api OPERATION`. */
import * as contracts from '@socle/contracts'
import type { RouteContract } from '@socle/contracts/route'
import { execFile } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const folder = join(import.meta.dirname, 'commands')
const sources = readdirSync(folder)
  .filter((name) => name.endsWith('.ts') && !name.includes('.test.'))
  .map((name) => readFileSync(join(folder, name), 'utf8'))
sources.push(readFileSync(join(import.meta.dirname, 'push.ts'), 'utf8'))

const areas = Object.values(contracts.routes) as Record<string, RouteContract>[]
const operations = areas.flatMap((area) => Object.values(area))

/** What pages ask to draw themselves, and what one does once in a while: `socle api` and nothing else. */
const longTail: readonly string[] = [
  'chooseLanguage',
  'exportDetectionCases',
  'getConsumption',
  'getFramework',
  'getProductPolicy',
  'getRequirement',
  'getStatement',
  'listAuditSubjects',
  'listProcedureAssignees',
  'listProcedureSteps',
  'listTenderApplications',
  'previewAdvice',
  'previewApplicability',
  'previewEdition',
  'previewProtection',
  'readApplicationFile',
  'reportDetection',
  'updateProvider',
]

const socle = async (...words: string[]): Promise<string> =>
  (await promisify(execFile)(process.execPath, [join(import.meta.dirname, 'main.ts'), ...words])).stdout

test('`socle api` knows every operation and describes it', async () => {
  const listed = JSON.parse(await socle('api', '--list', '--json')) as { id: string }[]
  expect(listed.map(({ id }) => id).sort()).toEqual(operations.map(({ id }) => id).sort())
  expect(await socle('api', 'takeProcedureStep', '--describe')).toMatch(/procedureId=…[^]*"transition"/)
})

test('an operation without a verb of its own is in the long tail on purpose', () => {
  const names = new Map(Object.entries(contracts).map(([name, value]) => [value as unknown, name]))
  const without = areas.flatMap((area) => {
    const holder = names.get(area)!
    const own = (name: string) => (source: string) =>
      new RegExp(`\\b${holder}\\.${name}\\b`).test(source) ||
      (source.includes(`${holder}[`) && source.includes(`'${name}'`))
    return Object.entries(area).flatMap(([name, { id }]) => (sources.some(own(name)) ? [] : [id]))
  })
  expect(without.sort()).toEqual([...longTail].sort())
})
