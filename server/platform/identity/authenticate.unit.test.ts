import type { FastifyRequest } from 'fastify'
import { expect, test } from 'vitest'
import type { Services } from '../services.ts'
import { authenticate } from './authenticate.ts'

const asked = (remoteAddress: string, more: object = {}) =>
  ({
    headers: { authorization: 'Bearer socle_personal_x', ...more },
    socket: { remoteAddress },
    cookies: {},
  }) as unknown as FastifyRequest

test('a personal token does not travel in clear text from another machine', async () => {
  const services = { config: { publicUrl: 'http://socle.example' } } as Services
  for (const request of [asked('192.0.2.7'), asked('127.0.0.1', { 'x-forwarded-for': '192.0.2.7' })])
    await expect(authenticate(services, request, { method: 'GET' })).rejects.toMatchObject({
      code: 'plain-http-refused',
    })
})
