/** What a file is, told from its path alone, so that nothing is opened for it. */
import type { FileEntry, FileKind, FileRole } from '../facts.ts'

const languages: Readonly<Record<string, string>> = {
  js: 'javascript',
  mjs: 'javascript',
  cjs: 'javascript',
  jsx: 'javascript',
  ts: 'typescript',
  mts: 'typescript',
  cts: 'typescript',
  tsx: 'typescript',
  vue: 'javascript',
  svelte: 'javascript',
  java: 'java',
  kt: 'kotlin',
  kts: 'kotlin',
  groovy: 'groovy',
  scala: 'scala',
  php: 'php',
  phtml: 'php',
  inc: 'php',
  module: 'php',
  py: 'python',
  rb: 'ruby',
  ru: 'ruby',
  rake: 'ruby',
  go: 'go',
  rs: 'rust',
  cs: 'csharp',
  vb: 'vb',
  c: 'c',
  h: 'c',
  cc: 'cpp',
  cpp: 'cpp',
  hpp: 'cpp',
  swift: 'swift',
  sh: 'shell',
  bash: 'shell',
  ps1: 'powershell',
  sql: 'sql',
  pl: 'perl',
  pm: 'perl',
  psgi: 'perl',
  t: 'perl',
  fs: 'fsharp',
  lua: 'lua',
  ex: 'elixir',
  exs: 'elixir',
  erl: 'erlang',
  dart: 'dart',
  m: 'objective-c',
}
const kinds: Readonly<Record<Exclude<FileKind, 'code' | 'other'>, readonly string[]>> = {
  markup: [
    'html',
    'htm',
    'xhtml',
    'jsp',
    'jspx',
    'ejs',
    'hbs',
    'mustache',
    'twig',
    'erb',
    'pug',
    'ftl',
    'njk',
    'j2',
    'tpl',
    'cshtml',
    'vbhtml',
    'razor',
    'aspx',
    'ascx',
    'haml',
    'slim',
    'heex',
    'eex',
    'jinja',
    'jinja2',
    'latte',
    'liquid',
  ],
  data: [
    'json',
    'jsonc',
    'json5',
    'yaml',
    'yml',
    'toml',
    'ini',
    'conf',
    'cfg',
    'cnf',
    'properties',
    'env',
    'xml',
    'wsdl',
    'xsd',
    'xsl',
    'xslt',
    'plist',
    'config',
    'csproj',
    'vbproj',
    'fsproj',
    'props',
    'targets',
    'tf',
    'tfvars',
    'gradle',
    'lock',
    'mod',
    'sum',
    'csv',
    'tsv',
    'graphql',
    'proto',
    'pem',
    'key',
    'crt',
    'cer',
    'npmrc',
    'pypirc',
    'netrc',
    'htpasswd',
  ],
  document: [
    'md',
    'mdx',
    'markdown',
    'mdown',
    'mkd',
    'mkdn',
    'txt',
    'rst',
    'rdoc',
    'pod',
    'textile',
    'adoc',
    'asciidoc',
    'org',
    'tex',
  ],
  binary: [
    'png',
    'jpg',
    'jpeg',
    'gif',
    'webp',
    'avif',
    'ico',
    'bmp',
    'tif',
    'tiff',
    'svgz',
    'pdf',
    'odt',
    'ods',
    'odp',
    'doc',
    'docx',
    'xls',
    'xlsx',
    'ppt',
    'pptx',
    'zip',
    'gz',
    'tgz',
    'bz2',
    'xz',
    'zst',
    '7z',
    'rar',
    'tar',
    'jar',
    'war',
    'ear',
    'class',
    'so',
    'dll',
    'exe',
    'dylib',
    'node',
    'wasm',
    'bin',
    'dat',
    'db',
    'sqlite',
    'woff',
    'woff2',
    'ttf',
    'otf',
    'eot',
    'mp3',
    'mp4',
    'avi',
    'mov',
    'mkv',
    'webm',
    'ogg',
    'wav',
    'flac',
    'p12',
    'pfx',
    'jks',
    'keystore',
    'pyc',
    'o',
    'a',
    'shp',
    'map',
  ],
}
const kindOfExtension = new Map<string, FileKind>()
for (const extension of Object.keys(languages)) kindOfExtension.set(extension, 'code')
for (const [kind, extensions] of Object.entries(kinds))
  for (const extension of extensions) kindOfExtension.set(extension, kind as FileKind)

