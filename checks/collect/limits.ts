/** Every bound of the collectors in one place; a caller may lower them. */
export interface Limits {
  /** Files in the inventory. */
  readonly files: number
  /** Folders below the root, when there is no git to list files. */
  readonly depth: number
  /** A source or configuration file beyond this is not read. */
  readonly fileBytes: number
  /** Lock files and API descriptions may be longer. */
  readonly longFileBytes: number
  /** All files together. */
  readonly totalBytes: number
  /** With so many bytes that only patterns look into, a second thread reads too: with less it costs more than it spares. */
  readonly secondReaderBytes: number
  /** Matches kept per pattern. */
  readonly matches: number
  /** Values of one document that uses aliases, once they are written out: ordinary data names one anchor hundreds of times, a bomb passes this at once. */
  readonly yamlValues: number
  /** Commits whose changes are looked at, newest first. */
  readonly historyCommits: number
  /** Texts of past versions, all together; one of them obeys `fileBytes`. */
  readonly historyBytes: number
  readonly historyMs: number
  /** An answer beyond this is cut. */
  readonly answerBytes: number
  readonly connectMs: number
  /** One exchange from first byte sent to last byte read. */
  readonly exchangeMs: number
  readonly redirects: number
  /** API operations called without credentials. */
  readonly operations: number
  /** Everything that is asked of the running address. */
  readonly endpointMs: number
}

export const defaultLimits: Limits = Object.freeze({
  files: 100_000,
  depth: 40,
  fileBytes: 1_000_000,
  longFileBytes: 20_000_000,
  totalBytes: 500_000_000,
  secondReaderBytes: 16_000_000,
  matches: 1000,
  yamlValues: 100_000,
  historyCommits: 20_000,
  historyBytes: 500_000_000,
  historyMs: 30_000,
  answerBytes: 5_000_000,
  connectMs: 5_000,
  exchangeMs: 10_000,
  redirects: 5,
  operations: 200,
  endpointMs: 60_000,
})
