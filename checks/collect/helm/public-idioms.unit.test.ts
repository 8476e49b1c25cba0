/** Charts in the idioms of well-known public ones, in our words: each must render whole, so that the rules see what is deployed. */
import { describe, expect, it } from 'vitest'
import { classify } from '../classify.ts'
import { defaultLimits } from '../limits.ts'
import { structuredReader } from '../manifests.ts'
import { contentOf } from '../reading.ts'

type Texts = Readonly<Record<string, string>>
function read(texts: Texts) {
  const files = Object.keys(texts).map((path) => ({ path, size: 0, ...classify(path) }))
  const reader = structuredReader(files, defaultLimits.yamlValues)
  for (const file of files)
    if (reader.wants(file) !== false) reader.take(file, contentOf(Buffer.from(texts[file.path] ?? '')))
  return reader.result()
}
/** Objects by kind and name; throws what kept a chart from being rendered whole. */
function deployed(texts: Texts): ReadonlyMap<string, Readonly<Record<string, unknown>>> {
  const { kubernetes, kubernetesProblems } = read(texts)
  if (kubernetesProblems[0] !== undefined) throw new Error(kubernetesProblems[0].message.en)
  return new Map(kubernetes.objects.map(({ kind, name, content }) => [`${kind} ${name}`, content]))
}
const metadata = (name: string, more = ''): string =>
  `apiVersion: v2\nname: ${name}\nversion: 1.2.3\nappVersion: "9.1.0"\n${more}`

