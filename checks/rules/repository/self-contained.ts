import { failIfAny, finding, rule } from '../../rule.ts'

export const selfContained = rule({
  id: 'repository/self-contained',
  source: 'repository',
  requirements: ['GI:PF-1.a', 'GI:PF-1.m'],
  title: { fr: 'Le dépôt contient tout ce qu’il désigne', en: 'The repository holds everything that it refers to' },
  failureTitle: {
    fr: 'Le dépôt désigne des fichiers qui lui sont extérieurs',
    en: 'The repository refers to files outside itself',
  },
  why: {
    fr: 'Une application se reconstruit depuis son dépôt seul ; un lien vers la machine d’une personne casse cette promesse.',
    en: 'An application is rebuilt from its repository alone; a link to somebody’s machine breaks that promise.',
  },
  mend: {
    fr: 'Remplacez chaque lien symbolique qui sort du dossier par le fichier lui-même ou par une dépendance déclarée.',
    en: 'Replace each symbolic link that leaves the folder with the file itself or with a declared dependency.',
  },
  left: {
    fr: 'Une reconstruction complète depuis un clone neuf, dépendances et licences comprises.',
    en: 'A complete rebuild from a fresh clone, dependencies and licences included.',
  },
  needs: ['links'],
  judge: ({ links }) =>
    failIfAny(
      links.leaving.map((path) =>
        finding(
          { path },
          'Ce lien symbolique mène hors du dossier ; il n’a pas été suivi.',
          'This symbolic link leads outside the folder; it was not followed.',
        ),
      ),
    ),
})
