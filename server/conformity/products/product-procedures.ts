/** What the qualification of a product and the release of a version do to the reference, in the step's own transaction. */
import type { Bilingual, ProductPolicy } from '@socle/contracts'
import { stateOf } from '@socle/rulebook'
import type { Queries, Trx } from '../../platform/database.ts'
import { dayOf } from '../../platform/day.ts'
import { refuse } from '../../platform/errors.ts'
import type { EventOf } from '../../platform/events.ts'
import type { Services } from '../../platform/services.ts'
import { openProcedure, takeStep } from '../procedures/index.ts'
import { besideCycle, besideCycleInWords } from './cycle-rules.ts'
import { namedProduct, notNamed } from './named-product-rules.ts'
import { mustBeReplaced } from './product-rules.ts'
import { factsOfRow } from './product-facts.ts'
import * as store from './products-store.ts'
import * as releases from './releases-store.ts'
import { againstSecurity, type Held, heldInQualification, heldInRelease } from './step-rules.ts'

type Stepped = EventOf<'procedure-stepped'>

export function keepProductProcedures(services: Services): void {
  const policy = services.governance.policies.products
  services.events.on('fields-stated', async (trx, { fields, stated, settle, mistake }) => {
    for (const { id, type } of fields) {
      const given = stated[id]
      if (type !== 'product' || typeof given !== 'string') continue
      const found = namedProduct(given, await store.productNames(trx))
      if ('reference' in found) settle(id, found.reference)
      else mistake(id, notNamed(given, found))
    }
  })
  services.events.on('procedure-read', async (db, { process, hold, ...read }) => {
    if (process !== 'product-qualification' && process !== 'product-release') return
    const reference = String(read.data['product'])
    const row = await store.productRow(db, reference)
    if (!row) return
    const held =
      process === 'product-qualification'
        ? heldInQualification(policy, factsOfRow(row))
        : (await heldBack(db, policy, { ...read, reference })).held
    for (const [transition, { why, notHere }] of held) hold(transition, notHere ? 'not-here' : why)
  })
  services.events.on('procedure-stepped', async (trx, step) => {
    if (step.process === 'need-request') return need(trx, services, step)
    if (step.process !== 'product-qualification' && step.process !== 'product-release') return
    await store.lockReference(trx)
    const reference = String(step.data['product'])
    const row = await store.productRow(trx, reference)
    if (!row) throw refuse('product-unknown', { reference })
    if (step.process === 'product-qualification') await qualification(trx, policy, step, row)
    else await release(trx, services, step, row)
  })
}

/** A need is answered by a product of the reference: one that serves, or one whose qualification begins here. */
async function need(trx: Trx, services: Services, step: Stepped): Promise<void> {
  if (step.transition !== 'indicate' && step.transition !== 'propose') return
  const reference = String(step.stated['product'])
  const row = await store.productRow(trx, reference)
  if (!row) throw refuse('product-unknown', { reference })
  if (step.transition === 'indicate') return requireLasting(row)
  const { caller, requestId } = step.by
  await openProcedure(
    trx,
    services,
    { caller: caller!, requestId, now: step.now },
    {
      process: 'product-qualification',
      title: row.name,
      data: { product: reference, need: String(step.data['use']) },
      byFeature: true,
    },
  )
}

/** Nobody is sent to a product that has to go. */
function requireLasting(row: store.ProductRow): void {
  if (mustBeReplaced(factsOfRow(row)))
    throw refuse('product-step-refused', {
      reference: row.reference,
      why: {
        fr: `${row.reference} est lui-même à remplacer (obsolète ou sans support) : donnez-en un autre.`,
        en: `${row.reference} is to be replaced itself (obsolete or unsupported): give another.`,
      },
    })
}

async function qualification(trx: Trx, policy: ProductPolicy, step: Stepped, row: store.ProductRow): Promise<void> {
  const { reference } = row
  const product = factsOfRow(row)
  const stop = (why: Bilingual) => refuse('product-step-refused', { reference, why })
  const write = (status: string) =>
    store.updateProduct(trx, { reference, facts: { ...product, status }, userId: step.by.caller!.id, now: step.now })
  const held = heldInQualification(policy, product).get(step.transition)
  if (held) throw stop(held.why)
  switch (step.transition) {
    case 'retain': {
      if (step.stated['respects-security-policy'] !== true) throw stop(againstSecurity)
      const reason = String(step.stated['reason'])
      await store.storeRetention(trx, { reference, reason, userId: step.by.caller!.id, now: step.now })
      return
    }
    case 'publish':
      await write(String(step.stated['status']).toUpperCase())
      return
    case 'replace': {
      const successor = await store.productRow(trx, String(step.stated['successor']))
      if (!successor || successor.reference === reference || !successor.uses.some((use) => product.uses.includes(use)))
        throw stop({
          fr: 'le produit qui le remplace doit être au référentiel, pour le même usage.',
          en: 'the product that replaces it must be in the reference, for the same use.',
        })
      requireLasting(successor)
      await write('O')
      return
    }
    case 'withdraw':
      await write('O')
      return
    case 'reject':
      // Without a status it was never offered to anybody.
      if (product.status !== null) await write('O')
  }
}