/** Shared templates in a library, secrets that are looked up or drawn, contexts adapted to the platform. */
const store: Texts = {
  'store/Chart.yaml': metadata(
    'store',
    'dependencies:\n  - { name: shared, version: 2.x.x, repository: oci://example.org }\n',
  ),
  'store/charts/shared/Chart.yaml': 'apiVersion: v2\nname: shared\ntype: library\nversion: 2.0.0\n',
  'store/charts/shared/templates/_shared.tpl': `
{{- define "shared.fullname" -}}
{{- $name := default .Chart.Name .Values.nameOverride -}}
{{- ternary .Release.Name (printf "%s-%s" .Release.Name $name | trunc 63 | trimSuffix "-") (contains $name .Release.Name) -}}
{{- end -}}
{{- define "shared.value" -}}
{{- $at := $.context.Values -}}
{{- range splitList "." .key -}}{{- $at = index $at . -}}{{- end -}}
{{- printf "%v" (default "" $at) -}}
{{- end -}}
{{- define "shared.firstKey" -}}
{{- $key := first .keys -}}
{{- range reverse .keys }}{{- if include "shared.value" (dict "key" . "context" $.context) }}{{- $key = . }}{{- end }}{{- end }}
{{- printf "%s" $key -}}
{{- end -}}
{{- define "shared.render" -}}
{{- $text := typeIs "string" .value | ternary .value (.value | toYaml) }}
{{- if contains "{{" (toJson .value) }}{{ tpl $text .context }}{{ else }}{{ $text }}{{ end }}
{{- end -}}
{{- define "shared.context" -}}
{{- $adapted := .given -}}
{{- if (((.context.Values.global).platform).adapt) -}}
{{- if or (eq .context.Values.global.platform.adapt "force") (and (eq .context.Values.global.platform.adapt "auto") (.context.Capabilities.APIVersions.Has "security.openshift.io/v1")) -}}
{{- $adapted = omit $adapted "fsGroup" "runAsUser" -}}
{{- end -}}
{{- end -}}
{{- omit $adapted "enabled" | toYaml -}}
{{- end -}}
{{- define "shared.password" -}}
{{- $kept := (lookup "v1" "Secret" .context.Release.Namespace .secret).data -}}
{{- $given := include "shared.value" (dict "key" (include "shared.firstKey" (dict "keys" .keys "context" .context)) "context" .context) -}}
{{- if $kept }}{{ index $kept .key | quote }}
{{- else if $given }}{{ $given | b64enc | quote }}
{{- else }}
{{- $drawn := regexReplaceAllLiteral "\\\\W" (randAscii 20) "@" | substr 5 20 }}
{{- printf "%s%s" (list (lower (randAlpha 1)) (randNumeric 1) | join "_") $drawn | shuffle | b64enc | quote }}
{{- end -}}
{{- end -}}
{{- define "shared.image" -}}
{{- $separator := ":" }}{{- $end := .image.tag | toString }}
{{- if .image.digest }}{{- $separator = "@" }}{{- $end = .image.digest | toString }}{{- end -}}
{{- with (.global).registry | default .image.registry }}{{ . }}/{{ end }}{{ .image.repository }}{{ $separator }}{{ $end }}
{{- end -}}
`,
  'store/values.yaml': `
global: { platform: { adapt: auto }, registry: "" }
auth: { password: "", adminPassword: "" }
image: { registry: registry.example.org, repository: app/store, tag: 16.4.0, digest: "" }
podAnnotations: { checksum/secret: '{{ include (print $.Template.BasePath "/secret.yaml") . | sha256sum }}' }
containerSecurityContext: { enabled: true, runAsUser: 1001, runAsNonRoot: true }
resources: { limits: { memory: 1Gi } }
extra:
  - apiVersion: v1
    kind: ConfigMap
    metadata: { name: '{{ include "shared.fullname" . }}-extra' }
`,
  'store/templates/secret.yaml': `apiVersion: v1
kind: Secret
metadata:
  name: {{ include "shared.fullname" . }}
data:
  password: {{ include "shared.password" (dict "secret" "x" "key" "password" "keys" (list "auth.password" "auth.adminPassword") "context" $) }}
`,
  'store/templates/statefulset.yaml': `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: {{ include "shared.fullname" . }}
  labels: {{- merge (dict "tier" "data") (default dict .Values.commonLabels) | toYaml | nindent 4 }}
spec:
  template:
    metadata:
      annotations: {{- include "shared.render" (dict "value" .Values.podAnnotations "context" $) | nindent 8 }}
    spec:
      containers:
        - name: store
          image: {{ include "shared.image" (dict "image" .Values.image "global" .Values.global) }}
          {{- if .Values.containerSecurityContext.enabled }}
          securityContext: {{- include "shared.context" (dict "given" .Values.containerSecurityContext "context" $) | nindent 12 }}
          {{- end }}
          {{- if .Values.resources }}
          resources: {{- toYaml .Values.resources | nindent 12 }}
          {{- end }}
`,
  'store/templates/extra.yaml': `{{- range .Values.extra }}
---
{{ include "shared.render" (dict "value" . "context" $) }}
{{- end }}
`,
}

