import type { PipelineCommand } from '../../facts.ts'

/** Lines that say something: neither empty nor a comment. */
export const linesOf = (path: string, text: string): PipelineCommand[] =>
  text
    .split('\n')
    .map((line, index) => ({ path, line: index + 1, text: line.trim() }))
    .filter((command) => command.text !== '' && !command.text.startsWith('#') && !command.text.startsWith('//'))

/** Lines of one shell: after `set +e` only the last one is answered for, and none when `exit 0` ends it. */
export function linesOfShell(block: string): { line: string; ignored: boolean }[] {
  const lines = block
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
  // What keeps an answer aside looks at it later.
  const looks = lines.some((line) => /\$\?|PIPESTATUS|\bexit\s+["']?\$/.test(line))
  let careless = false
  return lines.map((line, index) => {
    if (/^set\s+\+(?:e|o\s+errexit)\b/.test(line)) careless = true
    if (/^set\s+-(?:\w*e|o\s+errexit)\b/.test(line)) careless = false
    return { line, ignored: careless && !looks && index < lines.length - 1 }
  })
}

/** Lines of a script of a shell, those whose failure it passes over told as such. */
export function linesOfScript(path: string, body: string): PipelineCommand[] {
  const lines = linesOf(path, body)
  if (!/\.(?:sh|bash)$/.test(path) && !/^#!.*\b(?:ba|da|z|k)?sh\b/.test(body)) return lines
  // Nothing stops it, and its last word is that all is well.
  const careless =
    !/^#!.*\s-\w*e|\bset\s+-(?:\w*e|o\s+errexit)/m.test(body) && /^(?:exit\s+0|true|:)$/.test(lines.at(-1)?.text ?? '')
  const ignored = new Set(
    linesOfShell(careless ? `set +e\n${body}` : body)
      .filter((one) => one.ignored)
      .map(({ line }) => line),
  )
  return lines.map((line) =>
    ignored.has(line.text) && !/\|\||&&|^(?:if|while|until)\b/.test(line.text)
      ? { ...line, tolerated: true as const }
      : line,
  )
}
