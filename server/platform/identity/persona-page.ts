import type { Language } from '@socle/contracts'
import { personas } from './personas.ts'

const words = {
  fr: {
    title: 'Choisir un personnage – démonstration de Socle',
    heading: 'Qui êtes-vous ?',
    intro:
      'Ceci est une démonstration, sur cette machine seulement. Choisissez un personnage : personne n’a de mot de passe, et les droits suivent le métier choisi.',
    choose: 'Entrer en tant que',
  },
  en: {
    title: 'Choose a persona – Socle demonstration',
    heading: 'Who are you?',
    intro:
      'This is a demonstration, on this machine only. Choose a persona: nobody has a password, and rights follow the trade that you choose.',
    choose: 'Enter as',
  },
} as const

const escape = (text: string): string => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)

/** @param path address of the interaction; each persona posts to a place below it */
export function personaPage(language: Language, path: string): string {
  const w = words[language]
  const items = personas
    .map(
      (persona) => `<li>
      <form method="post" action="${escape(path.split('?')[0]!)}/${persona.id}">
        <button type="submit"><strong>${w.choose} ${escape(persona.name)}</strong>
        <span>${escape(persona.trade[language])}</span></button>
      </form>
    </li>`,
    )
    .join('\n')
  return `<!doctype html>
<html lang="${language}">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${w.title}</title>
  <link rel="stylesheet" href="/demo/persona.css">
</head>
<body>
  <main>
    <h1>${w.heading}</h1>
    <p>${w.intro}</p>
    <ul>
${items}
    </ul>
  </main>
</body>
</html>`
}

export const personaStyle = `
:root { color-scheme: light dark; --ink: #161616; --paper: #fff; --line: #929292; --action: #000091; }
@media (prefers-color-scheme: dark) { :root { --ink: #fff; --paper: #161616; --line: #929292; --action: #8585f6; } }
* { box-sizing: border-box; }
body { margin: 0; color: var(--ink); background: var(--paper); font: 1rem/1.5 system-ui, sans-serif; }
main { max-width: 44rem; margin: 0 auto; padding: 2rem 1rem; }
h1 { font-size: 2rem; line-height: 1.25; margin: 0 0 1rem; }
ul { list-style: none; margin: 1.5rem 0 0; padding: 0; display: grid; gap: .75rem; }
button { width: 100%; min-height: 44px; padding: .75rem 1rem; text-align: left; font: inherit; color: inherit;
  background: none; border: 1px solid var(--line); cursor: pointer; }
button:hover { border-color: var(--action); }
button:focus-visible { outline: 3px solid var(--action); outline-offset: 2px; }
strong { display: block; color: var(--action); }
`
