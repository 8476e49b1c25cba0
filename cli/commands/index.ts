import type { Command } from '../command.ts'
import { advise } from './advise.ts'
import { api } from './api.ts'
import { application } from './application.ts'
import { applicable } from './applicable.ts'
import { budget } from './budget.ts'
import { check } from './check.ts'
import { committee } from './committee.ts'
import { edition } from './edition.ts'
import { explain } from './explain.ts'
import { file } from './file.ts'
import { gate } from './gate.ts'
import { backup, restore } from './backup.ts'
import { help } from './help.ts'
import { init } from './init.ts'
import { key } from './key.ts'
import { ledger } from './ledger.ts'
import { measure } from './measure.ts'
import { list } from './list.ts'
import { login, logout, whoami } from './login.ts'
import { notifications } from './notifications.ts'
import { home, people } from './people.ts'
import { operations } from './operations.ts'
import { privacy } from './privacy.ts'
import { products } from './products.ts'
import { protection } from './protection.ts'
import { procedure } from './procedure.ts'
import { provider } from './provider.ts'
import { register } from './register.ts'
import { requirements } from './requirements.ts'
import { several } from './several.ts'
import { tender } from './tender.ts'
import { token } from './token.ts'
import { traits } from './traits.ts'

/** In the order of the help. */
export const commands: readonly Command[] = [
  check,
  explain,
  edition,
  applicable,
  advise,
  requirements,
  products,
  traits,
  init,
  home,
  application,
  file,
  procedure,
  several,
  list,
  gate,
  register,
  measure,
  notifications,
  key,
  provider,
  budget,
  ledger,
  protection,
  committee,
  tender,
  operations,
  backup,
  restore,
  privacy,
  people,
  login,
  logout,
  whoami,
  token,
  api,
  help,
]
