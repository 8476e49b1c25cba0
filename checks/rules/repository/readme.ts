import { fail, finding, pass, rule } from '../../rule.ts'

export const readme = rule({
  id: 'repository/readme',
  source: 'repository',
  requirements: ['GI:1265'],
  title: { fr: 'Le dépôt se présente', en: 'The repository introduces itself' },
  failureTitle: { fr: 'Le dépôt ne se présente pas', en: 'The repository does not introduce itself' },
  why: {
    fr: 'Le README est la première page que lit celui qui reprend l’application : à quoi elle sert, comment la lancer.',
    en: 'The README is the first page read by whoever takes over the application: what it is for, how to run it.',
  },
  mend: {
    fr: 'Écrivez un README : objet, utilisateurs, commandes pour installer, lancer et tester.',
    en: 'Write a README: purpose, users, commands to install, run and test.',
  },
  left: {
    fr: 'Que la documentation est à jour et complète.',
    en: 'That the documentation is complete and up to date.',
  },
  needs: ['documents'],
  judge: ({ documents }) => {
    const found = documents.find((document) =>
      /^(docs\/|\.github\/)?(readme|lisez-?moi)(\.[\w.-]+)?$/i.test(document.path),
    )
    if (found === undefined) return fail([finding({}, 'Aucun README à la racine.', 'No README at the root.')])
    if (found.text.trim().length < 200)
      return fail([finding(found, 'README de moins de 200 caractères.', 'README of fewer than 200 characters.')])
    return pass
  },
})
