import { rules } from '@socle/checks'
import { loadFramework } from '@socle/rulebook'
import { expect, it } from 'vitest'

it('names only requirements of the shipped framework', () => {
  const { requirementById } = loadFramework()
  const dangling = rules.flatMap(({ id, requirements }) =>
    requirements.filter((one) => !requirementById.has(one)).map((one) => `${id} → ${one}`),
  )
  expect(dangling).toEqual([])
})
