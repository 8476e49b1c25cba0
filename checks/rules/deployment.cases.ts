/** Manifests, charts and image recipes that pass and that fail the checks on how an application is deployed. */
import { type Case, type CaseBook, files } from './cases.ts'

const none = files({ 'README.md': 'Nothing deployed.' })
const manifests = (...documents: object[]): Case =>
  files({ 'deploy/app.yaml': documents.map((one) => JSON.stringify(one)).join('\n---\n') })
const deployment = (
  changes: { spec?: object; pod?: object; container?: object; template?: object; metadata?: object } = {},
): object => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'app', ...changes.metadata },
  spec: {
    replicas: 2,
    ...changes.spec,
    template: {
      metadata: { labels: { app: 'app' }, ...changes.template },
      spec: { containers: [{ name: 'app', image: 'r/app:1.0.0', ...changes.container }], ...changes.pod },
    },
  },
})
const of = (apiVersion: string, kind: string, spec: object, metadata: object = {}): object => ({
  apiVersion,
  kind,
  metadata: { name: kind.toLowerCase(), ...metadata },
  spec,
})
const service = (spec: object = {}, metadata: object = {}): object =>
  of('v1', 'Service', { selector: { app: 'app' }, ...spec }, metadata)
const budget = (spec: object): object =>
  of('policy/v1', 'PodDisruptionBudget', { selector: { matchLabels: { app: 'app' } }, ...spec })
const claim = (spec: object): object => of('v1', 'PersistentVolumeClaim', spec)
const cluster = (spec: object): object =>
  of('postgresql.cnpg.io/v1', 'Cluster', { instances: 3, ...spec }, { name: 'db' })
const application = of('argoproj.io/v1alpha1', 'Application', { source: { path: 'x', targetRevision: 'v1' } })
const helmHook = (when: string): object => ({
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata: { name: 'evolution', annotations: { 'helm.sh/hook': when } },
  spec: { template: { spec: { containers: [{ name: 'a', image: 'r/tools:1.0', command: ['migrer'] }] } } },
})
const broker = { ...deployment({ container: { image: 'rabbitmq:4.1' } }) }
const chart = (metadata: string, values: string): Case =>
  files({ 'chart/Chart.yaml': metadata, 'chart/values.yaml': values })
const recipe = (text: string): Case => files({ Dockerfile: `FROM debian:13.1\n${text}\n` })

