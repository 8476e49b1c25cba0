/** What the access layer measured about an application, and what these measures say of requirements (docs/adr/0026). */
import { z } from 'zod'
import { ApplicationId } from '../applications/applications.ts'
import { CheckResult } from '../checks/checks.ts'
import { RequirementId } from '../framework/framework.ts'
import { policyHead } from '../framework/policies.ts'
import { route } from '../route.ts'
import { Sensitivity } from './sensitivity.ts'
import { Bilingual, IsoDate } from '../text.ts'

/** Where data of one sensitivity went. */
export const Flow = z.object({
  provider: z.string(),
  sensitivity: Sensitivity,
  calls: z.int(),
  /** As declared today; null = no longer declared. */
  declared: z.object({ location: z.string(), circle: z.int(), clearance: Sensitivity }).nullable(),
})

/** Numbers of the ledger about one application, over days that are both included. */
export const GatewayFacts = z.object({
  from: IsoDate,
  to: IsoDate,
  calls: z.int(),
  /** Calls that a provider answered, wholly or until the caller left. */
  answered: z.int(),
  refused: z.int(),
  /** Request ids of the first and the last call of the period. */
  firstRequest: z.string().nullable(),
  lastRequest: z.string().nullable(),
  /** Day of the first call ever, whatever the period. */
  firstCallOn: IsoDate.nullable(),
  models: z.array(z.object({ model: z.string(), calls: z.int() })),
  flows: z.array(Flow),
  tokensIn: z.int(),
  tokensOut: z.int(),
  tokensCached: z.int(),
  /** Euros. */
  cost: z.number(),
  wattHours: z.number(),
  /** Answered calls whose provider did not say what it used. */
  estimated: z.int(),
  /** Answered calls without a version of price. */
  unpriced: z.int(),
  /** Values protected on their way out, by type. */
  protections: z.record(z.string(), z.int()),
})
export type GatewayFacts = z.infer<typeof GatewayFacts>

export const MeasureId = z.enum([
  'gateway/calls',
  'gateway/cleared-providers',
  'gateway/accounting',
  'gateway/compute',
  'gateway/benefit-review',
])
export type MeasureId = z.infer<typeof MeasureId>

/** Which requirement each measure speaks of, over which period, and by which thresholds (governance; not part of an edition). */
export const MeasurementPolicy = z.strictObject({
  ...policyHead,
  /** Days that a measure looks back on, today included. */
  periodDays: z.int().min(1).max(366),
  /** An application that calls is measured again by itself after so many days. */
  everyDays: z.int().min(1).max(90),
  /** Largest share of calls counted here because their provider did not say. */
  estimatedShare: z.number().min(0).max(1),
  /** Months of use after which benefit and cost are weighed. */
  reviewMonths: z.int().min(1).max(60),
  measures: z.array(
    z.strictObject({
      id: MeasureId,
      requirements: z.array(RequirementId).min(1),
      title: Bilingual,
      why: Bilingual,
      /** What is left to a person. */
      left: Bilingual,
    }),
  ),
})
export type MeasurementPolicy = z.infer<typeof MeasurementPolicy>

export const Measurement = z.object({ facts: GatewayFacts, checks: z.array(CheckResult) })
export type Measurement = z.infer<typeof Measurement>

const byApplication = z.object({ applicationId: ApplicationId })

export const measurementRoutes = {
  read: route({
    id: 'readMeasurement',
    method: 'GET',
    path: '/api/applications/{applicationId}/measurements',
    summary: 'What the access layer measures about an application today; nothing is stored',
    permission: 'application:read',
    machine: true,
    params: byApplication,
    response: Measurement,
    problems: ['application-unknown'],
  }),
  take: route({
    id: 'takeMeasurement',
    method: 'POST',
    path: '/api/applications/{applicationId}/measurements',
    summary: 'Measure an application and keep the result as evidence of its current version',
    permission: 'check-report:push',
    machine: true,
    params: byApplication,
    response: Measurement.extend({ reportId: z.uuid() }),
    status: 201,
    problems: ['application-unknown'],
  }),
}
