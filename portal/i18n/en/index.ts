import { advice } from './advice.ts'
import { ai } from './ai.ts'
import { applications } from './applications.ts'
import { decisions } from './decisions.ts'
import { framework } from './framework.ts'
import { gateFiles } from './gate-files.ts'
import { products } from './products.ts'
import { shell } from './shell.ts'

export default { ...shell, ...framework, ...applications, ...decisions, ...ai }
export default { ...shell, ...framework, ...applications, ...ai, ...advice, ...products, ...gateFiles }
