import { expect, test } from 'vitest'
import { startTestSocle } from '../testing/test-socle.ts'

/** Answers to `times` requests that say they come from `address`. */
async function answers(url: string, address: string, times: number): Promise<number[]> {
  const statuses = []
  for (let call = 0; call < times; call++)
    statuses.push((await fetch(`${url}/health/live`, { headers: { 'x-forwarded-for': address } })).status)
  return statuses
}

test('behind a proxy that is trusted, one busy address does not close the door to the others', async () => {
  const socle = await startTestSocle('embedded', {}, undefined, {
    requestsPerMinute: 10,
    trustedProxies: ['127.0.0.0/8'],
  })
  expect(await answers(socle.url, '198.51.100.1', 11)).toEqual([...Array.from({ length: 10 }, () => 200), 429])
  expect(await answers(socle.url, '198.51.100.2', 1)).toEqual([200])
  await socle.close()
})

test('what a caller that is not trusted says of its address is not believed', async () => {
  const socle = await startTestSocle('embedded', {}, undefined, { requestsPerMinute: 10 })
  expect(await answers(socle.url, '198.51.100.1', 10)).toEqual(Array.from({ length: 10 }, () => 200))
  expect(await answers(socle.url, '198.51.100.2', 1)).toEqual([429])
  await socle.close()
})
