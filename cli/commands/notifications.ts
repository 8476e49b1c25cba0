import { isUnread, notificationRoutes } from '@socle/contracts/people/notifications'
import { callApi } from '../api.ts'
import { type Command, print, printJson } from '../command.ts'
import { exitCodes, wrongUse } from '../errors.ts'

export const notifications: Command = {
  name: 'notifications',
  usage: 'socle notifications [list|read] [--unread] [--json]',
  summary: { fr: 'Montre ce dont Socle vous a prévenu', en: 'Shows what Socle told you' },
  help: [
    { option: '--unread', meaning: { fr: 'seulement les non lues', en: 'only unread ones' } },
    { option: 'read', meaning: { fr: 'les marque toutes comme lues', en: 'marks all of them as read' } },
    { option: '--json', meaning: { fr: 'sortie JSON', en: 'JSON output' } },
  ],
  options: { unread: { type: 'boolean' }, json: { type: 'boolean' } },
  arguments: 1,
  async run({ values, positionals, language }) {
    const action = positionals[0] ?? 'list'
    if (action === 'read') {
      const answer = await callApi(notificationRoutes.read, { body: {} })
      if (values['json'] === true) printJson(answer)
      else print({ fr: 'Toutes sont lues.', en: 'All are read.' }[language])
      return exitCodes.passed
    }
    if (action !== 'list') throw wrongUse({ fr: 'Dites list ou read.', en: 'Say list or read.' }, 'notifications')
    const unread = values['unread'] === true ? ('true' as const) : ('false' as const)
    const answer = await callApi(notificationRoutes.list, { query: { unread, limit: 200 } })
    if (values['json'] === true) printJson(answer.notifications)
    else if (answer.notifications.length === 0) print({ fr: 'Aucune notification.', en: 'No notification.' }[language])
    else
      for (const notification of answer.notifications) {
        const { at, text, detail, link } = notification
        print(`${isUnread(notification) ? '*' : ' '} ${at.slice(0, 16)}  ${text[language]}  ${link}`)
        for (const line of detail?.[language].split('\n') ?? []) print(`      ${line}`)
      }
    return exitCodes.passed
  },
}
