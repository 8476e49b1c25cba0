/**
 * What collectors find and rules judge: plain data, no access to files or network.
 * A fact is known, possibly with gaps (`problems`), or unknown with the reason; it is never guessed.
 */
import type { CheckPolicy } from '@socle/contracts/checks/policy'
import type { Bilingual } from '@socle/contracts/text'

/** Where something went wrong while looking, and how to mend it. Keeps the rules that need the fact from passing. */
export interface Problem {
  readonly path?: string
  readonly line?: number
  readonly url?: string
  readonly message: Bilingual
  /** A machine cannot see this part, through no fault of the project: a person looks. */
  readonly forPerson?: true
  /** Files were left out, or could not be understood: what was not found may be there. */
  readonly mayHide?: true
  /** Data, or another repository: told beside a verdict that it does not change. */
  readonly aside?: true
}

export type Fact<T> =
  | {
      readonly known: true
      readonly value: T
      readonly problems?: readonly Problem[]
      /** Nothing was there to look at: finding nothing proves nothing. */
      readonly empty?: true
    }
  /** `not-asked`: nobody asked to look there. `unreachable`: we looked and could not see. */
  | {
      readonly known: false
      readonly why: 'not-asked' | 'unreachable'
      readonly reason: Bilingual
      readonly url?: string
    }

export type FactName = keyof Facts
export type Collected = { readonly [N in FactName]?: Fact<Facts[N]> }

/** What a file is for, told from its path. */
export type FileRole =
  'source' | 'configuration' | 'documentation' | 'test' | 'fixture' | 'example' | 'generated' | 'vendored'
export type FileKind = 'code' | 'markup' | 'data' | 'document' | 'binary' | 'other'

export interface FileEntry {
  /** Relative to the root, with `/`; a byte that is no UTF-8 is written `\xe9`. */
  readonly path: string
  /** The path as the disk has it, where `path` cannot say it. */
  readonly rawPath?: Buffer
  /** Bytes; 0 when not read. */
  readonly size: number
  readonly role: FileRole
  readonly kind: FileKind
  /** Made by a tool, and read since it is all the code there is. */
  readonly shipped?: true
  /** Lower-case name of the programming language, for code. */
  readonly language?: string
}

export interface VersionControl {
  readonly system: 'git' | 'none'
  readonly commit?: string
  /** Files differ from the commit. */
  readonly dirty?: boolean
  /** `user/repository` is never kept: addresses may hold credentials. */
  readonly remoteHosts: readonly string[]
}

/** A line of a past version of a file in which a pattern of `looksForInHistory` was found. */
export interface HistoryMatch extends SourceMatch {
  /** Oldest commit, among those looked at, in which the line stood in this file. */
  readonly commit: string
  /** Still written in the file of that path today: the checks on files report it already. */
  readonly stillThere: boolean
}

/**
 * What past commits hold: files removed since, and earlier versions of those that remain, on every branch and tag that the
 * clone has. Without git, or without a commit: no commit, no match. Beyond a limit the fact carries a problem.
 */
export interface History {
  /** Commits looked at. */
  readonly commits: number
  /** Past versions of files read. */
  readonly versions: number
  /** The clone was cut (`--depth`): nobody gave the older commits, so that a rule should say `manual` rather than pass. */
  readonly shallow: boolean
  /** Matches of the rule's own patterns, by pattern name; a line repeated over versions of one file is given once. */
  readonly matches: Readonly<Record<string, readonly HistoryMatch[]>>
}

/** A line in which a pattern of a rule was found. */
export interface SourceMatch {
  readonly path: string
  readonly line: number
  /** The line, trimmed and cut. */
  readonly text: string
  /** The line with two lines before and after. */
  readonly around: string
  readonly groups: Readonly<Record<string, string | undefined>>
  readonly role: FileRole
  readonly kind: FileKind
  readonly comment: boolean
}

export type Ecosystem = 'npm' | 'maven' | 'gradle' | 'pip' | 'composer' | 'go' | 'cargo' | 'bundler' | 'nuget'

export interface Dependency {
  readonly name: string
  /** Version or range as written; empty when none is. */
  readonly wanted: string
  readonly development: boolean
  /** Go lists what others of its modules ask for: the application itself does not use it. */
  readonly indirect?: true
  readonly line?: number
}