/** Settings written from maps of any shape, labels from a tag, lists of texts or of maps, versions of interfaces asked for. */
const board: Texts = {
  'board/Chart.yaml': metadata('board'),
  'board/values.yaml': `
global: { imagePullSecrets: [plain, { name: mapped }] }
image: { repository: example.org/board, tag: "11.2.0@sha256:aa" }
ini: { server: { root: "{{ .Release.Name }}", port: 3000, empty: }, top: 1 }
sensitive: [[security, key], [smtp, password]]
autoscaling: { enabled: true, min: 2, max: 5, behavior: {} }
hosts: [a.example.org, b.example.org]
path: "https://board.example.org/root?x=1"
`,
  'board/templates/_helpers.tpl': `
{{- define "board.labels" -}}
app.kubernetes.io/version: {{ mustRegexReplaceAllLiteral "@sha.*" .Values.image.tag "" | default .Chart.AppVersion | quote }}
{{- end }}
{{- define "board.pullSecrets" -}}
{{- range .Values.global.imagePullSecrets }}
{{- if eq (typeOf .) "map[string]interface {}" }}
- {{ toYaml (dict "name" (tpl .name $)) | trim }}
{{- else }}
- name: {{ tpl . $ }}
{{- end }}
{{- end }}
{{- end }}
{{- define "board.hpaVersion" -}}
{{- if $.Capabilities.APIVersions.Has "autoscaling/v2beta2" }}autoscaling/v2beta2
{{- else if $.Capabilities.APIVersions.Has "autoscaling/v2/HorizontalPodAutoscaler" }}autoscaling/v2
{{- else }}autoscaling/v1{{ end }}
{{- end }}
{{- define "board.noSecret" -}}
{{- $all := \`
keys:
- path: ["smtp", "password"]
\` | fromYaml -}}
{{- range $_, $one := $all.keys -}}
  {{- $map := $.Values.ini -}}{{- $on := true -}}
  {{- range $index, $name := $one.path -}}
    {{- if and $on (hasKey $map $name) -}}
      {{- if eq (len $one.path) (add1 $index) -}}
        {{- if not (regexMatch "\\\\$(?:__(?:env|file))?{[^}]+}" (index $map $name)) -}}{{- fail "a secret in clear" -}}{{- end -}}
      {{- else -}}{{- $map = index $map $name -}}{{- end -}}
    {{- else -}}{{- $on = false -}}{{- end -}}
  {{- end -}}
{{- end -}}
{{- end -}}
`,
  'board/templates/config.yaml': `{{- include "board.noSecret" . }}
apiVersion: v1
kind: ConfigMap
metadata:
  name: board
  labels:
    {{- include "board.labels" . | nindent 4 }}
data:
  host: {{ (urlParse .Values.path).host | quote }}
  first: {{ (splitn "." 2 (first .Values.hosts))._0 | quote }}
  all: {{ regexSplit "\\\\." (join "." .Values.hosts) -1 | last }}
  long: {{ regexFindAll "[a-z]+" "ab1cd" -1 | join "-" }}
  board.ini: |
{{- range $name, $value := .Values.ini }}
  {{- if kindIs "map" $value }}
    [{{ $name }}]
    {{- range $key, $one := $value }}
    {{- if kindIs "invalid" $one }}
    {{ $key }} =
    {{- else if kindIs "string" $one }}
    {{ $key }} = {{ tpl $one $ }}
    {{- else }}
    {{ $key }} = {{ $one }}
    {{- end }}
    {{- end }}
  {{- else }}
    {{ $name }} = {{ $value }}
  {{- end }}
{{- end }}
`,
  'board/templates/deployment.yaml': `apiVersion: apps/v1
kind: Deployment
metadata: { name: board }
spec:
  {{- if not .Values.autoscaling.enabled }}
  replicas: 1
  {{- end }}
  template:
    spec:
      imagePullSecrets:
        {{- include "board.pullSecrets" . | nindent 8 }}
      containers:
        - name: board
          image: "{{ .Values.image.repository }}:{{ .Values.image.tag }}"
`,
  'board/templates/hpa.yaml': `{{- with .Values.autoscaling }}
{{- if .enabled }}
apiVersion: {{ include "board.hpaVersion" $ }}
kind: HorizontalPodAutoscaler
metadata: { name: board }
spec:
  minReplicas: {{ .min | int }}
  maxReplicas: {{ max .min .max 3 }}
{{- end }}
{{- end }}
`,
}

