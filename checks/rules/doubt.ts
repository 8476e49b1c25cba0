/**
 * What is enough to conclude, and what only shows a place for a person to look at. A finding that the facts do not establish is
 * told, and never fails a check by itself.
 */
import type { Bilingual } from '@socle/contracts/text'
import type { RuleFinding } from '../rule.ts'

/** Gives a finding its doubt: `undefined` leaves it certain. */
export const doubted = (found: RuleFinding, doubt: Bilingual | undefined): RuleFinding =>
  doubt === undefined ? found : { ...found, doubt }

/**
 * By habit these folders, at the root of a repository or of one of its packages, hold what its team runs: machines for trials,
 * generators, measures. Whether any of it reaches those who use the product, a path does not tell. Right below `scripts` lies
 * as often what operates the product; what has a folder of its own there is a set of things for trials.
 */
const ofTheTeam =
  /^(?:(?:packages|apps|services|modules|crates|libs)\/[^/]+\/)?(?:(?:tools?|tooling|devtools|dev-tools|maintenance|maint|IDEs?|cspell|lint|ci|\.ci|flatpak|build-?scripts?|build-?tools?)\/|scripts?\/[^/]+\/|bin\/(?:build|release|changelog)\b|scripts?\/[\w-]*(?:evals?|dev|release|changelog|build)\b)/i
/** Pages of a browser lie in folders of the same name; what is written for a shell is there to be run on machines. */
const mayBeOfTheTeam = (path: string): boolean =>
  ofTheTeam.test(path) && !/\.(?:html?|css|vue|svelte|sh|bash|ps1)$/i.test(path)

export const whoBuildsTells: Bilingual = {
  fr: 'la base est un argument, que donne la commande de construction',
  en: 'the base is an argument that the command which builds gives',
}
export const ofItsMaker: Bilingual = {
  fr: 'l’image de base est celle d’un produit, qui peut avoir son propre utilisateur',
  en: 'the base is the image of a product, which may have a user of its own',
}
const besideTheProduct: Bilingual = {
  fr: 'ce dossier est d’habitude celui des outils de l’équipe : dites si le produit s’en sert',
  en: 'by habit this folder holds tools of the team: tell whether the product uses it',
}
export const doubtOfPlace = (path: string | undefined): Bilingual | undefined =>
  path !== undefined && mayBeOfTheTeam(path) ? besideTheProduct : undefined
