import { join } from 'node:path'

/** The only place where the command line reads its environment. */
export interface Settings {
  /** Base address of the Socle server. */
  readonly server?: string
  /** Key of the application. */
  readonly key?: string
  /** Personal access token of whoever runs the command. */
  readonly token?: string
  /** Path of a file that holds it. */
  readonly tokenFile?: string
  /** Where `socle login` keeps what it was given. */
  readonly credentials: string
  /** Where the Socle of this machine keeps its data, and the token of its operator; undefined = where its parameter file says. */
  readonly dataFolder?: string
  /** The parameter file of the Socle of this machine. */
  readonly parameterFile: string
  /** SOCLE_CONFIG names it. */
  readonly parameterFileNamed: boolean
  /** Path of Chromium. */
  readonly browser?: string
  /** Folders in which programs are looked for. */
  readonly searchPath: string
  /** May the output carry colours? https://no-color.org */
  readonly colour: boolean
}

export function readSettings(
  environment: NodeJS.ProcessEnv = process.env,
  isTerminal: boolean = process.stdout.isTTY,
): Settings {
  const {
    SOCLE_URL: server,
    SOCLE_KEY: key,
    SOCLE_TOKEN: token,
    SOCLE_TOKEN_FILE: tokenFile,
    XDG_CONFIG_HOME: configuration,
    HOME: home,
    NO_COLOR: noColour,
    SOCLE_DATA: data,
    SOCLE_CONFIG: parameters,
    SOCLE_BROWSER: browser,
  } = environment
  return {
    ...(server === undefined || server === '' ? {} : { server }),
    ...(key === undefined || key === '' ? {} : { key }),
    ...(token === undefined || token === '' ? {} : { token: token.trim() }),
    ...(tokenFile === undefined || tokenFile === '' ? {} : { tokenFile }),
    credentials: join(configuration || join(home ?? '.', '.config'), 'socle', 'credentials.json'),
    ...(data === undefined || data === '' ? {} : { dataFolder: data }),
    parameterFile: parameters === undefined || parameters === '' ? 'socle.config.yaml' : parameters,
    parameterFileNamed: parameters !== undefined && parameters !== '',
    ...(browser === undefined || browser === '' ? {} : { browser }),
    searchPath: environment['PATH'] ?? '',
    colour: isTerminal && (noColour === undefined || noColour === ''),
  }
}
