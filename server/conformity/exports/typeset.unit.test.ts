import { extractText, getDocumentProxy } from 'unpdf'
import { expect, test } from 'vitest'
import { typeset } from './typeset.ts'

/** Words of every length before a quotation, so that some of them reach the end of a line. */
const rows = Array.from({ length: 60 }, (_, at) => ({
  id: `EXI-${at}`,
  level: 'P',
  text: `${'mot '.repeat(at % 20)}${'x'.repeat(at % 7)} « séance de rentrée » : la suite ; et « encore » ? ${'fin '.repeat(12)}`,
  category: '',
  bold: false,
}))

/** Lines of the document that end on an opening mark, or begin with a closing one. */
async function broken(language: 'fr' | 'en'): Promise<string[]> {
  const bytes = await typeset(
    new URL('./fixtures/list.typ', import.meta.url),
    {
      title: 'Liste',
      head: ['ID', 'Niveau', 'Exigence', 'Catégorie'],
      rows,
      landscape: false,
      columns: 1,
      drawn: true,
      hyphenate: false,
    },
    language,
  )
  const { text } = await extractText(await getDocumentProxy(bytes), { mergePages: false })
  return text
    .flatMap((page) => page.split('\n'))
    .map((line) => line.trim())
    .filter((line) => line.endsWith('«') || /^[»:;?!]/.test(line))
}

test('in French no line ends on an opening mark, nor begins with a closing one', async () => {
  // The same text under the rules of English shows that there is something to mend.
  expect((await broken('en')).length).toBeGreaterThan(0)
  expect(await broken('fr')).toEqual([])
})
