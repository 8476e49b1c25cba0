import { expect, it } from 'vitest'
import { classify } from './classify.ts'
import { defaultLimits } from './limits.ts'
import { structuredReader } from './manifests.ts'
import { contentOf } from './reading.ts'

function read(texts: Readonly<Record<string, string>>) {
  const files = Object.keys(texts).map((path) => ({ path, size: 0, ...classify(path) }))
  const reader = structuredReader(files, defaultLimits.yamlValues)
  for (const file of files)
    if (reader.wants(file) !== false) reader.take(file, contentOf(Buffer.from(texts[file.path] ?? '')))
  return reader.result()
}

const base = {
  'k8s/base/kustomization.yaml': 'resources: [deployment.yaml]\n',
  'k8s/base/deployment.yaml':
    'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: app }\nspec:\n  replicas: 1\n  template: { spec: { containers: [{ name: app, image: r.fr/app:latest, livenessProbe: { tcpSocket: { port: 1 } } }] } }\n',
}
const prod = {
  'k8s/overlays/prod/kustomization.yaml':
    'namespace: production\nresources: [../../base]\npatches:\n  - path: more.yaml\n  - target: { kind: Deployment, name: app }\n    patch: |\n      - op: add\n        path: /spec/template/spec/serviceAccountName\n        value: app\nimages: [{ name: r.fr/app, newTag: 1.4.2 }]\nsecretGenerator: [{ name: db, literals: [password=abc] }]\n',
  'k8s/overlays/prod/more.yaml':
    'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: app }\nspec: { replicas: 3, template: { spec: { containers: [{ name: app, resources: { limits: { cpu: 1 } } }] } } }\n',
}

it('what is deployed is the base with its patches, once', () => {
  const { kubernetes, kubernetesProblems } = read({ ...base, ...prod })
  expect(kubernetesProblems).toEqual([])
  expect(kubernetes.objects).toMatchObject([
    {
      path: 'k8s/base/deployment.yaml',
      kind: 'Deployment',
      namespace: 'production',
      content: {
        spec: {
          replicas: 3,
          template: {
            spec: {
              serviceAccountName: 'app',
              containers: [
                { name: 'app', image: 'r.fr/app:1.4.2', livenessProbe: {}, resources: { limits: { cpu: 1 } } },
              ],
            },
          },
        },
      },
    },
    { kind: 'Secret', name: 'db', content: { stringData: { password: 'abc' } } },
  ])
})

it('production stands for the environments of one base, unless an application names another', () => {
  const dev = {
    'k8s/overlays/dev/kustomization.yaml': 'resources: [../../base]\nreplicas: [{ name: app, count: 1 }]\n',
  }
  const replicas = (texts: Readonly<Record<string, string>>) =>
    read(texts)
      .kubernetes.objects.filter(({ kind }) => kind === 'Deployment')
      .map(({ content }) => (content['spec'] as Record<string, unknown>)['replicas'])
  expect(replicas({ ...base, ...prod, ...dev })).toEqual([3])
  expect(
    replicas({
      ...base,
      ...prod,
      ...dev,
      'argo.yaml':
        'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: { name: a }\nspec: { source: { path: k8s/overlays/dev } }\n',
    }),
  ).toEqual([1])
})

it('what is taken from elsewhere is left to a person', () => {
  const { kubernetesProblems } = read({
    'k/kustomization.yaml': 'resources: ["https://example.org/all.yaml", missing.yaml]\n',
  })
  expect(kubernetesProblems).toMatchObject([{ forPerson: true }, { forPerson: true }])
})

it('an overlay that refers to itself ends', () => {
  expect(read({ 'k/kustomization.yaml': 'resources: [../k]\n' }).kubernetes.objects).toEqual([])
})

it('an ApplicationSet counts with the application that it makes, and keeps its holes', () => {
  const { kubernetes } = read({
    'argo/set.yaml':
      "apiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\nmetadata: { name: all }\nspec:\n  generators: []\n  template:\n    metadata: { name: '{{path.basename}}' }\n    spec: { source: { path: '{{path}}', targetRevision: HEAD }, syncPolicy: { automated: { selfHeal: true } } }\n",
  })
  expect(kubernetes.objects).toMatchObject([
    { kind: 'ApplicationSet' },
    { kind: 'Application', content: { spec: { source: { targetRevision: 'HEAD' } } } },
  ])
})

it('a template of another tool is left to a person, not passed over', () => {
  const { kubernetesProblems } = read({
    'deploy/app.yaml': 'apiVersion: v1\nkind: Service\nmetadata:\n{% if x %}\n  name: {{ name }}\n{% endif %}\n',
  })
  expect(kubernetesProblems).toMatchObject([{ forPerson: true, path: 'deploy/app.yaml' }])
})
