import { describe, expect, it } from 'vitest'
import { judge, toResult } from './judge.ts'
import { project } from './rules/hand-built.ts'
import { rules } from './rules/index.ts'

const said = (id: string, texts: Readonly<Record<string, string>>): readonly string[] => {
  const rule = rules.find((one) => one.id === id)
  if (rule === undefined) throw new Error(id)
  return toResult(judge(rule, project(rule, texts)), 'en').findings.map(({ message }) => message)
}

describe('what a finding says', () => {
  const vote = 'vote = request.form["vote"]\n'

  it('names the framework of the language in which data is received, and counts as people do', () => {
    expect(
      said('repository/input-validation', {
        'result/package.json': '{ "name": "result", "dependencies": { "express": "4.21.0" } }',
        'vote/requirements.txt': 'flask==3.0.0\n',
        'vote/app.py': `from flask import request\n${vote}`,
      }),
    ).toEqual(['1 reading of received data (flask) and no validator.'])
  })

  it('keeps its plural', () => {
    expect(
      said('repository/input-validation', { 'requirements.txt': 'flask==3.0.0\n', 'app.py': vote + vote }),
    ).toEqual(['2 readings of received data (flask) and no validator.'])
  })
})
