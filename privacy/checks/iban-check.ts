/** Length of an IBAN for each country of the IBAN registry (SWIFT, ISO 13616), by its two letters. */
const LENGTHS =
  'AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 ' +
  'GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 ' +
  'MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 ' +
  'TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30 ' +
  // Territories whose accounts may carry their own letters, with the length of the country they belong to (registry, note on FR).
  'GF27 GP27 MQ27 RE27 PF27 TF27 YT27 NC27 BL27 MF27 PM27 WF27 ' +
  // Countries outside the registry whose banks print numbers of this form all the same.
  'AO25 BF28 BJ28 CF27 CG27 CI28 CM27 CV25 DZ26 GA27 GQ27 GW25 IR26 KM27 MA28 MG27 ML28 MZ25 NE28 SN28 TD27 TG28'

const lengthOf = new Map(LENGTHS.split(' ').map((entry) => [entry.slice(0, 2), Number(entry.slice(2))]))

/** The two letters of each country. */
export const ibanCountries: readonly string[] = [...lengthOf.keys()]
/** Characters of an IBAN of this country, or undefined when no country has these letters. */
export const ibanLength = (country: string): number | undefined => lengthOf.get(country)
/** The longest of all. */
export const IBAN_MAX_LENGTH = Math.max(...lengthOf.values())

/** ISO 7064 mod 97-10 on capitals and digits without separators: length of the country, remainder 1. */
export function isIban(compact: string): boolean {
  if (compact.length !== ibanLength(compact.slice(0, 2))) return false
  let remainder = 0
  for (const character of compact.slice(4) + compact.slice(0, 4)) {
    const value = parseInt(character, 36)
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97
  }
  return remainder === 1
}
