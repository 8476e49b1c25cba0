import { RequirementId } from '@socle/contracts'
import { expect, it } from 'vitest'
import { idOf } from './volume-list-rules.ts'

it('requirements that a sign tells apart have identifiers of their own, that the contract accepts', () => {
  const ids = ['R2', 'R2+', 'R2++', 'R2-', 'R2--'].map((reference) =>
    idOf({ requirements: [] } as never, 'SECU', reference),
  )
  expect(new Set(ids).size).toBe(5)
  for (const id of ids) expect(RequirementId.safeParse(id).success).toBe(true)
})
