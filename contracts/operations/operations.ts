/** What the operator of Socle may ask of it while it runs: modes, sessions, trace, drain and copies. */
import { z } from 'zod'
import { route } from '../route.ts'
import { Instant } from '../text.ts'

/** `read-only`: everything can be read, and nothing of the work changes; journals go on. */
export const OperatingMode = z.enum(['normal', 'read-only'])
export type OperatingMode = z.infer<typeof OperatingMode>
/** `closed`: nobody opens a session; those that are open go on. */
export const SignIns = z.enum(['open', 'closed'])
export type SignIns = z.infer<typeof SignIns>
export const TraceLevel = z.enum(['debug', 'trace'])
export type TraceLevel = z.infer<typeof TraceLevel>

export const OperationsState = z.object({
  mode: OperatingMode,
  signIns: SignIns,
  /** Absent = the level of the parameters. */
  trace: z.object({ level: TraceLevel, until: Instant }).optional(),
  /** This process is being taken out of service. */
  draining: z.boolean(),
  changedAt: Instant,
  changedBy: z.string(),
  reason: z.string(),
  openSessions: z.int(),
})
export type OperationsState = z.infer<typeof OperationsState>

/** Why, for whoever reads the audit log or meets the mode. */
const reason = z.string().trim().max(300).default('')
const permission = 'operations:manage'

export const operationsRoutes = {
  state: route({
    id: 'getOperations',
    method: 'GET',
    path: '/api/operations',
    summary: 'Mode of operation, sign-ins, trace and open sessions',
    permission,
    response: OperationsState,
  }),
  setMode: route({
    id: 'setOperatingMode',
    method: 'PUT',
    path: '/api/operations/mode',
    summary: 'Freezes the work (read-only mode), or lets it go on',
    permission,
    body: z.strictObject({ mode: OperatingMode, reason }),
    response: OperationsState,
  }),
  setSignIns: route({
    id: 'setSignIns',
    method: 'PUT',
    path: '/api/operations/sign-ins',
    summary: 'Forbids new sessions without disturbing those that are open, or allows them again',
    permission,
    body: z.strictObject({ signIns: SignIns, reason }),
    response: OperationsState,
  }),
  endSessions: route({
    id: 'endSessions',
    method: 'POST',
    path: '/api/operations/sessions-end',
    summary: 'Ends every open session but the caller’s own',
    permission,
    body: z.strictObject({ confirm: z.literal(true), reason }),
    response: z.object({ ended: z.int() }),
  }),
  setTrace: route({
    id: 'setTrace',
    method: 'PUT',
    path: '/api/operations/trace',
    summary: 'Tells more in the log of every replica, for a bounded time',
    permission,
    body: z.strictObject({ level: TraceLevel.nullable(), minutes: z.int().min(1).max(240).default(15), reason }),
    response: OperationsState,
  }),
  drain: route({
    id: 'drain',
    method: 'POST',
    path: '/api/operations/drain',
    summary: 'Takes this process out of service, lets its calls end, then stops it',
    permission,
    body: z.strictObject({
      /** While it still serves, and says that it is not ready. */
      noticeSeconds: z.int().min(0).max(300).default(15),
      /** What calls under way have to end. */
      graceSeconds: z.int().min(1).max(600).default(20),
      reason,
    }),
    response: z.object({ stopsBefore: Instant }),
    problems: ['cannot-drain'],
  }),
  backup: route({
    id: 'backup',
    method: 'POST',
    path: '/api/operations/backup',
    summary: 'A copy of the whole database as of one instant; the command `socle backup` keeps it',
    permission,
    response: 'file',
  }),
}
