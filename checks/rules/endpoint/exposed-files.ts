import { failIfAny, finding, rule } from '../../rule.ts'

export const exposedFiles = rule({
  id: 'endpoint/exposed-files',
  source: 'endpoint',
  requirements: ['GI:1110', 'GI:1433'],
  title: { fr: 'Aucun fichier interne n’est servi', en: 'No internal file is served' },
  failureTitle: { fr: 'Des fichiers internes sont servis', en: 'Internal files are served' },
  why: {
    fr: 'Un dossier .git, un .env ou une page d’administration oubliés livrent code, secrets et versions.',
    en: 'A forgotten .git folder, .env file or administration page gives away code, secrets and versions.',
  },
  mend: {
    fr: 'Ne copiez dans l’image que ce qui se sert, refusez les fichiers cachés et la liste des dossiers, fermez les adresses de diagnostic ; révoquez ce qui a été vu.',
    en: 'Copy into the image only what is served, refuse hidden files and lists of folders, close diagnostic addresses; revoke what was seen.',
  },
  left: { fr: 'Les fichiers dont le nom ne se devine pas.', en: 'Files whose name cannot be guessed.' },
  limits: {
    fr: 'Une quarantaine d’adresses et de dossiers connus ; une réponse ne compte que si son contenu est bien celui attendu.',
    en: 'Some forty known addresses and folders; an answer only counts when its content is the one expected.',
  },
  needs: ['exposedFiles'],
  judge: ({ exposedFiles: found }) =>
    failIfAny(
      found.map(({ url, listing }) => {
        const { pathname } = new URL(url)
        return listing === true
          ? finding(
              { url },
              `${pathname} donne à tous la liste de ses fichiers.`,
              `${pathname} lists its files to everyone.`,
              `list ${pathname}`,
            )
          : finding({ url }, `${pathname} est servi à tous.`, `${pathname} is served to everyone.`, pathname)
      }),
    ),
})
