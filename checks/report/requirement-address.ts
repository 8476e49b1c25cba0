/** Page of a requirement on a Socle server, given by its base address. */
export const requirementAddress = (server: string, requirement: string): string =>
  new URL(`exigences/${encodeURIComponent(requirement)}`, server.endsWith('/') ? server : `${server}/`).href
