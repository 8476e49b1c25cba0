/** Small sets of manifests that pass and that fail each check on deployment. */
import { type Case, type CaseBook, files } from './cases.ts'

const none = files({ 'README.md': 'Nothing deployed.' })
const chart = files({
  'chart/Chart.yaml': 'name: app\n',
  'chart/templates/app.yaml': 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: {{ env "NAME" }} }\n',
})
const manifests = (...documents: object[]): Case =>
  files({ 'deploy/app.yaml': documents.map((one) => JSON.stringify(one)).join('\n---\n') })

const container = (changes: object = {}): object => ({
  name: 'app',
  image: 'registry.example.org/app:1.4.0',
  livenessProbe: { httpGet: { path: '/health', port: 8080 } },
  readinessProbe: { httpGet: { path: '/health', port: 8080 } },
  resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '256Mi' } },
  securityContext: { runAsNonRoot: true, allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
  ...changes,
})
const deployment = (changes: { container?: object; pod?: object; spec?: object } = {}): object => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'app' },
  spec: {
    replicas: 2,
    template: {
      metadata: { labels: { app: 'app' } },
      spec: { containers: [container(changes.container)], ...changes.pod },
    },
    ...changes.spec,
  },
})
const policyOn = (matchLabels: object): object => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'some' },
  spec: { podSelector: { matchLabels } },
})
const service = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'app' }, spec: { selector: { app: 'app' } } }
const claim = (spec: object = {}): object => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { name: 'data' },
  spec,
})
const cluster = {
  apiVersion: 'postgresql.cnpg.io/v1',
  kind: 'Cluster',
  metadata: { name: 'db' },
  spec: { instances: 3 },
}
const rawDatabase = {
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  metadata: { name: 'db' },
  spec: { template: { spec: { containers: [{ name: 'db', image: 'postgres:18.1' }] } } },
}
const application = (name: string, path: string, changes: object = {}): object => ({
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Application',
  metadata: { name },
  spec: {
    source: { path, targetRevision: 'production' },
    syncPolicy: { automated: { selfHeal: true, prune: true } },
    ...changes,
  },
})
const gitops = (child: object): Case =>
  files({
    'deploy/master.yaml': JSON.stringify(application('master', 'deploy/applications')).replace(/^/, ''),
    'deploy/applications/portal.yaml': JSON.stringify(child),
  })

