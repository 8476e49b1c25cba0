/** Pieces of a page that the program itself makes, and that are put in place as they are. */
import type { SourceMatch } from '../../facts.ts'
import type { SourcePattern } from '../../rule.ts'

/** A piece of the template itself, kept under a name: what it holds was encoded when it was put there. */
export const captured: SourcePattern = {
  hints: ['{% set', '{%- set', '{% capture', '{%- capture'],
  expression: /\{%-?\s*(?:set|capture)\s+(?<name>\w+)\s*-?%\}/,
  kinds: ['markup'],
}
/** A macro of Jinja or Twig, and what pages give it. */
export const wordsOfMacros: Readonly<Record<string, SourcePattern>> = {
  macro: {
    hints: ['{% macro', '{%- macro'],
    expression: /\{%-?\s*macro\s+(?<name>\w+)\s*\((?<parameters>[^)]*)\)/,
    kinds: ['markup'],
  },
  macroCalled: {
    hints: ['{% call', '{%- call', '{{'],
    expression:
      /(?:\{%-?\s*call\b(?:\s*\([^)]*\))?|\{\{-?)\s*(?:\w+\.)?(?<name>\w+)\s*\((?<given>(?:[^()"']|"[^"]*"|'[^']*')*)\)/,
    kinds: ['markup'],
  },
}
const onlyWords = /^\s*(?:(?:\w+\s*=\s*)?(?:"[^"]*"|'[^']*'|\d+|true|false|none)\s*(?:,\s*|$))*$/i
/** The macro in which the line stands is only ever given texts that pages write out. */
const isWordOfAMacro = (
  { path, line }: SourceMatch,
  name: string,
  { macro = [], macroCalled = [] }: Readonly<Record<string, readonly SourceMatch[]>>,
): boolean => {
  const within = macro.findLast((one) => one.path === path && one.line <= line)
  const calls = macroCalled.filter(({ groups }) => groups['name'] === within?.groups['name'])
  return (
    new RegExp(`(?:^|,)\\s*${name}\\b`).test(within?.groups['parameters'] ?? '') &&
    calls.length > 0 &&
    calls.every(({ groups }) => onlyWords.test(groups['given'] ?? ''))
  )
}

/** Everything that the line shows as it is comes from the templates themselves. */
export const showsOwnPiece = (
  match: SourceMatch,
  matches: Readonly<Record<string, readonly SourceMatch[]>>,
): boolean => {
  const names = [...match.text.matchAll(/\{\{-?\s*(?<name>[^|}]+?)\s*\|\s*(?:safe|raw)\s*-?\}\}/g)].map(
    ({ groups }) => groups?.['name'] ?? '',
  )
  return (
    names.length > 0 &&
    names.every(
      (name) =>
        (matches['captured'] ?? []).some((one) => one.path === match.path && one.groups['name'] === name) ||
        (/^\w+$/.test(name) && isWordOfAMacro(match, name, matches)),
    )
  )
}

/** A text that is looked for in another one, to put something in its place. */
export const isLookedFor = ({ kind, text, groups }: SourceMatch): boolean =>
  kind === 'code' &&
  /\.replace(?:All)?\(\s*(?:"[^"]*|'[^']*|`[^`]*|\/[^/]*)$/.test(text.slice(0, text.indexOf(groups['match'] ?? text)))

/** What the converter of Polymer makes of a file of components: a constant text, from here to its end. */
const ofPolymer = /\$_?documentContainer\.innerHTML\s*=\s*`[^`$]*$/
export const isOfAConverter = ({ text }: SourceMatch): boolean => ofPolymer.test(text)

/** Django: pieces that the parts of a program made for this page, each by a method that is handed the request, put one after the other. */
export const isMadeOfPieces = ({ path, text, around }: SourceMatch): boolean => {
  const name = path.endsWith('.py') ? /\bmark_safe\(\s*(\w+)\s*\)/.exec(text)?.[1] : undefined
  return (
    name !== undefined &&
    new RegExp(
      `^\\s*${name}\\s*=\\s*["'][^"'<]*["']\\.join\\(\\s*[([]?\\s*(\\w+)\\.\\w+\\(\\s*(?:request|context)\\b[^()\\n]*\\)\\s+for\\s+\\1\\s+in\\b`,
      'm',
    ).test(around.slice(0, Math.max(0, around.indexOf(text))))
  )
}