/** Names without a telling extension. */
const named: readonly (readonly [RegExp, FileKind])[] = [
  [/^\.env(\..+)?$/, 'data'],
  [/^CMakeLists\.txt$/, 'code'],
  [/^(?:requirements|constraints)(?:[._-][\w.-]+)?\.(?:txt|in)$/, 'data'],
  [/^[\w.-]+\.(?:ini|conf|cfg|cnf|properties|toml|ya?ml)-[\w.-]+$/, 'data'],
  [/^(Dockerfile|Containerfile)([._-].+)?$|\.(Dockerfile|dockerfile)$/, 'code'],
  [/^(Makefile|GNUmakefile|Jenkinsfile|Vagrantfile|Procfile|Rakefile|Gemfile|crontab|justfile)$/, 'code'],
  [/^\.(npmrc|pypirc|netrc|htpasswd|editorconfig|eslintrc|prettierrc|babelrc|nycrc|c8rc)$/, 'data'],
  [
    /^(README|CHANGELOG|CONTRIBUTING|LICEN[CS]E|COPYING|NOTICE|SECURITY|AUTHORS|INSTALL|CODEOWNERS|USAGE|HACKING|NEWS|TODO|ROADMAP|FAQ|MAINTAINERS|CREDITS|THANKS|CHANGES|RELEASING)$/i,
    'document',
  ],
  [/^(?:MIT|BSD)-LICEN[CS]E$/i, 'document'],
  [/^(?:(?:UN)?LICEN[CS]E|COPYING|COPYRIGHT|NOTICE)[-_][\w-]+$/i, 'document'],
]

const ofTools =
  /^(dist|out|built|bundles?|apidocs?\w*|javadocs?|_static|coverage|target|\.next|\.nuxt|\.output|generated|__generated__|nbproject|__pycache__|storybook-static)$/i
const roleOfSegment: readonly (readonly [FileRole, RegExp])[] = [
  [
    'vendored',
    /^(node_modules|vendor|vendors|vendor[-_](?:cop(?:y|ies)|modified|patched|src|libs?|static)|third[-_]?party|3rd[-_]?party|_vendor|vendored|externals|bower_components|\.yarn|\.pnpm|\.venv|venv|site-packages|Pods)$/i,
  ],
  ['generated', ofTools],
  [
    'fixture',
    /^(fixtures?|__fixtures__|testdata|test-?data|test-?files|test-?fixtures|__mocks__|mocks?|mock-?(?:api|backend|data|responses?|servers?)|stubs?|fakes?|__snapshots__|snapshots|cassettes|seeds?)$/i,
  ],
  [
    'test',
    /^(t|tests?|_tests?|__tests__|specs?|rally-jobs|(?!(?:la|con|pro|at|grea|fas|bes|new|low|high)test$)[a-z]{3,}test|(?!(?:con|pro|de|at|blood|lab|covid|skill)tests$)[a-z]{3,}tests|fstest|tests?_\w+|(?:[\w-]+\.)+(?:(?:unit|integration|functional|acceptance)?tests?|testconsole)(?:\.[\w-]+)*|(?!(?:a?b|split|self|speed)[-_]test)(?:[\w.]+[-_])*tests?(?:[-_](?:env(?:ironment)?|servers?[\w-]*|apps?|suites?|cases?|projects?|keys|certs?|resources|tools|harness|setup))?|e2e|integration-?tests?|[a-z]+-integration|test-?(?:lib|helpers?|support|env)|cypress|playwright|(?:[\w.]+[-_])*(?:bench|benches|benchmarks?)|fuzz(?:ing|ers?|_targets)?|testing|androidTest|testutils?)$/i,
  ],
  // By habit of the Go world `hack` holds what helps its developers.
  [
    'example',
    /^((?:[\w.]+[-_])*(?:examples?|demos?)|(?:examples?|demos?)[-_](?:projects?|apps?|sites?|servers?|plugins?)|samples?|archetypes|archetype-resources|playgrounds?|sandbox|tutorials?|hack|devel|devstack|releng|\.devcontainer)$/i,
  ],
  ['documentation', /^(docs?|\.sphinx|xdocs|docsrc|documentation|website|\.changeset)$/i],
]
const roleOfName: readonly (readonly [FileRole, RegExp])[] = [
  [
    'generated',
    /\.(min|bundle|generated)\.[a-z]+$|[-_]min\.(?:js|css)$|\.d\.[cm]?ts$|\.(snap|d\.ts\.map)$|^nb(?:actions|-configuration)[\w-]*\.xml$|^(package-lock|npm-shrinkwrap|composer-lock)\.json$|^(yarn|pnpm-lock|bun|composer|Cargo|poetry|uv|Gemfile|Pipfile)\.(lock|yaml)$|^go\.sum$/,
  ],
  [
    'test',
    /\.(test|tests|spec|specs|e2e|cy|bench|cases|stories)(-d)?\.[a-z]+$|\.(unit|integration)\.[a-z]+$|_(tests?|unittests?|spec)\.[a-z]+$|_SUITE\.erl$|^unittests?_\w+\.[a-z]+$|^(?!(?:a?b|split|self|speed)-test)[\w.-]+-tests?\.(?:sh|bash|ps1|[cm]?[jt]sx?)$|^test_\w+\.py$|^tests?\.(py|rb|[cm]?[jt]sx?)$|^test[-_][\w.-]+\.html?$|^[a-z]+[-_]tests?[-_][\w-]+$|\.t$|(Test|Tests|IT|TestCase|Spec)\.(java|kt|groovy|scala|cs|php|pm)$|^conftest\.py$|^(?:test|mock)[-_][\w.-]+\.(?:cc?|cpp|[cm]?[jt]sx?|key|pem|crt|cer)$|^(?:test|mock)_\w*(?:rsa|dsa|ed25519)\w*$|^(?:test|mock)[-_](?:[\w.]+[-_])*(?:swagger|openapi)[\w.-]*\.(?:json|ya?ml)$/,
  ],
  [
    'example',
    /(^|[.-])(example|sample|template|dist)($|\.)|^(examples?|samples?)[-_.\d]|\.(example|sample|template|tmpl)$/i,
  ],
]

