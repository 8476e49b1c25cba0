/** What is asked in the bench. */
import { NUMBER } from './load.ts'

const note = 'The committee met on Tuesday, read the reserves and kept two of them until the next version. '

/** Some 700 bytes. */
export const shortQuestion = (model: string, streamed: boolean): object => ({
  model,
  messages: [
    { role: 'system', content: 'Answer briefly and name the rule.' },
    { role: 'user', content: note.repeat(5) },
  ],
  max_tokens: 200,
  ...(streamed && { stream: true }),
})

/** A letter as an office receives them: 2 kB, two people, an address, a telephone number and an account in it. */
const letter = `Madame, Monsieur,
Je vous écris au sujet de la demande d’agrément que notre association a déposée le 3 mars dernier auprès de vos services, et pour laquelle
nous n’avons reçu à ce jour qu’un accusé de réception. Le dossier comprenait les statuts, le procès-verbal de la dernière assemblée générale, le
rapport d’activité et les comptes approuvés de l’exercice précédent. Par un courrier du 2 avril, il nous a été demandé de préciser les modalités
d’accueil des publics éloignés du numérique ; nous y avons répondu le 15 avril, en joignant le calendrier des permanences et la convention signée avec
la commune. Madame Claire Fontanel, notre présidente, a depuis rencontré Monsieur Julien Marchetti, chef du bureau des associations, qui lui a
indiqué que l’instruction serait achevée avant la fin du trimestre. Nous souhaiterions savoir si une pièce manque encore, et à quelle date la commission
examinera notre demande, car le renouvellement de deux postes en dépend. Vous pouvez me joindre au 06 12 34 56 78 ou à l’adresse
claire.fontanel@exemple.fr. La subvention, si elle est accordée, pourra être versée sur le compte FR76 3000 6000 0112 3456 7890 189 que vous connaissez déjà.
Pour mémoire, l’association intervient depuis 2011 dans quatre cantons, emploie six personnes et s’appuie sur une quarantaine de bénévoles, formés chaque
année à l’accompagnement des démarches en ligne. En 2025, elle a reçu 3 412 visites, dont un tiers de personnes venues pour la première fois ; le détail par
commune figure à l’annexe 4 du rapport d’activité. Les comptes font apparaître un léger excédent, affecté au fonds de roulement par décision de l’assemblée.
Nous restons à votre disposition pour toute précision et vous prions d’agréer, Madame, Monsieur, l’expression de notre considération distinguée.`
/** The same, with nothing to protect. */
const report = letter
  .replace(
    /Madame Claire Fontanel, notre présidente, a depuis rencontré Monsieur Julien Marchetti, chef/,
    'Notre présidente a depuis rencontré le chef',
  )
  .replace(/Vous pouvez me joindre[^.]*\.[^.]*\./, 'Une réponse par voie postale nous conviendra très bien.')
  .replace(/sur le compte [^.]*que vous/, 'sur le compte que vous')

const longQuestion = (model: string, text: string, fresh: boolean): object => ({
  model,
  messages: [
    { role: 'system', content: 'Réponds brièvement, en français, et nomme la règle.' },
    { role: 'user', content: `${fresh ? `Dossier ${NUMBER}. ` : ''}${text}` },
  ],
  max_tokens: 200,
})

/** A 2 kB question with protection off and on, as one that was asked before and as one that never was. */
export const longQuestions = {
  'off, asked before': longQuestion('unprotected', report, false),
  'on, asked before': longQuestion('bench', report, false),
  'off, never asked': longQuestion('unprotected', report, true),
  'on, never asked': longQuestion('bench', report, true),
  'on, asked before, six values replaced': longQuestion('bench', letter, false),
  'on, never asked, six values replaced': longQuestion('bench', letter, true),
  'off, never asked, provider takes 20 ms': longQuestion('slow-unprotected', report, true),
  'on, never asked, provider takes 20 ms': longQuestion('slow', report, true),
}
