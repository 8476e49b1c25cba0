/** Typesets one document with Typst; the data goes in as data, so that nothing a person typed is read as markup. */
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parentPort, workerData } from 'node:worker_threads'

const { template, data } = workerData as { template: string; data: string }
const path = fileURLToPath(template)
const fonts = dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/source-sans-3'))
const compiler = NodeCompiler.create({
  workspace: dirname(path),
  fontArgs: [
    {
      fontBlobs: [
        '400Regular/SourceSans3_400Regular.ttf',
        '400Regular_Italic/SourceSans3_400Regular_Italic.ttf',
        '700Bold/SourceSans3_700Bold.ttf',
      ].map((font) => readFileSync(join(fonts, font))),
    },
  ],
})
const compiled = compiler.compile({ mainFileContent: readFileSync(path, 'utf8'), inputs: { data } })
if (!compiled.result) throw new Error(`Typst: ${JSON.stringify(compiled.takeDiagnostics()?.shortDiagnostics)}`)
parentPort!.postMessage(new Uint8Array(compiler.pdf(compiled.result, { pdfStandard: 'ua-1', pdfTags: true })))
