import { ibanLength } from '../checks/iban-check.ts'
import { passesLuhn } from '../checks/luhn.ts'
import { nirKey } from '../checks/nir-key.ts'
import type { Random } from './random.ts'

/** Invented values of each type, valid where a checksum exists, written the ways people write them. */
const two = (value: number): string => String(value).padStart(2, '0')

function luhnComplete(random: Random, prefix: string, length: number): string {
  const body = prefix + random.digits(length - 1 - prefix.length)
  for (let last = 0; last < 10; last++) if (passesLuhn(body + last)) return body + last
  throw new Error('one of ten last digits always passes')
}
const group = (value: string, sizes: readonly number[], separator: string): string => {
  const parts: string[] = []
  let at = 0
  for (const size of sizes) {
    parts.push(value.slice(at, at + size))
    at += size
  }
  return parts.filter(Boolean).join(separator)
}
/** The same number with one digit changed. */
export function spoiled(random: Random, written: string): string {
  const places = [...written].flatMap((character, at) => (/\d/.test(character) && at > 3 ? [at] : []))
  const at = random.pick(places)
  return written.slice(0, at) + ((Number(written[at]) + random.between(1, 8)) % 10) + written.slice(at + 1)
}

export const siren = (random: Random): string => {
  const digits = luhnComplete(random, String(random.between(3, 9)), 9)
  return random.chance(0.5) ? digits : group(digits, [3, 3, 3], random.pick([' ', ' ', '\u00a0', '.']))
}
export const siret = (random: Random): string => {
  const digits = luhnComplete(random, luhnComplete(random, String(random.between(3, 9)), 9) + '000', 14)
  return random.pick([
    digits,
    digits,
    group(digits, [3, 3, 3, 5], ' '),
    group(digits, [9, 5], ' '),
    group(digits, [3, 3, 3, 5], '\u00a0'),
  ])
}
export function nir(random: Random): string {
  const department = random.pick(['75', '69', '13', '59', '33', '2A', '2B', '99', '44', '31', '92', '97'])
  const body = `${random.pick(['1', '2'])}${two(random.between(30, 99))}${two(random.between(1, 12))}${department}${random.digits(6)}`
  const key = two(nirKey(body))
  const sizes = [1, 2, 2, 2, 3, 3]
  return random.pick([
    body + key,
    body,
    `${group(body, sizes, ' ')} ${key}`,
    `${group(body, sizes, ' ')} ${key}`,
    `${group(body, sizes, '\u00a0')}\u00a0${key}`,
    `${group(body, sizes, '.')}.${key}`,
    `${group(body, sizes, ' ')} / ${key}`,
    group(body, sizes, ' '),
    `${body} ${key}`,
  ])
}
export function iban(random: Random): string {
  const country = random.pick(['FR', 'FR', 'FR', 'FR', 'FR', 'DE', 'BE', 'ES', 'IT', 'LU', 'PT', 'GB', 'CH', 'NL'])
  const length = ibanLength(country)! - 4
  const letters = country === 'GB' ? 'NWBK' : country === 'NL' ? 'INGB' : country === 'IT' ? 'X' : ''
  const body = letters + random.digits(length - letters.length)
  const value = (text: string) => [...text].map((character) => parseInt(character, 36)).join('')
  const key = two(98 - Number(BigInt(value(`${body}${country}00`)) % 97n))
  const whole = country + key + body
  const fours = group(
    whole,
    Array.from({ length: 9 }, () => 4),
    random.pick([' ', ' ', '\u00a0', '-']),
  )
  return random.pick([whole, fours, fours, whole.toLowerCase(), fours.toLowerCase()])
}
export function card(random: Random): string {
  if (random.chance(0.12)) {
    const amex = luhnComplete(random, '37', 15)
    return random.pick([amex, group(amex, [4, 6, 5], ' ')])
  }
  const digits = luhnComplete(random, random.pick(['4970', '4974', '5131', '5355', '4533']), 16)
  return random.pick([
    digits,
    group(digits, [4, 4, 4, 4], ' '),
    group(digits, [4, 4, 4, 4], ' '),
    group(digits, [4, 4, 4, 4], '-'),
  ])
}
export function phone(random: Random): string {
  const head = random.pick(['06', '07', '01', '02', '03', '04', '05', '09'])
  const rest = random.digits(8)
  const pairs = [rest.slice(0, 2), rest.slice(2, 4), rest.slice(4, 6), rest.slice(6)]
  const foreign = `${head[1]}`
  return random.pick([
    [head, ...pairs].join(' '),
    [head, ...pairs].join(' '),
    [head, ...pairs].join('.'),
    head + rest,
    head + rest,
    [head, ...pairs].join('-'),
    [head, ...pairs].join('\u00a0'),
    [head, ...pairs].join('/'),
    `+33 ${foreign} ${pairs.join(' ')}`,
    `+33${foreign}${rest}`,
    `+33 (0)${foreign} ${pairs.join(' ')}`,
    `0033 ${foreign} ${pairs.join(' ')}`,
    `0033${foreign}${rest}`,
    `+262 ${random.pick(['692', '262'])} ${random.digits(2)} ${random.digits(2)} ${random.digits(2)}`,
    `(+33) ${foreign} ${pairs.join(' ')}`,
  ])
}
export const rna = (random: Random): string => `W${random.digits(9)}`
const plateLetters = 'ABCDEFGHJKLMNPQRSTVWXYZ'
const letters = (random: Random, count: number) =>
  Array.from({ length: count }, () => plateLetters[random.between(0, plateLetters.length - 1)]).join('')