export const deploymentCases: CaseBook = {
  'manifest/disruption-budget': {
    pass: [manifests(deployment(), budget({ minAvailable: 1 }))],
    fail: [
      manifests(deployment({ spec: { replicas: undefined } }), {
        apiVersion: 'keda.sh/v1alpha1',
        kind: 'ScaledObject',
        metadata: { name: 'app' },
        spec: { scaleTargetRef: { name: 'app' }, minReplicaCount: 3 },
      }),
      manifests(deployment()),
      manifests(deployment(), budget({ maxUnavailable: 0 })),
      manifests(deployment(), of('policy/v1', 'PodDisruptionBudget', { selector: { matchLabels: { app: 'other' } } })),
    ],
    'not-applicable': [
      manifests(deployment({ spec: { replicas: 3 } }), {
        apiVersion: 'autoscaling/v2',
        kind: 'HorizontalPodAutoscaler',
        metadata: { name: 'app' },
        spec: { scaleTargetRef: { kind: 'Deployment', name: 'app' }, minReplicas: 1 },
      }),
      none,
      manifests(deployment({ spec: { replicas: 1 } })),
    ],
  },
  'manifest/environment': {
    pass: [
      manifests(deployment({ container: { env: [{ name: 'A', value: '1' }] } })),
      manifests(deployment({ pod: { volumes: [{ name: 'c', configMap: { name: 'c' } }] } })),
    ],
    fail: [
      files({
        Dockerfile:
          'FROM node:24.1\nARG TARGET_ENV=staging\nRUN npm ci \\\n  && cp environments/${TARGET_ENV}.ts src/environment.ts \\\n  && npm run build\nUSER node\n',
      }),
      files({ Dockerfile: 'FROM node:24.1\nARG CONF\nRUN npx ng build --configuration=$CONF\nUSER node\n' }),
      manifests(deployment()),
      manifests(deployment({ container: { envFrom: [{ configMapRef: { name: 'app-confg' } }] } }), {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'app-config' },
        data: {},
      }),
    ],
    manual: [manifests(deployment({ container: { image: 'nginxinc/nginx-unprivileged:1.29' } }))],
    'not-applicable': [
      files({
        Dockerfile:
          'FROM eclipse-temurin:21.0.5_11-jre\nARG JAR=target/app.jar\nCOPY ${JAR} /app/app.jar\nCOPY --from=build /usr/lib/lib-${TARGETARCH}.so /usr/lib/\nUSER 10001\n',
      }),
      none,
    ],
  },
  'manifest/storage-class': {
    pass: [manifests(claim({ storageClassName: 'nfs-shared' }))],
    fail: [
      manifests(claim({ resources: {} })),
      manifests(cluster({ storage: { size: '10Gi' } })),
      manifests({
        apiVersion: 'apps/v1',
        kind: 'StatefulSet',
        metadata: { name: 's' },
        spec: { volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: {} }] },
      }),
    ],
    'not-applicable': [none, manifests(deployment())],
  },
  'manifest/monitoring': {
    pass: [
      manifests(deployment({ metadata: { name: 'consommateur' }, container: { name: 'c' } })),
      manifests(deployment({ container: { name: 'worker', args: ['queue:work'] } })),
      manifests(deployment({ template: { annotations: { 'prometheus.io/scrape': 'true' } } })),
      manifests(
        deployment(),
        service({}, { labels: { team: 'a' } }),
        of('monitoring.coreos.com/v1', 'ServiceMonitor', { selector: { matchLabels: { team: 'a' } } }),
      ),
      manifests(deployment({ container: { image: 'postgres:18.1' } })),
    ],
    fail: [
      manifests(
        deployment({ metadata: { name: 'consommateur' }, container: { name: 'c', ports: [{ containerPort: 8080 }] } }),
      ),
      manifests(deployment({ container: { name: 'worker', args: ['queue:work'] } }), service()),
      manifests(deployment()),
      manifests(
        deployment(),
        service(),
        of('monitoring.coreos.com/v1', 'ServiceMonitor', { selector: { matchLabels: { team: 'b' } } }),
      ),
    ],
    'not-applicable': [none],
  },
  'manifest/mutual-tls': {
    pass: [
      manifests(
        of('networking.istio.io/v1', 'ServiceEntry', { hosts: ['api.partner.example'] }),
        of('networking.istio.io/v1', 'DestinationRule', {
          host: 'api.partner.example',
          trafficPolicy: { tls: { mode: 'MUTUAL' } },
        }),
      ),
    ],
    fail: [
      files({ 'application.yml': 'server:\n  ssl:\n    client-auth: want\n' }),
      files({ 'server.ts': 'createServer({ cert, key, ca, requestCert: true,\n  rejectUnauthorized: false }, app)\n' }),
      files({ 'Program.cs': 'options.ClientCertificateMode = ClientCertificateMode.AllowCertificate;\n' }),
      manifests(of('networking.istio.io/v1', 'ServiceEntry', { hosts: ['api.partner.example'] })),
      manifests(of('security.istio.io/v1', 'PeerAuthentication', { mtls: { mode: 'PERMISSIVE' } })),
      manifests({
        ...of(
          'networking.k8s.io/v1',
          'Ingress',
          {},
          {
            annotations: {
              'nginx.ingress.kubernetes.io/auth-tls-secret': 'a/b',
              'nginx.ingress.kubernetes.io/auth-tls-verify-client': 'optional',
            },
          },
        ),
      }),
    ],
    'not-applicable': [
      files({
        'server.ts': 'createServer({ cert, key, ca, requestCert: true,\n  rejectUnauthorized: true }, app)\n',
        'application.yml': 'server:\n  ssl:\n    client-auth: need\n',
        'spiffe.go':
          'config := &tls.Config{\n\tClientAuth: tls.RequireAnyClientCert,\n\tVerifyPeerCertificate: verify,\n}\n',
      }),
      none,
      manifests(deployment()),
    ],
  },
  'manifest/message-broker': {
    fail: [
      manifests(deployment({ container: { image: 'hivemq/hivemq4:4.28.0' } }), service({ type: 'NodePort' })),
      manifests(broker, service({ type: 'LoadBalancer' })),
      manifests(of('kafka.strimzi.io/v1', 'Kafka', { kafka: { listeners: [{ type: 'nodeport' }] } })),
    ],
    manual: [manifests(broker, service())],
    'not-applicable': [
      manifests(
        deployment({ container: { image: 'natsio/prometheus-nats-exporter:0.15.0' } }),
        service({ type: 'NodePort' }),
      ),
      none,
      manifests(deployment()),
    ],
  },
  'manifest/database-accounts': {
    pass: [
      files({
        'db/1.sql': 'CREATE ROLE app_read LOGIN;',
        'deploy/app.properties': 'DB_USER=app\n',
        'src/main/resources/application.yml': 'spring:\n  datasource:\n    url: jdbc:h2:mem:a\n    username: sa\n',
      }),
      files({
        'db/1.sql': 'CREATE ROLE app_read LOGIN;',
        'src/appsettings.json':
          '{\n  "T": "Server=.;Database=t;User Id=sa;Password=a",\n  "U": "Host=db;Username=app"\n}',
      }),
      files({
        'db/1.sql': 'CREATE ROLE app_read LOGIN;',
        'deploy/app.properties': 'DB_USER=app\n',
        'src/main/resources/application.yml':
          'spring:\n  datasource:\n    url: jdbc:sqlserver://localhost;databaseName=a\n    username: sa\n',
      }),
      files({
        'db/1.sql': 'CREATE ROLE app_read LOGIN;\nGRANT SELECT ON titles TO app_read;',
        'src/main/resources/application.properties': 'spring.datasource.username=app_write\n',
      }),
    ],
    fail: [
      files({
        'src/main/resources/application-prod.yml':
          'spring:\n  datasource:\n    url: jdbc:sqlserver://sql.example.org;databaseName=a\n    username: sa\n',
      }),
      manifests(
        deployment({
          container: {
            env: [
              { name: 'DB_PASSWORD', valueFrom: { secretKeyRef: { name: 'db-postgresql', key: 'postgres-password' } } },
            ],
          },
        }),
      ),
      manifests(deployment({ container: { env: [{ name: 'DB_USER', value: 'postgres' }] } })),
      files({ 'db/1.sql': 'GRANT ALL PRIVILEGES ON DATABASE app TO app;' }),
      files({ 'src/main/resources/application.properties': 'spring.datasource.username=root\n' }),
      files({ 'config/database.yml': 'url: postgres://postgres@db/app\n' }),
      files({ 'src/appsettings.json': '{\n  "T": "Host=pg.example.org;Port=5432;Database=t;Username=postgres"\n}' }),
    ],
    manual: [manifests(cluster({}))],
    'not-applicable': [none],
  },
  'manifest/hot-backup': {
    pass: [
      manifests(cluster({}), of('postgresql.cnpg.io/v1', 'ScheduledBackup', { cluster: { name: 'db' } })),
      manifests({
        ...cluster({ enableLogicalBackup: true }),
        apiVersion: 'acid.zalan.do/v1',
        kind: 'postgresql',
      }),
    ],
    fail: [
      manifests(cluster({})),
      // A journal that is archived, and no copy to replay it on.
      manifests(cluster({ backup: { barmanObjectStore: {} } })),
      manifests(
        cluster({}),
        of('postgresql.cnpg.io/v1', 'ScheduledBackup', { suspend: true, cluster: { name: 'db' } }),
      ),
    ],
    'not-applicable': [none, manifests(deployment())],
  },
  'manifest/backup-before-deployment': {
    pass: [
      manifests(application, cluster({}), {
        apiVersion: 'batch/v1',
        kind: 'Job',
        metadata: { name: 'save', annotations: { 'argocd.argoproj.io/hook': 'PreSync' } },
        spec: { template: { spec: { containers: [{ name: 'a', image: 'r/tools:1.0', command: ['pg_dump'] }] } } },
      }),
    ],
    fail: [manifests(application, cluster({})), manifests(cluster({}), helmHook('pre-install,pre-upgrade'))],
    // A test of Helm changes nothing.
    'not-applicable': [none, manifests(application), manifests(cluster({}), helmHook('test'))],
  },
  'manifest/labels': {
    pass: [manifests(deployment({ template: { labels: { app: 'titres' } } }))],
    fail: [manifests(deployment()), manifests(deployment({ template: { labels: { tier: 'web' } } }))],
    'not-applicable': [none],
  },
  'manifest/helm-chart': {
    pass: [
      chart('name: a\nversion: 1.0.0\ntype: library\n', 'image: r/a:1.2.0\n'),
      files({
        'chart/Chart.yaml': 'name: a\nversion: 1.0.0\nappVersion: 1.2.0\n',
        'chart/values.yaml':
          'api:\n  image: registry.example.org/a/api\nweb:\n  image: registry.example.org/a/web:1.2.0\n',
        'chart/templates/a.yaml': 'image: "{{ .Values.api.image }}:{{ .Chart.AppVersion }}"\n',
      }),
      chart(
        'name: a\nversion: 1.0.0\nappVersion: 1.2.0\n',
        'image:\n  repository: r/a\n  tag: ""\nauth:\n  password: ""\n',
      ),
    ],
    fail: [
      chart('name: a\nversion: 1.0.0\n', 'image: r/a:1.2.0\n'),
      files({
        'chart/Chart.yaml': 'name: a\nversion: 1.0.0\nappVersion: 1.2.0\n',
        'chart/values.yaml': 'api:\n  image: registry.example.org/a/api\n',
        'chart/templates/a.yaml': 'image: {{ .Values.api.image }}\n',
      }),
      chart('name: a\nappVersion: 1.2.0\n', ''),
      chart('name: a\nversion: 1.0.0\nappVersion: 1.2.0\n', 'image:\n  repository: r/a\n  tag: latest\n'),
      chart('name: a\nversion: 1.0.0\nappVersion: 1.2.0\n', 'db:\n  adminPassword: changeme\n'),
      chart('name: a\nversion: 1.0.0\ndependencies:\n  - name: postgresql\n    repository: x\n', ''),
    ],
    'not-applicable': [none],
  },
  'manifest/exposed-services': {
    pass: [manifests(deployment(), service())],
    fail: [
      manifests(service({ type: 'NodePort' })),
      manifests(service({ externalIPs: ['10.0.0.1'] })),
      manifests(deployment({ container: { ports: [{ containerPort: 80, hostPort: 80 }] } })),
    ],
    'not-applicable': [none, manifests(claim({}))],
  },
  'manifest/container-recipe': {
    pass: [
      recipe('ARG VERSION_JETONS=2\nRUN --mount=type=secret,id=jeton_depot ./build'),
      recipe('RUN apt-get update && apt-get install -y --no-install-recommends curl\nCOPY --chown=app src /app'),
      recipe('RUN curl -fsSLO https://x/a.tgz && echo "abc a.tgz" | sha256sum -c'),
    ],
    fail: [
      recipe('ARG JETON_DEPOT\nARG MOT_DE_PASSE_BASE'),
      recipe('RUN curl -sSL https://get.example.org/install.sh | bash'),
      recipe('ADD https://example.org/app.jar /app.jar'),
      recipe('RUN chmod -R 777 /app'),
      recipe('RUN wget http://example.org/a.tgz'),
      recipe('ARG NPM_TOKEN'),
    ],
    'not-applicable': [none],
  },
  'manifest/cloud-native': {
    pass: [recipe('COPY . .'), files({ 'main.tf': 'resource "x" "y" {}' })],
    fail: [files({ 'package.json': '{"dependencies":{"express":"5.0.0"}}' })],
    'not-applicable': [none],
  },
  'manifest/supported-system': {
    pass: [
      files({ Dockerfile: 'FROM registry.example.org/team/mongo:4.4\n' }),
      recipe('COPY . .'),
      files({ Dockerfile: 'FROM node:24.1-alpine3.22\n' }),
      files({ Dockerfile: 'FROM team/node:8\n' }),
      files({ Dockerfile: 'FROM python:3\n' }),
    ],
    fail: [
      files({ Dockerfile: 'FROM proxy.example.org/hub/library/debian:9\n' }),
      files({ Dockerfile: 'FROM centos:7\n' }),
      files({ Dockerfile: 'FROM node:16-slim\n' }),
      files({ Dockerfile: 'FROM python:3.12-buster\n' }),
      files({ Dockerfile: 'FROM alpine:3.12\n' }),
      manifests(deployment({ container: { image: 'postgres:9.6' } })),
    ],
    'not-applicable': [none],
  },
}
