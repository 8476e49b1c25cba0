/** Image references, shared by the rules on container recipes and on Kubernetes manifests. */

export interface ImageName {
  readonly name: string
  readonly tag?: string
  readonly digest?: string
}

/** `registry:5000/team/app:1.2@sha256:…` → name, tag and digest. */
export function readImage(reference: string): ImageName {
  const [name = '', digest] = reference.split('@')
  const colon = name.lastIndexOf(':')
  const tag = colon > name.lastIndexOf('/') ? name.slice(colon + 1) : undefined
  return {
    name: tag === undefined ? name : name.slice(0, colon),
    ...(tag === undefined ? {} : { tag }),
    ...(digest === undefined ? {} : { digest }),
  }
}

/** Moves under the same name: no tag, or a tag that is a channel. */
export const isMoving = (reference: string): boolean => {
  const { tag, digest } = readImage(reference)
  return (
    digest === undefined &&
    (tag === undefined ||
      !/\d|^(?:wheezy|jessie|stretch|buster|bullseye|bookworm|trixie|focal|jammy|noble)/.test(tag) ||
      /^(latest|stable|edge|main|master|dev|develop|nightly|next|current|lts|rolling)$/i.test(tag))
  )
}

/** A name that is filled in later: nothing can be said of it. What ko builds is given its digest when it is deployed. */
export const isVariable = (reference: string): boolean =>
  reference === '' || reference.startsWith('ko://') || /[${}<>]|^[A-Z_]+$/.test(reference)
