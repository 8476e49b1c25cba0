import type { Command } from '../command.ts'

/**
 * In the order of the help. The code of a command is loaded when it is called: that of the others, with every check among it, would
 * be most of a short command's time.
 */
const loaders: Readonly<Record<string, () => Promise<Command>>> = {
  check: async () => (await import('./check.ts')).check,
  explain: async () => (await import('./explain.ts')).explain,
  edition: async () => (await import('./edition.ts')).edition,
  applicable: async () => (await import('./applicable.ts')).applicable,
  advise: async () => (await import('./advise.ts')).advise,
  requirements: async () => (await import('./requirements.ts')).requirements,
  products: async () => (await import('./products.ts')).products,
  traits: async () => (await import('./traits.ts')).traits,
  init: async () => (await import('./init.ts')).init,
  home: async () => (await import('./people.ts')).home,
  application: async () => (await import('./application.ts')).application,
  file: async () => (await import('./file.ts')).file,
  procedure: async () => (await import('./procedure.ts')).procedure,
  several: async () => (await import('./several.ts')).several,
  list: async () => (await import('./list.ts')).list,
  gate: async () => (await import('./gate.ts')).gate,
  register: async () => (await import('./register.ts')).register,
  measure: async () => (await import('./measure.ts')).measure,
  notifications: async () => (await import('./notifications.ts')).notifications,
  key: async () => (await import('./key.ts')).key,
  provider: async () => (await import('./provider.ts')).provider,
  budget: async () => (await import('./budget.ts')).budget,
  ledger: async () => (await import('./ledger.ts')).ledger,
  protection: async () => (await import('./protection.ts')).protection,
  committee: async () => (await import('./committee.ts')).committee,
  tender: async () => (await import('./tender.ts')).tender,
  operations: async () => (await import('./operations.ts')).operations,
  backup: async () => (await import('./backup.ts')).backup,
  restore: async () => (await import('./backup.ts')).restore,
  privacy: async () => (await import('./privacy.ts')).privacy,
  people: async () => (await import('./people.ts')).people,
  login: async () => (await import('./login.ts')).login,
  logout: async () => (await import('./login.ts')).logout,
  whoami: async () => (await import('./login.ts')).whoami,
  token: async () => (await import('./token.ts')).token,
  api: async () => (await import('./api.ts')).api,
  help: async () => (await import('./help.ts')).help,
}

export const commandNames: readonly string[] = Object.keys(loaders)

/** undefined = there is no such command */
export const commandNamed = async (name: string): Promise<Command | undefined> =>
  Object.hasOwn(loaders, name) ? loaders[name]!() : undefined

export const allCommands = (): Promise<Command[]> => Promise.all(Object.values(loaders).map((load) => load()))
