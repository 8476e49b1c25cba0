import { applicationRoutes, identityRoutes, procedureRoutes } from '@socle/contracts'
import { type SMTPServerDataStream, SMTPServer } from 'smtp-server'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { permits } from '../../testing/descriptions.ts'
import { freePort } from '../../testing/test-client.ts'
import { databaseKinds, startTestSocle, type TestSocle } from '../../testing/test-socle.ts'
import { delayAfter, messageOf } from './mail-rules.ts'

interface Received {
  readonly to: string[]
  readonly text: string
}

/** A real SMTP server; `refuse` makes it answer that it cannot take anything now. */
async function startMailServer(port: number) {
  const received: Received[] = []
  const state = { refuse: false, refused: 0 }
  const read = async (stream: SMTPServerDataStream) => {
    let text = ''
    for await (const chunk of stream) text += String(chunk)
    return text
  }
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo: (_address, _session, callback) => {
      if (!state.refuse) return callback()
      state.refused++
      return callback(Object.assign(new Error('try again later'), { responseCode: 451 }))
    },
    onData: (stream, session, callback) => {
      void read(stream).then((text) => {
        received.push({ to: session.envelope.rcptTo.map(({ address }) => address), text })
        callback()
      })
    },
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', () => resolve()))
  return { received, state, close: () => new Promise<void>((resolve) => server.close(() => resolve())) }
}

const decoded = (text: string) =>
  Buffer.from(
    text.replace(/=\r?\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    'latin1',
  ).toString()

describe.each(databaseKinds)('what people are told leaves by mail (%s)', (kind) => {
  const closing: (() => Promise<unknown>)[] = []
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close()
  })
  const start = async (port: number): Promise<TestSocle> => {
    const mail = { host: '127.0.0.1', port, from: 'socle@example.gouv.fr', security: 'none', everyMs: 50 }
    const socle = await startTestSocle(kind, {}, undefined, { mail })
    closing.push(() => socle.close())
    return socle
  }
  const raise = async (socle: TestSocle, title: string) => {
    const nadia = await socle.as('nadia')
    const data = { gap: 'Un écart.', blocking: false }
    return nadia.call(procedureRoutes.open, { body: { process: 'reserve', applicationId: 'titres', title, data } })
  }
  const describeOne = async (socle: TestSocle) => {
    const camille = await socle.as('camille')
    await camille.call(applicationRoutes.create, { body: { id: 'titres', version: '1.0.0', description: permits } })
  }

  test('the team is written to, once, with the address of the page and no header of somebody’s making', async () => {
    const port = await freePort()
    const server = await startMailServer(port)
    closing.push(server.close)
    const socle = await start(port)
    await describeOne(socle)
    const opened = await raise(socle, 'Journal bavard\r\nBcc: x@example.org')
    await vi.waitFor(() => expect(server.received).toHaveLength(1), { timeout: 30_000 })
    const [mail] = server.received
    expect(mail!.to).toEqual(['camille@demonstration.example'])
    const text = decoded(mail!.text)
    expect(text).toContain(`${socle.url}/procedures/${opened.body.id}`)
    expect(text).toMatch(/^Auto-Submitted: auto-generated\r?$/m)
    expect(text.split(/\r?\n\r?\n/)[0]).not.toMatch(/^Bcc:/m)
  })

  test('each is written to in the language that they read the portal in', async () => {
    const port = await freePort()
    const server = await startMailServer(port)
    closing.push(server.close)
    const socle = await start(port)
    await describeOne(socle)
    const camille = await socle.as('camille')
    await camille.call(identityRoutes.speak, { body: { language: 'en' } })
    await raise(socle, 'Journal')
    await vi.waitFor(() => expect(server.received).toHaveLength(1), { timeout: 30_000 })
    expect(decoded(server.received[0]!.text)).toContain('Reserve “Journal”: open.')
  })

  test('while the server cannot be reached nobody waits; when it comes back the mail leaves', async () => {
    const port = await freePort()
    const socle = await start(port)
    await describeOne(socle)
    expect((await raise(socle, 'Serveur absent')).status).toBe(201)
    const failed = async () =>
      (await socle.database.db.selectFrom('mail_outbox').select(['attempts', 'last_error', 'sent_at']).execute())[0]
    await vi.waitFor(async () => expect((await failed())?.last_error).toMatch(/ECONNREFUSED/), { timeout: 30_000 })
    const server = await startMailServer(port)
    closing.push(server.close)
    socle.setClock(new Date(Date.now() + 2 * 3_600_000))
    await vi.waitFor(() => expect(server.received).toHaveLength(1), { timeout: 30_000 })
    await vi.waitFor(async () => expect((await failed())?.sent_at).not.toBeNull(), { timeout: 30_000 })
  })
})

describe('rules of the mail', () => {
  test('each failure doubles the wait, up to a day', () => {
    expect([1, 2, 3, 20].map((attempts) => delayAfter(attempts) / 60_000)).toEqual([1, 2, 4, 1440])
  })

  test('a message says what, and where to read it', () => {
    const mail = {
      id: 'm',
      link: '/procedures/1',
      email: 'a@b.fr',
      name: 'A',
      language: null,
      detail: null,
      attempts: 1,
    }
    const text = { fr: 'Réserve « x » : ouverte.', en: 'Reserve “x”: open.' }
    expect(messageOf({ ...mail, text }, 'https://socle.example', 'en')).toMatchObject({
      subject: 'Socle – Reserve “x”: open.',
      text: expect.stringContaining('https://socle.example/procedures/1') as string,
    })
    const detail = { fr: 'Motifs : le temps.\nValable.', en: 'Grounds: the time.\nIt holds.' }
    expect(messageOf({ ...mail, text, detail }, 'https://socle.example', 'en')).toMatchObject({
      subject: 'Socle – Reserve “x”: open.',
      text: expect.stringMatching(/^Reserve “x”: open\.\n\nGrounds: the time\.\nIt holds\.\n\nRead it here/) as string,
    })
  })
})
