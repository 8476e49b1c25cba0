/** A secret that stands in a line never reaches a report, whichever check quotes the line. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { baselineOf } from './baseline.ts'
import { withoutSecrets } from './quotation.ts'
import { toHtml } from './report/html.ts'
import { toJson } from './report/json.ts'
import { toSarif } from './report/sarif.ts'
import { toText } from './report/text.ts'
import { rules } from './rules/index.ts'
import { check } from './run.ts'

let root = ''
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'socle-quotation-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

/** Lines that a check quotes for another reason than the secret that they hold. */
const planted: readonly (readonly [path: string, text: string, secret: string])[] = [
  ['Db.cs', 'string C = "Host=db;Username=app;Password=Zq7vTr9LmX2w;Trust Server Certificate=true;";\n', 'Zq7vTr9'],
  ['get.sh', '#!/bin/sh\ncurl -k -u deploy:Hk29sLq7Tz https://nexus.example.fr/a.tgz\n', 'Hk29sLq'],
  ['get2.sh', 'curl -k -H "Authorization: Bearer Yb71kQm3Zs8" https://a.example.fr/x\n', 'Yb71kQm'],
  ['get3.sh', 'wget --no-check-certificate --user=ci --password=Mn83kdPq2v https://a.example.fr/x\n', 'Mn83kdP'],
  ['get4.sh', 'buildah push --tls-verify=false --creds=robot:Wk55pTz0qL img docker://r.example.fr/img\n', 'Wk55pTz'],
  ['get5.sh', 'curl --insecure https://ci:Ra61vXn2Jd@nexus.example.fr/a.tgz\n', 'Ra61vXn'],
  ['a.py', 'requests.get(u, auth=("ci", "x"), headers={"X-Api-Key": "Dd40nWq8Ue1"}, verify=False)\n', 'Dd40nWq'],
  ['b.py', 'requests.post(u, data={"password": "Fz93hYt6Kc"}, verify=False)\n', 'Fz93hYt'],
  ['c.py', 'requests.get(u, params={"token": os.getenv("API_TOKEN", "Gs28jRb5Lv")}, verify=False)\n', 'Gs28jRb'],
  [
    'd.js',
    'fetch(u, { headers: { authorization: "Basic ZGVwbG95OlVuMTI=" }, agent: new Agent({ rejectUnauthorized: false }) })\n',
    'ZGVwbG95',
  ],
  [
    'e.js',
    'db.query("select * from t where token = \'ghp_16C7e42F292c6912E7710c838347Ae178B4a\' and n = \'" + req.query.n + "\'")\n',
    'ghp_16C7',
  ],
  ['f.go', 'tr := &tls.Config{InsecureSkipVerify: true, Password: "Ht64bNx7Pw"}\n', 'Ht64bNx'],
  ['g.rb', 'Net::HTTP.start(h, verify_mode: OpenSSL::SSL::VERIFY_NONE, api_key: "Jk17cMz9Qy")\n', 'Jk17cMz'],
  [
    'h.php',
    "<?php mysqli_query($c, \"SELECT 1 FROM t WHERE pass = 'Lv82dSf4Xo' AND n = '\" . $_GET['n'] . \"'\");\n",
    'Lv82dSf',
  ],
  [
    'Dockerfile',
    'FROM node:24.1.0\nRUN curl -u ci:Np35eGh1Ta https://x.example.fr/i.sh | sh\nADD https://ci:Qw90fKj6Rb@x.example.fr/a.tgz /a\nUSER 1000\n',
    'Np35eGh',
  ],
  ['docker/b.Dockerfile', 'FROM node:24.1.0\nADD https://ci:Qw90fKj6Rb@x.example.fr/a.tgz /a\nUSER 1000\n', 'Qw90fKj'],
  [
    'i.js',
    'el.innerHTML = "<a href=\'https://a.example.fr/?token=Sx46gLm3Uc\'>" + req.query.name + "</a>"\n',
    'Sx46gLm',
  ],
  ['j.py', 'f = open("/home/ci/x?password=Ux79hPq5Vd")\nf.read()\n', 'Ux79hPq'],
  ['k.sh', 'PGPASSWORD=Vy13jRt7We psql "sslmode=disable" -c "$1"; curl -k https://a.example.fr\n', 'Vy13jRt'],
  ['l.sh', 'mysql -u root -pWz58kTv9Xf --ssl-mode=DISABLED app\n', 'Wz58kTv'],
  // The quotation is cut in the middle of the secret.
  ['m.py', 'requests.get("https://a.example.fr/aa", verify=False, password="Xa21mVw4YgKr83Bd6c")\n', 'Xa21m'],
]

describe('no report shows a secret that stands in a quoted line', () => {
  it.each(planted)('%s', async (path, text, secret) => {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
    for (const language of ['fr', 'en'] as const) {
      const report = await check({ path: root, rules, language })
      expect(report.checks.flatMap(({ findings }) => findings.filter((one) => one.path === path))).not.toEqual([])
      // What --push sends is the report itself.
      const everywhere = {
        pushed: JSON.stringify(report),
        json: toJson(report),
        sarif: toSarif(report, rules, language),
        html: toHtml(report, rules, { language }),
        text: toText(report, rules, { language, colour: false }),
        baseline: JSON.stringify(baselineOf(report)),
      }
      for (const [where, written] of Object.entries(everywhere))
        expect([where, written.includes(secret)]).toEqual([where, false])
    }
  })
})

describe('a quotation', () => {
  it.each([
    'Verification switched off: fetch(url, { agent: new Agent({ rejectUnauthorized: false }) })',
    'Value pasted into a query: SELECT * FROM dossiers WHERE id = ${req.params.id}',
    'Refers to a file outside the repository: ../../partage/lib.sh',
    'Opened and never closed: f = open(path)',
    'Verification of a token switched off: jwt.decode(token, options={"verify_signature": False})',
    'http://localhost:8080',
    'Fixed version expected: node@sha256:2b1f0c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f9',
    '“password” is given a well-known default value (adm•••8).',
    'src/main/java/fr/exemple/GestionDesDroitsV2Controller.java:12',
  ])('without a secret stays as it is: %s', (text) => {
    expect(withoutSecrets(text)).toBe(text)
  })
})