/** A stack of charts under other names, switched on by conditions and tags, whose values carry dashes. */
const stack: Texts = {
  'stack/Chart.yaml': metadata(
    'stack',
    `dependencies:
  - { name: exporter, version: "1", repository: "https://example.org", condition: nodes.enabled, alias: node-exporter }
  - { name: exporter, version: "1", repository: "https://example.org", alias: web-exporter, tags: [extras] }
  - { name: crds, version: "0.0.0", condition: crds.enabled }
`,
  ),
  'stack/values.yaml': `
nodes: { enabled: true }
crds: { enabled: false }
tags: { extras: false }
node-exporter: { port: 9100, namespaceOverride: watch }
rules: { disabled: { Noisy: true } }
`,
  'stack/charts/exporter/Chart.yaml': metadata('exporter'),
  'stack/charts/exporter/values.yaml': 'port: 1\nimage: example.org/exporter:1.8.2\n',
  'stack/charts/exporter/templates/daemonset.yaml': `apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: {{ .Release.Name }}-{{ .Chart.Name }}
spec:
  template:
    spec:
      containers:
        - name: {{ .Chart.Name }}
          image: {{ .Values.image }}
          ports: [{ containerPort: {{ .Values.port }} }]
`,
  'stack/charts/crds/Chart.yaml': metadata('crds'),
  'stack/charts/crds/templates/object.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: never }\n',
  'stack/templates/rules.yaml': `{{- $version := default .Capabilities.KubeVersion.GitVersion .Values.kubeVersionOverride -}}
{{- $replicas := list . ">= 1.22-0" 10257 10252 nil -}}
{{- if and (semverCompare ">= 1.14.0-0" $version) (semverCompare "<9.9.9-9" $version) (not (.Values.rules.disabled.Quiet | default false)) }}
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata:
  name: {{ printf "%s-%s" .Release.Name "rules" | trunc 63 | trimSuffix "-" }}
  namespace: {{ index .Values "node-exporter" "namespaceOverride" | default .Release.Namespace }}
spec:
  port: {{ if kindIs "invalid" (index $replicas 4) }}{{ index $replicas 2 }}{{ end }}
  groups:
    - name: nodes
      rules:
        - alert: Full
          annotations:
            description: 'Disk of {{\`{{\`}} $labels.instance {{\`}}\`}} at {{ "{{" }} $value {{ "}}" }}'
{{- end }}
`,
}

/** Ports from maps, arguments put together, a certificate made at installation by a hook. */
const gate: Texts = {
  'gate/Chart.yaml': metadata('gate'),
  'gate/values.yaml': `
controller:
  kind: Both
  args: { verbose: "2", "enable-metrics": true }
  tcp: { "5432": "data/store:5432" }
  extra: []
  image: { chroot: false, digest: "sha256:abc", tag: v1.11.2, image: gate/controller }
`,
  'gate/templates/_params.tpl': `
{{- define "gate.params" -}}
- /gate
{{- range $name, $value := .Values.controller.args }}
- --{{ $name }}{{ if ne (toString $value) "true" }}={{ $value }}{{ end }}
{{- end }}
{{- end -}}
{{- define "gate.image" -}}
{{- if not .digest }}{{ fail "no digest" }}{{ end }}{{ list "registry.example.org" .image | join "/" }}:{{ .tag }}@{{ .digest }}
{{- end -}}
`,
  'gate/templates/controller.yaml': `{{- $ca := genCA "gate-ca" 365 }}
{{- $altNames := list (printf "%s.%s.svc" .Release.Name .Release.Namespace) }}
{{- $cert := genSignedCertWithKey "gate" nil $altNames 365 $ca "key" }}
{{- $kinds := ternary (list "Deployment" "DaemonSet") (list .Values.controller.kind) (eq .Values.controller.kind "Both") -}}
{{- range $kind := $kinds }}
---
apiVersion: apps/v1
kind: {{ $kind }}
metadata:
  name: {{ lower $kind }}-{{ $.Release.Name }}
spec:
  template:
    spec:
      containers:
        - name: controller
          image: {{ include "gate.image" $.Values.controller.image }}
          args:
            {{- include "gate.params" $ | nindent 12 }}
          ports:
          {{- range $key, $value := $.Values.controller.tcp }}
            - name: {{ $key }}-tcp
              containerPort: {{ $key | atoi }}
          {{- end }}
          env: {{ concat (list (dict "name" "A" "value" (seq 1 3))) $.Values.controller.extra | toJson }}
{{- end }}
---
apiVersion: v1
kind: Secret
metadata: { name: admission }
data:
  cert: {{ $cert.Cert | b64enc | quote }}
`,
}

