import { Word } from '../names/name-lexicon.ts'
import type { Scan } from '../scan/scan.ts'
import { hashWord } from '../scan/word-hash.ts'
import { wordSet } from '../scan/word-table.ts'

/** Kinds of ways (La Poste's abbreviations, AFNOR XP Z10-011, and those people use). */
export const wayWords =
  wordSet(`rue r avenue av ave aven boulevard bd bld boul blvd bvd chemin che chem ch place pl allee allees all impasse imp
  route rte square sq quai cours passage pass sentier voie faubourg fbg fg promenade prom esplanade esp rond parvis residence res
  lotissement lot hameau ham villa cite clos domaine dom traverse trav montee cote ruelle venelle mail galerie descente rampe cour
  lieudit lieu facade digue carrefour car corniche zone za zi zac zone parc port porte pont rocade levee sente chaussee chs mas quartier qua
  street st road rd avenue lane ln drive dr court ct square way close terrace crescent`)

/** What is too short or too common to open an address without a number just before it and a capital after it. */
export const weakWays = wordSet(
  'r ch pl all res lot st dr ct car cote court cours port parc porte pont mail zone villa lieu domaine cite clos pass dom mas way close cour passage voie descente place',
)

/** What nothing but a way is called. */
export const strongWays = wordSet('rue avenue av boulevard bd impasse allee chemin square')

export const buildingWords = wordSet(
  'batiment bat bt appartement appt apt app etage escalier esc porte hall entree residence res tour immeuble imm bloc logement lgt chambre boite bal flat apartment suite bp cs tsa pavillon villa pk',
)

export const nameJoiners = wordSet('de du des la le les l d et sur sous en aux au a saint sainte st ste lès lez ar')
export const repetition = wordSet('bis ter quater b t c d a')

export const beforeAddress = wordSet(
  'au a habite habitons habitent adresse demeurant demeure domicilie domiciliee reside residant sis sise situe situee chez loge livrer',
)

export const residences = wordSet(
  'residence res immeuble imm tour batiment bat appartement appt apt logement villa pavillon hameau lotissement lieudit zone za zi zac parc domaine',
)

export const zoneWords = wordSet('artisanale industrielle commerciale activite activites')

/** Post boxes, whose number may have five digits as well. */
export const boxes = wordSet('bp cs tsa')

export const lengthOf = (scan: Scan, token: number): number => scan.end[token]! - scan.start[token]!

/** A word that sentences are made of and streets and towns are not; joiners and saints excepted. */
export const isOrdinary = (scan: Scan, token: number): boolean => {
  const flags = scan.flags[token]!
  return (
    (flags & (Word.ordinary | Word.tool)) !== 0 &&
    (flags & (Word.place | Word.surname | Word.firstName | Word.particle | Word.namedThing | Word.calendar)) === 0
  )
}

export const TO = hashWord('a')
