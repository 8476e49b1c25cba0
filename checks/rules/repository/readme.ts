import { fail, finding, pass, rule } from '../../rule.ts'

/** First sentences of what generators of projects write. */
const ofATemplate =
  /this template should help get you started|this project was bootstrapped with|this is a \[?next\.js\]?[^\n]{0,60} project bootstrapped|this project was generated (?:with|using) \[?angular|to make it easy for you to get started with gitlab|everything you need to build a svelte project|this template provides a minimal setup to get|welcome to your new (?:project|app|expo app)|getting started with create react app|this is a new \[?\*{0,2}react native|a new flutter project\.|this readme would normally document whatever steps are necessary|welcome to \[?remix|look at the \[?nuxt[^\n]{0,40}documentation|a \[?nest\]?[^\n]{0,80} framework typescript starter repository|^\s*# (?:read me first|getting started)\b[\s\S]{0,800}?for further reference, please consider the following sections/

/** What the application is for, and how to start it, fit in two lines. */
const shortest = 120

/** What people read: neither badges and pictures, nor remarks that no page shows. */
const proseOf = (text: string): string =>
  text
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/\[?!\[[^\]\n]*\]\([^)\n]*\)(?:\]\([^)\n]*\))?/g, '')
    .replace(/<a\b[^>]*>\s*<img\b[^>]*>\s*<\/a>|<img\b[^>]*>/g, '')
    .trim()

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
    if (proseOf(found.text).length < shortest)
      return fail([
        finding(found, `README de moins de ${shortest} caractères.`, `README of fewer than ${shortest} characters.`),
      ])
    if (ofATemplate.test(found.text))
      return fail([
        finding(
          found,
          'README laissé tel que l’outil l’a créé : rien ne dit à quoi sert l’application.',
          'README left as the tool made it: nothing says what the application is for.',
          'template',
        ),
      ])
    return pass
  },
})
