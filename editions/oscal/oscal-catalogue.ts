/** An OSCAL catalogue in the few members that matter, the same whatever the syntax. */
import type { Place } from '../place.ts'
import { type EditionRefusal, notADocument } from '../refusal.ts'

export interface Prop {
  readonly name: string
  readonly value: string
}
export interface Part {
  readonly name: string
  readonly title: string
  readonly prose: string
  readonly props: readonly Prop[]
  readonly parts: readonly Part[]
}
export interface Control {
  readonly id: string
  readonly title: string
  readonly props: readonly Prop[]
  readonly params: Params
  readonly parts: readonly Part[]
  readonly controls: readonly Control[]
  /** Where a withdrawn control went: `#ac-2`. */
  readonly successors: readonly string[]
  readonly line?: number
}
export interface Group {
  readonly title: string
  readonly params: Params
  readonly groups: readonly Group[]
  readonly controls: readonly Control[]
}
export interface Catalogue extends Group {
  readonly version: string
}

export interface Param {
  readonly text: string
  /** The catalogue sets its value; otherwise it is left to who applies the control, and shows in brackets. */
  readonly given: boolean
}
export type Params = ReadonlyMap<string, Param>

/** A parameter without a value, and what is required of it (FedRAMP sets its delays so). */
export const leftOpen = (name: string, constraints: readonly string[]): Param => ({
  text: [name, constraints.filter((each) => each !== '').join(' ; ')].filter((each) => each !== '').join(' : '),
  given: false,
})

export const noCatalogue = (place: Place, model: string): EditionRefusal =>
  notADocument(place, {
    fr: `ce document OSCAL n’est pas un catalogue${model === '' ? '' : `, c’est « ${model} »`}. Un profil doit d’abord être résolu ; donnez le catalogue qui en sort.`,
    en: `this OSCAL document is no catalogue${model === '' ? '' : `, it is “${model}”`}. A profile must be resolved first; give the catalogue that comes out.`,
  })
