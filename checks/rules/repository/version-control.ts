import { fail, finding, pass, rule } from '../../rule.ts'

export const versionControl = rule({
  id: 'repository/version-control',
  source: 'repository',
  requirements: ['GI:1391', 'GI:1265', 'MIRAI:MIR-4.s'],
  title: { fr: 'Les fichiers sont sous gestion de versions', en: 'Files are under version control' },
  failureTitle: { fr: 'Le dossier n’est pas sous gestion de versions', en: 'The folder is not under version control' },
  why: {
    fr: 'Sans historique, personne ne sait ce qui tourne, qui l’a changé, ni comment revenir en arrière.',
    en: 'Without history nobody knows what runs, who changed it, or how to go back.',
  },
  mend: {
    fr: 'Placez sources, scripts et documentation dans un dépôt git et enregistrez un premier commit.',
    en: 'Put sources, scripts and documentation in a git repository and make a first commit.',
  },
  left: {
    fr: 'Que le dépôt soit sur la forge attendue, et que toute la documentation y vive.',
    en: 'That the repository is on the expected forge, and that all documentation lives in it.',
  },
  needs: ['versionControl'],
  judge: ({ versionControl: { system, commit } }) => {
    if (system === 'none')
      return fail([finding({}, 'Aucun dépôt git ne contient ce dossier.', 'No git repository contains this folder.')])
    if (commit === undefined)
      return fail([finding({}, 'Le dépôt n’a encore aucun commit.', 'The repository has no commit yet.')])
    return pass
  },
})
