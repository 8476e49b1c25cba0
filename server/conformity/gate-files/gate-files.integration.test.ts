import {
  applicationRoutes,
  conformityRoutes,
  type FieldValues,
  type Gate,
  procedureRoutes,
  registerRoutes,
} from '@socle/contracts'
import { readOds } from '../../testing/read-ods.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { permits } from '../../testing/descriptions.ts'
import type { TestClient } from '../../testing/test-client.ts'
import { databaseKinds, startTestSocle, type TestSocle } from '../../testing/test-socle.ts'

const today = new Date('2026-06-15T09:00:00Z')
const link = 'https://dossiers.example.gouv.fr/titres'

describe.each(databaseKinds)('files that the gates need (%s)', (kind) => {
  let socle: TestSocle
  let camille: TestClient
  let nadia: TestClient
  let dominique: TestClient
  let rachel: TestClient
  beforeAll(async () => {
    socle = await startTestSocle(kind)
    await at(today)
    await camille.call(applicationRoutes.create, { body: { id: 'titres', version: '1.0.0', description: permits } })
  })
  afterAll(() => socle.close())

  /** Sessions end with the day: people sign in again. */
  const at = async (now: Date) => {
    socle.setClock(now)
    camille = await socle.as('camille')
    nadia = await socle.as('nadia')
    dominique = await socle.as('dominique')
    rachel = await socle.as('rachel')
  }

  const open = async (process: string, data: FieldValues, applicationId = 'titres') => {
    const { body } = await camille.call(procedureRoutes.open, {
      body: { process, applicationId, title: process, data },
    })
    return body.id
  }
  const step = async (by: TestClient, id: string, transition: string, data: FieldValues = {}) => {
    const { body: before } = await by.call(procedureRoutes.get, { params: { procedureId: id } })
    return by.call(procedureRoutes.step, {
      params: { procedureId: id },
      body: { transition, revision: before.revision, data },
    })
  }
  const steps = async (id: string, ...all: [TestClient, string, FieldValues?][]) => {
    for (const [by, transition, data] of all) {
      const answer = await step(by, id, transition, data)
      expect([transition, answer.status, answer.problem?.detail]).toEqual([transition, 200, undefined])
    }
  }
  const openFile = async (gate: Gate, version = '1.0.0') =>
    (await camille.call(conformityRoutes.open, { params: { applicationId: 'titres' }, body: { version, gate } })).body
      .id
  /** How the requirement stands in the file: what proves it. */
  const proofOf = async (fileId: string, requirementId: 'GI:PS-1.a' | 'GI:PS-1.e') =>
    (await camille.call(conformityRoutes.file, { params: { fileId } })).body.items.find(
      ({ requirement }) => requirement.id === requirementId,
    )!.assessment.proof
  const conform = async (fileId: string, requirementId: 'GI:PS-1.a' | 'GI:PS-1.e') =>
    camille.call(conformityRoutes.assess, {
      params: { fileId, requirementId },
      body: { status: 'conforming', justification: '', revision: 0 },
    })

  const upToCommission = (id: string) =>
    steps(
      id,
      [camille, 'rank', { register: link }],
      [camille, 'analyse', { method: 'ebios-rm', 'risk-analysis': link }],
      [camille, 'audit', { 'penetration-test': link }],
      [camille, 'plan', { 'action-plan': link, 'residual-vulnerabilities': 'Aucune critique.' }],
      [nadia, 'convene', { 'held-on': '2026-06-10' }],
    )
  const decision = {
    'decided-on': '2026-06-12',
    'valid-until': '2027-06-12',
    conditions: 'Accès par le réseau interministériel seulement.',
    'residual-risks': 'Panne d’une zone d’hébergement.',
  }

  let fileId: string
  let homologation: string
  test('a homologation decision is evidence on its lock, until its end', async () => {
    fileId = await openFile('production')
    await conform(fileId, 'GI:PS-1.a')
    expect(await proofOf(fileId, 'GI:PS-1.a')).toBe('missing')
    homologation = await open('homologation', { authority: 'Directeur des titres', regime: 'ordinary' })
    await upToCommission(homologation)
    const tooLong = await step(nadia, homologation, 'homologate', { ...decision, 'valid-until': '2033-01-01' })
    expect(tooLong.problem).toMatchObject({ code: 'homologation-dates-invalid', status: 422 })
    expect(tooLong.problem?.detail).toContain('12 juin 2031')
    const notYet = await step(nadia, homologation, 'homologate', { ...decision, 'decided-on': '2026-06-20' })
    expect(notYet.problem?.code).toBe('homologation-dates-invalid')
    const tooEarly = await step(nadia, homologation, 'homologate', { ...decision, 'decided-on': '2026-06-09' })
    expect(tooEarly.problem?.detail).toContain('commission du 10 juin 2026')
    const refusedTooEarly = await step(nadia, homologation, 'refuse', { 'decided-on': '2026-06-09', why: 'Non.' })
    expect(refusedTooEarly.problem?.code).toBe('homologation-dates-invalid')
    expect(await proofOf(fileId, 'GI:PS-1.a')).toBe('missing')
    const own = await step(camille, homologation, 'homologate', decision)
    expect(own.problem?.code).toBe('procedure-not-yours')

    await steps(homologation, [nadia, 'homologate', decision])
    expect(await proofOf(fileId, 'GI:PS-1.a')).toBe('proven')
    const { body } = await camille.call(conformityRoutes.assessment, {
      params: { fileId, requirementId: 'GI:PS-1.a' },
    })
    expect(body.evidence[0]).toMatchObject({
      label: {
        fr: 'Décision d’homologation, Directeur des titres',
        en: 'Accreditation decision, Directeur des titres',
      },
      date: '2026-06-12',
      expiresOn: '2027-06-12',
      state: 'valid',
    })
    expect(body.evidence[0]!.source).toContain(`/procedures/${homologation}`)
  })

  test('past its end the decision proves no more, whether or not the deadline was swept; nor does it for a new version', async () => {
    await at(new Date('2027-06-13T09:00:00Z'))
    expect(await proofOf(fileId, 'GI:PS-1.a')).toBe('expired')
    await at(today)
    await camille.call(applicationRoutes.addVersion, { params: { applicationId: 'titres' }, body: { label: '2.0.0' } })
    const next = await openFile('production', '2.0.0')
    await conform(next, 'GI:PS-1.a')
    expect(await proofOf(next, 'GI:PS-1.a')).toBe('missing')
    await steps(homologation, [
      nadia,
      'confirm',
      { confirmation: 'Seuils de la chaîne tenus, aucun changement de risque.' },
    ])
    expect(await proofOf(next, 'GI:PS-1.a')).toBe('proven')
    fileId = next
  })

  test('a decision withdrawn takes its evidence with it', async () => {
    await steps(homologation, [nadia, 'withdraw', { why: 'Vulnérabilité critique non corrigée.' }])
    expect(await proofOf(fileId, 'GI:PS-1.a')).toBe('missing')
  })

  test('a refusal contradicts the lock', async () => {
    const refused = await open('homologation', { authority: 'Directeur des titres', regime: 'ordinary' })
    await upToCommission(refused)
    await steps(refused, [nadia, 'refuse', { 'decided-on': '2026-06-12', why: 'Risques non couverts.' }])
    expect(await proofOf(fileId, 'GI:PS-1.a')).toBe('failed')
    const { body } = await camille.call(conformityRoutes.file, { params: { fileId } })
    expect(body.verdict).toMatchObject({ answer: 'no-go', policy: { rule: 'hard-lock-contradicted' } })
  })

  test('the lighter path is for those whom the policy describes', async () => {
    const long = await open('homologation', { authority: 'Directeur des titres', regime: 'ordinary' })
    await steps(long, [camille, 'rank', { register: link }])
    const reason = { 'light-reason': 'Application interne et simple.' }
    const refused = await step(nadia, long, 'lighten', reason)
    expect(refused.problem?.code).toBe('homologation-path-refused')
    const small = { ...permits, traits: { ...permits.traits, size: 'small', sensitivity: 'ordinary' } }
    await camille.call(applicationRoutes.create, { body: { id: 'petite', version: '1', description: small } })
    const short = await open('homologation', { authority: 'Cheffe de service', regime: 'ordinary' }, 'petite')
    await steps(short, [camille, 'rank', { register: link }], [nadia, 'lighten', reason])
  })

  const entry = {
    purpose: 'Instruire les demandes de titres.',
    regime: 'gdpr',
    'legal-basis': 'Mission d’intérêt public',
    controller: 'Directeur des titres',
    people: 'Demandeurs.',
    data: 'Identité, adresse.',
    recipients: 'Agents instructeurs.',
    retention: 'Cinq ans.',
    rights: 'Par courrier au délégué.',
    'high-risk': true,
    'security-measures': 'Coffre de clés au sous-sol B2.',
  }
  const validation = { 'validated-on': '2026-06-15', 'review-by': '2028-06-01' }

  test('a processing of high risk waits for an impact assessment, whose opinion comes before its validation', async () => {
    const register = await open('processing-register', entry)
    await steps(register, [camille, 'submit'])
    const early = await step(nadia, register, 'validate', validation)
    expect(early.problem).toMatchObject({ code: 'impact-assessment-needed', status: 422 })

    const assessment = await open('impact-assessment', { processing: 'Titres', criteria: 'Grande échelle.' })
    await steps(
      assessment,
      [camille, 'draft'],
      [camille, 'ask-opinion', { assessment: link, measures: 'Chiffrement.' }],
    )
    const skipped = await step(nadia, assessment, 'validate', validation)
    expect(skipped.problem?.code).toBe('procedure-step-impossible')
    await steps(assessment, [
      nadia,
      'give-opinion',
      { favourable: 'favourable', opinion: 'Mesures suffisantes.', 'given-on': '2026-06-15' },
    ])
    // Whoever gave the opinion validates nothing on it.
    const alone = await step(nadia, assessment, 'validate', validation)
    expect(alone.problem).toMatchObject({ code: 'procedure-of-another', status: 403 })
    const before = await step(rachel, assessment, 'validate', { ...validation, 'validated-on': '2026-06-14' })
    expect(before.problem).toMatchObject({ code: 'privacy-dates-invalid' })
    expect(before.problem?.detail).toContain('L’avis du délégué (15 juin 2026)')
    await steps(assessment, [rachel, 'validate', { ...validation, 'review-by': '2027-01-31' }])

    await conform(fileId, 'GI:PS-1.e')
    expect(await proofOf(fileId, 'GI:PS-1.e')).toBe('missing')
    await steps(register, [nadia, 'validate', validation])
    expect(await proofOf(fileId, 'GI:PS-1.e')).toBe('proven')
    await at(new Date('2027-02-01T09:00:00Z'))
    expect(await proofOf(fileId, 'GI:PS-1.e')).toBe('expired')
    await at(today)
  })

  test('an unfavourable opinion is answered before the assessment is validated, and its field says so', async () => {
    const assessment = await open('impact-assessment', { processing: 'Titres', criteria: 'Grande échelle.' })
    const opinion = { opinion: 'Conservation trop longue.', 'given-on': '2026-06-15' }
    const answerAsked = async () => {
      const { possible } = (await rachel.call(procedureRoutes.get, { params: { procedureId: assessment } })).body
      return possible.find(({ id }) => id === 'validate')!.fields.find(({ id }) => id === 'answer')!.required
    }
    await steps(
      assessment,
      [camille, 'draft'],
      [camille, 'ask-opinion', { assessment: link, measures: 'Chiffrement.' }],
      [dominique, 'give-opinion', { ...opinion, favourable: 'favourable' }],
    )
    expect(await answerAsked()).toBe(false)
    await steps(
      assessment,
      [camille, 'rework'],
      [camille, 'ask-opinion', { assessment: link, measures: 'Chiffrement.' }],
      [dominique, 'give-opinion', { ...opinion, favourable: 'unfavourable' }],
    )
    expect(await answerAsked()).toBe(true)
    const bare = await step(rachel, assessment, 'validate', validation)
    expect(bare.problem).toMatchObject({
      code: 'procedure-fields-invalid',
      errors: [{ path: 'data.answer', message: 'Suite donnée à l’avis : à renseigner.' }],
    })
    await steps(assessment, [rachel, 'validate', { ...validation, answer: 'Durée ramenée à un an.' }])
  })

  test('an entry sent back is mended in whatever it states, and what is not stated again stands', async () => {
    const entered = await open('processing-register', entry)
    const mended = {
      regime: 'police-justice',
      'legal-basis': 'Obligation légale',
      controller: 'Préfet',
      people: 'Conducteurs.',
      processors: 'Hébergeur, contrat signé.',
      transfers: 'Aucun.',
      rights: 'En ligne.',
    }
    await steps(
      entered,
      [camille, 'submit'],
      [nadia, 'send-back', { why: 'La base légale est fausse.' }],
      [camille, 'submit', mended],
    )
    const { body } = await camille.call(procedureRoutes.get, { params: { procedureId: entered } })
    expect(body.data).toMatchObject({ ...mended, purpose: entry.purpose, retention: entry.retention })
    await steps(entered, [camille, 'close', { end: 'Essai.' }])
  })

  test('a second processing not yet in force takes the proof away; a new version keeps what was proven', async () => {
    const second = await open('processing-register', { ...entry, 'high-risk': false, purpose: 'Statistiques.' })
    expect(await proofOf(fileId, 'GI:PS-1.e')).toBe('missing')
    await steps(second, [camille, 'submit'], [nadia, 'validate', validation])
    expect(await proofOf(fileId, 'GI:PS-1.e')).toBe('proven')
    await camille.call(applicationRoutes.addVersion, { params: { applicationId: 'titres' }, body: { label: '3.0.0' } })
    const next = await openFile('production', '3.0.0')
    await conform(next, 'GI:PS-1.e')
    expect(await proofOf(next, 'GI:PS-1.e')).toBe('proven')
    fileId = next
    await steps(second, [camille, 'revise', { change: 'Nouveaux destinataires.' }])
    expect(await proofOf(fileId, 'GI:PS-1.e')).toBe('missing')
    await steps(second, [camille, 'close', { end: 'Données effacées.' }])
    expect(await proofOf(fileId, 'GI:PS-1.e')).toBe('proven')
  })

  test.each(['ods', 'pdf', 'json'] as const)(
    'the register handed out as %s holds nothing of security',
    async (format) => {
      const answer = await nadia.call(registerRoutes.export, { query: { format } })
      expect(answer.status).toBe(200)
      const secret = 'Coffre de clés'
      if (format === 'json') {
        const content = JSON.parse(answer.bytes.toString('utf8')) as { redacted: boolean; entries: object[] }
        expect(content).toMatchObject({
          redacted: true,
          entries: [{ applicationId: 'titres', controller: 'Directeur des titres' }],
        })
        expect(answer.bytes.toString('utf8')).not.toContain(secret)
        const whole = await nadia.call(registerRoutes.export, { query: { format, parts: 'whole' } })
        expect(whole.bytes.toString('utf8')).toContain(secret)
      }
      if (format === 'pdf') expect(answer.bytes.subarray(0, 5).toString()).toBe('%PDF-')
      if (format === 'ods') expect(await odsText(answer.bytes)).not.toContain(secret)
      if (format === 'ods') expect(await odsText(answer.bytes)).toContain('Directeur des titres')
    },
  )

  test('under revision, the last state that was published stays in the register that is handed out', async () => {
    const read = async (parts: 'public' | 'whole') => {
      const answer = await nadia.call(registerRoutes.export, { query: { format: 'json', parts } })
      const { entries } = JSON.parse(answer.bytes.toString('utf8')) as { entries: Record<string, string>[] }
      return entries.find(({ retention }) => retention === 'Six mois.')
    }
    const third = await open('processing-register', { ...entry, 'high-risk': false, retention: 'Six mois.' })
    expect(await read('public')).toBeUndefined()
    await steps(third, [camille, 'submit'], [nadia, 'validate', validation])
    const published = await read('public')
    expect(published).toMatchObject({ state: 'En vigueur', recipients: entry.recipients })
    await steps(third, [camille, 'revise', { change: 'Les destinataires.' }])
    expect(await read('public')).toEqual(published)
    await steps(third, [camille, 'submit', { recipients: 'Le préfet.' }])
    expect(await read('public')).toEqual(published)
    expect(await read('whole')).toMatchObject({ state: 'À valider', recipients: 'Le préfet.' })
    await steps(third, [nadia, 'send-back', { why: 'À préciser.' }])
    expect(await read('public')).toEqual(published)
    await steps(third, [camille, 'submit'], [nadia, 'validate', validation])
    expect(await read('public')).toMatchObject({ recipients: 'Le préfet.' })
    await steps(third, [camille, 'close', { end: 'Effacées.' }])
    expect(await read('public')).toBeUndefined()
  })

  test('a team does not hand out the register of all', async () => {
    const answer = await camille.call(registerRoutes.export, { query: { format: 'json' } })
    expect(answer.problem).toMatchObject({
      code: 'forbidden',
      detail: expect.stringMatching(
        /^Il vous manque ce droit : sortir le registre des traitements\. L’ont : responsable de la sécurité, délégué à la protection des données, responsable du traitement, administrateur\./,
      ) as string,
    })
    const own = { params: { applicationId: 'titres' }, body: { label: '9.9.9' } }
    const version = await nadia.call(applicationRoutes.addVersion, own)
    expect(version.problem?.detail).toContain('L’ont : l’équipe de l’application.')
  })
})

/** Cells of a sheet. */
const odsText = async (bytes: Buffer): Promise<string> => JSON.stringify(readOds(new Uint8Array(bytes)))
