/** Documentation, licences, XML files and tool settings: small readers that keep little of what they read. */
import type { DocumentFile, ExchangedType, LicenceFile, XmlFile } from '../facts.ts'
import { plain } from '../wording.ts'
import type { Reader } from './reading.ts'

const longestDocument = 200_000

export function documentsReader(): Reader & { result(): readonly DocumentFile[] } {
  const documents: DocumentFile[] = []
  return {
    wants: (file) =>
      file.kind === 'document' && (file.role === 'documentation' || file.role === 'source' || file.role === 'example'),
    take(file, { text }) {
      const cut = text.slice(0, longestDocument)
      const headings = [...cut.matchAll(/^(?:#{1,6}|={1,6})[ \t]+(.+?)[ \t#=]*$|^(.+)\r?\n(?:=|-){3,}[ \t]*$/gm)]
      documents.push({
        path: file.path,
        headings: headings.map((match) => (match[1] ?? match[2] ?? '').trim()),
        text: plain(cut),
      })
    },
    result: () => documents,
  }
}

const licenceSigns: readonly (readonly [string, RegExp])[] = [
  ['EPL-2.0', /eclipse public licen[cs]e,?\s+(?:-\s*)?v?(?:ersion )?\.?\s?2\.0/],
  ['Apache-2.0', /apache license[\s=_]+version 2\.0/],
  ['AGPL-3.0-only', /gnu affero general public license\s+version 3/],
  ['LGPL-3.0-only', /gnu lesser general public license\s+version 3/],
  ['LGPL-2.1-only', /gnu lesser general public license\s+version 2\.1/],
  ['GPL-3.0-only', /gnu general public license\s+version 3/],
  ['GPL-2.0-only', /gnu general public license\s+version 2/],
  ['EUPL-1.2', /european union public licen[cs]e\s+v?\.? ?1\.2|licence publique de l.union europeenne\s+v?\.? ?1\.2/],
  [
    'CECILL-2.1',
    /cecill free software license agreement[\s\S]{0,200}2\.1|contrat de licence de logiciel libre cecill[\s\S]{0,200}2\.1/,
  ],
  ['MPL-2.0', /mozilla public license,? version 2\.0/],
  ['etalab-2.0', /licence ouverte[\s\S]{0,40}2\.0|open licence[\s\S]{0,40}2\.0/],
  ['MIT', /permission is hereby granted, free of charge/],
  ['BSD-3-Clause', /redistribution and use in source and binary forms[\s\S]*neither the name/],
  ['BSD-2-Clause', /redistribution and use in source and binary forms/],
  ['ISC', /permission to use, copy, modify,? and\/or distribute this software/],
  ['Unlicense', /this is free and unencumbered software/],
  ['CC0-1.0', /cc0 1\.0 universal/],
  ['BlueOak-1.0.0', /blue oak model license/],
  ['PostgreSQL', /permission to use, copy, modify, and distribute this software and its documentation for any purpose/],
]

/** The licence of the product under the product's name; that of what it takes in says so. */
const underItsName =
  /^(?!.*(?:third|3rd|part(?:y|ies)|vendor|depend|header|template|font))[\w.-]*[._-]licen[cs]e(?:[._-][\w.-]*)?\.(?:txt|md|rst)$/i
/** Ruby and Lua describe a package in a program of their own. */
const specification = /^[^/]+\.(?:gemspec|podspec|rockspec)$/
export function licencesReader(): Reader & { result(): readonly LicenceFile[] } {
  const licences: LicenceFile[] = []
  return {
    wants: (file) =>
      specification.test(file.path) ||
      // Gradle lays `src/dist` at the root of what it distributes.
      (/^(?:[^/]+\/|src\/dist\/)?(?:(?:UN|MIT-|BSD-)?LICEN[CS]E|COPYING|COPYRIGHT)(?:[.-][\w.-]+)?$|^LICENSES\/[^/]+$/i.test(
        file.path,
      ) &&
        file.kind !== 'code') ||
      /^(LICEN[CS]E|COPYING|COPYRIGHT)$/i.test(file.path) ||
      underItsName.test(file.path),
    take(file, { text }) {
      if (specification.test(file.path)) {
        const spdx = /^\s*(?:\w+\.)?licen[cs]es?\s*=\s*\[?\s*["']([\w.+-]+)["']/m.exec(text)?.[1]
        if (spdx !== undefined) licences.push({ path: file.path, spdx, declared: true })
        return
      }
      const content = plain(text.slice(0, 20_000)).replace(/\s+/g, ' ')
      const spdx =
        /spdx-license-identifier:\s*([\w.+-]+)/i.exec(text)?.[1] ??
        licenceSigns.find(([, sign]) => sign.test(content))?.[0]
      licences.push({ path: file.path, ...(spdx === undefined ? {} : { spdx }) })
    },
    result: () => licences,
  }
}

/** The schema is named, or the vocabulary is one that a vendor or a body of standards publishes with its schema. */
const namesSchema =
  /schemaLocation\s*=|<!DOCTYPE|<\?xml-model|\sxmlns=["'](?:https?:\/\/(?:schemas\.(?:microsoft|android|openxmlformats)\.\w+|www\.w3\.org|xmlns\.jcp\.org|java\.sun\.com|jakarta\.ee)\/|urn:(?:oasis|schemas-microsoft-com|ietf):)/i

export function xmlReader(): Reader & { result(): readonly XmlFile[] } {
  const files: XmlFile[] = []
  return {
    wants: (file) => /\.xml$/i.test(file.path) && (file.role === 'source' || file.role === 'configuration'),
    take(file, { text }) {
      const head = text.slice(0, 20_000).replace(/<!--[\s\S]*?-->/g, '')
      const root = /<([A-Za-z_][\w.:-]*)[\s>/]/.exec(head.replace(/<\?[\s\S]*?\?>/g, ''))?.[1]
      if (root === undefined) return
      files.push({ path: file.path, root, hasSchema: namesSchema.test(head) })
    },
    result: () => files,
  }
}

const settingsFile =
  /(^|\/)((vite|vitest|jest|nyc|c8|playwright|eslint|stryker)\.config\.[cm]?[jt]s|jest\.config\.json|\.nycrc(\.json|\.ya?ml)?|\.c8rc(\.json)?|pyproject\.toml|setup\.cfg|\.coveragerc|tox\.ini|pytest\.ini|sonar-project\.properties|phpunit\.xml(\.dist)?|pom\.xml|build\.gradle(\.kts)?|renovate\.json5?|\.renovaterc(\.json5?)?|dependabot\.ya?ml|\.eslintrc(\.\w+)?|biome\.jsonc?|\.?oxlintrc(\.json)?|\.?ruff\.toml|\.flake8|\.?pylintrc|\.golangci\.(ya?ml|toml|json)|\.rubocop\.ya?ml|detekt\.ya?ml|checkstyle[\w.-]*\.xml|\.simplecov|(spec|rails|test)_helper\.rb|\.?codecov\.ya?ml|\.testcoverage\.ya?ml|mix\.exs|maven\.config|Cargo\.toml|build\.sbt|tarpaulin\.toml|karma\.conf\.[cm]?js|[\w.-]+\.(runsettings|csproj|globalconfig)|\.editorconfig|\.?goreleaser\.ya?ml|\.pre-commit-config\.ya?ml|publiccode\.ya?ml|\.globalconfig|Directory\.Build\.(props|targets))$/

/** Settings of tools in which a rule reads a threshold or a switch. */
export function settingsReader(): Reader & { result(): Readonly<Record<string, string>> } {
  const settings: Record<string, string> = {}
  return {
    wants: (file) =>
      settingsFile.test(file.path) && file.role !== 'vendored' && file.role !== 'fixture' && file.role !== 'example',
    take: (file, { text }) => {
      settings[file.path] = text
    },
    result: () => settings,
  }
}

/** As HTML writes it, Blazor's component for it, and Rails' helper. */
const uploadField =
  /<(?:input|InputFile)\b[^>]{0,500}?\baccept\s*=\s*["']([^"']{1,300})["']|\bfile_field(?:_tag)?\b[^\n%]{0,300}?\baccept:\s*["']([^"']{1,300})["']/gi

/** A constant of the page that lists what a field takes: Vue and JSX give its name. */
const givenByName =
  /<input\b[^>]{0,500}?(?::accept\s*=\s*["'](?:\w+\.)*(\w+)["']|\baccept\s*=\s*\{(?:\w+\.)*(\w+)(?:\.join\([^)]*\))?\})/g
function listOf(name: string, text: string): string | undefined {
  const given = new RegExp(
    `\\b(?:const|let|var)\\s+${name}\\b[^=\\n]{0,40}=\\s*(\\[[^\\]]{1,300}\\]|(["'\`])[^"'\`\\n]{1,300}\\2)`,
  ).exec(text)?.[1]
  return given?.replace(/[[\]"'`\s]/g, '')
}

/** Media types that upload fields of a page accept. */
export function formTypesReader(): Reader & { result(): readonly ExchangedType[] } {
  const types: ExchangedType[] = []
  return {
    wants: (file) =>
      (file.kind === 'markup' || /\.(vue|svelte|jsx|tsx|php|razor)$/.test(file.path)) && file.role === 'source',
    take(file, content) {
      if (!['accept', 'Accept', 'ACCEPT'].some((word) => content.bytes.includes(word))) return
      const { text } = content
      const named = [...text.matchAll(givenByName)].map((match) => ({
        index: match.index,
        list: listOf(match[1] ?? match[2] ?? '', text) ?? '',
      }))
      const written = [...text.matchAll(uploadField)].map((match) => ({
        index: match.index,
        list: match[1] ?? match[2] ?? '',
      }))
      for (const { index, list } of [...written, ...named])
        for (const type of list.split(',').map((part) => part.trim().toLowerCase()))
          if (type !== '')
            // `image/*.jpg` is no type: browsers read the extension.
            types.push({
              type: type.replace(/^\w+\/\*(?=\.)/, ''),
              path: file.path,
              line: text.slice(0, index).split('\n').length,
              via: 'form',
            })
    },
    result: () => types,
  }
}
