import { expect, it } from 'vitest'
import { judge } from '../../judge.ts'
import { project } from '../hand-built.ts'
import { containerImage } from './container-image.ts'

const judged = (texts: Readonly<Record<string, string>>): { verdict: string; told: string[] } => {
  const { verdict, findings } = judge(
    containerImage,
    project(containerImage, { Dockerfile: 'FROM node:24.11-slim\n', ...texts }),
  )
  return { verdict, told: findings.map(({ path, line, message }) => `${path}:${line} ${message.en}`) }
}

it('tells beside the verdict that a chain of GitLab works in an image without a version', () => {
  expect(
    judged({
      '.gitlab-ci.yml': `image: golang:latest
essais:
  image:
    name: "registry.example.org/tools/phpunit"
    entrypoint: ['']
  services: [postgres]
  script: [go test ./...]
`,
    }),
  ).toEqual({
    verdict: 'pass',
    told: [
      '.gitlab-ci.yml:1 The chain works in “golang:latest”, which has no fixed version.',
      '.gitlab-ci.yml:3 The chain works in “registry.example.org/tools/phpunit”, which has no fixed version.',
    ],
  })
})

it('tells it of a chain of GitHub, and not of the services that it starts and throws away', () => {
  expect(
    judged({
      '.github/workflows/ci.yml': `on: [push]
jobs:
  a:
    container: node:latest
    services:
      base:
        image: postgres
  b:
    container:
      image: python
    steps: [{ run: pytest }]
`,
    }).told,
  ).toEqual([
    '.github/workflows/ci.yml:4 The chain works in “node:latest”, which has no fixed version.',
    '.github/workflows/ci.yml:10 The chain works in “python”, which has no fixed version.',
  ])
})

it('says nothing of a version, of a variable, nor of a file that is no chain', () => {
  expect(
    judged({
      '.gitlab-ci.yml': 'image: golang:1.25.3\na: { image: "$CI_REGISTRY_IMAGE/tools", script: [make] }\n',
      'values.yaml': 'image: golang\n',
    }),
  ).toEqual({ verdict: 'pass', told: [] })
})
