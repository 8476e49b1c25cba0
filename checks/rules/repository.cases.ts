/** Small projects that pass and that fail each check on a repository. */
import type { CaseBook } from './cases.ts'
import { files } from './cases.ts'

const code = { 'src/index.ts': 'export const one = 1\n' }
const npm = (content: object): string => JSON.stringify({ name: 'application', ...content })
const chain = (...script: string[]): string =>
  `image: node:24.1\nverify:\n  script:\n${script.map((line) => `    - ${line}\n`).join('')}`
const long = 'Une application qui rend un service. '.repeat(12)
const openapi = (changes: object = {}): string =>
  JSON.stringify({
    openapi: '3.1.0',
    info: { title: 'Titres', version: '1.0.0' },
    servers: [{ url: 'https://api.example.org' }],
    components: { securitySchemes: { agents: { type: 'openIdConnect', openIdConnectUrl: 'https://id.example.org' } } },
    security: [{ agents: [] }],
    paths: { '/titles': { get: { responses: { 200: { description: 'ok', content: { 'application/json': {} } } } } } },
    ...changes,
  })
const upload = (accept: string): string => `<template><input type="file" accept="${accept}"></template>`

export const repositoryCases: CaseBook = {
  'repository/version-control': {
    pass: [files(code)],
    fail: [
      files(code, { versionControl: { system: 'none', remoteHosts: [] } }),
      files(code, { versionControl: { system: 'git', dirty: true, remoteHosts: [] } }),
    ],
  },
  'repository/self-contained': {
    pass: [
      files({ 'infra/prod/main.tf': 'module "network" {\n  source = "../modules/network"\n}\n' }),
      files({
        'services/api/requirements.txt': '-e ../commun\nflask==3.1.0\n',
        'packages/a/pubspec.yaml': 'dependencies:\n  b:\n    path: ../b\n',
      }),
      files(code),
    ],
    fail: [
      files({ 'infra/main.tf': 'module "network" {\n  source = "../../shared/network"\n}\n' }),
      files({ 'requirements-base.txt': '-e ../shared-geo\n' }),
      files({ 'pubspec.yaml': 'dependencies:\n  maps:\n    path: ../maps\n' }),
      files(code, { leaving: ['config/shared.json'] }),
    ],
  },
  'repository/readme': {
    pass: [
      files({
        'README.md': `# Titres\n${long}\n## Getting started\nFor further reference, please consider the following sections: installer, lancer.\n`,
      }),
      files({
        'README.md':
          '# Titres\n\n[![build](https://ci.example.org/a.svg)](https://ci.example.org/a/main/pipelines/latest) \n\nRegistre des titres de navigation, tenu par les capitaineries. Pour le lancer : `make demarrer`, pour l’essayer : `make essais`.\n',
      }),
      files({ 'README.md': `# Titres\n${long}` }),
      files({ 'LISEZMOI.md': long }),
    ],
    fail: [
      files({
        'README.md':
          '# Getting Started\n\n### Reference Documentation\nFor further reference, please consider the following sections:\n\n* [Official Gradle documentation](https://docs.gradle.org)\n* [Spring Web](https://docs.spring.io)\n',
      }),
      files({
        'README.md':
          '# Titres\n\n[![build](https://ci.example.org/a.svg)](https://ci.example.org/a/main/pipelines/latest) [![build](https://ci.example.org/a.svg)](https://ci.example.org/a/main/pipelines/latest) [![build](https://ci.example.org/a.svg)](https://ci.example.org/a/main/pipelines/latest) ',
      }),
      files({
        'README.md':
          '# README\n\nThis README would normally document whatever steps are necessary to get the application up and running. Things you may want to cover: Ruby version, dependencies.\n',
      }),
      files(code),
      files({ 'README.md': '# Titres' }),
      files({ 'docs/other.md': long }),
    ],
  },
  'repository/licence': {
    pass: [
      files({
        'Cargo.toml': '[package]\nname = "a"\nlicense = "MIT OR Apache-2.0"\n',
        'LICENSE-MIT': 'Permission is hereby granted, free of charge',
        'LICENSE-APACHE': 'Apache License\nVersion 2.0',
      }),
      files({
        LICENSE: 'Apache License\n   Version 2.0, January 2004',
        'package.json': npm({ license: 'Apache-2.0' }),
      }),
      files({ LICENSE: 'MIT', 'package.json': npm({ license: '(MIT OR Apache-2.0)' }) }),
      files({ 'LICENCE.md': 'Permission is hereby granted, free of charge, to any person' }),
    ],
    fail: [
      files(code),
      files({ 'package.json': npm({ license: 'Apache-2.0' }) }),
      files({ LICENSE: 'All rights reserved', 'package.json': npm({ license: 'UNLICENSED' }) }),
      files({ LICENSE: 'Nothing known' }),
    ],
  },
  'repository/secrets': {
    pass: [
      files({ 'src/a.sh': 'wget --user=ci --password=$NEXUS_PASSWORD https://nexus.example.fr/a.tgz\n' }),
      files({ 'src/a.js': 'const a = 1\n', 'dist/a.js': 'const apiKey = "kX93jd82Lq0zPwn4Rt6yBv1c"\n' }),
      files({
        'settings.py':
          'STORE_SECRET = os.getenv("STORE_SECRET", "replace-me-in-production")\nSECRET_NAME = os.getenv("SECRET_NAME", "application-store-secret")\n',
      }),
      files({
        'src/config.ts': [
          'const password = process.env.PASSWORD',
          "const token = 'your-token-goes-here-please'",
          "const secretName = 'kX93jd82Lq0zPwn4Rt6yBv1c'",
          "const resetToken = 'user.password.reset.token.expired'",
          "const header = '-----BEGIN PRIVATE KEY-----'",
          "const idempotencyToken = 'kX93jd82Lq0zPwn4Rt6yBv1c'",
        ].join('\n'),
        'test/config.test.ts': "const password = 'kX93jd82Lq0zPwn4Rt6yBv1c'",
        'deploy/values.yaml': 'secretKeyRef: application-database-1\npassword: ${DATABASE_PASSWORD}\n',
      }),
    ],
    fail: [
      files({ 'a.sh': 'wget --user=ci --password=Mn83kdPq2v https://nexus.example.fr/a.tgz\n' }),
      files({
        'package.json': '{"name":"a"}',
        'src/a.js': 'const a = 1\n',
        'dist/a.min.js': 'x=1;'.repeat(9000) + 'k="ghp_16C7e42F292c6912E7710c838347Ae178B4a"',
      }),
      files({
        'settings.py': 'STORE_SECRET = os.getenv("STORE_SECRET", "9f2c41d07ab35e68c1f04d92b7e6a835d0c4f1729ab86e53")\n',
      }),
      files({
        'src/main/resources/application.yml':
          'store:\n  secret: ${STORE_SECRET:9f2c41d07ab35e68c1f04d92b7e6a835d0c4f1729ab86e53}\n',
      }),
      files({ 'src/config.ts': "const apiKey = 'kX93jd82Lq0zPwn4Rt6yBv1c'" }),
      files({ 'application.properties': 'datasource.password=kX93jd82Lq0zPwn4Rt6yBv1c\n' }),
      files({
        'keys/server.pem': `-----BEGIN PRIVATE KEY-----\n${'MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcw'.repeat(3)}\n`,
      }),
      files({ '.env': `DEPLOY=${'glp'}at-${'aB3dE5fG7hI9jK1lM3nO'}\n` }),
    ],
  },
  'repository/default-credentials': {
    pass: [
      files({
        'a.js': 'if (field.type === "password" && password !== "") show()\nif (password === confirmation) ok()\n',
      }),
      files({ 'a.rb': 'user == ENV["LOGIN"] && password == ENV["MOT_DE_PASSE"]\n' }),
      files({
        'schema.yml': 'login:\n  user: string\n  password: string\n',
        'config.yml': 'smtp:\n  user: ${SMTP_USER}\n  password: ${SMTP_USER}\n',
      }),
      files({
        Dockerfile:
          'FROM redis:7.4\nENV REDIS_HOST=cache \\\n    REDIS_PASSWORD=${REDIS_PASSWORD}\nRUN configure \\\n    ADMIN_PASSWORD=admin\n',
      }),
      files({
        'docker-compose.yml': 'services:\n  db:\n    environment:\n      POSTGRES_PASSWORD: ${DB_PASSWORD}\n',
        'src/database.ts':
          '// postgres://user:password@localhost/db\nconst url = `postgres://${user}:${password}@${host}/db`',
        'src/locales/en.json': '{ "password": "password" }',
        'form.schema.json': '{ "type": "password" }',
      }),
      files({ '.gitlab-ci.yml': 'test:\n  variables: { CNX: "Server=mariadb;Uid=root;Pwd=root;Database=t" }\n' }),
    ],
    fail: [
      files({
        'config.ru': 'use Rack::Auth::Basic, "Suivi" do |user, pass|\n  user == "admin" && pass == "admin"\nend\n',
      }),
      files({ 'a.rb': 'http_basic_authenticate_with name: "admin", password: "secret"\n' }),
      files({ 'a.go': 'u, p, ok := r.BasicAuth()\nif !ok || u != "admin" || p != "admin123" {\n' }),
      files({ 'A.java': 'if ("admin".equals(login) && "changeit".equals(password)) {\n' }),
      files({
        'config/packages/security.yaml':
          "security:\n  providers:\n    m:\n      memory:\n        users:\n          controle: { password: 'controle', roles: ['ROLE_A'] }\n",
      }),
      files({ 'config.yml': 'smtp:\n  user: courrier\n  password: courrier\n' }),
      files({
        'db/Dockerfile':
          'FROM mariadb:11.4\nENV MARIADB_DATABASE=aid \\\n    MARIADB_ROOT_PASSWORD="root" \\\n    TZ=Europe/Paris\n',
      }),
      files({ 'docker-compose.yml': 'services:\n  db:\n    environment:\n      POSTGRES_PASSWORD: postgres\n' }),
      files({ 'src/database.ts': "const url = 'postgres://app:app2024@db.internal:5432/titles'" }),
      files({ Dockerfile: 'FROM debian:12.4\nENV ADMIN_PASSWORD=changeme\n' }),
      files({ 'src/users.ts': "await create({ username: 'admin', password: 'admin' })" }),
    ],
  },
  'repository/obsolete-cryptography': {
    pass: [
      files({
        'src/hash.ts': "createHash('sha256').update(x)\n// createHash('md5') was here\n",
        'src/http/etag.ts': "const etag = createHash('sha1').update(body).digest('base64')",
        'nginx.conf': 'ssl_protocols TLSv1.2 TLSv1.3;\n',
        'src/a.py': 'hashlib.md5(x, usedforsecurity=False)\n"""\nhashlib.md5(x)\n"""\n',
        'src/tls.ts': "connect({ minVersion: 'TLSv1.2' })",
      }),
    ],
    fail: [
      files({ 'src/sign.ts': "const seal = createHash('md5').update(document).digest('hex')" }),
      files({ 'src/Seal.java': 'MessageDigest.getInstance("SHA-1");' }),
      files({ 'src/seal.py': 'x = hashlib.sha1(document)' }),
      files({ 'nginx.conf': '  ssl_protocols TLSv1 TLSv1.1 TLSv1.2;\n' }),
      files({ 'src/tls.ts': "connect({ minVersion: 'TLSv1' })" }),
      files({ 'src/cipher.ts': "createCipheriv('des-ede3-cbc', key, iv)" }),
      files({ 'src/seal.php': '<?php $seal = md5($document);' }),
      files({ 'src/seal.go': 'import (\n\t"crypto/md5"\n)' }),
    ],
  },
  'repository/local-passwords': {
    pass: [
      files({
        'package.json': npm({ dependencies: { 'openid-client': '6.1.0' } }),
        'src/Login.vue': '<a href="/auth/login">Se connecter</a>',
      }),
    ],
    fail: [
      files({ 'a.py': 'hasher = PasswordHasher()\nhasher.verify(agent.empreinte, request.form["mdp"])\n' }),
      files({ 'package.json': npm({ dependencies: { bcryptjs: '3.0.0' } }) }),
      files({ 'src/Login.vue': '<template><input name="secret" type="password"></template>' }),
      files({ 'migrations/1.sql': 'create table users (\n  id uuid,\n  password_hash text not null\n)' }),
      files({ 'src/Auth.java': 'return new BCryptPasswordEncoder();' }),
    ],
  },
  'repository/browser-storage': {
    pass: [
      files({ 'src/login.js': "import Cookies from 'js-cookie'\nCookies.set('langue', 'fr')\n" }),
      files({
        'src/login.js':
          "import Cookies from 'cookies'\nconst jar = new Cookies(req, res)\ncookies.set('session_token', id)\n",
      }),
      files({ 'src/theme.ts': "localStorage.setItem('theme', 'dark')" }),
    ],
    fail: [
      files({ 'src/login.js': "import Cookies from 'js-cookie'\nCookies.set('access_token', answer.token)\n" }),
      files({ 'src/session.ts': "localStorage.setItem('access_token', answer.token)" }),
      files({ 'src/session.ts': 'sessionStorage.jwt = token' }),
    ],
  },
  'repository/embedded-scheduler': {
    pass: [
      files({ 'src/index.ts': 'export const schedule = []' }),
      // Shows that a command still works.
      files({ 'bin/build.js': "const dots = setInterval(() => process.stdout.write('.'), 5000)" }),
    ],
    fail: [
      files({ 'src/jobs.ts': "cron.schedule('0 3 * * *', () => purgeOldSessions())" }),
      files({ 'src/Jobs.java': '@Scheduled(cron = "0 0 3 * * *")\npublic void backupDatabase() {}' }),
      files({ 'deploy/crontab': '0 3 * * * backup\n' }),
    ],
    manual: [
      files({ 'package.json': npm({ dependencies: { 'node-cron': '4.0.0' } }) }),
      files({ 'src/jobs.ts': 'setInterval(() => process.stdout.write(remind(pending)), 5000)' }),
    ],
  },
  'repository/configuration': {
    pass: [
      files({
        'src/config.ts': 'export const port = process.env.PORT',
        'src/main.ts': "if (process.env.NODE_ENV === 'production') {}",
        'vite.config.ts': 'process.env.BASE',
      }),
      // The whole environment is handed to the one function that reads it, by each program of the package.
      files({
        'src/main.ts': "import { readConfig } from './config.ts'\nconst config = readConfig(process.env)\n",
        'src/restore.ts': "import { readConfig } from './config.ts'\nconst config = readConfig(process.env)\n",
        'src/git.ts': "spawnSync('git', ['log'], { env: { ...process.env, LC_ALL: 'C' } })",
      }),
      files({
        'src/settings.ts': 'export function read(\n  environment: NodeJS.ProcessEnv = process.env,\n): Settings {}',
      }),
      files({ 'src/settings.ts': 'const {\n  PORT,\n  SMTP_HOST,\n} = process.env' }),
      files({ 'src/config.ts': 'const { PORT } = process.env', 'src/main.ts': 'const { NODE_ENV } = process.env' }),
    ],
    fail: [
      files({
        'src/config.ts': 'export const port = process.env.PORT',
        'src/mail.ts': 'const host = process.env.SMTP_HOST',
      }),
      files({
        'src/config.ts': 'export const port = process.env.PORT',
        'src/mail.ts': 'const { SMTP_HOST: host } = process.env',
      }),
    ],
    manual: [
      files(code),
      // Two readers of the whole: which one holds the parameters is not told by these lines.
      files({ 'src/main.ts': 'const config = readConfig(process.env)', 'src/mail.ts': 'start(readMail(process.env))' }),
      files({ 'src/tool.ts': "spawnSync('git', ['log'], { env: process.env })" }),
    ],
  },
  'repository/lock-file': {
    pass: [
      files({ 'package.json': npm({ dependencies: { zod: '4.1.0' } }), 'package-lock.json': '{"packages":{}}' }),
      files({ 'requirements.txt': 'flask==3.0.0\n' }),
      files({
        'package.json': npm({ dependencies: { zod: '4.1.0' } }),
        'packages/a/package.json': npm({ dependencies: { zod: '4.1.0' } }),
        'yarn.lock': '',
      }),
    ],
    fail: [
      files({ 'package.json': npm({ dependencies: { zod: '4.1.0' } }) }),
      files({ 'requirements.txt': 'flask>=3\n' }),
    ],
    'not-applicable': [files(code)],
  },
  'repository/dependency-versions': {
    pass: [
      files({ 'requirements/base.txt': '--index-url https://depot.example.org/simple\ndjango==5.1.4\n' }),
      files({
        'pom.xml':
          '<project>\n<url>http://www.example.org/produit</url>\n<repositories><repository><url>https://paquets.example.org/m2</url></repository></repositories>\n<dependencies><dependency><groupId>a</groupId><artifactId>b</artifactId><version>1.0</version></dependency></dependencies></project>',
      }),
      files({
        'Cargo.toml':
          '[package]\nname = "a"\n[dependencies]\nb = { git = "https://forge.example.org/b", tag = "v1.2.0" }\n',
        Gemfile: "gem 'courrier', github: 'agence/courrier', ref: '9f2c41d07a'\n",
      }),
      files({ 'package.json': npm({ dependencies: { zod: '^4.1.0', own: 'workspace:*' } }) }),
    ],
    fail: [
      files({ 'requirements/prod.txt': '--index-url http://depot.example.org/simple\ndjango==5.1.4\n' }),
      files({ 'requirements/base.txt': 'django\npsycopg\n' }),
      files({
        'pom.xml':
          '<project>\n<repository><id>a</id><url>http://paquets.example.org/m2</url></repository>\n<dependencies><dependency><groupId>a</groupId><artifactId>b</artifactId><version>1.0</version></dependency></dependencies></project>',
      }),
      files({ 'Cargo.toml': '[package]\nname = "a"\n[dependencies]\nb = { git = "https://forge.example.org/b" }\n' }),
      files({ Gemfile: "gem 'rails', '8.0.1'\ngem 'courrier', github: 'agence/courrier'\n" }),
      files({ 'package.json': npm({ dependencies: { zod: '*' } }) }),
      files({ 'package.json': npm({ dependencies: { zod: 'git+https://github.com/colinhacks/zod.git#main' } }) }),
      files({ 'package.json': npm({ dependencies: { zod: 'http://example.org/zod.tgz' } }) }),
    ],
    'not-applicable': [files(code)],
  },
  'repository/software-inventory': {
    pass: [
      files({
        'package.json': '{"name": "a", "dependencies": {"zod": "4.1.0"}}',
        '.gitlab-ci.yml': 'image:\n  script:\n    - docker buildx build --sbom=true --push .\n',
      }),
      files({
        'package.json': npm({ dependencies: { zod: '4.1.0' } }),
        '.gitlab-ci.yml': chain('npm sbom --sbom-format cyclonedx > bom.json'),
      }),
      files({
        'package.json': npm({ dependencies: { zod: '4.1.0' } }),
        'package-lock.json': '{"packages":{"node_modules/zod":{"version":"4.1.0"}}}',
        'bom.json': '{"bomFormat":"CycloneDX","components":[{"name":"zod"}]}',
      }),
    ],
    fail: [
      files({
        'package.json': '{"name": "a", "dependencies": {"zod": "4.1.0"}}',
        '.gitlab-ci.yml': 'image:\n  script:\n    - docker buildx build --sbom=false --push .\n',
      }),
      files({ 'package.json': npm({ dependencies: { zod: '4.1.0' } }) }),
      files({
        'package.json': npm({ dependencies: { zod: '4.1.0' } }),
        'package-lock.json':
          '{"packages":{"node_modules/zod":{"version":"4.1.0"},"node_modules/pg":{"version":"8.0.0"}}}',
        'bom.json': '{"bomFormat":"CycloneDX","components":[{"name":"zod"}]}',
      }),
    ],
    'not-applicable': [files(code)],
  },
  'repository/vulnerability-scan': {
    pass: [
      files({
        'package.json': '{"name": "a", "dependencies": {"zod": "4.1.0"}}',
        '.gitlab-ci.yml': 'scan:\n  script:\n    - trivy fs --scanners vuln,secret .\n',
      }),
      files({
        'package.json': '{"name": "a", "dependencies": {"zod": "4.1.0"}}',
        '.github/workflows/a.yml':
          'on: push\njobs:\n  a:\n    steps:\n      - uses: aquasecurity/trivy-action@0.28.0\n        with: { scan-type: fs, scanners: "vuln,secret" }\n',
      }),
      files({ 'package.json': npm({ dependencies: { zod: '4.1.0' } }), '.gitlab-ci.yml': chain('trivy fs .') }),
      files({ 'package.json': npm({ dependencies: { zod: '4.1.0' } }), 'renovate.json': '{}' }),
    ],
    fail: [
      files({
        'package.json': '{"name": "a", "dependencies": {"zod": "4.1.0"}}',
        '.gitlab-ci.yml': 'scan:\n  script:\n    - trivy fs --scanners license,secret .\n',
      }),
      files({
        'package.json': '{"name": "a", "dependencies": {"zod": "4.1.0"}}',
        '.github/workflows/a.yml':
          'on: push\njobs:\n  a:\n    steps:\n      - uses: aquasecurity/trivy-action@0.28.0\n        with: { scan-type: config }\n',
      }),
      files({ 'package.json': npm({ dependencies: { zod: '4.1.0' } }), '.gitlab-ci.yml': chain('npm test') }),
    ],
    'not-applicable': [files(code)],
  },
  'repository/build-scripts': {
    pass: [
      files({ ...code, 'package.json': npm({ scripts: { build: 'vite build' } }) }),
      files({ 'src/Main.java': 'class Main {}', 'pom.xml': '<project></project>' }),
      files({ ...code, Makefile: 'build:\n' }),
    ],
    fail: [
      files({ 'src/Main.java': 'class Main {}' }),
      files({ 'src/Main.java': 'class Main {}', '.classpath': '<classpath/>' }),
    ],
    'not-applicable': [files({ 'README.md': long })],
  },
  'repository/coding-rules': {
    pass: [
      files({ ...code, 'eslint.config.js': "export default [{ rules: { eqeqeq: 'error' } }]" }),
      files({ 'src/a.py': 'x = 1', 'pyproject.toml': '[tool.ruff]\nline-length = 100\n' }),
    ],
    fail: [files(code), files({ ...code, 'eslint.config.js': 'export default []' })],
    'not-applicable': [files({ 'README.md': long })],
  },
  'repository/static-analysis': {
    pass: [
      files({
        ...code,
        '.gitlab-ci.yml': chain('npm run lint'),
        'package.json': npm({ scripts: { lint: 'eslint .' } }),
      }),
      files({
        ...code,
        '.github/workflows/ci.yml':
          'on: push\njobs:\n  a:\n    steps:\n      - uses: github/codeql-action/analyze@v3\n',
      }),
    ],
    fail: [files(code), files({ ...code, '.gitlab-ci.yml': chain('npm test') })],
    'not-applicable': [files({ 'README.md': long })],
  },
  'repository/tests': {
    pass: [
      files({
        'app/models/a.rb': 'class A\nend\n',
        'spec/spec_helper.rb': "require 'rspec'\n",
        'spec/a_spec.rb': "RSpec.describe A do\n  it('is') { expect(A.new).to be }\nend\n",
      }),
      files({ ...code, 'src/index.test.ts': '' }),
      files({ 'src/main/java/A.java': '', 'src/test/java/ATest.java': '' }),
    ],
    fail: [
      files({
        'app/models/a.rb': 'class A\nend\n',
        'spec/spec_helper.rb': "require 'rspec'\nRSpec.configure { |config| config.order = :random }\n",
      }),
      files(code),
    ],
    'not-applicable': [files({ 'README.md': long })],
  },
  'repository/tests-in-pipeline': {
    pass: [
      files({
        ...code,
        'azure-pipelines.yml': 'steps:\n  - task: DotNetCoreCLI@2\n    inputs:\n      command: test\n',
      }),
      files({ ...code, '.gitlab-ci.yml': chain('npm ci', 'npm test') }),
      files({ ...code, '.ci/run': '#!/bin/sh\nnode scripts/verify.js\n', 'scripts/verify.js': "run('vitest run')" }),
      files({ ...code, '.gitlab-ci.yml': chain('make verify'), Makefile: 'verify:\n\tgo test ./...\n' }),
    ],
    fail: [
      files({
        ...code,
        'azure-pipelines.yml': 'steps:\n  - task: DotNetCoreCLI@2\n    inputs:\n      command: publish\n',
      }),
      files(code),
      files({ ...code, '.gitlab-ci.yml': chain('npm run build') }),
    ],
    'not-applicable': [files({ 'README.md': long })],
  },
  'repository/coverage-threshold': {
    pass: [
      files({ ...code, 'vitest.config.ts': 'export default { test: { coverage: { thresholds: { lines: 100 } } } }' }),
      files({ ...code, 'package.json': npm({ jest: { coverageThreshold: { global: { lines: 100 } } } }) }),
    ],
    fail: [files(code), files({ ...code, 'vitest.config.ts': 'export default {}' })],
    'not-applicable': [files({ 'README.md': long })],
  },
  'repository/pipeline': {
    manual: [
      files({ '.zuul.yaml': '- project: { check: { jobs: [unit] } }\n' }),
      files({ '.cirrus.yml': 'task:\n  script: make\n' }),
    ],
    pass: [
      files({ '.cirrus.yml': 'task:\n  script: make\n', '.gitlab-ci.yml': chain('npm test') }),
      files({
        '.github/workflows/ci.yml':
          'on: push\njobs:\n  ci:\n    steps:\n      - uses: actions/checkout@v4\n      - run: make\n',
        '.github/workflows/stale.yml': 'on: push\njobs:\n  a:\n    steps:\n      - uses: actions/stale@v9\n',
      }),
      files({ '.gitlab-ci.yml': chain('npm test') }),
    ],
    fail: [
      files({
        '.github/workflows/labels.yml':
          'on: pull_request\njobs:\n  label:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/checkout@v4\n      - uses: actions/labeler@v5\n',
      }),
      files(code),
      files({ '.gitlab-ci.yml': 'stages: [test]\n' }),
    ],
  },
  'repository/architecture-decisions': {
    pass: [
      files({ 'docs/adr/0001-base.md': '# Base\n\n## Context and Problem Statement\n\n## Decision Outcome\n' }),
      files({ 'docs/adr/0001.md': '# Base\n## Contexte et problème\n## Décision\n', 'docs/adr/README.md': '# Liste' }),
    ],
    fail: [files(code), files({ 'docs/adr/0001-base.md': '# Base\n\nNous avons choisi.\n' })],
  },
  'repository/operations-book': {
    pass: [
      files({
        'docs/operations/demarrer.md': '# Démarrer et arrêter le service\n\n`./outil demarrer`\n',
        'docs/operations/sauvegarde.md': '# Sauvegarder et restaurer les données\n\n`./outil sauvegarde`\n',
        'docs/operations/supervision.md':
          '# Superviser avec le tableau de bord partagé de la direction, puis les alertes : superviser le service et ses files\n\n`./outil supervision`\n',
        'docs/operations/reprise.md': '# Reprendre après un sinistre, sur le second site\n\n`./outil reprise`\n',
      }),
      files({
        'docs/operations/README.md': `${long} Démarrer, arrêter, sauvegarder, restaurer, superviser, plan de reprise après sinistre.`,
      }),
    ],
    fail: [files(code), files({ 'docs/operations/README.md': `${long} Démarrer et arrêter.` })],
  },
  'repository/api-description': {
    pass: [files({ 'openapi.json': openapi() })],
    fail: [
      files({ 'package.json': npm({ dependencies: { express: '5.0.0' } }) }),
      files({ 'openapi.json': openapi({ openapi: undefined, swagger: '2.0' }) }),
      files({ 'api.yaml': 'openapi: 3.0.3\ninfo:\n  title: Vide\n  version: "1"\npaths: {}\n' }),
    ],
    manual: [files({ 'package.json': npm({ dependencies: { fastify: '5.0.0', '@fastify/swagger': '9.0.0' } }) })],
    'not-applicable': [files(code)],
  },
  'repository/api-security': {
    pass: [
      files({ 'openapi.json': openapi() }),
      files({ 'openapi.json': openapi({ paths: { '/health': { get: { security: [], responses: {} } } } }) }),
    ],
    fail: [
      files({ 'openapi.json': openapi({ components: {} }) }),
      files({ 'openapi.json': openapi({ security: undefined }) }),
      files({ 'openapi.json': openapi({ paths: { '/titles': { get: { security: [], responses: {} } } } }) }),
    ],
    'not-applicable': [files(code)],
  },
  'repository/api-profile': {
    pass: [
      files({ 'openapi.json': openapi() }),
      files({ 'openapi.json': openapi({ servers: [{ url: 'http://localhost:8080' }] }) }),
    ],
    fail: [
      files({ 'openapi.json': openapi({ servers: [{ url: 'http://api.example.org' }] }) }),
      files({
        'openapi.json': openapi({ components: { securitySchemes: { basic: { type: 'http', scheme: 'basic' } } } }),
      }),
      files({
        'openapi.json': openapi({
          paths: { '/titles': { get: { responses: { 200: { content: { 'application/xml': {} } } } } } },
        }),
      }),
    ],
    'not-applicable': [files(code)],
  },
  'repository/soap': {
    pass: [
      files({ ...code, 'docs/history.md': 'SoapClient, schemas.xmlsoap.org/soap/envelope' }),
      files({
        'a.csproj':
          '<Project><ItemGroup><PackageReference Include="ServiceModel.Grpc" Version="1.9.0" /></ItemGroup></Project>',
        'src/ITitres.cs': '[ServiceContract]\npublic interface ITitres { }\n',
      }),
    ],
    fail: [
      files({
        'a.csproj': '<Project><ItemGroup><PackageReference Include="SoapCore" Version="1.1.0" /></ItemGroup></Project>',
        'src/ITitres.cs': '[ServiceContract]\npublic interface ITitres { }\n',
      }),
      files({ 'src/titles.wsdl': '<definitions/>' }),
      files({ 'package.json': npm({ dependencies: { soap: '1.0.0' } }) }),
      files({ 'src/call.php': '<?php $client = new SoapClient($address);' }),
      files({ 'src/call.ts': "const envelope = 'http://schemas.xmlsoap.org/soap/envelope/'" }),
    ],
  },
  'repository/office-formats': {
    pass: [
      files({ 'src/export.ts': "reply.type('application/vnd.oasis.opendocument.spreadsheet')" }),
      files({
        'src/types.ts': ['audio/mpeg', 'video/mp4', 'font/woff', 'audio/ogg', 'application/msword']
          .map((type) => `'${type}',`)
          .join('\n'),
      }),
    ],
    fail: [
      files({ 'src/Export.java': 'var book = new SXSSFWorkbook(windowSize);\n' }),
      files({ 'src/export.ts': "reply.type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')" }),
      files({ 'package.json': npm({ dependencies: { exceljs: '4.4.0' } }) }),
      files({ 'src/Upload.vue': upload('.pdf,.docx') }),
    ],
  },
  'repository/exchanged-images': {
    pass: [files({ 'src/Upload.vue': upload('image/png, image/jpeg') })],
    fail: [
      files({
        'app/Http/Requests/Envoi.php': "<?php\n$rules = ['photo' => ['file', 'mimetypes:image/jpeg,image/webp']];\n",
      }),
      files({ 'src/Upload.vue': upload('image/png,image/webp') }),
    ],
    'not-applicable': [files(code)],
  },
  'repository/exchanged-media': {
    pass: [
      files({
        'src/Upload.vue': upload('video/mp4'),
        'app/Http/Requests/Envoi.php': "<?php\n$rules = ['film' => 'file|mimetypes:video/mp4,audio/mpeg'];\n",
      }),
      files({ 'src/Upload.vue': upload('video/mp4') }),
    ],
    fail: [
      files({ 'app/Http/Requests/Envoi.php': "<?php\n$rules = ['son' => 'file|mimetypes:audio/mpeg,audio/ogg'];\n" }),
      files({ 'record.ts': "spawn('ffmpeg', ['-i', source, '-c:a', 'libvorbis', target])\n" }),
      files({ 'record.rb': "system('ffmpeg', '-i', source, '-f', 'ogg', target)\n" }),
      files({ 'src/Upload.vue': upload('.avi') }),
    ],
    'not-applicable': [
      files({ 'app/Http/Requests/Autre.php': "<?php\n$rules = ['film' => 'file|mimetypes:image/png'];\n" }),
      files(code),
    ],
  },
  'repository/exchanged-geography': {
    pass: [
      files({
        'layers.py': 'layer.to_file(folder / "parcels.shp", driver="ESRI Shapefile")\n',
        'src/Upload.vue': '<template><input type="file" accept=".shp"></template>',
      }),
      files({ 'src/Upload.vue': upload('.shp') }),
    ],
    fail: [
      files({ 'layers.py': 'layer.to_file(folder / "parcels.gpkg")\n' }),
      files({ 'api/views.py': 'class Trees(GeoJSONLayerView):\n    model = Tree\n' }),
      files({ 'src/Upload.vue': upload('.geojson') }),
    ],
    'not-applicable': [files(code)],
  },
  'repository/xml-schema': {
    pass: [
      files({
        'data/titles.xml': '<?xml version="1.0"?>\n<titles xmlns:xsi="x" xsi:noNamespaceSchemaLocation="titles.xsd"/>',
      }),
    ],
    fail: [files({ 'data/titles.xml': '<?xml version="1.0"?>\n<!-- xsi:schemaLocation="no" -->\n<titles/>' })],
    'not-applicable': [files({ 'pom.xml': '<project/>' })],
  },
  'repository/server-framework': {
    pass: [
      files({
        ...java(6),
        'pom.xml':
          '<project><dependency><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-web</artifactId></dependency></project>',
      }),
    ],
    fail: [
      files({ 'compte.php': "<?php\nsession_start();\necho $_SESSION['nom'];\n" }),
      files({
        ...java(6),
        'src/main/java/Page.java': 'class Page extends HttpServlet {}',
        'pom.xml': '<project></project>',
      }),
    ],
    'not-applicable': [
      files({
        'src/Sum.php': '<?php\nfinal class Sum { public function of(int ...$all): int { return array_sum($all); } }\n',
      }),
      files(code),
      files({ ...java(6), 'pom.xml': '<project></project>' }),
    ],
  },
}

function java(count: number): Record<string, string> {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`src/main/java/A${index}.java`, 'class A {}']))
}
