import { loadFramework } from '@socle/rulebook'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { requirementColumns } from './requirement-columns.ts'

const framework = loadFramework(resolve(import.meta.dirname, '../../../framework'))

test.each([
  ['fr', 'Sans niveau', 'Conception, Mise en production', 'déclaration, code source'],
  ['en', 'No level', 'Design, Production', 'declaration, source code'],
] as const)('a sheet of requirements says in words what the framework keeps as codes (%s)', (lang, ...words) => {
  const cells = requirementColumns(framework).map(({ of }) =>
    of(
      {
        ...framework.requirements[0]!,
        level: 'none',
        weight: 'informative',
        gates: ['design', 'production'],
        methods: ['declaration', 'repository'],
      } as never,
      lang,
    ),
  )
  expect(cells).toEqual(expect.arrayContaining(words))
})
