/** Writes one page per check in docs/checks/, their index, and the list of checks that a server knows, from the metadata of the rules: `npx node scripts/generate-check-pages.ts`. */
import { looksAt, type Rule, rules } from '@socle/checks'
import type { Bilingual, Language } from '@socle/contracts/text'
import { loadFramework } from '@socle/rulebook'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export const folder = join(resolve(import.meta.dirname, '..'), 'docs/checks')

/** Title of a requirement of the shipped framework. */
export type TitleOf = (requirement: string) => Bilingual | undefined

const sources: Readonly<Record<Rule['source'], Bilingual>> = {
  repository: { fr: 'Dépôt', en: 'Repository' },
  manifest: { fr: 'Manifestes de déploiement', en: 'Deployment manifests' },
  endpoint: { fr: 'Adresse en marche', en: 'Running address' },
}

const words = {
  why: { fr: 'Pourquoi', en: 'Why' },
  looks: { fr: 'Ce qu’elle regarde', en: 'What it looks at' },
  mend: { fr: 'Pour corriger', en: 'How to mend' },
  limits: { fr: 'Ses limites', en: 'Its limits' },
  whole: {
    fr: 'Quand elle réussit, elle suffit : rien n’est laissé à une personne.',
    en: 'When it passes, it is enough: nothing is left to a person.',
  },
  left: { fr: 'Reste à une personne :', en: 'Left to a person:' },
  requirements: { fr: 'Exigences', en: 'Requirements' },
} as const

export function checkPage(rule: Rule, titleOf: TitleOf): string {
  const half = (language: Language): readonly string[] => [
    `## ${rule.title[language]}`,
    `### ${words.why[language]}`,
    rule.why[language],
    `### ${words.looks[language]}`,
    [
      `${sources[rule.source][language]}${language === 'fr' ? ' ' : ''}:`,
      '',
      ...rule.needs.map((fact) => `- ${looksAt[fact][language]}`),
    ].join('\n'),
    `### ${words.mend[language]}`,
    rule.mend[language],
    `### ${words.limits[language]}`,
    ...(rule.limits === undefined ? [] : [rule.limits[language]]),
    rule.left === undefined ? words.whole[language] : `${words.left[language]} ${rule.left[language]}`,
    `### ${words.requirements[language]}`,
    rule.requirements
      .map((id) => `- ${id}${titleOf(id) === undefined ? '' : ` — ${titleOf(id)?.[language] ?? ''}`}`)
      .join('\n'),
  ]
  return `${[`# ${rule.id}`, ...half('fr'), ...half('en')].join('\n\n')}\n`
}

/** Every check in one line, by source. */
export function indexPage(all: readonly Rule[]): string {
  const parts = [
    '# Checks',
    'Written by `npx node scripts/generate-check-pages.ts` from the rules; do not edit by hand.',
  ]
  for (const [source, same] of Map.groupBy(all, (rule) => rule.source))
    parts.push(
      `## ${sources[source].en} · ${sources[source].fr}`,
      same.map(({ id, title }) => `- [${id}](${id}.md): ${title.en} · ${title.fr}`).join('\n'),
    )
  return `${parts.join('\n\n')}\n`
}

/** Every page by its path in the folder. */
export function checkPages(): ReadonlyMap<string, string> {
  const { requirementById } = loadFramework()
  const titleOf: TitleOf = (id) => requirementById.get(id)?.title
  return new Map([
    ['README.md', indexPage(rules)],
    ...rules.map((rule) => [`${rule.id}.md`, checkPage(rule, titleOf)] as const),
  ])
}

export const listed = join(resolve(import.meta.dirname, '..'), 'contracts/checks/known-checks.ts')
/** Identifiers only: the server checks nothing, and yet tells what its own version of the command may say. */
export const listOfChecks = (all: readonly Rule[]): string =>
  [
    '/** Checks of `socle check`. Written by `npx node scripts/generate-check-pages.ts` from the rules; do not edit by hand. */',
    'export const knownChecks: readonly string[] = [',
    ...all.map(({ id }) => `  '${id}',`),
    ']',
    '',
  ].join('\n')

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(listed, listOfChecks(rules))
  rmSync(folder, { recursive: true, force: true })
  for (const [path, text] of checkPages()) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
}