export function plate(random: Random): string {
  if (random.chance(0.2))
    return `${random.between(100, 9999)} ${letters(random, 2)} ${random.pick(['75', '69', '13', '59', '2B', '974', '33'])}`
  const written = `${letters(random, 2)}-${random.digits(3)}-${letters(random, 2)}`
  return random.chance(0.15) ? written.replaceAll('-', ' ') : random.chance(0.1) ? written.replaceAll('-', '') : written
}
export const passport = (random: Random): string => `${random.digits(2)}${letters(random, 2)}${random.digits(5)}`
export const identityCard = (random: Random): string =>
  random.chance(0.5)
    ? `${random.digits(2)}${two(random.between(1, 12))}${random.digits(8)}`
    : `${letters(random, 1)}${random.digits(1)}${letters(random, 2)}${random.digits(2)}${letters(random, 2)}${random.digits(1)}`
export const licence = (random: Random): string => (random.chance(0.6) ? random.digits(12) : passport(random))

const months = 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(' ')
const monthsEn = 'January February March April May June July August September October November December'.split(' ')
export function date(random: Random, from = 1940, to = 2024): string {
  const [d, m, y] = [random.between(1, 28), random.between(1, 12), random.between(from, to)]
  return random.pick([
    `${two(d)}/${two(m)}/${y}`,
    `${two(d)}/${two(m)}/${y}`,
    `${d === 1 ? '1er' : d} ${months[m - 1]} ${y}`,
    `${d === 1 ? '1er' : d} ${months[m - 1]} ${y}`,
    `${two(d)}.${two(m)}.${y}`,
    `${two(d)}-${two(m)}-${y}`,
    `${y}-${two(m)}-${two(d)}`,
    `${two(d)}/${two(m)}/${two(y % 100)}`,
  ])
}
export function dateEn(random: Random, from = 1940, to = 2006): string {
  const [d, m, y] = [random.between(1, 28), random.between(1, 12), random.between(from, to)]
  return random.pick([
    `${monthsEn[m - 1]} ${d}, ${y}`,
    `${d} ${monthsEn[m - 1]} ${y}`,
    `${two(d)}/${two(m)}/${y}`,
    `${y}-${two(m)}-${two(d)}`,
  ])
}
export const birth = (random: Random): string => date(random, 1935, 2015)

export function ip(random: Random): string {
  if (random.chance(0.2)) {
    const hex = () => random.between(1, 65535).toString(16)
    return random.pick([
      `2001:db8:${hex()}::${hex()}`,
      `fe80::${hex()}:${hex()}:${hex()}:${random.between(1, 9)}${hex().slice(1)}`,
      Array.from({ length: 8 }, hex).join(':'),
    ])
  }
  const octet = () => random.between(1, 254)
  return random.pick([
    `10.${octet()}.${octet()}.${octet()}`,
    `192.168.${octet()}.${octet()}`,
    `${random.between(11, 223)}.${octet()}.${octet()}.${octet()}`,
  ])
}
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
const token = (random: Random, length: number): string =>
  Array.from({ length }, () => alphabet[random.between(0, alphabet.length - 1)]).join('')
/** A password as people choose them. */
export const password = (random: Random): string =>
  random.pick([
    `${random.pick(['Soleil', 'Marseille', 'Printemps', 'Azerty', 'Bienvenue', 'Chaton', 'Prefecture', 'Toulouse'])}${random.between(1, 2030)}${random.pick(['!', '', '?', '*', '#'])}`,
    token(random, 12),
    `${token(random, 4)}-${token(random, 4)}-${token(random, 4)}`,
    `${random.pick(['P@ss', 'm0tDeP', 'S3cur', 'Tr0ub4'])}${random.pick(['w0rd', '_x', '&k', 'dor'])}${random.between(10, 99)}`,
    `${token(random, 6)}$${token(random, 5)}`,
  ])
