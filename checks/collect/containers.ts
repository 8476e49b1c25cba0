/** Container recipes. */
import type { ContainerRecipe, ContainerStage } from '../facts.ts'
import type { Reader } from './reading.ts'

const aside = new Set(['vendored', 'fixture', 'test', 'example', 'generated'])

export function containersReader(): Reader & { result(): readonly ContainerRecipe[] } {
  const recipes: ContainerRecipe[] = []
  return {
    wants: (file) =>
      !aside.has(file.role) &&
      /(^|\/)((Docker|Container)file(\.[\w.-]+)?|[\w.-]+\.[dD]ockerfile)$/.test(file.path) &&
      !/\.(md|dockerignore)$/.test(file.path),
    take: (file, { text }) => recipes.push({ path: file.path, role: file.role, stages: readStages(text) }),
    result: () => recipes,
  }
}

/** Stages of a container recipe, arguments with a default replaced. */
function readStages(text: string): readonly ContainerStage[] {
  const stages: { image: string; line: number; alias?: string; user?: { name: string; line: number } }[] = []
  const variables = new Map<string, string>()
  const resolved = (value: string): string =>
    value.replace(
      /\$\{(\w+)(?::-([^}]*))?\}|\$(\w+)/g,
      (whole, braced?: string, fallback?: string, bare?: string) =>
        variables.get(braced ?? bare ?? '') ?? fallback ?? whole,
    )
  const lines = text.split('\n')
  for (let index = 0; index < lines.length; index++) {
    const line = index + 1
    let instruction = lines[index] ?? ''
    if (/^\s*#/.test(instruction)) continue
    while (/\\\s*$/.test(instruction) && index + 1 < lines.length)
      instruction = instruction.replace(/\\\s*$/, ' ') + (lines[++index] ?? '')
    const [, keyword = '', rest = ''] = /^\s*([A-Za-z]+)\s+([\s\S]*)$/.exec(instruction) ?? []
    switch (keyword.toUpperCase()) {
      case 'ARG':
      case 'ENV': {
        const [, name, value] = /^(\w+)[=\s]\s*["']?([^"'\s]*)/.exec(rest) ?? []
        if (name !== undefined && value !== undefined) variables.set(name, resolved(value))
        break
      }
      case 'FROM': {
        const [, image = '', alias] = /^(?:--\S+\s+)*(\S+)(?:\s+as\s+(\S+))?/i.exec(rest) ?? []
        stages.push({ image: resolved(image), line, ...(alias === undefined ? {} : { alias }) })
        break
      }
      case 'USER': {
        const stage = stages.at(-1)
        if (stage !== undefined) stage.user = { name: resolved(rest.trim().replace(/["']/g, '')), line }
        break
      }
    }
  }
  return stages
}
