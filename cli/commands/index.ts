import type { Command } from '../command.ts'
import { applicable } from './applicable.ts'
import { check } from './check.ts'
import { edition } from './edition.ts'
import { explain } from './explain.ts'
import { help } from './help.ts'
import { init } from './init.ts'
import { requirements } from './requirements.ts'
import { traits } from './traits.ts'

/** In the order of the help. */
export const commands: readonly Command[] = [check, explain, applicable, requirements, traits, edition, init, help]
