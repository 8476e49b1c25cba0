import type { ConformityDossier } from '@socle/contracts'
import { judge } from '../assessments/verdict-rules.ts'
import { applicability, loadFramework } from '@socle/rulebook'
import { readOds } from '../../testing/read-ods.ts'
import { extractText, getDocumentProxy, getMeta } from 'unpdf'
import { beforeAll, describe, expect, test } from 'vitest'
import { permits } from '../../testing/descriptions.ts'
import { AssessmentResults, Catalog, Poam } from '../../testing/oscal-model.ts'
import { summaryOf } from '../requirements/requirements-rules.ts'
import { oscalAssessmentResults, oscalCatalog } from './conformity-oscal.ts'
import { oscalPoam } from './conformity-poam.ts'
import { exportConformityFile } from './index.ts'

const hostile = [
  '=1+1',
  '#import "x": * *gras* _souligné_ $x^2$ <label> @ref',
  '« guillemets » œuvre – çà & là <b>non</b> \\ "citation"',
  `ligne très longue ${'mot '.repeat(400)}fin`,
  '#pagebreak() #panic("non")',
]

const DEROGATED = 11
const DEROGATION = '55555555-5555-4555-8555-555555555555'

/** A file that holds every requirement of the framework, and something hostile wherever a person can type. */
function dossierOf(): ConformityDossier {
  const framework = loadFramework()
  const reasons = new Map(
    applicability(framework, permits.traits).requirements.map((outcome) => [outcome.id, outcome.reason]),
  )
  const person = { id: '11111111-1111-4111-8111-111111111111', name: 'Élodie d’Arc' }
  const at = '2026-03-04T09:12:00.000Z'
  const items = framework.requirements.map((requirement, index): ConformityDossier['items'][number] => {
    const status =
      index === DEROGATED
        ? 'derogated'
        : (['non-conforming', 'partly', 'conforming', 'not-applicable', 'not-assessed'] as const)[index % 5]!
    const justification = status === 'not-assessed' ? '' : `J${index} ${hostile[index % hostile.length]}`
    return {
      requirement: summaryOf(framework, requirement),
      text: requirement.text,
      reason: reasons.get(requirement.id)!,
      certain: true,
      assessment: {
        requirementId: requirement.id,
        status,
        justification,
        proof: 'missing',
        suggested: null,
        derogation:
          index === DEROGATED ? { procedureId: DEROGATION, until: '2026-12-31', instead: 'non-conforming' } : null,
        author: person,
        assessedAt: at,
        revision: 1,
        comments: 1,
        evidence: 1,
      },
      history: [{ status, justification, author: person, at, revision: 1, takenOverFrom: null }],
      commentThread:
        index % 7 === 0
          ? [{ id: person.id, author: person, at, text: `C${index} ${hostile[(index + 1) % hostile.length]}` }]
          : [],
      evidenceList:
        index % 9 === 0
          ? [
              {
                id: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
                requirementId: requirement.id,
                kind: 'check',
                label: { fr: `E${index}`, en: `E${index}` },
                source: 'endpoint/plain-http',
                about: 'abc123',
                outcome: 'fail',
                findings: [
                  {
                    place: 'http://x/',
                    message: { fr: `F${index} =HYPERLINK("http://evil")`, en: `F${index} =HYPERLINK("http://evil")` },
                  },
                ],
                date: '2026-03-04',
                expiresOn: '2026-06-02',
                state: 'failed',
                addedBy: 'CI',
                addedAt: at,
                reportId: null,
                run: null,
              },
            ]
          : [],
    }
  })
  const judged = items.map(({ requirement, assessment }) => ({
    requirementId: requirement.id,
    weight: requirement.weight,
    status: assessment.status,
    proof: assessment.proof,
  }))
  const reserves = [
    { id: person.id, title: '=R0 Journal <bavard>', link: '/procedures/1', blocking: true, state: 'maintained' },
  ]
  const { id, title, date, digest } = framework.edition
  return {
    id: '22222222-2222-4222-8222-222222222222',
    application: { id: 'titres', name: 'Titres & permis', organisation: 'Direction des titres' },
    version: '1.0.0',
    gate: 'production',
    gateName: { fr: 'Mise en production', en: 'Production' },
    edition: { id, title, date, digest },
    openedAt: at,
    openedBy: person,
    asOf: at,
    verdict: judge(framework.policies.verdict, 'production', judged, reserves),
    items,
    noLongerAsked: [],
    reserves,
    pillars: [...framework.pillars],
    sheets: [...framework.sheets],
    permissions: [],
    reserveList: [
      {
        ...reserves[0]!,
        gap: 'Le journal <contient> des noms.',
        requirements: [items[3]!.requirement.id],
        due: '2026-06-30',
        plan: 'Filtrer.',
        proof: 'Filtré.',
        raisedBy: person,
        openedAt: at,
        enteredAt: at,
      },
      {
        id: '33333333-3333-4333-8333-333333333333',
        title: 'Sauvegarde',
        link: '/procedures/3',
        blocking: false,
        state: 'lifted',
        gap: '',
        requirements: [],
        due: null,
        plan: '',
        proof: '',
        raisedBy: person,
        openedAt: at,
        enteredAt: at,
      },
    ],
    derogations: [
      {
        procedureId: DEROGATION,
        title: 'Composant ancien',
        requirements: [items[DEROGATED]!.requirement.id],
        from: '2026-02-01',
        until: '2026-12-31',
        reasons: 'Remplacé en mai.',
        grounds: '',
        committeeOn: '2026-01-30',
      },
    ],
    decisions: [
      {
        procedureId: person.id,
        decision: 'pass-with-reserves',
        grounds: 'À suivre.',
        committeeOn: '2026-03-12',
        decidedAt: at,
        decidedBy: { id: '44444444-4444-4444-8444-444444444444', name: 'Yann' },
        verdict: { fr: 'Oui, avec réserves.', en: 'Yes, with reserves.' },
        rule: 'open-reserve',
        edition: id,
        digest: 'f'.repeat(64),
      },
    ],
  }
}

