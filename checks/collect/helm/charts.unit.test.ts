import { describe, expect, it } from 'vitest'
import { classify } from '../classify.ts'
import { defaultLimits } from '../limits.ts'
import { structuredReader } from '../manifests.ts'
import { contentOf } from '../reading.ts'

function read(texts: Readonly<Record<string, string>>) {
  const files = Object.keys(texts).map((path) => ({ path, size: 0, ...classify(path) }))
  const reader = structuredReader(files, defaultLimits.yamlValues)
  for (const file of files)
    if (reader.wants(file) !== false) reader.take(file, contentOf(Buffer.from(texts[file.path] ?? '')))
  return reader.result()
}
const chart = { 'app/Chart.yaml': 'apiVersion: v2\nname: app\nversion: 1.2.3\nappVersion: "4.5.6"\n' }
const one = (template: string, values = '{}', more: Readonly<Record<string, string>> = {}) =>
  read({ ...chart, 'app/values.yaml': values, 'app/templates/object.yaml': template, ...more })
const config = (data: string): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: c\ndata:\n  out: ${data}\n`
const printed = (data: string, values?: string, helpers = ''): unknown => {
  const { kubernetes, kubernetesProblems } = one(config(data), values, { 'app/templates/_helpers.tpl': helpers })
  if (kubernetesProblems[0] !== undefined) throw new Error(kubernetesProblems[0].message.en)
  return (kubernetes.objects[0]?.content['data'] as Record<string, unknown>)['out']
}

describe('a Helm chart is rendered with its values', () => {
  it.each([
    ['{{ .Values.a.b }}', '{ a: { b: x } }', 'x'],
    ['{{ .Values.tag | default .Chart.AppVersion | quote }}', '{ tag: "" }', '4.5.6'],
    [
      '{{ if and .Values.on (not .Values.off) }}yes{{ else if .Values.off }}off{{ else }}no{{ end }}',
      '{ on: true }',
      'yes',
    ],
    [
      '{{ range $i, $one := .Values.list }}{{ $i }}{{ $one.name }}-{{ end }}',
      '{ list: [{ name: a }, { name: b }] }',
      '0a-1b-',
    ],
    ['{{ with .Values.none }}x{{ else }}nothing{{ end }}', '{}', 'nothing'],
    ['{{ $x := 1 }}{{ if true }}{{ $x = 2 }}{{ end }}{{ $x }}', '{}', 2],
    ['{{ printf "%s-%d" .Release.Name 3 | trunc 5 | trimSuffix "-" }}', '{}', 'app-3'],
    ['{{ include "app.name" . }}', '{}', 'app-x'],
    ['{{ tpl .Values.text . }}', '{ text: "{{ .Chart.Name }}!" }', 'app!'],
    ['{{ (index .Values.list 1).name | upper }}', '{ list: [{ name: a }, { name: b }] }', 'B'],
    ['{{ ternary "a" "b" (eq .Values.n 1) }}', '{ n: 1 }', 'a'],
    ['{{ if .Capabilities.APIVersions.Has "policy/v1" }}v1{{ end }}', '{}', 'v1'],
    ['{{ semverCompare ">=1.21-0" .Capabilities.KubeVersion.Version }}', '{}', true],
    ['{{/* said */ -}} kept', '{}', 'kept'],
    ['{{ coalesce nil "" "c" }}{{ `}}` }}', '{}', 'c}}'],
  ])('%s with %s', (template, values, expected) => {
    expect(printed(template, values, '{{ define "app.name" }}{{ .Chart.Name }}-x{{ end }}')).toBe(expected)
  })

  it('puts blocks of YAML in their place and says from which line an object comes', () => {
    const { kubernetes } = one(
      '# top\n{{- if .Values.on }}\napiVersion: v1\nkind: Service\nmetadata:\n  name: a\n  labels:\n    {{- toYaml .Values.labels | nindent 4 }}\n---\napiVersion: v1\nkind: Service\nmetadata:\n  name: b\n{{- end }}\n',
      'on: true\nlabels: { app: x, tier: y }\n',
    )
    expect(kubernetes.objects).toMatchObject([
      {
        name: 'a',
        line: 3,
        path: 'app/templates/object.yaml',
        content: { metadata: { labels: { app: 'x', tier: 'y' } } },
      },
      { name: 'b', line: 10 },
    ])
  })

  it.each([
    [
      '{{ include "none" . }}',
      'le gabarit « none » n’est pas dans le chart',
      'the template “none” is not in the chart',
    ],
    ['{{ none "x" }}', 'la fonction none n’est pas connue ici', 'the function none is not known here'],
    [
      '{{ required "donnez un nom" .Values.name }}',
      'une valeur manque : donnez un nom',
      'a value is required: donnez un nom',
    ],
  ])('says in both languages what keeps it from being rendered: %s', (template, fr, en) => {
    expect(one(config(template)).kubernetesProblems[0]?.message).toEqual({
      fr: `Chart Helm non rendu en entier (${fr}) : regardez la sortie de « helm template ».`,
      en: `Helm chart not rendered whole (${en}): look at the output of “helm template”.`,
    })
  })

  it('uses the values of production over the defaults, and those of an Argo CD application over both', () => {
    const template = config('{{ .Values.replicas }}')
    const argo =
      'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: { name: a }\nspec: { source: { path: app, helm: { parameters: [{ name: replicas, value: "7" }] } } }\n'
    const value = (more: Readonly<Record<string, string>>) => {
      const found = one(template, 'replicas: 1', more).kubernetes.objects.find(({ kind }) => kind === 'ConfigMap')
      return (found?.content['data'] as Record<string, unknown>)['out']
    }
    expect(value({})).toBe(1)
    expect(value({ 'app/values-prod.yaml': 'replicas: 3' })).toBe(3)
    expect(value({ 'app/values-dev.yaml': 'replicas: 3' })).toBe(1)
    expect(value({ 'argocd/a.yaml': argo })).toBe(7)
  })

  it('renders charts below it with the values that it gives them, when they are switched on', () => {
    const sub = {
      'app/charts/db/Chart.yaml': 'apiVersion: v2\nname: db\nversion: 1.0.0\n',
      'app/charts/db/values.yaml': 'size: 1',
      'app/charts/db/templates/c.yaml': config('{{ .Values.size }}'),
    }
    const names = (values: string) =>
      read({ ...chart, ...sub, 'app/values.yaml': values }).kubernetes.objects.map(({ content }) => content['data'])
    expect(names('db: { size: 5 }')).toEqual([{ out: 5 }])
    const conditional = {
      'app/Chart.yaml': `${chart['app/Chart.yaml']}dependencies: [{ name: db, version: 1.0.0, condition: db.enabled }]\n`,
    }
    expect(
      read({ ...chart, ...sub, ...conditional, 'app/values.yaml': 'db: { enabled: false }' }).kubernetes.objects,
    ).toEqual([])
  })
})

describe('what cannot be rendered is left to a person, with the reason', () => {
  it.each([
    ['{{ env "HOME" }}', /env is not run/],
    ['{{ madeUp 1 }}', /madeUp is not known/],
    ['{{ include "elsewhere.name" . }}', /“elsewhere.name” is not in the chart/],
    ['{{ required "give it" .Values.none }}', /a value is required: give it/],
    ['{{ if true }}', /a block has no end/],
    ['{{ "open }}', /without an end/],
    ['{{ define "loop" }}{{ include "loop" . }}{{ end }}{{ include "loop" . }}', /too deep/],
    ['{{ range until 999 }}{{ range until 999 }}x{{ end }}{{ end }}', /too much work|too long/],
    ['{{ repeat 100000 "a" }}', /too long/],
    ['{{ regexMatch "(a+)+$" "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!" }}', /pattern not run/],
  ])('%s', (template, reason) => {
    const { kubernetes, kubernetesProblems } = one(config(template))
    expect(kubernetes.charts).toEqual(['app'])
    expect(kubernetesProblems).toMatchObject([{ forPerson: true, path: 'app/templates/object.yaml' }])
    expect(kubernetesProblems[0]?.message.en).toMatch(reason)
  })

  it('a dependency that is not in the repository', () => {
    const { kubernetesProblems } = read({
      'app/Chart.yaml': `${chart['app/Chart.yaml']}dependencies: [{ name: postgresql, version: 1.0.0, repository: 'https://charts.example.org' }]\n`,
      'app/values.yaml': '{}',
    })
    expect(kubernetesProblems).toMatchObject([{ forPerson: true, path: 'app/Chart.yaml' }])
  })

  it('does not reach what objects inherit', () => {
    expect(printed('{{ .Values.constructor.name | default "none" }}')).toBe('none')
    expect(printed('{{ toString .Values.__proto__ | default "none" }}')).toBe('none')
  })
})
