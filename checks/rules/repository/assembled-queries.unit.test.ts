import { expect, it } from 'vitest'
import { judge } from '../../judge.ts'
import { project } from '../hand-built.ts'
import { assembledQueries } from './assembled-queries.ts'

const page = (queries: number): string =>
  Array.from(
    { length: queries },
    (_, at) => `$r${at} = mysqli_query($db, "SELECT * FROM dossiers WHERE ville = '" . $_GET['v${at}'] . "'");`,
  ).join('\n')
const told = (texts: Readonly<Record<string, string>>): string[] =>
  judge(assembledQueries, project(assembledQueries, texts)).findings.map(
    ({ path, line, message }) => `${path}:${line} ${message.en.slice(0, 40)}`,
  )

it('tells each line of a file that pastes a few', () => {
  expect(told({ 'a.php': `<?php\n${page(3)}\n` }).map((each) => each.split(' ')[0])).toEqual([
    'a.php:2',
    'a.php:3',
    'a.php:4',
  ])
})

it('tells a file that pastes everywhere once, with how many lines do', () => {
  expect(told({ 'a.php': `<?php\n${page(30)}\n`, 'b.php': `<?php\n${page(1)}\n` })).toEqual([
    'a.php:2 30 lines of this file paste values into ',
    expect.stringMatching(/^b\.php:2 Value pasted/),
  ])
})