/** Lists of what Python installs, one for each place. */
export const ofRequirements =
  /(^|\/)requirements\/(?:base|common|core|main|default|dev|develop|development|local|tests?|testing|prod|production|staging|ci|deploy|docs?|lint|build|pinned|extras?)\.(?:txt|in)$/i

export function classify(path: string): { role: FileRole; kind: FileKind; language?: string } {
  const segments = path.split('/')
  const name = segments.pop() ?? path
  const dot = name.lastIndexOf('.')
  const extension = dot > 0 ? name.slice(dot + 1).toLowerCase() : ''
  const kind = ofRequirements.test(path) ? 'data' : isPageOfAWiki(segments, name) ? 'document' : kindOf(name, extension)
  const language = languages[extension]
  return { role: roleOf(segments, name, kind), kind, ...(language === undefined ? {} : { language }) }
}

/** Pages that a wiki is delivered with: their names are words written together, and no ending says what they are. */
const isPageOfAWiki = (segments: readonly string[], name: string): boolean =>
  /^[A-Z][a-z\d]+(?:[A-Z][A-Za-z\d]*)+$/.test(name) &&
  segments.some((segment) => /^(?:wikis?|wiki-?pages|help-?pages)$/i.test(segment))

/** So few files beside what a tool made are its wrapping. */
const wrapping = 10
const isShipped = ({ path, role, kind, language }: FileEntry): boolean =>
  role === 'generated' && kind === 'code' && language !== undefined && roleOfName[0]?.[1].test(path) === false

/** As if it lay where its sources did: its tests and fixtures were compiled with it. */
function roleWithin({ path, kind }: FileEntry): FileRole {
  const segments = path.split('/')
  const name = segments.pop() ?? path
  return roleOf(
    segments.filter((segment) => !ofTools.test(segment)),
    name,
    kind,
  )
}

/**
 * Where hardly anything but generated code is there, that code is the application: a published package, an image's content.
 * It is then read as any other.
 */
export function withShippedCode(files: readonly FileEntry[]): readonly FileEntry[] {
  const shipped = new Set(files.filter(isShipped))
  const written = files.filter(
    ({ role, path, language }) => role === 'source' && language !== undefined && !/\.config\.|\.d\.[cm]?ts$/.test(path),
  )
  if (written.length * wrapping >= shipped.size) return files
  return files.map((file) => (shipped.has(file) ? { ...file, role: roleWithin(file), shipped: true } : file))
}

/** What a template makes: `sshd_config.j2`, `application.yml.tmpl`. */
const template = /^(.+)\.(?:j2|jinja2?|erb|tpl|tmpl|gotmpl|ctmpl|epp)$/i
const ofSettings = /_config$|rc$/
function kindOf(name: string, extension: string): FileKind {
  const made = template.exec(name)?.[1]
  const inner =
    made === undefined ? undefined : kindOfExtension.get(made.slice(made.lastIndexOf('.') + 1).toLowerCase())
  if (inner === 'data' || (made !== undefined && ofSettings.test(made))) return 'data'
  return (
    named.find(([pattern]) => pattern.test(name))?.[1] ??
    kindOfExtension.get(extension) ??
    (extension === '' ? 'code' : 'other')
  )
}

/** What a tool made for tests lies among them. */
const ofTests = (segments: readonly string[]): FileRole | undefined =>
  roleOfSegment.find(
    ([role, pattern]) => (role === 'fixture' || role === 'test') && segments.some((segment) => pattern.test(segment)),
  )?.[0]

