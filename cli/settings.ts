/** The only place where the command line reads its environment. */
export interface Settings {
  /** Base address of the Socle server. */
  readonly server?: string
  /** Key of the application. */
  readonly key?: string
  /** May the output carry colours? https://no-color.org */
  readonly colour: boolean
}

export function readSettings(
  environment: NodeJS.ProcessEnv = process.env,
  isTerminal: boolean = process.stdout.isTTY,
): Settings {
  const { SOCLE_URL: server, SOCLE_KEY: key, NO_COLOR: noColour } = environment
  return {
    ...(server === undefined || server === '' ? {} : { server }),
    ...(key === undefined || key === '' ? {} : { key }),
    colour: isTerminal && (noColour === undefined || noColour === ''),
  }
}
