import type { Anomaly } from '../anomaly.ts'
import type { Place } from '../place.ts'
import { notADocument, zeroSign } from '../refusal.ts'

export interface DecodedText {
  readonly text: string
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252' | 'macintosh'
  readonly anomalies: readonly Anomaly[]
}

const fewControls = 3
/** Bytes looked at to recognise UTF-16 without a mark. */
const sampleBytes = 4096

/**
 * Bytes to text by their mark, then by what they are: valid UTF-8 is UTF-8; zeros on one side of each pair are UTF-16;
 * the rest is Windows-1252, what French office programs write,
 * or what older ones write on a Macintosh, told apart by where the accents fall. Zeros or control signs say that it is no text.
 */
export function decodeText(bytes: Uint8Array, place: Place): DecodedText {
  const encoding = encodingOf(bytes)
  const text = new TextDecoder(encoding).decode(bytes).replace(/\r\n?/g, '\n')
  // eslint-disable-next-line no-control-regex -- these signs are exactly what is looked for
  const controls = text.slice(0, 100_000).match(/[\u0000-\u0008\u000E-\u001A\u001C-\u001F]/g)?.length ?? 0
  // One stray sign is a slip, whose place helps; many of them are what is no text.
  if (controls > Math.max(fewControls, Math.min(text.length, 100_000) / 1000))
    throw notADocument(place, {
      fr: 'ce fichier n’est ni un texte ni un format connu.',
      en: 'this file is neither text nor a known format.',
    })
  const zero = text.indexOf('\0')
  if (zero !== -1) throw zeroSign({ ...place, line: text.slice(0, zero).split('\n').length })
  const anomalies: Anomaly[] = []
  if (encoding !== 'utf-8')
    anomalies.push({
      kind: 'text-encoding',
      id: '',
      place,
      detail: { fr: `lu comme ${encoding} ; enregistrez-le en UTF-8.`, en: `read as ${encoding}; save it as UTF-8.` },
    })
  if (text !== '' && !text.endsWith('\n'))
    anomalies.push({
      kind: 'last-line-open',
      id: '',
      place: { ...place, line: text.split('\n').length },
      detail: {
        fr: 'le fichier finit sans fin de ligne ; la dernière ligne est lue.',
        en: 'the file ends without an end of line; the last line is read.',
      },
    })
  return { text, encoding, anomalies }
}

function encodingOf(bytes: Uint8Array): DecodedText['encoding'] {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  const sample = bytes.subarray(0, sampleBytes)
  let even = 0
  let odd = 0
  for (const [at, byte] of sample.entries()) {
    if (byte !== 0) continue
    if (at % 2 === 0) even += 1
    else odd += 1
  }
  if (odd > sample.length * 0.3 && even < sample.length * 0.05) return 'utf-16le'
  if (even > sample.length * 0.3 && odd < sample.length * 0.05) return 'utf-16be'
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return 'utf-8'
  } catch {
    const count = (accents: readonly number[]): number =>
      bytes.reduce((n, byte) => n + (accents.includes(byte) ? 1 : 0), 0)
    return count(accentsOfMacintosh) > count(accentsOfWindows) ? 'macintosh' : 'windows-1252'
  }
}

/** é è ê à ç ’ in either; the same bytes are signs that French does not have in the other. */
const accentsOfWindows = [0xe9, 0xe8, 0xea, 0xe0, 0xe7, 0x92]
const accentsOfMacintosh = [0x8e, 0x8f, 0x90, 0x88, 0x8d, 0xd5]