/** At the root these hold tests of the whole; deeper they are as often a part of the product. */
const testedWhole = /^(functional|integration|acceptance)$/i
/** At the root by habit what others gave beside the product, and that nobody ships. */
const contributed = /^contribs?$/i
/** At the root this is about the product; deeper it may be an application that keeps documents. */
const aboutTheProduct = /^(docs?|documentation|doc-src)$/i
/** A library carries its version in its name; a program is never called so. */
const libraryByName = /^jquery[.-][\w.-]+\.js$|^[a-z][\w.]*(?:-[a-z][\w.]*)*-v?\d+\.\d+(?:\.\d+)?\.js$/i
/** Libraries of the browser that everybody knows, among the files that a server hands out as they are. */
const knownLibrary =
  /^(?:jquery|jquery-ui|bootstrap|popper|leaflet|openlayers|ol\d?|d3|angular|backbone|underscore|lodash|moment|handlebars|mustache|scriptaculous|mootools|dojo|modernizr|raphael|highcharts|select2|datatables|tinymce|ckeditor|codemirror|prettify|hljs|xterm|socket\.io|sweetalert2?|dropzone|fullcalendar|summernote|quill|swfobject|html5shiv|fancybox|colorbox|plupload|handsontable|cytoscape|jszip|filesaver)(?:[.-](?:all|bundle|full|core|slim|umd|esm|iife|legacy|pack|packed|src|debug|dev|prod|custom|contextmenu|plugins?))*\.js$/i
/** The same in a folder of their own below one of libraries, called after them or after their version. */
const folderOfLibrary =
  /^(?:jquery[\w.-]*|jqgrid|crypto-?js|ace|codemirror|tinymce|ckeditor\d?|bootstrap|font-?awesome|select2|datatables|highcharts|leaflet|openlayers|moment|fancy(?:box|tree)|jstree|mathjax|pdf\.?js|videojs|plupload|elfinder|dojo|dijit|yui|extjs|swagger-ui|[a-z]\w*(?:[.-][a-z]\w*)*-v?\d+\.\d+(?:\.\d+)*)$/i
const ofLibraries = /^(?:js|javascripts?|lib|libs|static|public|webroot|htdocs|www)$/i
const handedOut = /^(?:public|static|assets|resources?|js|javascripts?|scripts|web|www|htdocs|webroot|media|lib|libs)$/i

/** Calls kept to be sent to real servers, wherever they lie. */
const ofCalls = /\.postman_(?:collection|environment)\.json$|^insomnia[\w.-]*\.(?:json|ya?ml)$|\.bru$/i
/** A bundler names what it writes after its content: `chunks/UserAvatar-BarR7CBd.js`. */
const ofABundler = /-(?=[\w-]*\d)(?=[\w-]*[A-Z])[\w-]{8}\.(?:[cm]?js|css)$/
/** Another puts the digest of the content behind the name: `5.f239fc7c606e4189386a.chunk.js`. */
const byItsDigest = /\.(?=[0-9a-f]*\d)[0-9a-f]{16,}\.(?:chunk\.|bundle\.)?(?:[cm]?js|css)$/
/** Maven keeps whole projects in `src/it`, on which a plugin is tried. */
function roleOf(segments: readonly string[], name: string, kind: FileKind): FileRole {
  if (segments.some((segment, at) => segment === 'it' && segments[at - 1] === 'src')) return 'test'
  if (ofCalls.test(name)) return 'configuration'
  if (ofABundler.test(name) && segments.some((segment) => /^(?:chunks|assets|_app|immutable)$/.test(segment)))
    return 'generated'
  if (byItsDigest.test(name)) return ofTests(segments) ?? 'generated'
  for (const [role, pattern] of roleOfSegment) {
    if (role === 'documentation' && kind === 'code') continue
    const at = segments.findIndex((segment) => pattern.test(segment))
    if (at >= 0) return role === 'generated' ? (ofTests(segments.slice(0, at)) ?? role) : role
  }
  for (const [role, pattern] of roleOfName) if (pattern.test(name)) return role
  if (testedWhole.test(segments[0] ?? '')) return 'test'
  if (contributed.test(segments[0] ?? '')) return 'example'
  if (aboutTheProduct.test(segments[0] ?? '')) return 'documentation'
  if (libraryByName.test(name)) return 'vendored'
  if (knownLibrary.test(name) && segments.some((segment) => handedOut.test(segment))) return 'vendored'
  if (
    segments.some(
      (segment, at) => folderOfLibrary.test(segment) && segments.slice(0, at).some((one) => ofLibraries.test(one)),
    )
  )
    return 'vendored'
  // A manual made into one page, beside its source.
  if (/^(?:README|MANUAL|INSTALL|CHANGELOG|CHANGES|FAQ|NEWS|HISTORY|GUIDE|TUTORIAL)\.x?html?$/.test(name))
    return 'documentation'
  if (kind === 'document') return 'documentation'
  return kind === 'data' ? 'configuration' : 'source'
}
