/** From a text to the words that a search compares: folded to ASCII, without small words, cut to stems of both languages. */

/** Words that say nothing of a subject: grammar, and what every question to a framework says. */
const smallWords = new Set(
  (
    'le la les un une des du de au aux et ou en dans sur sous pour par avec sans chez vers entre contre depuis pendant avant apres ce cet cette ces cela ca ' +
    'son sa ses leur leurs mon ma mes ton ta tes notre nos votre vos me moi te toi se soi je tu il elle on nous vous ils elles lui eux y ' +
    'qui que quoi dont si ne pas plus moins ni mais donc or car comme aussi tres bien tout tous toute toutes autre autres meme memes encore deja toujours jamais ici ' +
    'quel quelle quels quelles comment pourquoi quand combien lequel laquelle est ce sont suis es etait etre sera serait soit ai as a ont avons avez avoir aura ' +
    'faut falloir doit doivent dois devons devez devrait peut peuvent peux pouvons pouvez pourrait puis veux veut voudrais fait faire fais font faisons va vais aller ' +
    'est-ce dit dire dis parle parler donne donner donnez moi merci bonjour svp plait savoir sais connaitre chose choses cas fois exemple ' +
    'application applications appli applis app apps exigence exigences regle regles cadre cct socle projet projets obligatoire obligatoires oblige obligation possible permis ' +
    'autorise droit besoin necessaire utiliser utilise utilisation employer emploi prevoir mettre mets mise place concerne concernant existe ' +
    'the an of to in on at for by with without from into about over under and or nor but if so as than then is are was were be been being am do does did done doing it its ' +
    'this that these those there here we us our ours you your yours they them their he she his her my me mine i who whom whose which what when where why how ' +
    'must should shall may might can could will would have has had not no yes any some every each all both other another same such only own also too very much many more most ' +
    'need needs needed want allow allowed permitted permission required requirement requirements require requires mandatory compulsory obligatory rule rules framework project projects ' +
    'use used using uses make makes get gets go goes take please hello hi thanks tell say give know happen happens often long one thing case'
  ).split(' '),
)

/** What everybody does with everything: such a word tells one subject from another in no text. */
const ordinaryWords = new Set(
  (
    'aider ajouter appeler apporter arriver attendre avancer changer chercher choisir commencer comparer comprendre compter construire continuer corriger creer decider demander ' +
    'afficher affiche devenir ecrire ecris empecher envoyer essayer eviter expliquer explique finir fonctionner fournir gerer imposer indiquer laisser lire maintenir montrer montre nommer obtenir ' +
    'marcher offrir oublier oublie ouvrir passer penser permettre porter poser prendre proposer raconter raconte recevoir recueillir regarder remplacer rendre repondre rester retourner ' +
    'revenir servir sortir suivre tenir traiter travailler trouver valider venir verifier voir vouloir ' +
    'bon bonne bons bonnes mauvais nouveau nouvelle nouveaux grand grande petit petite meilleur meilleure meilleurs seul seule cote facon maniere type sorte quelque quelques part partout numero ' +
    'lors fera feront aurai aurait cote annee mois jour jours semaine demain aujourd hui hier temps ' +
    'add answer ask become begin bring call change check choose come compare create decide explain expect expected find finish follow forget give given go help hold ignore ' +
    'keep kept know learn leave let list look mean name offer open own play put reach reached read receive remember reply return returned returns run runs running say see send show ' +
    'start stay talk tell think try turn understand wait want work write written ' +
    'good bad new old big small best better great little kind way lot day days week month year years time today tomorrow yesterday number numbers somewhere sure possible previous next first last'
  ).split(' '),
)

/** Words whose stem would be that of another. */
const apart: Readonly<Record<string, string>> = {
  donnee: 'donnee',
  donnees: 'donnee',
  personne: 'personne',
  personnes: 'personne',
  agent: 'agent',
  agents: 'agent',
  acces: 'acces',
  access: 'acces',
  logs: 'log',
  news: 'news',
}

/** Longest first; each leaves at least four letters. What stands for it keeps relatives together and strangers apart. */
const endings: readonly (readonly [RegExp, string])[] = [
  [/(?:ibilites?|ibility|ibles?)$/, 'ib'],
  [/(?:abilites?|ability|ables?)$/, 'ab'],
  [/(?:ifications?|ifi(?:er|ee?s?|ant|ent|e)s?|ify|ifie[sd]|ifying)$/, 'if'],
  [/(?:ications?|icat(?:e|es|ed|ing|or|ors))$/, 'ic'],
  [/(?:isations?|izations?|is(?:er|ee?s?|ant|ent|es?|ed|ing|eurs?)|iz(?:e|es|ed|ing))$/, ''],
  [/(?:issements?|issent|issant)$/, ''],
  [/(?:ations?|ateurs?|atrices?|ating|ated|ates?|ators?)$/, ''],
  [/(?:ements?|ments?)$/, ''],
  [/(?:itions?|utions?|tions?|sions?)$/, 't'],
  [/(?:ivement|ively|ives?|ifs?)$/, 'iv'],
  [/(?:iques?|ically|ical|ics?)$/, 'ic'],
  [/(?:euses?|eurs?|ances?|ences?|antes?|ants?|ages?)$/, ''],
  [/(?:ites|ite|ities|ity)$/, ''],
  [/(?:ees|ee|es|er|ers|ez|ir|irs|ing|ings|ed|ly|ies|ie|y|e|s|x)$/, ''],
]

function stem(word: string): string {
  if (word in apart) return apart[word]!
  if (/^\d/.test(word) || word.length < 4) return word
  const singular = word.replace(/aux$/, 'al').replace(/([^s])s$/, '$1')
  for (const [ending, kept] of endings) {
    const cut = singular.replace(ending, kept)
    if (cut !== singular && cut.length >= 4) return undouble(cut)
  }
  return undouble(singular)
}

/** « planning » and « plan », « personnel » and « personne » begin alike. */
const undouble = (word: string): string => word.replace(/([^s])\1$/, '$1')

export interface Word {
  readonly stem: string
  /** Says nothing of a subject by itself; it may be part of a way to say something. */
  readonly small: boolean
}

/** In order, each as often as it stands there. Numbers with a point (versions) are one word. */
export function wordsOf(text: string): Word[] {
  // « AI » is a subject and « ai » a verb.
  const folded = text
    .replace(/\bAI\b/g, 'IA')
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .replaceAll('œ', 'oe')
  return (folded.match(/\d+(?:\.\d+)+|[a-z0-9]+/g) ?? []).map((word) => ({
    stem: stem(word),
    small: word.length < 2 || smallWords.has(word) || ordinaryWords.has(word),
  }))
}
