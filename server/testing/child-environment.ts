/**
 * What a process started by a test gets of ours: nothing that a shell of the developer may have set, but where its compiled code is
 * kept (vitest.config.ts), without which most of a short command is compiling.
 */
export function childEnvironment(): Record<string, string | undefined> {
  const { PATH, HOME, NODE_COMPILE_CACHE } = process.env
  return { PATH, HOME, NODE_COMPILE_CACHE }
}
