/** Every word of the interface, in French, by area of the menu; `en/` has the same keys. */
import { ai } from './ai.ts'
import { applications } from './applications.ts'
import { decisions } from './decisions.ts'
import { framework } from './framework.ts'
import { procedures } from './procedures.ts'
import { shell } from './shell.ts'

export default { ...shell, ...framework, ...applications, ...decisions, ...procedures, ...ai }
