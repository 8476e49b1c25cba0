import { advice } from './advice.ts'
import { ai } from './ai.ts'
import { aliases } from './aliases.ts'
import { applications } from './applications.ts'
import { bulk } from './bulk.ts'
import { condition } from './condition.ts'
import { convocation } from './convocation.ts'
import { decisions } from './decisions.ts'
import { editions } from './editions.ts'
import { framework } from './framework.ts'
import { gateFiles } from './gate-files.ts'
import { journey } from './journey.ts'
import { lists } from './lists.ts'
import { operations } from './operations.ts'
import { procedures } from './procedures.ts'
import { products } from './products.ts'
import { shell } from './shell.ts'
import { tenders } from './tenders.ts'
import { tokens } from './tokens.ts'

export default {
  ...shell,
  ...lists,
  ...bulk,
  ...tokens,
  ...framework,
  ...editions,
  ...condition,
  ...products,
  ...applications,
  ...journey,
  ...advice,
  ...gateFiles,
  ...procedures,
  ...decisions,
  ...tenders,
  ...convocation,
  ...ai,
  ...aliases,
  ...operations,
}
