/**
 * What the JSON schemas of OSCAL 1.1 and 1.2 ask of the parts that we write: required fields, nothing that they do not
 * know, no empty list, and their patterns of tokens, lines, UUIDs, addresses and moments. No package of the registry
 * ships those schemas; this was written with them open beside it.
 */
import { z } from 'zod'

const token = z.string().regex(/^[\p{L}_][\p{L}\p{N}._-]*$/u)
const uuid = z
  .string()
  .regex(/^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[45][0-9A-Fa-f]{3}-[89ABab][0-9A-Fa-f]{3}-[0-9A-Fa-f]{12}$/)
/** A title is one line of markup that holds something. */
const line = z.string().regex(/^[^\n]+$/)
/** A name, a version, a value: one line without a blank at either end. */
const word = z.string().regex(/^\S(.*\S)?$/)
const markup = z.string().min(1)
const uriReference = z.string().regex(/^(?:[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=]|%[0-9A-Fa-f]{2})*$/)
const uri = uriReference.regex(/^[a-zA-Z][a-zA-Z0-9+\-.]+:.+$/)
const moment = z.iso.datetime({ offset: true })
/** Lists may be absent, never empty. */
const some = <T extends z.ZodType>(item: T) => z.array(item).min(1)

const props = some(z.strictObject({ name: token, ns: uri, value: word }))
const metadata = z.strictObject({
  title: line,
  'last-modified': moment,
  version: word,
  'oscal-version': z.string().regex(/^1\.1\.\d$/),
  roles: some(z.strictObject({ id: token, title: line })).optional(),
  parties: some(z.strictObject({ uuid, type: z.enum(['person', 'organization']), name: word })).optional(),
})

const origin = z.strictObject({
  actors: some(
    z.strictObject({
      type: z.enum(['tool', 'assessment-platform', 'party']),
      'actor-uuid': uuid,
      'role-id': token.optional(),
    }),
  ),
})
const risk = z.strictObject({
  uuid,
  title: line,
  description: markup,
  statement: markup,
  props: props.optional(),
  status: token,
  origins: some(origin).optional(),
  deadline: moment.optional(),
  remediations: some(
    z.strictObject({
      uuid,
      lifecycle: z.enum(['recommendation', 'planned', 'completed']),
      title: line,
      description: markup,
    }),
  ).optional(),
  'risk-log': z
    .strictObject({
      entries: some(
        z.strictObject({
          uuid,
          title: line.optional(),
          description: markup.optional(),
          start: moment,
          'status-change': token.optional(),
        }),
      ),
    })
    .optional(),
})
const relatedRisks = some(z.strictObject({ 'risk-uuid': uuid }))

export const Poam = z.strictObject({
  'plan-of-action-and-milestones': z.strictObject({
    uuid,
    metadata,
    'system-id': z.strictObject({ 'identifier-type': uri, id: word }),
    risks: some(risk).optional(),
    'poam-items': some(
      z.strictObject({ uuid, title: line, description: markup, 'related-risks': relatedRisks.optional() }),
    ),
  }),
})

const control = z.strictObject({
  id: token,
  title: line,
  props: props.optional(),
  parts: some(z.strictObject({ id: token, name: token, prose: markup })),
})
export const Catalog = z.strictObject({
  catalog: z.strictObject({
    uuid,
    metadata,
    groups: some(z.strictObject({ id: token, title: line, controls: some(control) })).optional(),
  }),
})

/** All controls or a choice of them: neither, or both, is refused. */
const selection = z
  .strictObject({
    description: markup.optional(),
    'include-all': z.strictObject({}).optional(),
    'include-controls': some(z.strictObject({ 'control-id': token })).optional(),
  })
  .refine((one) => (one['include-all'] === undefined) !== (one['include-controls'] === undefined))
const observation = z.strictObject({
  uuid,
  title: line,
  description: markup,
  props,
  methods: some(z.enum(['EXAMINE', 'INTERVIEW', 'TEST', 'UNKNOWN'])),
  'relevant-evidence': some(z.strictObject({ description: markup, href: uriReference.optional() })),
  collected: moment,
  expires: moment.optional(),
})
const attestation = z.strictObject({
  'responsible-parties': some(z.strictObject({ 'role-id': token, 'party-uuids': some(uuid) })),
  parts: some(z.strictObject({ uuid, name: token, title: line, props, prose: markup })),
})
const finding = z.strictObject({
  uuid,
  title: line,
  description: markup,
  props,
  target: z.strictObject({
    type: z.enum(['statement-id', 'objective-id']),
    'target-id': token,
    status: z.strictObject({ state: z.enum(['satisfied', 'not-satisfied']), reason: token.optional() }),
  }),
  'related-observations': some(z.strictObject({ 'observation-uuid': uuid })).optional(),
  'related-risks': relatedRisks.optional(),
  remarks: markup.optional(),
})
export const AssessmentResults = z.strictObject({
  'assessment-results': z.strictObject({
    uuid,
    metadata,
    'import-ap': z.strictObject({ href: uriReference, remarks: markup }),
    'back-matter': z.strictObject({ resources: some(z.strictObject({ uuid, title: line, description: markup })) }),
    results: some(
      z.strictObject({
        uuid,
        title: line,
        description: markup,
        start: moment,
        end: moment.optional(),
        props,
        'reviewed-controls': z.strictObject({ 'control-selections': some(selection) }),
        observations: some(observation).optional(),
        risks: some(risk).optional(),
        attestations: some(attestation).optional(),
        findings: some(finding).optional(),
        remarks: markup.optional(),
      }),
    ),
  }),
})
