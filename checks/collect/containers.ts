/** Container recipes. */
import type { Bilingual } from '@socle/contracts/text'
import type { ContainerRecipe, ContainerStage, Problem } from '../facts.ts'
import type { Reader } from './reading.ts'

const aside = new Set(['vendored', 'fixture', 'test', 'example', 'generated'])

const instructions = new Set(
  'ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL MAINTAINER ONBUILD RUN SHELL STOPSIGNAL USER VOLUME WORKDIR'.split(
    ' ',
  ),
)
/** What an engine of templates, or a tool before the builder, writes between the instructions. */
const template = /\{\{|\{%|<%|^\s*#\s*include\b/m

export function containersReader(): Reader & {
  readonly problems: readonly Problem[]
  result(): readonly ContainerRecipe[]
} {
  const recipes: ContainerRecipe[] = []
  const problems: Problem[] = []
  return {
    problems,
    wants: (file) =>
      !aside.has(file.role) &&
      /(^|\/)((Docker|Container)file([._-][\w.-]+)?|[\w.-]+\.[dD]ockerfile)$/.test(file.path) &&
      !/\.(md|dockerignore)$/.test(file.path),
    take(file, { text }) {
      const read = [...readInstructions(text)]
      const { path, role } = file
      const mistake = template.test(text) ? undefined : firstMistake(read)
      if (mistake !== undefined) problems.push({ path, ...mistake })
      recipes.push({ path, role, stages: stagesOf(read) })
    },
    result: () => recipes,
  }
}

interface Instruction {
  readonly line: number
  readonly keyword: string
  readonly rest: string
}

/** Instructions in order: continued lines joined, comments and the content of here-documents left out. */
function* readInstructions(text: string): Generator<Instruction> {
  const continued = /^#\s*escape\s*=\s*`/im.test(text.slice(0, 500)) ? /`\s*$/ : /\\\s*$/
  const lines = text.split('\n')
  for (let index = 0; index < lines.length; index++) {
    const line = index + 1
    let written = lines[index] ?? ''
    if (/^\s*(#|$)/.test(written)) continue
    while (continued.test(written) && index + 1 < lines.length) {
      const next = lines[++index] ?? ''
      // A comment or an empty line does not end what is continued.
      if (!/^\s*(#|$)/.test(next)) written = written.replace(continued, ' ') + next
    }
    const [, keyword = '', rest = ''] = /^\s*(\S+)\s*([\s\S]*)$/.exec(written) ?? []
    yield { line, keyword: keyword.toUpperCase(), rest }
    if (/^(RUN|COPY|ADD)$/i.test(keyword))
      for (const [, end = ''] of rest.matchAll(/<<-?\s*["']?([A-Za-z_]\w*)["']?/g))
        while (index + 1 < lines.length && (lines[++index] ?? '').trim() !== end);
  }
}

/** What the builder would refuse: nothing is said of such a recipe. */
function firstMistake(read: readonly Instruction[]): { line?: number; message: Bilingual } | undefined {
  const unknown = read.find(({ keyword }) => !instructions.has(keyword))
  if (unknown !== undefined)
    return {
      line: unknown.line,
      message: {
        fr: `Recette d’image incompréhensible, ligne ${unknown.line} : « ${unknown.keyword.slice(0, 30)} » n’est pas une instruction. Corrigez-la.`,
        en: `Image recipe that cannot be understood, line ${unknown.line}: “${unknown.keyword.slice(0, 30)}” is no instruction. Mend it.`,
      },
    }
  const first = read.find(({ keyword }) => keyword !== 'ARG')
  if (first === undefined)
    return {
      message: {
        fr: 'Recette d’image sans instruction FROM : elle ne construit rien. Complétez-la ou retirez-la.',
        en: 'Image recipe without a FROM instruction: it builds nothing. Complete it or remove it.',
      },
    }
  if (first.keyword !== 'FROM')
    return {
      line: first.line,
      message: {
        fr: `Recette d’image dont la première instruction n’est pas FROM (ligne ${first.line}). Corrigez-la.`,
        en: `Image recipe whose first instruction is not FROM (line ${first.line}). Mend it.`,
      },
    }
  return undefined
}

/** Stages of a container recipe, arguments with a default replaced. */
function stagesOf(read: readonly Instruction[]): readonly ContainerStage[] {
  const stages: {
    image: string
    handed?: true
    line: number
    alias?: string
    user?: { name: string; line: number }
    serves?: true
    starts?: true
  }[] = []
  const variables = new Map<string, string>()
  const resolved = (value: string): string =>
    value.replace(
      /\$\{(\w+)(?::-([^}]*))?\}|\$(\w+)/g,
      (whole, braced?: string, fallback?: string, bare?: string) =>
        variables.get(braced ?? bare ?? '') ?? fallback ?? whole,
    )
  for (const { line, keyword, rest } of read) {
    switch (keyword) {
      case 'ARG':
      case 'ENV': {
        const [, name, value] = /^(\w+)[=\s]\s*["']?([^"'\s]*)/.exec(rest) ?? []
        if (name !== undefined && value !== undefined) variables.set(name, resolved(value))
        break
      }
      case 'FROM': {
        const [, image = '', alias] = /^(?:--\S+\s+)*(\S+)(?:\s+as\s+(\S+))?/i.exec(rest) ?? []
        stages.push({
          image: resolved(image),
          ...(/^\$(?:\w+|\{\w+\})$/.test(image) ? { handed: true as const } : {}),
          line,
          ...(alias === undefined ? {} : { alias }),
        })
        break
      }
      case 'COPY':
      case 'ADD':
      case 'CMD':
      case 'ENTRYPOINT':
      case 'EXPOSE':
      case 'HEALTHCHECK': {
        const stage = stages.at(-1)
        if (stage !== undefined) {
          stage.serves = true
          if (keyword !== 'COPY' && keyword !== 'ADD') stage.starts = true
        }
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
