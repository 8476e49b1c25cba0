/** Luhn's sum (ISO/IEC 7812-1, annex B) of a string of digits: bank cards, SIREN, SIRET. */
export function passesLuhn(digits: string): boolean {
  let sum = 0
  for (let i = 0; i < digits.length; i++) {
    let digit = digits.charCodeAt(digits.length - 1 - i) - 48
    if (i % 2 === 1) {
      digit *= 2
      if (digit > 9) digit -= 9
    }
    sum += digit
  }
  return sum % 10 === 0
}

/** SIREN of La Poste: its establishments are numbered so that the plain sum of the digits is a multiple of 5 (INSEE). */
const LA_POSTE = '356000000'

export const isSiren = (digits: string): boolean => digits.length === 9 && digits !== '000000000' && passesLuhn(digits)

export function isSiret(digits: string): boolean {
  if (digits.length !== 14 || digits.startsWith('000000000')) return false
  if (passesLuhn(digits)) return true
  if (!digits.startsWith(LA_POSTE)) return false
  let sum = 0
  for (const digit of digits) sum += Number(digit)
  return sum % 5 === 0
}
