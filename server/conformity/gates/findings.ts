/** What is found once a gate was passed: told once to whom the policy names, and again when it is found again after it was mended. */
import type { Bilingual } from '@socle/contracts'
import { dayInWords, dayOf } from '../../platform/day.ts'
import type { Services } from '../../platform/services.ts'
import { applicationRow } from '../applications/index.ts'
import * as store from './gates-store.ts'
import { foundAgainst, gateName } from './reopened.ts'

/** Requirements named in one message. */
const NAMED = 5

export function followFindings(services: Services): void {
  const { events, framework, governance } = services
  const { told } = governance.policies.gates.oncePassed
  events.on('verdict-refreshed', async (trx, { fileId, now }) => {
    const row = await store.standingPass(trx, fileId)
    if (!row) return
    const standing = (await foundAgainst(trx, services, row, now)).map(({ requirementId }) => requirementId)
    const known = await store.findingsOf(trx, row.procedure_id)
    const found = standing.filter((id) => !known.includes(id))
    const mended = known.filter((id) => !standing.some((each) => each === id))
    await store.storeFindings(trx, row.procedure_id, { found, mended }, now)
    if (found.length === 0) return
    const { description } = (await applicationRow(trx, row.application_id))!
    const gate = gateName(services, row.gate)
    const passedOn = dayOf(row.decided_at)
    const named = (language: keyof Bilingual) => {
      const titles = found.slice(0, NAMED).map((id) => framework.requirementById.get(id)?.title[language] ?? id)
      return `${titles.join(', ')}${found.length > NAMED ? '…' : ''}`
    }
    await events.emit(trx, 'people-told', {
      to: {
        roles: told.filter((actor) => actor !== 'team' && actor !== 'requester'),
        users: told.includes('requester') ? [await store.presentedBy(trx, row.procedure_id)] : [],
        teamOf: told.includes('team') ? row.application_id : null,
        except: null,
      },
      text: {
        fr: `${description.name} ${row.version} : le jalon « ${gate.fr.toLowerCase()} », passé le ${dayInWords(passedOn, 'fr')}, est rouvert. Constaté depuis (${found.length}) : ${named('fr')}.`,
        en: `${description.name} ${row.version}: the gate “${gate.en.toLowerCase()}”, passed on ${dayInWords(passedOn, 'en')}, is open again. Found since (${found.length}): ${named('en')}.`,
      },
      link: `/applications/${row.application_id}/dossiers/${row.file_id}`,
      now,
    })
  })
}
