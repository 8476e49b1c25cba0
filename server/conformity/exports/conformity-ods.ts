import { type ConformityDossier, type Language, levelInWords } from '@socle/contracts'
import { exportWords } from './export-words.ts'
import { type Cell, type Sheet, sheetsOds, text } from '../../platform/sheets-ods.ts'

/** OpenDocument sheets: summary, requirements, evidence, comments, history. */
export function conformityOds(dossier: ConformityDossier, language: Language): Promise<Uint8Array> {
  const w = exportWords[language]
  const { verdict, items } = dossier
  const sheets: Sheet[] = []
  const sheet = (
    name: string,
    head: readonly string[],
    widths: readonly number[],
    rows: readonly (readonly Cell[])[],
  ) => sheets.push({ name, head, widths, rows })
  const pillarName = new Map(dossier.pillars.map(({ id, name }) => [id, name[language]]))

  sheet(
    w.summary,
    [w.summary, ''],
    [8, 16],
    [
      [text(w.question), text(verdict.sentence[language])],
      [text(w.rule), text(`${verdict.policy.text[language]} (${verdict.policy.id}, ${verdict.policy.rule})`)],
      [text(w.application), text(dossier.application.name)],
      [text(w.organisation), text(dossier.application.organisation)],
      [text(w.version), text(dossier.version)],
      [text(w.gate), text(dossier.gateName[language])],
      [text(w.edition), text(`${dossier.edition.id} (${dossier.edition.digest.slice(0, 12)})`)],
      [text(w.asOf), text(dossier.asOf)],
      [text(w.blocking), text(verdict.blocking.join(', '))],
      ...verdict.also.map(({ sentence, requirements, reserves }): Cell[] => [
        text(w.also),
        text(`${sentence[language]} ${[...requirements, ...reserves.map(({ title }) => title)].join(', ')}`),
      ]),
      ...verdict.tally.flatMap(({ weight, total, unproven, byStatus }): Cell[][] => [
        [text(`${w.weights[weight]} – ${w.total}`), total],
        [text(`${w.weights[weight]} – ${w.unproven}`), unproven],
        ...Object.entries(byStatus).map(([status, n]): Cell[] => [
          text(`${w.weights[weight]} – ${w.statuses[status as keyof typeof w.statuses]}`),
          n,
        ]),
      ]),
    ],
  )
  sheet(
    w.requirements,
    [
      'Id',
      w.requirement,
      w.text,
      w.level,
      w.weight,
      w.pillar,
      w.status,
      w.proof,
      w.justification,
      w.author,
      w.date,
      w.reason,
      w.derogation,
    ],
    [3, 7, 12, 2, 3, 4, 4, 3, 12, 4, 4, 10, 6],
    items.map(({ requirement, text: statement, assessment, reason }) => [
      text(requirement.id),
      text(requirement.title[language]),
      text(statement[language]),
      text(levelInWords(requirement.level, language)),
      text(w.weights[requirement.weight]),
      text(pillarName.get(requirement.pillar) ?? requirement.pillar),
      text(w.statuses[assessment.status]),
      text(w.proofs[assessment.proof]),
      text(assessment.justification),
      text(assessment.author?.name ?? ''),
      text(assessment.assessedAt ?? ''),
      text(reason[language]),
      text(
        assessment.derogation
          ? `${assessment.derogation.until ?? w.forGood} (${assessment.derogation.procedureId})`
          : '',
      ),
    ]),
  )
  sheet(
    w.reservesSheet,
    [w.reservesSheet, w.state, w.blocks, w.source],
    [12, 5, 4, 10],
    dossier.reserves.map(({ title, state, blocking, link }) => [
      text(title),
      text(w.reserveStates[state] ?? state),
      text(blocking ? w.yes : w.no),
      text(link),
    ]),
  )
  sheet(
    w.evidence,
    ['Id', w.evidence, w.source, w.state, w.about, w.date, w.expires, w.author, w.findings],
    [3, 8, 8, 3, 5, 3, 3, 5, 12],
    items.flatMap(({ requirement, evidenceList }) =>
      evidenceList.map((piece) => [
        text(requirement.id),
        text(piece.label[language]),
        text(piece.source),
        text(w.states[piece.state]),
        text(piece.about ?? ''),
        text(piece.date),
        text(piece.expiresOn),
        text(piece.addedBy),
        text(piece.findings.map(({ place, message }) => `${place} ${message[language]}`.trim()).join('\n')),
      ]),
    ),
  )
  sheet(
    w.comments,
    ['Id', w.author, w.date, w.comments],
    [3, 5, 5, 16],
    items.flatMap(({ requirement, commentThread }) =>
      commentThread.map(({ author, at, text: said }) => [
        text(requirement.id),
        text(author.name),
        text(at),
        text(said),
      ]),
    ),
  )
  sheet(
    w.history,
    ['Id', w.status, w.justification, w.author, w.date, w.takenOverFrom],
    [3, 4, 14, 5, 5, 3],
    items.flatMap(({ requirement, history }) =>
      history.map((entry) => [
        text(requirement.id),
        text(w.statuses[entry.status]),
        text(entry.justification),
        text(entry.author.name),
        text(entry.at),
        text(entry.takenOverFrom ?? ''),
      ]),
    ),
  )
  return sheetsOds(`${w.title} – ${dossier.application.name}`, sheets)
}
