/** Each ecosystem orders versions in its own way; what they publish about it is the reference. */
import { describe, expect, it } from 'vitest'
import type { Ecosystem } from '../../facts.ts'
import { compareVersions } from './versions.ts'

const ascending: readonly (readonly [Ecosystem, readonly string[]])[] = [
  // PEP 440, “Summary of permitted suffixes and relative ordering”.
  [
    'pip',
    [
      '1.0.dev456',
      '1.0a1',
      '1.0a2.dev456',
      '1.0a12.dev456',
      '1.0a12',
      '1.0b1.dev456',
      '1.0b2',
      '1.0b2.post345.dev456',
      '1.0b2.post345',
      '1.0rc1.dev456',
      '1.0rc1',
      '1.0',
      '1.0.post456.dev34',
      '1.0.post456',
      '1.0.15',
      '1.1.dev1',
      '1!0.1',
    ],
  ],
  ['pip', ['2.0.dev1', '2.0a1', '2.0']],
  // Maven, ComparableVersion.
  [
    'maven',
    [
      '1.0-alpha1',
      '1.0-beta1',
      '1.0-M1',
      '1.0-RC1',
      '1.0-SNAPSHOT',
      '1.0',
      '1.0-sp1',
      '1.0-sp2',
      '1.0-jre',
      '1.0.1',
      '1.1',
    ],
  ],
  ['gradle', ['1.0-rc1', '1.0', '1.0-sp1']],
  // Semantic versioning, §11.
  [
    'npm',
    [
      '1.0.0-1',
      '1.0.0-alpha',
      '1.0.0-alpha.1',
      '1.0.0-alpha.beta',
      '1.0.0-beta',
      '1.0.0-beta.2',
      '1.0.0-beta.11',
      '1.0.0-rc.1',
      '1.0.0',
      '1.0.1',
    ],
  ],
  ['go', ['v0.0.0-20190101000000-abcdef', 'v0.1.0', 'v1.9.0', 'v1.10.0']],
  ['composer', ['1.0.0-dev', '1.0.0-alpha1', '1.0.0-beta2', '1.0.0-RC1', '1.0.0', '1.0.0-patch1', '1.0.1']],
  ['bundler', ['1.0.0.beta1', '1.0.0.rc1', '1.0.0', '1.0.0.1']],
]

describe.each(ascending)('in %s', (ecosystem, versions) => {
  it.each(versions.slice(1).map((later, index) => [versions[index]!, later]))(
    '%s comes before %s',
    (earlier, later) => {
      expect(compareVersions(earlier, later, ecosystem)).toBeLessThan(0)
      expect(compareVersions(later, earlier, ecosystem)).toBeGreaterThan(0)
    },
  )
})

it.each<[Ecosystem, string, string]>([
  ['pip', '1.0', '1.0.0'],
  ['pip', '1.0rc1', '1.0.c1'],
  ['pip', '1.0+local', '1.0'],
  ['maven', '1.0.0.Final', '1.0'],
  ['maven', '1.0-cr1', '1.0-rc1'],
  ['npm', '1.2.3+build', '1.2.3'],
  ['go', 'v2.0.0+incompatible', '2.0.0'],
  ['nuget', '1.0', '1.0.0'],
])('in %s, %s is %s', (ecosystem, a, b) => expect(compareVersions(a, b, ecosystem)).toBe(0))
