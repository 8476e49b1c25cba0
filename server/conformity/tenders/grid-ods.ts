/** The answer grid as an OpenDocument sheet: closed choices in a list, everything else as the framework words it. */
import {
  type BidAnswer,
  type Language,
  type TenderPolicy,
  type TenderRequirement,
  levelInWords,
} from '@socle/contracts'
import { OdsDocument } from 'odf-kit'
import { printed } from '../../platform/printed-sheet.ts'
import { linesAsParagraphs, text } from '../../platform/sheets-ods.ts'
import { worthOf } from './bid-rules.ts'
import { effectOf, gridColumns, gridWords, wordingOf } from './grid-words.ts'

export interface Grid {
  readonly code: string
  readonly tender: string
  readonly requirements: readonly TenderRequirement[]
  readonly policy: TenderPolicy
  /** Absent = an empty grid, to be filled in. */
  readonly answers?: readonly Pick<BidAnswer, 'requirementId' | 'answer' | 'comment' | 'evidence'>[]
}

/** Only the cells of answers have it: by it the list of choices finds them. */
const ANSWER_BACKGROUND = '#fff9d8'
/** Those of the columns, over which tender and code of the grid stand. */
const HEADING_ROW = 3
const WIDTHS = [4.2, 1.6, 3.2, 11, 6, 4.5, 7, 7]
/** On paper too a bidder sees which line is whose. */
const RULE = '0.5pt solid #929292'

const cell = (value: string, options: object = {}) => ({ ...text(value), ...options })

export async function gridOds(grid: Grid, language: Language): Promise<Uint8Array> {
  const w = gridWords[language]
  const document = new OdsDocument()
  document.setMetadata({ title: `${w.sheet} – ${grid.tender}` })
  const sheet = document.addSheet(w.sheet)
  sheet.addRow([cell(w.tender), cell(grid.tender)], { bold: true })
  sheet.addRow([cell(w.code), cell(grid.code)])
  sheet.addRow(
    gridColumns.map((column) => cell(w.columns[column])),
    { bold: true, backgroundColor: '#e3e3fd', border: RULE },
  )
  const given = new Map(grid.answers?.map((line) => [line.requirementId, line]))
  for (const requirement of grid.requirements) {
    const line = given.get(requirement.id)
    sheet.addRow(
      [
        cell(requirement.id),
        cell(levelInWords(requirement.level, language)),
        cell(effectOf(requirement, language)),
        cell(wordingOf(requirement, language)),
        cell(requirement.precision),
        cell(line?.answer ? worthOf(grid.policy, line.answer).label[language] : '', {
          backgroundColor: ANSWER_BACKGROUND,
        }),
        cell(line?.comment ?? ''),
        cell(line?.evidence ?? ''),
      ],
      { wrap: true, verticalAlign: 'top', border: RULE },
    )
  }
  WIDTHS.forEach((width, index) => sheet.setColumnWidth(index, `${width}cm`))
  sheet.freezeRows(HEADING_ROW)
  const guide = document.addSheet(w.guide)
  for (const step of w.steps) guide.addRow([cell(step)], { wrap: true })
  guide.addRow([cell(w.meaning)], { bold: true })
  for (const answer of grid.policy.answers)
    guide.addRow(
      [
        cell(
          `${answer.label[language]}${language === 'fr' ? ' :' : ':'} ${answer.why[language]}${answer.explain ? ` ${w.explain}` : ''}`,
        ),
      ],
      {
        wrap: true,
      },
    )
  guide.setColumnWidth(0, '24cm')
  return withChoices(
    await document.save(),
    w.sheet,
    grid.policy.answers.map(({ label }) => label[language]),
    w.closed,
  )
}

/** The library writes no list of choices (OpenDocument 1.3, 9.4.5): it is put into its content afterwards. */
function withChoices(document: Uint8Array, sheet: string, choices: readonly string[], message: string): Uint8Array {
  const list = choices.map((choice) => `"${choice.replaceAll('"', '""')}"`).join(';')
  const validation = `<table:content-validations><table:content-validation table:name="answers" table:condition="${escape(
    `of:cell-content-is-in-list(${list})`,
  )}" table:allow-empty-cell="true" table:display-list="unsorted" table:base-cell-address="${escape(
    `$'${sheet}'.A1`,
  )}"><table:error-message table:display="true" table:message-type="stop"><text:p>${escape(
    message,
  )}</text:p></table:error-message></table:content-validation></table:content-validations>`
  return printed(document, {
    headings: (number) => (number === 1 ? HEADING_ROW : undefined),
    content: (content) => {
      const style = new RegExp(
        `<style:style style:name="(ce\\d+)"(?:(?!</style:style>)[^])*?"${ANSWER_BACKGROUND}"`,
      ).exec(content)?.[1]
      const whole = linesAsParagraphs(content)
      if (style === undefined) return whole
      return whole
        .replace('<office:spreadsheet>', (opening) => opening + validation)
        .replaceAll(
          `<table:table-cell table:style-name="${style}"`,
          `<table:table-cell table:style-name="${style}" table:content-validation-name="answers"`,
        )
    },
  })
}

const escape = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign]!)
