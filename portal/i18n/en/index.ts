import { advice } from './advice.ts'
import { ai } from './ai.ts'
import { applications } from './applications.ts'
import { decisions } from './decisions.ts'
import { editions } from './editions.ts'
import { framework } from './framework.ts'
import { gateFiles } from './gate-files.ts'
import { procedures } from './procedures.ts'
import { products } from './products.ts'
import { shell } from './shell.ts'
import { tokens } from './tokens.ts'

export default {
  ...shell,
  ...tokens,
  ...framework,
  ...editions,
  ...products,
  ...applications,
  ...advice,
  ...gateFiles,
  ...procedures,
  ...decisions,
  ...ai,
}
