/** How names are compared with the lists of the policy. */

/** `*.gouv.fr` stands for any name below, never for `gouv.fr` itself. */
export const isHostAmong = (host: string, accepted: readonly string[]): boolean => {
  const name = host.toLowerCase()
  return accepted.some((one) => {
    const wanted = one.toLowerCase()
    return wanted.startsWith('*.') ? name.endsWith(wanted.slice(1)) && name.length > wanted.length - 1 : name === wanted
  })
}

/** Media type without its parameters, or extension; `*` at the end of an accepted type stands for anything. */
export const isFormatAmong = (type: string, accepted: readonly string[]): boolean => {
  const name = (type.split(';')[0] ?? '').trim().toLowerCase()
  return accepted.some((one) =>
    one.endsWith('.*') ? name.startsWith(one.slice(0, -1).toLowerCase()) : name === one.toLowerCase(),
  )
}

export const isNameAmong = (name: string, list: readonly string[]): boolean =>
  list.some((one) => one.toLowerCase() === name.toLowerCase())
