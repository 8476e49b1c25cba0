import { expect, test } from 'vitest'
import { endOf, SILENCE, SILENCE_AFTER_STOP, stateOfRun } from './migration-run-rules.ts'

const seen_at = new Date('2026-11-30T10:00:00Z')
const after = (milliseconds: number): Date => new Date(seen_at.getTime() + milliseconds)
const run = { ended_at: null, seen_at, stopped: false, done: 3, total: 7 }

test('a migration that speaks goes on; one that fell silent was interrupted when it was last seen', () => {
  expect([stateOfRun(run, after(SILENCE)), endOf(run, after(SILENCE))]).toEqual(['running', null])
  expect([stateOfRun(run, after(SILENCE + 1)), endOf(run, after(SILENCE + 1))]).toEqual(['interrupted', seen_at])
})

test('one that was told to stop is waited for less', () => {
  const stopped = { ...run, stopped: true }
  expect(stateOfRun(stopped, after(SILENCE_AFTER_STOP))).toBe('running')
  expect(stateOfRun(stopped, after(SILENCE_AFTER_STOP + 1))).toBe('stopped')
})

test('what ended says how: at the last file, stopped by somebody, or cut short with its replica', () => {
  const ended = { ...run, ended_at: after(1) }
  expect(stateOfRun({ ...ended, done: 7 }, after(2))).toBe('finished')
  expect(stateOfRun({ ...ended, stopped: true }, after(2))).toBe('stopped')
  expect(stateOfRun(ended, after(2))).toBe('interrupted')
  // Told to stop at the last file: nothing was left to stop.
  expect(stateOfRun({ ...ended, done: 7, stopped: true }, after(2))).toBe('finished')
})