export interface PackageManifest {
  readonly ecosystem: Ecosystem
  readonly path: string
  readonly role: FileRole
  readonly name?: string
  readonly licence?: string
  readonly private?: boolean
  /** Commands by name, for npm and Composer. */
  readonly scripts: Readonly<Record<string, string>>
  readonly dependencies: readonly Dependency[]
  /** Whole manifest, for the few rules that read tool settings in it (npm and Composer). */
  readonly settings?: Readonly<Record<string, unknown>>
}

export interface LockFile {
  readonly ecosystem: Ecosystem
  readonly path: string
  /** Locked packages, where the format could be parsed. */
  readonly packages?: readonly {
    readonly name: string
    readonly version: string
    /** Only tests and tools ask for it, by whatever way. */
    readonly development?: true
  }[]
}

export interface Packages {
  readonly manifests: readonly PackageManifest[]
  readonly locks: readonly LockFile[]
  readonly inventories: readonly { readonly path: string; readonly components: readonly string[] }[]
}

/** One known vulnerability of a package, from an OSV file: https://ossf.github.io/osv-schema/ */
export interface Advisory {
  readonly id: string
  readonly aliases: readonly string[]
  readonly summary: string
  /** Withdrawn advisories are left out; so are those that only warn. */
  readonly affected: readonly AffectedPackage[]
}

export interface AffectedPackage {
  readonly ecosystem: Ecosystem
  readonly name: string
  readonly versions: readonly string[]
  /** Half-open: from `introduced` to `fixed`, or through `lastAffected`. */
  readonly ranges: readonly { readonly introduced: string; readonly fixed?: string; readonly lastAffected?: string }[]
  /** Only commits are given: which versions are concerned cannot be told here. */
  readonly byCommit?: true
}

/** What the history says of reviews: merges of requests, approvals, signs that someone else looked. */
export interface Reviews {
  /** Latest commits looked at. */
  readonly commits: number
  readonly merges: number
  readonly requests: number
  readonly approvals: number
  readonly authors: number
  readonly shallow: boolean
}

/** A column or property that the application keeps. */
export interface DataField {
  readonly path: string
  readonly line: number
  /** Table, model or entity. */
  readonly holder: string
  readonly name: string
  readonly type: string
  /** Comments and annotations that stand with it, lower case, without diacritics. */
  readonly notes: string
}

export interface HelmChart {
  /** Folder. */
  readonly path: string
  readonly metadata: Readonly<Record<string, unknown>>
  readonly values: Readonly<Record<string, unknown>>
  /** Path of the default values. */
  readonly valuesPath?: string
}

export interface PipelineCommand {
  readonly path: string
  readonly line?: number
  /** Its failure does not fail the pipeline. */
  readonly tolerated?: true
  /** On a version that is not out yet: its failure tells, and stops nothing by design. */
  readonly onTrial?: true
  /** Runs only when somebody asks for it, or at fixed times: not at each change. */
  readonly requested?: true
  /** What it calls is there and does nothing: `"test": "echo no test"`. */
  readonly hollow?: true
  /** A shell line, an action (`uses: …`) or an included template. */
  readonly text: string
}

export interface Pipelines {
  readonly files: readonly string[]
  /** Every command that a pipeline runs, scripts that it calls included. */
  readonly commands: readonly PipelineCommand[]
}

export interface ContainerStage {
  readonly image: string
  /** The whole base is an argument, and this is only its default: whoever builds says which one it is. */
  readonly handed?: true
  readonly line: number
  readonly alias?: string
  readonly user?: { readonly name: string; readonly line: number }
  /** Something is put into it, started in it or opened to others. */
  readonly serves?: true
  /** What is started in it, or what it opens, is said. */
  readonly starts?: true
}

export interface ContainerRecipe {
  readonly path: string
  readonly role: FileRole
  readonly stages: readonly ContainerStage[]
}

export interface KubernetesObject {
  readonly path: string
  readonly line: number
  readonly apiVersion: string
  readonly kind: string
  readonly name: string
  readonly namespace?: string
  readonly content: Readonly<Record<string, unknown>>
  /** Lines of what the manifest names: `containers/web/image`. */
  readonly places?: Readonly<Record<string, number>>
}

export interface Kubernetes {
  /** Those of files, of rendered Helm charts and of built overlays; an ApplicationSet counts with the application that it makes. */
  readonly objects: readonly KubernetesObject[]
  /** Folders of Helm charts whose templates could not be rendered whole here. */
  readonly charts: readonly string[]
  /** What is deployed from elsewhere: charts of a registry, other repositories. */
  readonly elsewhere: readonly string[]
  readonly helm: readonly HelmChart[]
}

