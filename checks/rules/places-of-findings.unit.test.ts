/** A finding is told at the place of the fact: people open the file there. */
import { expect, it } from 'vitest'
import { judge } from '../judge.ts'
import { project } from './hand-built.ts'
import { rules } from './index.ts'

const manifest = `# Two objects, and a comment at the margin.
apiVersion: v1
kind: Secret
metadata:
  name: base
type: Opaque
data:
  password: cXVlbHF1ZWNob3Nl
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: base
spec:
  template:
    spec:
      volumes:
        - name: donnees
          emptyDir: {}
      initContainers:
        - name: attente
          image: registre.example.fr/attente
      containers:
        - name: base
          image: postgres:latest
          volumeMounts:
            - name: donnees
              mountPath: /var/lib/postgresql/data
          env:
            - name: LANG
              value: fr_FR.UTF-8
            - name: POSTGRES_PASSWORD
              value: Zq7mKp2xLv9RtW3n
          securityContext:
            privileged: true
        - name: mesures
          image: registre.example.fr/mesures:1.2.0
          resources:
            requests:
              cpu: 10m
`

it.each([
  ['manifest/workload-image', [22, 25]],
  ['manifest/probes', [24, 36]],
  ['manifest/resources', [24, 38]],
  ['manifest/security-context', [21, 34, 36]],
  ['manifest/persistent-storage', [18]],
  ['manifest/plain-secrets', [7, 32]],
])('%s', (id, lines) => {
  const rule = rules.find((one) => one.id === id)
  expect(rule).toBeDefined()
  if (rule === undefined) return
  const { findings } = judge(rule, project(rule, { 'deploy/base.yaml': manifest }))
  expect([...new Set(findings.map(({ line }) => line))].toSorted((a, b) => (a ?? 0) - (b ?? 0))).toEqual(lines)
})

it('a workspace of Cargo without a lock is told once, at its root', () => {
  const rule = rules.find(({ id }) => id === 'repository/lock-file')
  expect(rule).toBeDefined()
  if (rule === undefined) return
  const member = '[package]\nname = "a"\nversion = "1.0.0"\n[dependencies]\nserde = "1"\n'
  const { findings } = judge(
    rule,
    project(rule, {
      'Cargo.toml': '[workspace]\nmembers = ["crates/*"]\n',
      'crates/a/Cargo.toml': member,
      'crates/b/Cargo.toml': member,
    }),
  )
  expect(findings.map(({ path }) => path)).toEqual(['Cargo.toml'])
})
