import { Word } from '../names/name-lexicon.ts'
import { hashWord } from '../scan/word-hash.ts'
import { wordSet } from '../scan/word-table.ts'

export const NAME = Word.firstName | Word.surname

/** What a word is that nobody is called by, whatever stands around it. */
export const NOBODY =
  Word.tool | Word.title | Word.role | Word.organisation | Word.namedThing | Word.personLabel | Word.calendar

/** In no list, or in none but those of the surnames of the world and of known things: what bears a name is weighed by the tagger. */
export const unknownTo = (flag: number): boolean => (flag & ~(Word.rareSurname | Word.knownThing)) === 0

/** After these and a space, a capital begins a person's name, whatever the word. */
export const civilities = wordSet(
  'm mr mrs ms madam mme mlle melle vve mmes mlles mm monsieur madame mademoiselle messieurs mesdames me maitre dr docteur pr professeur',
)

/** A label that says "name" and nothing else. */
export const nameLabels = wordSet(
  'nom prenom noms prenoms fn firstname givenname lastname fullname surname nomusage nomnaissance nomfamille nomdefamille nompatronymique nomdenaissance nomdusage nommarital nomcomplet prenomusuel prenomusage nomagent nomusager nomclient nomeleve prenomagent prenomeleve familyname forename',
)

/** First names cut to their first sound: "Ph. Arnavielhe". */
export const shortened = wordSet('ph th ch chr fr cl')

export const possessives = wordSet(
  'mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs my his her our your their',
)
export const articles = wordSet('le la les l')
export const PREPOSITION_A = hashWord('a')
export const PREPOSITION_DE = hashWord('de')
export const PARTICLE_D = hashWord('d')
export const ARTICLE_L = hashWord('l')
export const GENITIVE = hashWord('s')

/** Ranks and functions that a name follows without a comma. */
export const ranks = wordSet(
  'logis sapeur pompier adjudant adjudante caporal caporale gendarme brigadier brigadiere sergent sergente capitaine lieutenant lieutenante colonel commandant commandante major marechal commissaire inspecteur inspectrice abbe docteur maitre chef gardien',
)
export const AND = wordSet('et and ou or')

/** Pronouns that a verb follows, however it is spelt: "je m apele". */
export const beforeVerb = wordSet('je j tu il elle on ils elles me m te t se s ne n y en jme jte ca')