const squeeze = (text: string): string => text.replace(/[\s\u00ad]+/g, '')

describe('a complete file of every requirement, reopened', () => {
  let dossier: ConformityDossier
  beforeAll(() => {
    dossier = dossierOf()
  })
  const marks = () =>
    dossier.items.flatMap(({ assessment, commentThread, evidenceList }) => [
      ...(assessment.justification ? [assessment.justification] : []),
      ...commentThread.map(({ text }) => text),
      ...evidenceList.flatMap(({ label, findings }) => [label.fr, ...findings.map(({ message }) => message.fr)]),
    ])

  test.each(['fr', 'en'] as const)(
    'PDF (%s): tagged, titled, in its language, every word in it',
    { timeout: 120_000 },
    async (lang) => {
      const { bytes, contentType, fileName } = await exportConformityFile(dossier, 'pdf', lang)
      expect([contentType, fileName]).toEqual(['application/pdf', 'titres-1.0.0-production.pdf'])
      const raw = Buffer.from(bytes).toString('latin1')
      expect(raw).toMatch(/^%PDF-/)
      const document = await getDocumentProxy(new Uint8Array(bytes))
      expect(await document.getMarkInfo()).toMatchObject({ Marked: true })
      const { info } = await getMeta(document)
      expect(info).toMatchObject({ Language: lang })
      const { text } = await extractText(document, { mergePages: true })
      const found = squeeze(text)
      expect(found).toContain(squeeze(dossier.verdict.sentence[lang]))
      // What the policy would say next is in the file as on the page.
      expect(dossier.verdict.also.length).toBeGreaterThan(0)
      for (const { sentence } of dossier.verdict.also) expect(found).toContain(squeeze(sentence[lang]))
      const missing = [...marks(), ...dossier.items.map(({ requirement }) => requirement.title[lang])].filter(
        (mark) => !found.includes(squeeze(mark).slice(0, 60)),
      )
      expect(missing).toEqual([])
    },
  )

  test('OpenDocument: every row, text that looks like a formula stays text', async () => {
    const { bytes } = await exportConformityFile(dossier, 'ods', 'fr')
    const { sheets } = readOds(new Uint8Array(bytes))
    expect(sheets.map(({ name }) => name)).toEqual([
      'Synthèse',
      'Exigences',
      'Réserves',
      'Preuves',
      'Commentaires',
      'Historique',
    ])
    const cells = sheets.flatMap(({ rows }) => rows.flatMap((row) => row.cells))
    const values = new Set(cells.map((cell) => String(cell.value ?? '')))
    expect(sheets[1]!.rows).toHaveLength(dossier.items.length + 1)
    expect(marks().filter((mark) => ![...values].some((value) => squeeze(value).includes(squeeze(mark))))).toEqual([])
    expect(cells.filter((cell) => cell.formula !== undefined)).toEqual([])
  })

  test('OSCAL: both documents fit the 1.1 model and refer to one another', async () => {
    const read = async (format: 'oscal-catalog' | 'oscal-assessment-results') =>
      JSON.parse(Buffer.from((await exportConformityFile(dossier, format, 'fr')).bytes).toString()) as unknown
    const { catalog } = Catalog.parse(await read('oscal-catalog'))
    const { 'assessment-results': results } = AssessmentResults.parse(await read('oscal-assessment-results'))
    const controls = catalog.groups!.flatMap((group) => group.controls.map(({ id }) => id))
    expect(new Set(controls).size).toBe(dossier.items.length)
    const [result] = results.results
    expect(
      result!['reviewed-controls']['control-selections']
        [0]!['include-controls']!.map((one) => one['control-id'])
        .sort(),
    ).toEqual(controls.sort())
    const statements = new Set(
      catalog.groups!.flatMap(({ controls: all }) => all.flatMap(({ parts }) => parts.map(({ id }) => id))),
    )
    expect(result!.findings!.filter(({ target }) => !statements.has(target['target-id']))).toEqual([])
    const observations = new Set(result!.observations!.map(({ uuid }) => uuid))
    const referred = result!.findings!.flatMap(
      (finding) => finding['related-observations']?.map((one) => one['observation-uuid']) ?? [],
    )
    expect(referred.filter((uuid) => !observations.has(uuid))).toEqual([])
    const risks = new Map(result!.risks!.map((risk) => [risk.uuid, risk]))
    const risked = result!.findings!.flatMap((finding) => finding['related-risks'] ?? [])
    expect(risked.filter((one) => !risks.has(one['risk-uuid']))).toEqual([])
    const all = squeeze(JSON.stringify(results))
    expect(marks().filter((mark) => !all.includes(squeeze(JSON.stringify(mark).slice(1, -1))))).toEqual([])
  })

  test('OSCAL: the plan that it names is in the document, groups are titled as sheets are, what does not bind is told apart', async () => {
    const { 'assessment-results': results } = AssessmentResults.parse(oscalAssessmentResults(dossier, 'fr'))
    const resources = results['back-matter'].resources.map(({ uuid }) => `#${uuid}`)
    expect(resources).toContain(results['import-ap'].href)
    const { catalog } = Catalog.parse(oscalCatalog(dossier, 'fr'))
    expect(catalog.groups!.map(({ title }) => title)).toContain('Identifier et connecter les usagers')
    const notApplicable = results.results[0]!.findings!.filter(({ props }) =>
      props.some(({ name, value }) => name === 'status' && value === 'not-applicable'),
    )
    expect(notApplicable.length).toBeGreaterThan(0)
    expect(new Set(notApplicable.map(({ target }) => target.status.reason))).toEqual(new Set(['other']))
  })

  test('OSCAL: reserves, derogations and decisions are in the results, and the plan of action says what is left', async () => {
    const bytes = async (format: 'oscal-assessment-results' | 'oscal-poam') =>
      JSON.parse(Buffer.from((await exportConformityFile(dossier, format, 'fr')).bytes).toString()) as unknown
    const { 'assessment-results': results } = AssessmentResults.parse(await bytes('oscal-assessment-results'))
    const { 'plan-of-action-and-milestones': poam } = Poam.parse(await bytes('oscal-poam'))
    const [result] = results.results
    const parties = new Map(results.metadata.parties!.map(({ uuid: id, name }) => [id, name]))
    const about = (requirementId: string) => {
      const finding = result!.findings!.find(({ props: all }) => all.some(({ value }) => value === requirementId))!
      const ids = finding['related-risks']?.map((one) => one['risk-uuid']) ?? []
      return { finding, risks: result!.risks!.filter(({ uuid: id }) => ids.includes(id)) }
    }
    const derogated = about(dossier.items[DEROGATED]!.requirement.id)
    expect(derogated.finding.target.status).toEqual({ state: 'not-satisfied', reason: 'other' })
    expect(derogated.risks).toMatchObject([
      { title: 'Composant ancien', status: 'deviation-approved', deadline: '2026-12-31T23:59:59Z' },
    ])
    const reserve = result!.risks!.find(({ title }) => title.startsWith('=R0'))!
    expect(reserve).toMatchObject({ status: 'open', deadline: '2026-06-30T23:59:59Z' })
    expect(reserve.remediations!.map(({ lifecycle }) => lifecycle)).toEqual(['planned', 'completed'])
    expect(parties.get(reserve.origins![0]!.actors[0]!['actor-uuid'])).toBe('Élodie d’Arc')
    expect(about(dossier.items[3]!.requirement.id).risks).toContainEqual(reserve)
    const [attestation] = result!.attestations!
    expect(parties.get(attestation!['responsible-parties'][0]!['party-uuids'][0]!)).toBe('Yann')
    expect(attestation!.parts[0]!.prose).toContain('Décision du comité du 12 mars 2026. À suivre.')

    const risks = new Set(poam.risks!.map(({ uuid: id }) => id))
    const related = poam['poam-items'].flatMap((item) => item['related-risks'] ?? [])
    expect(related.filter((one) => !risks.has(one['risk-uuid']))).toEqual([])
    const gaps = dossier.items.filter(({ assessment }) => ['partly', 'non-conforming'].includes(assessment.status))
    expect(poam['poam-items']).toHaveLength(gaps.length + dossier.reserveList.length + dossier.derogations.length)
    expect(poam.risks!.find(({ title }) => title === 'Sauvegarde')!.status).toBe('closed')
  })

  test.each([
    ['nothing assessed', (whole: ConformityDossier) => ({ ...whole, items: whole.items.map(untouched) })],
    [
      'nothing due',
      (whole: ConformityDossier) => ({ ...whole, items: [], reserveList: [], derogations: [], decisions: [] }),
    ],
    ['titles on several lines', (whole: ConformityDossier) => onSeveralLines(whole)],
  ])('OSCAL of a file with %s fits the model all the same', (_, change) => {
    const bare = change(dossier)
    Catalog.parse(oscalCatalog(bare, 'fr'))
    AssessmentResults.parse(oscalAssessmentResults(bare, 'fr'))
    Poam.parse(oscalPoam(bare, 'fr'))
  })

  test('the same state exports to the same OSCAL, byte for byte', async () => {
    const twice = await Promise.all([0, 1].map(() => exportConformityFile(dossier, 'oscal-assessment-results', 'en')))
    expect(Buffer.from(twice[0]!.bytes).equals(Buffer.from(twice[1]!.bytes))).toBe(true)
  })
})

const untouched = (item: ConformityDossier['items'][number]): ConformityDossier['items'][number] => ({
  ...item,
  assessment: { ...item.assessment, status: 'not-assessed', justification: '', author: null, assessedAt: null },
  history: [],
  commentThread: [],
  evidenceList: [],
})

/** A person may paste a title over two lines, or leave a blank around a name. */
const onSeveralLines = (whole: ConformityDossier): ConformityDossier => ({
  ...whole,
  application: { ...whole.application, name: 'Titres\n& permis' },
  items: whole.items.map((item) => ({
    ...item,
    evidenceList: item.evidenceList.map((evidence) => ({
      ...evidence,
      kind: 'link' as const,
      label: { fr: 'Un rapport\nde test', en: 'A test\nreport' },
      source: 'https://forge.example/rapport de test?é#1',
    })),
  })),
  reserveList: whole.reserveList.map((reserve) => ({
    ...reserve,
    title: 'Une réserve\r\nsur deux lignes ',
    raisedBy: { ...reserve.raisedBy, name: ' Élodie\nd’Arc ' },
  })),
  derogations: whole.derogations.map((derogation) => ({ ...derogation, title: '\n' })),
})