export interface ApiOperation {
  readonly method: string
  readonly path: string
  readonly line?: number
  /** Effective security requirement: `none` = nothing declared, `public` = declared open to all. */
  readonly security: 'declared' | 'public' | 'none'
  readonly requestTypes: readonly string[]
  readonly responseTypes: readonly string[]
  /** Example values of path parameters. */
  readonly examples: Readonly<Record<string, string>>
  /** Parameters of the query without which nothing is answered, with a value for each. */
  readonly query?: Readonly<Record<string, string>>
}

export interface ApiDescription {
  /** Path in the repository, or address. */
  readonly place: { readonly path?: string; readonly url?: string }
  /** `openapi` or `swagger` field. */
  readonly version: string
  readonly title: string
  readonly servers: readonly string[]
  readonly schemes: readonly {
    readonly name: string
    readonly type: string
    readonly scheme?: string
    /** Where a key is carried, and under which name. */
    readonly in?: string
    readonly header?: string
    /** Of OAuth 2. */
    readonly flows?: readonly string[]
  }[]
  readonly operations: readonly ApiOperation[]
}

export interface DocumentFile {
  readonly path: string
  readonly headings: readonly string[]
  /** Lower case, without diacritics. */
  readonly text: string
}

export interface XmlFile {
  readonly path: string
  readonly root: string
  readonly hasSchema: boolean
}

export interface LicenceFile {
  readonly path: string
  /** SPDX identifier recognised from the text. */
  readonly spdx?: string
  /** No text of a licence: a specification of a package that names one. */
  readonly declared?: true
}

/** A media type that the application says it accepts or produces. */
export interface ExchangedType {
  readonly type: string
  readonly path: string
  readonly line?: number
  readonly via: 'openapi' | 'form'
}

interface Links {
  /** Symbolic links whose target is outside the folder; never followed. */
  readonly leaving: readonly string[]
}

/** One HTTP request and its answer. */
export interface Exchange {
  readonly url: string
  readonly method: string
  readonly status: number
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>
  readonly cookies: readonly Cookie[]
  /** Text, cut at the limit. */
  readonly body: string
  readonly truncated: boolean
  /** Addresses gone through before this one. */
  readonly redirects: readonly string[]
  /** Where the last answer points when that is another site; not followed. */
  readonly leadsTo?: string
}

export interface Cookie {
  readonly name: string
  readonly value: string
  readonly httpOnly: boolean
  readonly secure: boolean
  readonly sameSite?: string
}

export interface Address {
  readonly url: string
  readonly https: boolean
  readonly loopback: boolean
}

export interface Page {
  readonly url: string
  readonly language?: string
  readonly title?: string
  readonly viewport?: string
  readonly generator?: string
  readonly doctype: boolean
  /** Addresses that the browser fetches to show it, absolute. */
  readonly resources: readonly { readonly url: string; readonly kind: string; readonly integrity: boolean }[]
  readonly links: readonly { readonly url: string; readonly text: string }[]
  /** Forms that put what is typed in the address: where they lead, and the names of their fields. */
  readonly searches?: readonly { readonly url: string; readonly fields: readonly string[] }[]
  /** Where forms send what is typed, whatever the way. */
  readonly forms?: readonly string[]
  readonly passwordFields: number
  readonly images: { readonly total: number; readonly withoutAlternative: number }
  readonly dsfrClasses: number
  /** Content-Security-Policy that the page itself gives. */
  readonly policy?: string
  /** A foot of page with links is served, whatever scripts add. */
  readonly footer?: true
  /** Almost no text: the page is drawn by scripts. */
  readonly shell: boolean
}

export type TlsVersion = 'TLSv1' | 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3'

export interface Transport {
  readonly versions: Readonly<Record<TlsVersion, 'accepted' | 'refused' | 'unknown'>>
  /** Cipher suites accepted though they are broken, by their OpenSSL names. */
  readonly weakCiphers: readonly string[]
  readonly certificate: {
    readonly trusted: boolean
    readonly problem?: string
    readonly validTo?: string
    readonly daysLeft?: number
  }
}

export interface PlainHttp {
  readonly url: string
  readonly outcome: 'refused' | 'redirects' | 'served'
  readonly status?: number
  readonly location?: string
}

