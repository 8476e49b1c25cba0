import { Agent, request } from 'undici'

/** Opens many streams at once and reads them to their end. The provider writes the time into the first event. */
export async function concurrentStreams(
  url: string,
  key: string,
  count: number,
): Promise<{ whole: number; firstEventMs: number }> {
  const dispatcher = new Agent({ connections: count })
  const delays: number[] = []
  const one = async (): Promise<boolean> => {
    const { body } = await request(`${url}/v1/chat/completions`, {
      dispatcher,
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'stream', stream: true, messages: [{ role: 'user', content: 'x' }] }),
    })
    let last = ''
    for await (const part of body) {
      const now = performance.timeOrigin + performance.now()
      const sent = /at ([\d.]+);/.exec(String(part))?.[1]
      if (sent !== undefined) delays.push(now - Number(sent))
      last = String(part)
    }
    return last.includes('[DONE]')
  }
  const whole = (await Promise.all(Array.from({ length: count }, one))).filter(Boolean).length
  await dispatcher.close()
  return { whole, firstEventMs: delays.sort((a, b) => a - b)[Math.floor(delays.length / 2)] ?? NaN }
}
