/** Whether a document asks for a password before anybody may read it; one that only forbids to print or to change opens. */
import { getDocumentProxy } from 'unpdf'
import { EditionRefusal } from '../refusal.ts'
import { startWork } from './work-clock.ts'
import { openArchive } from './zip.ts'

export async function needsPassword(name: string, bytes: Uint8Array): Promise<boolean> {
  const raw = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return raw.subarray(0, 2).toString('latin1') === 'PK' ? isLockedArchive(name, raw) : isLockedPdf(raw)
}

/** The dictionary that says how a PDF is encrypted is never compressed (ISO 32000-1, 7.6.1). */
async function isLockedPdf(raw: Buffer): Promise<boolean> {
  if (!raw.includes('/Encrypt')) return false
  try {
    const pdf = await getDocumentProxy(new Uint8Array(raw), {
      disableFontFace: true,
      useSystemFonts: false,
      verbosity: 0,
    })
    await pdf.loadingTask.destroy()
    return false
  } catch {
    // A way of encrypting that is not known here is not known to most readers either.
    return true
  }
}

/** OpenDocument 1.4 hides the whole document in one entry; before it each entry is told in the manifest. */
function isLockedArchive(file: string, raw: Buffer): boolean {
  try {
    const archive = openArchive(raw, { file }, startWork())
    if (archive.names.includes('encrypted-package')) return true
    return archive.read('META-INF/manifest.xml')?.includes('encryption-data') ?? false
  } catch (error) {
    if (error instanceof EditionRefusal) return error.code === 'encrypted'
    throw error
  }
}