/** Settings merged in place, files of the chart, values of the release told from those of a component. */
const pipeline: Texts = {
  'pipeline/Chart.yaml': metadata('pipeline'),
  'pipeline/values.yaml': `
defaults: { replicas: 2, probe: { path: /health } }
components: { api: { replicas: 3 }, worker: { probe: { path: /alive } } }
`,
  'pipeline/files/a.conf': 'x = 1\n',
  'pipeline/templates/components.yaml': `{{- range $name, $own := .Values.components }}
{{- $settings := deepCopy $.Values.defaults }}
{{- $_ := mustMergeOverwrite $settings $own }}
{{- $_ = set $settings "name" (printf "%s-%s" $.Release.Name $name) }}
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ $settings.name }}
  annotations: { config: {{ ($.Files.Glob "files/*.conf").AsConfig | sha256sum | trunc 8 | quote }} }
spec:
  replicas: {{ $settings.replicas }}
  template:
    spec:
      containers:
        - name: {{ $name }}
          image: example.org/pipeline:{{ $.Chart.AppVersion }}
          livenessProbe:
            httpGet: {{- pick $settings.probe "path" | merge (dict "port" "http") | toYaml | nindent 14 }}
{{- end }}
`,
}

describe('charts in the idioms of public ones are rendered whole', () => {
  it('a database with a library of templates', () => {
    const objects = deployed(store)
    expect([...objects.keys()].sort()).toEqual(['ConfigMap store-extra', 'Secret store', 'StatefulSet store'])
    expect(objects.get('StatefulSet store')).toMatchObject({
      metadata: { labels: { tier: 'data' } },
      spec: {
        template: {
          metadata: { annotations: { 'checksum/secret': expect.stringMatching(/^[0-9a-f]{64}$/) } },
          spec: {
            containers: [
              {
                image: 'registry.example.org/app/store:16.4.0',
                securityContext: { runAsUser: 1001, runAsNonRoot: true },
                resources: { limits: { memory: '1Gi' } },
              },
            ],
          },
        },
      },
    })
  })

  it('a board with settings of any shape', () => {
    const objects = deployed(board)
    expect(objects.get('ConfigMap board')).toMatchObject({
      metadata: { labels: { 'app.kubernetes.io/version': '11.2.0' } },
      data: {
        host: 'board.example.org',
        first: 'a',
        all: 'org',
        long: 'ab-cd',
        'board.ini': expect.stringMatching(/\[server\]\nempty =\s*\nport = 3000\nroot = board\ntop = 1/),
      },
    })
    expect(objects.get('Deployment board')).toMatchObject({
      spec: { template: { spec: { imagePullSecrets: [{ name: 'plain' }, { name: 'mapped' }] } } },
    })
    expect(objects.get('HorizontalPodAutoscaler board')).toMatchObject({
      apiVersion: 'autoscaling/v2',
      spec: { minReplicas: 2, maxReplicas: 5 },
    })
  })

  it('a stack of charts under other names', () => {
    const objects = deployed(stack)
    expect([...objects.keys()].sort()).toEqual(['DaemonSet stack-node-exporter', 'PrometheusRule stack-rules'])
    expect(objects.get('DaemonSet stack-node-exporter')).toMatchObject({
      spec: { template: { spec: { containers: [{ name: 'node-exporter', ports: [{ containerPort: 9100 }] }] } } },
    })
    expect(objects.get('PrometheusRule stack-rules')).toMatchObject({
      metadata: { namespace: 'watch' },
      spec: {
        port: 10257,
        groups: [{ rules: [{ annotations: { description: 'Disk of {{ $labels.instance }} at {{ $value }}' } }] }],
      },
    })
  })

  it('a gate with ports from a map and a certificate made on the spot', () => {
    const objects = deployed(gate)
    expect([...objects.keys()].sort()).toEqual([
      'DaemonSet daemonset-gate',
      'Deployment deployment-gate',
      'Secret admission',
    ])
    expect(objects.get('DaemonSet daemonset-gate')).toMatchObject({
      spec: {
        template: {
          spec: {
            containers: [
              {
                image: 'registry.example.org/gate/controller:v1.11.2@sha256:abc',
                args: ['/gate', '--enable-metrics', '--verbose=2'],
                ports: [{ name: '5432-tcp', containerPort: 5432 }],
                env: [{ name: 'A', value: '1 2 3' }],
              },
            ],
          },
        },
      },
    })
  })

  it('a pipeline whose settings are merged in place', () => {
    const objects = deployed(pipeline)
    expect(objects.get('Deployment pipeline-api')).toMatchObject({ spec: { replicas: 3 } })
    expect(objects.get('Deployment pipeline-worker')).toMatchObject({
      spec: {
        replicas: 2,
        template: { spec: { containers: [{ livenessProbe: { httpGet: { path: '/alive', port: 'http' } } }] } },
      },
    })
  })
})

