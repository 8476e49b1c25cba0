import type { FastifyRequest } from 'fastify'
import { expect, test } from 'vitest'
import type { Services } from '../services.ts'
import { authenticate } from './authenticate.ts'

const asked = (ip: string) =>
  ({ headers: { authorization: 'Bearer socle_personal_x' }, ip, cookies: {} }) as unknown as FastifyRequest

test('a personal token does not travel in clear text from another machine', async () => {
  const services = { config: { publicUrl: 'http://socle.example' } } as Services
  await expect(authenticate(services, asked('192.0.2.7'), { method: 'GET' })).rejects.toMatchObject({
    code: 'plain-http-refused',
  })
})
