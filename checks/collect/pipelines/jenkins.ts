import type { PipelineCommand } from '../../facts.ts'
import { linesOf } from './shell-lines.ts'

/** Lines of a Jenkinsfile: those of a stage that is switched off left out, those whose failure is caught told as such. */
export function linesOfJenkins(path: string, text: string): PipelineCommand[] {
  const off = [...text.matchAll(/\bwhen\s*\{\s*expression\s*\{\s*(?:return\s+)?false\s*\}/g)].map(({ index }) =>
    blockAround(text, index),
  )
  const caught = [
    ...text.matchAll(/\bwarnError\s*\([^)]*\)\s*\{|\bcatchError\s*\([^)]*(?:SUCCESS|UNSTABLE)[^)]*\)\s*\{/g),
    ...[...text.matchAll(/\btry\s*\{/g)].filter(({ index }) => isForgiven(text, index)),
  ].map(({ index, 0: opening }) => [index, endOfBlock(text, index + opening.length)] as const)
  let at = 0
  const lines = text.split('\n').map((line) => {
    const start = at
    at += line.length + 1
    return start
  })
  const isWithin = (blocks: readonly (readonly [number, number])[], line: number): boolean =>
    blocks.some(([from, to]) => (lines[line - 1] ?? 0) >= from && (lines[line - 1] ?? 0) <= to)
  return linesOf(path, text.replaceAll(remark, '$<code>'))
    .filter(({ line }) => line === undefined || !isWithin(off, line))
    .map((command) =>
      command.line !== undefined && isWithin(caught, command.line) ? { ...command, tolerated: true } : command,
    )
}

/** Behind the code of a line; an address has no blank before its slashes. */
const remark = /^(?<code>(?:[^"'/\n]|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\/(?!\/))*[ \t])\/\/[^\n]*$/gm

/** Where the block ends whose opening brace stands just before. */
function endOfBlock(text: string, from: number): number {
  let depth = 1
  for (let at = from; at < text.length; at++) {
    if (text[at] === '{') depth += 1
    else if (text[at] === '}' && --depth === 0) return at
  }
  return text.length
}
function blockAround(text: string, inside: number): readonly [number, number] {
  let depth = 0
  for (let at = inside - 1; at >= 0; at--) {
    if (text[at] === '}') depth += 1
    else if (text[at] === '{' && --depth < 0) return [at, endOfBlock(text, at + 1)]
  }
  return [0, 0]
}
/** What is caught neither stops nor colours the build. */
function isForgiven(text: string, attempt: number): boolean {
  const end = endOfBlock(text, text.indexOf('{', attempt) + 1)
  const caught = /^\}\s*catch\s*\([^)]*\)\s*\{/.exec(text.slice(end, end + 200))
  if (caught === null) return false
  const start = end + caught[0].length
  return !/\bthrow\b|\berror\b\s*[("']|FAIL|\bunstable\b|UNSTABLE|exit\s+1/.test(
    text.slice(start, endOfBlock(text, start)),
  )
}
