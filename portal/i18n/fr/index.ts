/** Every word of the interface, in French, by area of the menu; `en/` has the same keys. */
import { advice } from './advice.ts'
import { ai } from './ai.ts'
import { applications } from './applications.ts'
import { decisions } from './decisions.ts'
import { editions } from './editions.ts'
import { framework } from './framework.ts'
import { gateFiles } from './gate-files.ts'
import { operations } from './operations.ts'
import { procedures } from './procedures.ts'
import { products } from './products.ts'
import { shell } from './shell.ts'

export default {
  ...shell,
  ...framework,
  ...editions,
  ...products,
  ...applications,
  ...advice,
  ...gateFiles,
  ...procedures,
  ...decisions,
  ...ai,
  ...operations,
}