export const manifestCases: CaseBook = {
  'manifest/container-base-image': {
    pass: [
      files({
        'build.gradle':
          "jib {\n  from {\n    image = 'eclipse-temurin:21.0.5_11-jre'\n  }\n  to { image = 'registry.example.org/app' }\n}\n",
        Dockerfile: 'FROM scratch\n',
      }),
      files({
        Dockerfile: 'ARG VERSION=24.1\nFROM --platform=linux/amd64 node:${VERSION}-slim AS build\nFROM build\n',
      }),
      files({ Dockerfile: 'FROM scratch\n' }),
      files({ Dockerfile: 'FROM registry:5000/node@sha256:abc\n' }),
    ],
    fail: [
      files({
        'pom.xml':
          '<project><build><plugin><configuration>\n<from>\n<image>eclipse-temurin:latest</image>\n</from>\n<to><image>registry.example.org/app</image></to>\n</configuration></plugin></build></project>\n',
      }),
      files({ '.ko.yaml': 'defaultBaseImage: cgr.dev/chainguard/static:latest\n' }),
      files({
        'build.gradle.kts': 'tasks.bootBuildImage {\n    builder = "paketobuildpacks/builder-jammy-base:latest"\n}\n',
      }),
      files({ Dockerfile: 'FROM node\n' }),
      files({ 'deploy/Dockerfile.worker': 'FROM registry:5000/node:latest\n' }),
    ],
    'not-applicable': [none],
  },
  'manifest/container-user': {
    pass: [
      files({ Dockerfile: 'FROM node:24.1\nRUN npm ci \\\n  && npm cache clean\nUSER 10001\n' }),
      files({ Dockerfile: 'FROM node:24.1 AS base\nUSER node\nFROM base\n' }),
      files({ Dockerfile: 'FROM gcr.io/distroless/nodejs24:nonroot\n' }),
    ],
    fail: [
      files({ Dockerfile: 'FROM node:24.1\nCMD ["node", "a.js"]\n' }),
      files({ Dockerfile: 'FROM node:24.1\nUSER node\nUSER root\n' }),
      files({ 'a.csproj': '<Project><PropertyGroup><ContainerUser>0</ContainerUser></PropertyGroup></Project>' }),
      files({ 'src/main/resources/application.properties': 'quarkus.jib.user=root\n' }),
      files({ Dockerfile: 'FROM node:24.1 AS a\nUSER node\nFROM node:24.1\nCOPY --from=a / /\n' }),
    ],
    'not-applicable': [none],
  },
  'manifest/workload-image': {
    pass: [
      manifests(deployment()),
      files({ 'compose.yaml': 'services:\n  cache:\n    image: redis:7.4.1\n' }),
      files({
        'compose.yaml': 'services:\n  web:\n    build: .\n    image: portail\n  cache:\n    image: redis:7.4.1\n',
      }),
    ],
    fail: [
      files({ 'compose.yaml': 'services: {cache: {image: "redis:latest"}, db: {image: postgres}}\n' }),
      files({ 'docker-compose.yml': 'services:\n  cache:\n    image: redis\n  web:\n    build: .\n' }),
      manifests(deployment({ container: { image: 'app' } })),
      manifests(deployment({ container: { image: 'app:latest' } })),
    ],
    'not-applicable': [none],
    manual: [chart],
  },
  'manifest/probes': {
    pass: [
      manifests(deployment()),
      manifests(deployment({ pod: { initContainers: [{ name: 'migrate', image: 'app:1.4.0' }] } })),
    ],
    fail: [manifests(deployment({ container: { readinessProbe: undefined } }))],
    'not-applicable': [none],
    manual: [chart],
  },
  'manifest/resources': {
    pass: [manifests(deployment())],
    fail: [
      manifests(deployment({ container: { resources: undefined } })),
      manifests(deployment({ container: { resources: { requests: { cpu: '1', memory: '1Gi' } } } })),
    ],
    'not-applicable': [none],
    manual: [chart],
  },
  'manifest/security-context': {
    pass: [
      manifests(
        deployment({
          container: {
            securityContext: {
              runAsNonRoot: true,
              allowPrivilegeEscalation: false,
              capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] },
            },
          },
        }),
      ),
      files({
        'docker-compose.yml': 'services:\n  a:\n    cap_drop:\n      - NET_ADMIN\n',
        'k8s/pod.yaml':
          'apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec: { containers: [{ name: a, image: "r/a:1.0.0", securityContext: { runAsUser: 1001, allowPrivilegeEscalation: false, capabilities: { drop: [ALL] } } }] }\n',
      }),
      manifests(deployment()),
      manifests(
        deployment({
          container: { securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } } },
          pod: { securityContext: { runAsUser: 10001 } },
        }),
      ),
    ],
    fail: [
      manifests(
        deployment({
          container: {
            securityContext: {
              runAsNonRoot: true,
              allowPrivilegeEscalation: false,
              capabilities: { drop: ['ALL'], add: ['CAP_SYS_PTRACE'] },
            },
          },
        }),
      ),
      manifests(
        deployment({ pod: { volumes: [{ name: 's', hostPath: { path: '/run/containerd/containerd.sock' } }] } }),
      ),
      files({ 'docker-compose.yml': 'services:\n  a:\n    cap_add:\n      - NET_ADMIN\n' }),
      manifests(deployment({ container: { securityContext: {} } })),
      manifests(deployment({ pod: { hostNetwork: true } })),
      manifests(
        deployment({
          container: {
            securityContext: {
              privileged: true,
              runAsNonRoot: true,
              allowPrivilegeEscalation: false,
              capabilities: { drop: ['ALL'] },
            },
          },
        }),
      ),
    ],
    'not-applicable': [none],
    manual: [chart],
  },
  'manifest/replicas': {
    pass: [
      manifests(deployment(), service),
      manifests(deployment({ spec: { replicas: 1 } }), service, {
        apiVersion: 'autoscaling/v2',
        kind: 'HorizontalPodAutoscaler',
        metadata: { name: 'app' },
        spec: { minReplicas: 2, scaleTargetRef: { name: 'app' } },
      }),
    ],
    fail: [
      manifests(deployment({ spec: { replicas: 1 } }), service),
      manifests(deployment({ spec: { replicas: undefined } }), service),
    ],
    'not-applicable': [none, manifests(deployment({ spec: { replicas: 1 } }))],
    manual: [chart],
  },
  'manifest/network-policy': {
    pass: [
      manifests(deployment(), {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        metadata: { name: 'deny' },
        spec: {},
      }),
      manifests(deployment(), policyOn({ app: 'app' })),
    ],
    fail: [manifests(deployment()), manifests(deployment(), policyOn({ app: 'redis' }))],
    'not-applicable': [none],
    manual: [chart],
  },
  'manifest/shared-cluster': {
    pass: [
      manifests({ apiVersion: 'cert-manager.io/v1', kind: 'Issuer', metadata: { name: 'acme' } }),
      manifests(deployment()),
    ],
    fail: [
      manifests({ apiVersion: 'cert-manager.io/v1', kind: 'ClusterIssuer', metadata: { name: 'acme' } }),
      manifests({ apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name: 'all' } }),
    ],
    'not-applicable': [none],
    manual: [chart],
  },
  'manifest/plain-secrets': {
    pass: [
      manifests(
        deployment({
          container: { env: [{ name: 'DB_PASSWORD', valueFrom: { secretKeyRef: { name: 'db', key: 'p' } } }] },
        }),
      ),
      manifests({
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: 'db' },
        stringData: { password: '${PASSWORD}' },
      }),
      manifests({ apiVersion: 'external-secrets.io/v1', kind: 'ExternalSecret', metadata: { name: 'db' } }),
    ],
    fail: [
      manifests({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'db' }, data: { password: 'cG9zdGdyZXM=' } }),
      manifests(deployment({ container: { env: [{ name: 'DB_PASSWORD', value: 'hunter2' }] } })),
    ],
    'not-applicable': [none],
    manual: [chart],
  },
  'manifest/ingress-tls': {
    pass: [
      manifests({
        apiVersion: 'networking.k8s.io/v1',
        kind: 'Ingress',
        metadata: { name: 'app' },
        spec: { tls: [{ hosts: ['app.example.org'] }] },
      }),
    ],
    fail: [
      manifests({ apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata: { name: 'app' }, spec: {} }),
      manifests({ apiVersion: 'route.openshift.io/v1', kind: 'Route', metadata: { name: 'app' }, spec: {} }),
    ],
    'not-applicable': [none, manifests(deployment())],
    manual: [chart],
  },
  'manifest/persistent-storage': {
    pass: [manifests(deployment(), claim({ storageClassName: 'netapp' }))],
    fail: [
      manifests(deployment({ pod: { volumes: [{ name: 'data', hostPath: { path: '/data' } }] } })),
      manifests(claim({ storageClassName: 'local-path' })),
      manifests({
        apiVersion: 'v1',
        kind: 'PersistentVolume',
        metadata: { name: 'disk' },
        spec: { local: { path: '/mnt' } },
      }),
    ],
    'not-applicable': [none, manifests(deployment())],
    manual: [chart],
  },
  'manifest/backup': {
    pass: [
      manifests(cluster, {
        apiVersion: 'postgresql.cnpg.io/v1',
        kind: 'ScheduledBackup',
        metadata: { name: 'nightly' },
      }),
      manifests(claim(), { apiVersion: 'batch/v1', kind: 'CronJob', metadata: { name: 'backup' }, spec: {} }),
    ],
    fail: [manifests(cluster), manifests(claim()), manifests(rawDatabase)],
    'not-applicable': [none, manifests(deployment())],
    manual: [chart],
  },
  'manifest/database-operator': {
    pass: [manifests(cluster)],
    fail: [
      manifests({
        apiVersion: 'helm.toolkit.fluxcd.io/v2',
        kind: 'HelmRelease',
        metadata: { name: 'db' },
        spec: { chart: { spec: { chart: 'postgresql', version: '16.4.1' } } },
      }),
      manifests({
        apiVersion: 'argoproj.io/v1alpha1',
        kind: 'Application',
        metadata: { name: 'db' },
        spec: { sources: [{ repoURL: 'oci://registry-1.docker.io/bitnamicharts/mongodb', targetRevision: '16.4.0' }] },
      }),
      manifests(rawDatabase),
    ],
    'not-applicable': [
      manifests({
        apiVersion: 'argoproj.io/v1alpha1',
        kind: 'Application',
        metadata: { name: 'cache' },
        spec: { source: { repoURL: 'https://charts.example.org', chart: 'valkey' } },
      }),
      none,
      manifests(deployment()),
    ],
    manual: [chart],
  },
  'manifest/gitops': {
    pass: [
      gitops(application('portal', 'deploy/portal')),
      manifests({ apiVersion: 'argoproj.io/v1alpha1', kind: 'ApplicationSet', metadata: { name: 'all' } }),
    ],
    fail: [
      manifests(deployment()),
      manifests(application('portal', 'chart')),
      gitops(application('portal', 'deploy/portal', { source: { path: 'x', targetRevision: 'HEAD' } })),
    ],
    'not-applicable': [none],
  },
  'manifest/drift': {
    pass: [manifests(application('portal', 'deploy'))],
    fail: [
      manifests(application('portal', 'deploy', { syncPolicy: { automated: { prune: true } } })),
      manifests(application('portal', 'deploy', { syncPolicy: undefined })),
    ],
    'not-applicable': [none, manifests(deployment())],
  },
}
