import { writeFile } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import type { Language } from '@socle/contracts/text'
import { type Framework, answersOf } from '@socle/rulebook'
import { type Command, print, text } from '../command.ts'
import { exitCodes, fileRefused } from '../errors.ts'
import { frameworkOption, openFramework } from '../framework.ts'

const fileName = 'socle.app.yaml'

export const init: Command = {
  name: 'init',
  usage: 'socle init [FOLDER] [--lang fr|en]',
  summary: {
    fr: 'Écrit un modèle de socle.app.yaml à compléter',
    en: 'Writes a template of socle.app.yaml to fill in',
  },
  help: [frameworkOption.help],
  options: { ...frameworkOption.options },
  arguments: 1,
  async run({ values, positionals, language }) {
    const folder = positionals[0] ?? '.'
    const path = join(folder, fileName)
    const content = template(basename(resolve(folder)), openFramework(text(values, 'framework')), language)
    await writeFile(path, content, { flag: 'wx' }).catch((cause: unknown) => {
      const code = (cause as NodeJS.ErrnoException).code ?? String(cause)
      throw code === 'EEXIST'
        ? fileRefused(
            path,
            {
              fr: 'ce fichier existe déjà ; il n’a pas été touché.',
              en: 'this file already exists; it was not touched.',
            },
            cause,
          )
        : fileRefused(
            path,
            {
              fr: `écriture impossible (${code}). Vérifiez le dossier et ses droits.`,
              en: `cannot be written (${code}). Check the folder and its rights.`,
            },
            cause,
          )
    })
    print(
      language === 'fr'
        ? `${path} écrit. Complétez-le, puis lancez « socle applicable --app ${path} ».`
        : `${path} written. Fill it in, then run “socle applicable --app ${path}”.`,
    )
    return exitCodes.passed
  },
}

/** Every question stands in the file as a comment: nothing is answered for the team. */
function template(folder: string, { topics, traits }: Framework, language: Language): string {
  const id =
    folder
      .toLowerCase()
      .normalize('NFD')
      .replace(/\p{Diacritic}/gu, '')
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 60) || 'mon-application'
  const say =
    language === 'fr'
      ? {
          head: '# Description de l’application pour Socle. Devant une question, retirez le premier « # » et écrivez votre réponse.\n# Une question sans réponse reste inconnue : elle ne vaut jamais « non ».',
          organisation: 'À compléter',
          several: 'plusieurs réponses possibles : [a, b]',
        }
      : {
          head: '# Description of the application for Socle. Before a question, remove the first “#” and write your answer.\n# A question without an answer stays unknown: it never means “no”.',
          organisation: 'To fill in',
          several: 'several answers possible: [a, b]',
        }
  const questions = topics.flatMap((topic) => [
    `  # ── ${topic.name[language]}`,
    ...traits
      .filter((trait) => trait.topic === topic.id)
      .map(
        (trait) =>
          `  # ${trait.question[language]}${trait.kind === 'choice' ? '' : ` (${say.several})`}\n  # ${trait.id}:  # ${answersOf(trait).join(' | ')}`,
      ),
    '',
  ])
  return [
    say.head,
    'socle: 1',
    `id: ${id}`,
    `name: ${JSON.stringify(folder)}`,
    '# summary: …',
    'version: "0.1.0"',
    'owner:',
    `  organisation: ${JSON.stringify(say.organisation)}`,
    '  # contact: equipe@exemple.fr',
    '# repository: https://…',
    '# address: https://…',
    'traits:',
    ...questions,
  ].join('\n')
}
