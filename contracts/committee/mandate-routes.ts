import { z } from 'zod'
import { Mandate, MandateGiven, Seat } from './committee.ts'
import { search } from './given.ts'
import { Person } from '../people/identity.ts'
import { ListExport } from '../lists/export.ts'
import { ListOrder, listPage } from '../lists/page.ts'
import { route } from '../route.ts'
import { IsoDate } from '../text.ts'

const mandateFilters = {
  /** Mandates that run on this day; absent = every mandate, past ones included. */
  on: IsoDate.optional(),
  search,
  sort: z.enum(['body', 'name', 'from']).default('body'),
  order: ListOrder.default('asc'),
}

/** Who sits in the committee, and for whom. */
export const mandateRoutes = {
  members: route({
    id: 'listMandates',
    method: 'GET',
    path: '/api/committee/mandates',
    summary: 'Who sits in the committee, and for whom',
    permission: 'committee:read',
    query: z.object({ ...mandateFilters, ...listPage }),
    response: z.object({
      total: z.int(),
      mandates: z.array(Mandate),
      /** All of them, whatever the filters. */
      seats: z.array(Seat),
      /** Those who may be given one. Empty for a caller who may not. */
      candidates: z.array(Person),
      may: z.object({ run: z.boolean() }),
    }),
  }),
  exportMembers: route({
    id: 'exportMandates',
    method: 'GET',
    path: '/api/committee/mandates/export',
    summary: 'The mandates that the filters keep, as a sheet',
    permission: 'committee:read',
    query: ListExport.extend(mandateFilters),
    response: 'file',
    problems: ['list-too-long'],
  }),
  appoint: route({
    id: 'giveMandate',
    method: 'POST',
    path: '/api/committee/mandates',
    summary: 'Record the mandate of a titular or a substitute; the name of a body takes the seat that it has',
    permission: 'committee:run',
    body: MandateGiven,
    response: Mandate,
    status: 201,
    problems: [
      'user-unknown',
      'mandate-without-vote',
      'seat-unknown',
      'seat-held',
      'mandate-overlaps',
      'mandate-dates-invalid',
    ],
  }),
  endMandate: route({
    id: 'endMandate',
    method: 'POST',
    path: '/api/committee/mandates/{mandateId}/end',
    summary: 'Say on which day a mandate ends; what was voted before stands',
    permission: 'committee:run',
    params: z.object({ mandateId: z.uuid() }),
    body: z.strictObject({ to: IsoDate }),
    response: Mandate,
    problems: ['mandate-unknown', 'mandate-dates-invalid', 'seat-held', 'mandate-overlaps'],
  }),
}
