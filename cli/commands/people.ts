import { auditRoutes } from '@socle/contracts/operations/audit'
import { homeRoutes } from '@socle/contracts/people/home'
import { identityRoutes, Role, type UserRecord } from '@socle/contracts/people/identity'
import { callApi } from '../api.ts'
import { type Command, type Invocation, print, printJson, text, texts } from '../command.ts'
import { wrongUse } from '../errors.ts'
import { neededArgument, neededOption, runAction } from '../required.ts'

export const people: Command = {
  name: 'people',
  usage: 'socle people list|roles USER --set ROLE,ROLE|audit [--target T] [--json]',
  summary: { fr: 'Personnes, rôles et journal des écritures', en: 'People, roles and the audit log' },
  help: [
    { option: 'roles USER --set R,R', meaning: { fr: Role.options.join(', '), en: Role.options.join(', ') } },
    {
      option: 'audit [--target T]',
      meaning: { fr: 'qui a écrit quoi, du plus récent au plus ancien', en: 'who wrote what, newest first' },
    },
    { option: '--json', meaning: { fr: 'sortie JSON', en: 'JSON output' } },
  ],
  options: { ...texts('set', 'target'), json: { type: 'boolean' } },
  arguments: 2,
  run: (invocation) => runAction(actions, invocation, 'people'),
}

const PAGE = 200

async function everyone(): Promise<UserRecord[]> {
  const all: UserRecord[] = []
  for (;;) {
    const { users, total } = await callApi(identityRoutes.users, { query: { offset: all.length, limit: PAGE } })
    all.push(...users)
    if (users.length < PAGE || all.length >= total) return all
  }
}

const actions: Record<string, (invocation: Invocation) => Promise<void>> = {
  async list({ values }) {
    const users = await everyone()
    if (values['json'] === true) return printJson(users)
    for (const { id, name, roles } of users) print(`${id}  ${name}  ${roles.join(', ')}`)
  },
  async roles({ values, positionals }) {
    const userId = neededArgument(positionals, 1, 'USER', 'people')
    const roles = Role.array().safeParse(neededOption(values, 'set', 'people').split(',').filter(Boolean))
    if (!roles.success) {
      const all = Role.options.join(', ')
      throw wrongUse({ fr: `Les rôles : ${all}.`, en: `The roles: ${all}.` }, 'people')
    }
    const users = await everyone()
    const revision = users.find(({ id }) => id === userId)?.revision ?? 0
    const after = await callApi(identityRoutes.setRoles, { params: { userId }, body: { roles: roles.data, revision } })
    if (values['json'] === true) printJson(after)
    else print(`${after.name}  ${after.roles.join(', ')}`)
  },
  async audit({ values }) {
    const { lines } = await callApi(auditRoutes.list, { query: { target: text(values, 'target'), limit: 200 } })
    if (values['json'] === true) return printJson(lines)
    for (const { at, actor, action, target, targetName } of lines)
      print(`${at.slice(0, 19)}  ${actor}  ${action}  ${targetName ?? target}`)
  },
}

export const home: Command = {
  name: 'home',
  usage: 'socle home [--json]',
  summary: { fr: 'Ce qui vous attend', en: 'What is waiting for you' },
  help: [{ option: '--json', meaning: { fr: 'sortie JSON', en: 'JSON output' } }],
  options: { json: { type: 'boolean' } },
  arguments: 0,
  async run({ values, language }) {
    const waiting = await callApi(homeRoutes.home, {})
    if (values['json'] === true) printJson(waiting)
    else {
      if (waiting.procedures.length + waiting.tasks.length === 0)
        print({ fr: 'Rien ne vous attend.', en: 'Nothing is waiting for you.' }[language])
      for (const { id, dueOn, processName, title } of waiting.procedures)
        print(`${id}  ${dueOn ?? '–'}  ${processName[language]}  ${title}`)
      for (const { text: what, link } of waiting.tasks) print(`${what[language]}  ${link}`)
    }
    return 0
  },
}
