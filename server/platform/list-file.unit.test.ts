import { strFromU8, unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { listFile } from './list-file.ts'

const columns = [
  { name: { fr: 'Instant', en: 'When' }, of: ({ at }: { at: string }) => at },
  {
    name: { fr: 'Ce qui a été fait', en: 'What was done' },
    of: () => 'Une phrase qui est bien trop longue. '.repeat(9),
  },
]
const rows = Array.from({ length: 60 }, (_, index) => ({ at: `2026-01-${index}` }))

test('a list on paper lies on its side, keeps its columns on one page and its headings on each, and cuts no sentence', async () => {
  const file = await listFile({ format: 'ods', lang: 'fr' }, 'liste', { fr: 'Liste', en: 'List' }, columns, rows, 60)
  const { 'styles.xml': styles, 'content.xml': content } = unzipSync(Buffer.from(file.bytes as Uint8Array))
  expect(strFromU8(styles!)).toMatch(/<style:page-layout-properties [^>]*"landscape"[^>]*scale-to-X="1"/)
  const written = strFromU8(content!)
  expect(/<table:table-header-rows>(.*?)<\/table:table-header-rows>/s.exec(written)?.[1]).toContain('Ce qui a été fait')
  expect(written.match(/<table:table-header-rows>/g)).toHaveLength(1)
  const sentence = /<table:table-cell table:style-name="(\w+)"[^>]*>\s*<text:p>Une phrase/.exec(written)![1]
  expect(new RegExp(`<style:style style:name="${sentence}".*?</style:style>`, 's').exec(written)![0]).toContain(
    'wrap-option="wrap"',
  )
})
