/** What a catalogue requires of a parameter without setting it is part of the requirement. */
import { expect, it } from 'vitest'
import { readEdition } from '../read-edition.ts'
import { utf8 } from '../testing/files.ts'

const textOf = async (source: string): Promise<string | undefined> =>
  (await readEdition(utf8(source), { name: 'catalogue' })).requirements[0]?.text

it('a constraint is said with the parameter, in JSON and in YAML', async () => {
  const control = {
    id: 'tr-1',
    title: 'Traces',
    params: [
      {
        id: 'p1',
        label: 'durée',
        constraints: [{ description: 'un an au moins' }, { description: 'deux ans au plus' }],
      },
      { id: 'p2', label: 'lieu', values: ['France'], constraints: [{ description: 'en Europe' }] },
    ],
    parts: [{ name: 'statement', prose: 'Garder les traces {{ insert: param, p1 }} en {{ insert: param, p2 }}.' }],
  }
  const catalog = {
    metadata: { title: 'C', version: '1' },
    groups: [{ id: 'tr', title: 'Traces', controls: [control] }],
  }
  expect(await textOf(JSON.stringify({ catalog }))).toBe(
    'Garder les traces [durée : un an au moins ; deux ans au plus] en France.',
  )
  expect(
    await textOf(
      'catalog:\n  metadata:\n    title: C\n  controls:\n  - id: tr-1\n    title: Traces\n    params:\n    - id: p1\n      constraints:\n      - description: un an\n    parts:\n    - name: statement\n      prose: "Garder les traces {{ insert: param, p1 }}."\n',
    ),
  ).toBe('Garder les traces [un an].')
})

it('and in XML', async () => {
  expect(
    await textOf(
      '<catalog xmlns="http://csrc.nist.gov/ns/oscal/1.0"><metadata><title>C</title></metadata><control id="tr-1"><title>Traces</title><param id="p1"><label>durée</label><constraint><description><p>un an</p></description></constraint></param><part name="statement"><p>Garder les traces <insert type="param" id-ref="p1"/>.</p></part></control></catalog>',
    ),
  ).toBe('Garder les traces [durée : un an].')
})
