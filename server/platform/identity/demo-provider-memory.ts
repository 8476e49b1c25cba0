import type { Adapter, AdapterPayload } from 'oidc-provider'

/** More than any demonstration holds; the oldest goes first. */
const MAX_RECORDS = 1000

/** What the demonstration provider remembers: in memory on purpose, a restart forgets every demonstration sign-in. */
export function createDemoMemory(clock: () => number = Date.now): (kind: string) => Adapter {
  const records = new Map<string, { payload: AdapterPayload; until: number }>()
  return (kind) => {
    const key = (id: string) => `${kind}:${id}`
    const find = (id: string) => {
      const record = records.get(key(id))
      return Promise.resolve(record && record.until > clock() ? record.payload : undefined)
    }
    const findWhere = (property: 'uid' | 'userCode', value: string) => {
      for (const [known, { payload, until }] of records)
        if (known.startsWith(`${kind}:`) && payload[property] === value && until > clock())
          return Promise.resolve(payload)
      return Promise.resolve(undefined)
    }
    return {
      upsert(id, payload, expiresIn) {
        records.delete(key(id))
        records.set(key(id), { payload, until: expiresIn === undefined ? Infinity : clock() + expiresIn * 1000 })
        if (records.size > MAX_RECORDS) records.delete(records.keys().next().value!)
        return Promise.resolve()
      },
      find,
      findByUid: (uid) => findWhere('uid', uid),
      findByUserCode: (code) => findWhere('userCode', code),
      async consume(id) {
        const payload = await find(id)
        if (payload) payload.consumed = Math.floor(clock() / 1000)
      },
      destroy(id) {
        records.delete(key(id))
        return Promise.resolve()
      },
      revokeByGrantId(grantId) {
        for (const [known, { payload }] of records) if (payload.grantId === grantId) records.delete(known)
        return Promise.resolve()
      },
    }
  }
}