async function release(trx: Trx, services: Services, step: Stepped, row: store.ProductRow): Promise<void> {
  const { reference } = row
  const policy = services.governance.policies.products
  const isFix = step.data['security-fix'] === true
  const version = String(step.data['version'])
  if (step.from === null) await requireNewVersion(trx, services, reference, version)
  const { held, onSite } = await heldBack(trx, policy, { ...step, reference })
  const why = held.get(step.transition)?.why
  if (why) throw refuse('product-step-refused', { reference, why })
  if (step.to === 'production' && !isFix) await requireCycle(trx, services, step, row)
  await releases.storeRelease(trx, {
    procedure_id: step.procedureId,
    reference,
    version,
    security_fix: isFix,
    state: step.to,
    entered_at: step.now,
  })
  if (step.to === 'production') {
    await supersede(
      trx,
      services,
      step,
      onSite.filter(({ state }) => state === 'production').map(({ procedure_id: id }) => id),
    )
    const facts = { ...factsOfRow(row), version, change: 'updated' as const }
    await store.updateProduct(trx, { reference, facts, userId: step.by.caller!.id, now: step.now })
  }
}

/** What holds back the acts on a version, and the other versions that the site offers. */
async function heldBack(
  db: Queries,
  policy: ProductPolicy,
  { procedureId, reference, data, now }: Pick<Stepped, 'procedureId' | 'data' | 'now'> & { reference: string },
): Promise<{ held: Held; onSite: readonly releases.Release[] }> {
  const all = await releases.releasesOf(db, reference)
  const own = all.find((each) => each.procedure_id === procedureId)
  const onSite = all.filter((each) => each !== own && releases.isOnSite(each.state))
  const facts = {
    isFix: data['security-fix'] === true,
    since: own ? dayOf(own.entered_at) : null,
    onSite: onSite.map((each) => each.version),
  }
  return { held: heldInRelease(policy, facts, dayOf(now)), onSite }
}

/** One version is released once, unless it was given up or taken off the site. @throws Refusal procedure-fields-invalid */
async function requireNewVersion(trx: Trx, services: Services, reference: string, version: string): Promise<void> {
  const bare = (text: string) => text.trim().toLowerCase()
  const all = await releases.releasesOf(trx, reference)
  const known = all.find(
    (each) => bare(each.version) === bare(version) && !['removed', 'abandoned'].includes(each.state),
  )
  if (known === undefined) return
  const process = services.governance.processById.get('product-release')!
  const { name } = stateOf(process, known.state)
  throw refuseField(process.name, 'version', {
    fr: `La version ${known.version} de ce produit est déjà « ${name.fr} » : suivez celle-là, ou donnez un autre numéro.`,
    en: `Version ${known.version} of this product is already “${name.en}”: go on with that one, or give another number.`,
  })
}

/** A version waits for the cycle, or says why it does not, as the policy has it. @throws Refusal procedure-fields-invalid */
async function requireCycle(trx: Trx, { governance }: Services, step: Stepped, row: store.ProductRow): Promise<void> {
  const policy = governance.policies.products
  const rule = policy.versions.besideCycle
  if (rule === 'free' || (rule === 'reasoned' && step.stated['exception'] !== undefined)) return
  const earlier = await releases.daysOfProduction(trx, row.reference, step.procedureId)
  const why = besideCycle(policy, row.uses, earlier, dayOf(step.now))
  if (why === null) return
  const { transitions } = governance.processById.get('product-release')!
  const act = transitions.find(({ id }) => id === step.transition)!.name
  throw refuseField(act, 'exception', besideCycleInWords(policy, why, earlier))
}

const refuseField = (act: Bilingual, field: string, message: Bilingual) =>
  refuse('procedure-fields-invalid', { act }, { errors: [{ path: `data.${field}`, message }] })

/** The version that is released is the one in production: those before it can still be downloaded, and no more. */
async function supersede(
  trx: Trx,
  services: Services,
  { by, now }: Stepped,
  earlier: readonly string[],
): Promise<void> {
  for (const procedureId of earlier)
    await takeStep(trx, services, { ...by, now }, { procedureId, transition: 'supersede', byFeature: true })
}
