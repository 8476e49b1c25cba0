import { loadFramework, loadGovernance } from '@socle/rulebook'
import { expect, test } from 'vitest'
import { aboutOf } from './about-rules.ts'

const framework = loadFramework()
const governance = loadGovernance()

test('whoever votes on a derogation reads what it costs in all, after the sums that make it', () => {
  const about = aboutOf(framework, governance.processById.get('derogation')!, {
    data: {
      requirements: ['GI:1398'],
      limit: 'Anciens formats.',
      'cost-training': 6000,
      'cost-homologation': 250.5,
      'cost-maintenance': 12_000,
      'cost-other': 0,
      commitment: true,
    },
    requester: { id: 'camille', name: 'Camille Moreau' },
    application: { name: 'Titres', version: '1.0.0' },
  })
  const fields = about.facts.map(({ field }) => field)
  expect(fields.indexOf('total')).toBe(fields.indexOf('cost-other') + 1)
  const { label, value } = about.facts.find(({ field }) => field === 'total')!
  expect(label.fr).toBe('Surcoût total')
  expect(value.fr.replace(/\s/g, ' ')).toBe('6 250,50 € en une fois, et 12 000 € par an')
})

test('where no sum is asked for, or none is stated yet, nothing is said of a total', () => {
  const asked = { requester: { id: 'camille', name: 'Camille Moreau' }, application: null }
  for (const id of ['derogation', 'reserve'])
    expect(
      aboutOf(framework, governance.processById.get(id)!, { ...asked, data: { limit: 'x' } }).facts,
    ).not.toContainEqual(expect.objectContaining({ field: 'total' }))
})
