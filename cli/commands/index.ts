import type { Command } from '../command.ts'
import { applicable } from './applicable.ts'
import { budget } from './budget.ts'
import { check } from './check.ts'
import { edition } from './edition.ts'
import { explain } from './explain.ts'
import { gate } from './gate.ts'
import { help } from './help.ts'
import { init } from './init.ts'
import { key } from './key.ts'
import { ledger } from './ledger.ts'
import { notifications } from './notifications.ts'
import { privacy } from './privacy.ts'
import { protection } from './protection.ts'
import { procedure } from './procedure.ts'
import { provider } from './provider.ts'
import { requirements } from './requirements.ts'
import { traits } from './traits.ts'

/** In the order of the help. */
export const commands: readonly Command[] = [
  check,
  explain,
  edition,
  applicable,
  requirements,
  traits,
  init,
  procedure,
  gate,
  notifications,
  key,
  provider,
  budget,
  ledger,
  protection,
  privacy,
  help,
]
