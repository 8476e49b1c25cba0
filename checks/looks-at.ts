import type { Bilingual } from '@socle/contracts/text'
import type { FactName } from './facts.ts'

/** What each fact is, for people: reports and pages say by it where a check looks. */
export const looksAt: Readonly<Record<FactName, Bilingual>> = Object.freeze({
  policy: { fr: 'les listes admises (--policy)', en: 'the accepted lists (--policy)' },
  files: { fr: 'la liste des fichiers', en: 'the list of files' },
  links: { fr: 'les liens symboliques', en: 'symbolic links' },
  versionControl: { fr: 'l’état du dépôt git', en: 'the state of the git repository' },
  history: {
    fr: 'les versions passées des fichiers dans l’historique git',
    en: 'past versions of files in the git history',
  },
  matches: {
    fr: 'des motifs cherchés ligne à ligne dans les sources',
    en: 'patterns looked for line by line in the sources',
  },
  packages: {
    fr: 'les manifestes de paquets, fichiers de verrouillage et inventaires',
    en: 'package manifests, lock files and inventories',
  },
  pipelines: { fr: 'les pipelines et les scripts qu’ils appellent', en: 'pipelines and the scripts that they call' },
  containers: { fr: 'les recettes d’images de conteneur', en: 'recipes of container images' },
  kubernetes: { fr: 'les manifestes Kubernetes et Argo CD', en: 'Kubernetes and Argo CD manifests' },
  apis: { fr: 'les descriptions OpenAPI du dépôt', en: 'OpenAPI descriptions of the repository' },
  describedApis: {
    fr: 'les descriptions OpenAPI du dépôt, et celle que sert l’application',
    en: 'OpenAPI descriptions of the repository, and the one that the application serves',
  },
  exchangedTypes: {
    fr: 'les types de contenu annoncés par les API et les formulaires',
    en: 'content types that APIs and forms announce',
  },
  documents: { fr: 'les titres et le texte des documents', en: 'headings and text of documents' },
  xml: { fr: 'les fichiers XML', en: 'XML files' },
  licences: { fr: 'les fichiers de licence', en: 'licence files' },
  settings: { fr: 'les fichiers de réglage des outils', en: 'settings files of tools' },
  reviews: { fr: 'les traces de relecture dans l’historique git', en: 'signs of review in the git history' },
  dataModel: {
    fr: 'les tables et champs que le code déclare (SQL, Prisma, entités, modèles)',
    en: 'tables and fields that the code declares (SQL, Prisma, entities, models)',
  },
  advisories: { fr: 'le fichier OSV donné par --osv', en: 'the OSV file given with --osv' },
  log: { fr: 'le journal donné par --log', en: 'the log given with --log' },
  sessionCookies: {
    fr: 'les cookies d’une session ouverte, donnés par --cookies',
    en: 'the cookies of an open session, given with --cookies',
  },
  address: { fr: 'l’adresse donnée', en: 'the address given' },
  home: { fr: 'la page d’accueil et ses en-têtes', en: 'the home page and its headers' },
  page: {
    fr: 'le contenu de la page d’accueil, telle qu’elle est servie, ou telle que Chromium la montre quand des scripts la dessinent (--browser)',
    en: 'the content of the home page, as served, or as Chromium shows it when scripts draw it (--browser)',
  },
  assets: { fr: 'les scripts et styles de la page d’accueil', en: 'scripts and styles of the home page' },
  plainHttp: { fr: 'la même adresse en HTTP sans chiffrement', en: 'the same address in plain HTTP' },
  transport: {
    fr: 'les versions de TLS, les suites de chiffrement et le certificat',
    en: 'TLS versions, cipher suites and the certificate',
  },
  health: { fr: 'les adresses de santé habituelles ou déclarées', en: 'usual or declared health addresses' },
  metrics: { fr: 'les adresses de mesures habituelles', en: 'usual metrics addresses' },
  versionPages: { fr: 'les adresses de version habituelles', en: 'usual version addresses' },
  servedApi: {
    fr: 'la description OpenAPI servie par l’application',
    en: 'the OpenAPI description that the application serves',
  },
  anonymousCalls: {
    fr: 'les réponses des opérations GET déclarées, sans compte',
    en: 'answers of the declared GET operations, without an account',
  },
  signIns: {
    fr: 'les chemins de connexion, jusqu’au fournisseur d’identité',
    en: 'ways to sign in, up to the provider',
  },
  exposedFiles: {
    fr: 'les adresses de fichiers qu’un serveur ne doit pas donner',
    en: 'addresses of files that a server must not hand out',
  },
  reflections: {
    fr: 'ce que la page fait d’un mot passé dans l’adresse',
    en: 'what a page does with a word put in its address',
  },
  crossOrigin: { fr: 'la réponse faite à une page d’un autre site', en: 'the answer to a page of another site' },
  rendered: { fr: 'la page dans un navigateur (--browser)', en: 'the page in a browser (--browser)' },
  errorAnswers: { fr: 'les réponses à des adresses qui n’existent pas', en: 'answers to addresses that do not exist' },
})