/** A way in, followed until it leaves for another site. */
export interface SignIn {
  readonly url: string
  readonly status: number
  /** The request to identify that the same site answers itself. */
  readonly asks?: string
  /** Where it leads, when that is another site. */
  readonly leadsTo?: string
  /** How the server asks for an identity by itself. */
  readonly challenge?: string
  readonly passwordFields: number
}

/** A word of ours sent in the address, looked for in the answer. */
export interface Reflection {
  readonly url: string
  readonly status: number
  readonly seen: 'raw' | 'encoded' | 'absent'
}

/** What the server says to a page of another site. */
export interface CrossOrigin {
  readonly url: string
  readonly allowOrigin?: string
  readonly allowCredentials: boolean
  /** Data was given, and no page: an API answers there. */
  readonly data?: true
}

/** The page as a browser shows it. */
export interface Rendered {
  readonly url: string
  /** Rules of axe that the page breaks. */
  readonly violations: readonly {
    readonly id: string
    readonly impact: string
    readonly help: string
    readonly criteria: readonly string[]
    readonly places: readonly string[]
  }[]
  readonly requests: number
  /** Bytes over the network, headers left out. */
  readonly bytes: number
  readonly domElements: number
  readonly dsfrClasses: number
  /** The page once its scripts have run. */
  readonly drawn?: Page
  /** What scripts keep in the browser. */
  readonly storage: readonly {
    readonly where: 'local' | 'session' | 'cookie' | 'database'
    readonly key: string
    readonly value: string
  }[]
}

/** A log written by the application, given by whoever runs the check. */
export interface LogSample {
  readonly path: string
  readonly lines: number
  /** Numbers of the first lines with a byte outside ASCII. */
  readonly notAscii: readonly number[]
  /** Lines that carry a time, and the numbers of the first that go back in time. */
  readonly timed: number
  readonly backwards: readonly number[]
  readonly untimed: readonly number[]
  readonly starts: number
  readonly stops: number
}

/** An address tried because applications usually answer there. */
export interface Probe {
  readonly url: string
  /** The answer is a list of the files of a folder. */
  readonly listing?: true
  readonly status: number
  readonly type: string
  readonly body: string
}

export interface AnonymousCall {
  readonly method: string
  readonly path: string
  readonly url: string
  readonly status: number
  readonly declared: ApiOperation['security']
}

interface AnonymousCalls {
  readonly calls: readonly AnonymousCall[]
  /** Operations that could change something: never called. */
  readonly notCalled: number
  readonly operations: number
}

export interface Facts {
  /** What is accepted where the texts leave the list open; no fact of the project. */
  readonly policy: CheckPolicy
  readonly files: readonly FileEntry[]
  readonly links: Links
  readonly versionControl: VersionControl
  readonly history: History
  /** Matches of the rule's own patterns, by pattern name. */
  readonly matches: Readonly<Record<string, readonly SourceMatch[]>>
  readonly packages: Packages
  readonly pipelines: Pipelines
  readonly containers: readonly ContainerRecipe[]
  readonly kubernetes: Kubernetes
  readonly apis: readonly ApiDescription[]
  /** Those of the repository, and the one that the application serves when the repository does not hold it. */
  readonly describedApis: readonly ApiDescription[]
  readonly exchangedTypes: readonly ExchangedType[]
  readonly documents: readonly DocumentFile[]
  readonly xml: readonly XmlFile[]
  readonly licences: readonly LicenceFile[]
  readonly settings: Readonly<Record<string, string>>
  readonly reviews: Reviews
  readonly dataModel: readonly DataField[]
  readonly advisories: readonly Advisory[]
  readonly log: LogSample
  /** What a session set when it was opened; null = nobody gave it. */
  readonly sessionCookies: readonly Cookie[] | null
  readonly address: Address
  readonly home: Exchange
  readonly page: Page | null
  readonly assets: readonly { readonly url: string; readonly body: string }[]
  readonly plainHttp: PlainHttp
  readonly transport: Transport
  readonly health: readonly Probe[]
  readonly metrics: readonly Probe[]
  readonly versionPages: readonly Probe[]
  readonly servedApi: ApiDescription | null
  readonly anonymousCalls: AnonymousCalls
  readonly errorAnswers: readonly Exchange[]
  readonly signIns: readonly SignIn[]
  /** Files that no server should hand out, and that this one does. */
  readonly exposedFiles: readonly Probe[]
  readonly reflections: readonly Reflection[]
  readonly crossOrigin: readonly CrossOrigin[]
  readonly rendered: Rendered
}