const object = (kind: string, name: string, spec: string): string =>
  `apiVersion: argoproj.io/v1alpha1\nkind: ${kind}\nmetadata: { name: ${name}, namespace: argocd }\nspec:\n${spec}`
const plain: Texts = {
  'charts/api/Chart.yaml': metadata('api'),
  'charts/api/values.yaml': 'replicas: 1\nimage: { tag: dev }\n',
  'charts/api/values-prod.yaml': 'replicas: 3\n',
  'charts/api/templates/d.yaml':
    'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: "{{ .Release.Name }}" }\nspec:\n  replicas: {{ .Values.replicas }}\n  template: { spec: { containers: [{ name: a, image: "example.org/api:{{ .Values.image.tag }}" }] } }\n',
}
const replicasOf = (texts: Texts, name = 'api') =>
  (deployed(texts).get(`Deployment ${name}`) as { spec?: { replicas?: unknown } } | undefined)?.spec?.replicas

describe('applications of Argo CD', () => {
  it('take values from a second source of the same repository', () => {
    expect(
      replicasOf({
        ...plain,
        'environments/prod/api.yaml': 'replicas: 5\nimage: { tag: 1.4.2 }\n',
        'apps/api.yaml': object(
          'Application',
          'api',
          `  destination: { namespace: api }
  sources:
    - repoURL: https://forge.example.org/team/app.git
      path: charts/api
      helm:
        valueFiles: [$values/environments/prod/api.yaml]
        parameters: [{ name: image.tag, value: 1.4.3 }]
    - { repoURL: https://forge.example.org/team/app.git, targetRevision: main, ref: values }
`,
        ),
      }),
    ).toBe(5)
  })

  it('name values outside the chart by a way up, and may do without a file that is not there', () => {
    expect(
      replicasOf({
        ...plain,
        'environments/prod/api.yaml': 'replicas: 6\n',
        'apps/api.yaml': object(
          'Application',
          'api',
          `  source:
    path: charts/api
    helm:
      ignoreMissingValueFiles: true
      valueFiles: [../../environments/prod/api.yaml, values-none.yaml]
`,
        ),
      }),
    ).toBe(6)
  })

  it('are made by a set from its list, and the one of production is looked at', () => {
    const objects = deployed({
      ...plain,
      'apps/set.yaml': object(
        'ApplicationSet',
        'apis',
        `  goTemplate: true
  generators:
    - list:
        elements:
          - { env: staging, replicas: "2" }
          - { env: prod, replicas: "4" }
  template:
    metadata: { name: 'api-{{ .env }}' }
    spec:
      source:
        path: charts/api
        helm:
          releaseName: 'api-{{ .env }}'
          parameters: [{ name: replicas, value: '{{ .replicas }}' }]
`,
      ),
    })
    expect([...objects.keys()].filter((key) => key.startsWith('Deployment'))).toEqual(['Deployment api-prod'])
    expect(objects.get('Deployment api-prod')).toMatchObject({ spec: { replicas: 4 } })
  })

  it('are made by a set from the folders of the repository', () => {
    const objects = deployed({
      ...plain,
      'apps/set.yaml': object(
        'ApplicationSet',
        'all',
        `  generators:
    - git:
        repoURL: https://forge.example.org/team/app.git
        directories: [{ path: charts/* }, { path: charts/none, exclude: true }]
  template:
    metadata: { name: '{{path.basename}}' }
    spec:
      source: { path: '{{path}}', helm: { valueFiles: [values-prod.yaml] } }
`,
      ),
    })
    expect(objects.get('Deployment api')).toMatchObject({ spec: { replicas: 3 } })
  })
})