/** A key with its issuer's beginning. */
export const apiKey = (random: Random): string =>
  random.pick([
    `ghp_${token(random, 36)}`,
    `sk-${token(random, 40)}`,
    `sk_live_${token(random, 24)}`,
    `glpat-${token(random, 20)}`,
    `AKIA${token(random, 16).toUpperCase()}`,
    `eyJ${token(random, 20)}.eyJ${token(random, 40)}.${token(random, 43)}`,
    `xoxb-${random.digits(11)}-${random.digits(11)}-${token(random, 24)}`,
    `hf_${token(random, 34)}`,
  ])
export const webhook = (random: Random): string =>
  random.pick([
    `https://hooks.slack.com/services/T${token(random, 8)}/B${token(random, 8)}/${token(random, 24)}`,
    `https://discord.com/api/webhooks/${random.digits(18)}/${token(random, 60)}`,
    `https://tchap-hooks.example.gouv.fr/hooks/${token(random, 26)}7`,
  ])
export const pem = (random: Random): string =>
  `-----BEGIN RSA PRIVATE KEY-----\n${token(random, 64)}\n${token(random, 64)}\n${token(random, 30)}==\n-----END RSA PRIVATE KEY-----`
export const urlCredentials = (random: Random): string =>
  `${random.pick(['postgres', 'postgresql', 'https', 'mysql', 'amqp', 'mongodb+srv', 'redis', 'ftp', 'ldap'])}://${random.pick(['admin', 'svc_app', 'lecture', 'deploy', 'root'])}:${token(random, 10)}@${random.pick(['db.interne.example', '10.2.3.4', 'git.example.org', 'srv-bdd01'])}${random.pick(['', ':5432/prod', '/depot.git', '/app?ssl=true', ':6379/0'])}`

export const streetKinds =
  'rue rue rue rue avenue avenue boulevard place chemin allée impasse route quai square cours'.split(' ')
export const streetNames =
  'Victor Hugo|de la République|du Général de Gaulle|des Lilas|Jean Jaurès|de la Gare|Pasteur|du Moulin|des Écoles|Gambetta|de l’Église|Saint-Martin|du 8 mai 1945|de Verdun|Léon Blum|des Acacias|Émile Zola|du Château|de Bretagne|Paul Bert|Anatole France|du Maréchal Foch|des Trois Fontaines|Marie Curie|de la Fontaine|du Port|Jules Ferry|d’Alsace|des Champs|Simone Veil'.split(
    '|',
  )
export const towns =
  'Lyon|Paris|Nantes|Saint-Étienne|Le Havre|Aix-en-Provence|Clermont-Ferrand|La Rochelle|Rennes|Toulouse|Besançon|Limoges|Villeneuve-d’Ascq|Saint-Denis|Quimper|Vitry-sur-Seine|Bourg-en-Bresse|Mâcon|Tulle|Châteauroux|Fort-de-France|L’Haÿ-les-Roses|Gap|Ajaccio|Sainte-Geneviève-des-Bois|Guéret|Vesoul|Bar-le-Duc|Saint-Cyr-sur-Loire|Metz'.split(
    '|',
  )
export function address(random: Random): string {
  const number = `${random.between(1, 240)}${random.pick(['', '', '', '', '', ' bis', ' ter', 'B'])}`
  const comma = random.pick(['', '', ','])
  const street = `${number}${comma} ${random.pick(streetKinds)} ${random.pick(streetNames)}`
  const town = random.pick(towns)
  const code = `${two(random.between(1, 95))}${random.pick(['000', '100', '200', '300', '450', '120'])}`
  const shown = random.chance(0.2) ? town.toUpperCase() : town
  return random.pick([
    `${street}, ${code} ${shown}`,
    `${street}, ${code} ${shown}`,
    `${street} ${code} ${shown}`,
    `${street}\n${code} ${shown}`,
    `${street} - ${code} ${shown}`,
    `${street}, ${shown}`,
    `${street}, ${code} ${shown} Cedex`,
    `${street} à ${shown}`,
    `${street}, bât. B, ${code} ${shown}`,
    `${street}`,
    `lieu-dit Les Granges, ${code} ${shown}`,
  ])
}
