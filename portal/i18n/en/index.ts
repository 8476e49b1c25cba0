import { ai } from './ai.ts'
import { applications } from './applications.ts'
import { decisions } from './decisions.ts'
import { editions } from './editions.ts'
import { framework } from './framework.ts'
import { shell } from './shell.ts'

export default { ...shell, ...framework, ...editions, ...applications, ...decisions, ...ai }
