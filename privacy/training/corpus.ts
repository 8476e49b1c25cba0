import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fill, typings, type Example, type Names } from '../devset/fill.ts'
import type { Random } from '../devset/random.ts'

/** A whole document with slots, and how it is typed: most are as they are written. */
export interface Document {
  readonly template: string
  readonly typing: 'asIs' | 'lower' | 'capitals'
}

/** The documents of `corpus/*.txt`: apart by a line `---`; `#lower` or `#capitals` on a line before one says how it is typed. Slots: `devset/fill.ts`. */
export function readCorpus(folder: string = join(import.meta.dirname, 'corpus')): Document[] {
  return readdirSync(folder)
    .sort()
    .flatMap((file) =>
      readFileSync(join(folder, file), 'utf8')
        .trimEnd()
        .split(/\n---\n/),
    )
    .map((text) => {
      const typing = /^#(lower|capitals)\n/.exec(text)
      return typing
        ? { template: text.slice(typing[0].length), typing: typing[1] as 'lower' | 'capitals' }
        : { template: text, typing: 'asIs' }
    })
}

/** One document with other people in it. */
export const fillDocument = ({ template, typing }: Document, random: Random, names: Names): Example =>
  fill(template, random, names, typings[typing])
