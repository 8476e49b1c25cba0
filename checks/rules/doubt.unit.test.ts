/** What the facts establish fails; what they only show is handed to a person, with its place. */
import { expect, it } from 'vitest'
import { classify } from '../collect/classify.ts'
import { judge } from '../judge.ts'
import { type Texts, project } from './hand-built.ts'
import { rules } from './index.ts'

const outcome = (id: string, files: Texts) => {
  const rule = rules.find((one) => one.id === id)
  if (rule === undefined) throw new Error(id)
  return judge(rule, project(rule, files))
}
const verdict = (id: string, files: Texts) => outcome(id, files).verdict

const compose = 'services:\n  db:\n    image: postgres\n    environment:\n      POSTGRES_PASSWORD: root\n'

it('hands the machines of the team to a person, and names them', () => {
  const { verdict, reason, findings } = outcome('repository/default-credentials', {
    'scripts/integrations/pg/docker-compose.yml': compose,
  })
  expect(verdict).toBe('manual')
  expect(reason?.en).toContain('scripts/integrations/pg/docker-compose.yml:5')
  expect(findings.map(({ path, aside }) => ({ path, aside }))).toEqual([
    { path: 'scripts/integrations/pg/docker-compose.yml', aside: true },
  ])
  expect(verdict).not.toBe(outcome('repository/default-credentials', { 'docker-compose.yml': compose }).verdict)
})

it('fails on what is established, and tells the rest beside it', () => {
  const { verdict, findings } = outcome('repository/default-credentials', {
    'docker-compose.yml': compose,
    'tools/trial/docker-compose.yml': compose,
  })
  expect(verdict).toBe('fail')
  expect(findings.map(({ path, aside }) => [path, aside])).toEqual([
    ['docker-compose.yml', undefined],
    ['tools/trial/docker-compose.yml', true],
  ])
})

it('still fails on what operates the product, and on what its root holds', () => {
  expect(
    verdict('repository/obsolete-cryptography', {
      'scripts/chiffrer-export.sh': '#!/bin/sh\nopenssl enc -des3 -salt -in export.csv -out export.enc\n',
    }),
  ).toBe('fail')
  expect(verdict('repository/default-credentials', { 'docker-compose.yml': compose })).toBe('fail')
})

it('takes a secret for one wherever it lies', () => {
  expect(
    verdict('repository/secrets', {
      'tools/deploy/deploy.sh': "export DB_PASSWORD='Xk29vQm7Lw_tR4'\n",
    }),
  ).toBe('fail')
})

it.each<[string, string, Texts, Texts]>([
  [
    'a base that only whoever builds knows',
    'manifest/container-base-image',
    { Dockerfile: 'ARG base_image=non-existing\nFROM $base_image\nUSER 10001\nCMD ["/app"]\n' },
    { Dockerfile: 'ARG base_image=alpine\nFROM $base_image\nUSER 10001\nCMD ["/app"]\n' },
  ],
  [
    'an image whose maker gave it an account',
    'manifest/container-user',
    { Dockerfile: 'FROM docker.elastic.co/logstash/logstash:8.15.0\nCOPY pipeline.conf /usr/share/logstash/\n' },
    { Dockerfile: 'FROM node:24.1.0\nCOPY . /app\nCMD ["node", "/app"]\n' },
  ],
  [
    'what an object keeps',
    'repository/open-resources',
    {
      'emetteur.py':
        'import socket\nclass Emetteur:\n    def __init__(self):\n        self.v4 = socket.socket(socket.AF_INET)\n',
    },
    {
      'lecture.py': 'import socket\ndef sonder():\n    v4 = socket.socket(socket.AF_INET)\n    v4.connect(("h", 1))\n',
    },
  ],
  [
    'what is handed to a function named after an end',
    'repository/open-resources',
    {
      'a.go':
        'package a\nfunc envoyer(c *http.Client, r *http.Request) error {\n\tresp, err := n.client.Do(r)\n\tif err != nil {\n\t\treturn err\n\t}\n\tdefer notify.Drain(resp)\n\treturn nil\n}\n',
    },
    {
      'a.go':
        'package a\nfunc envoyer(c *http.Client, r *http.Request) error {\n\tresp, err := n.client.Do(r)\n\tif err != nil {\n\t\treturn err\n\t}\n\tverifier(resp)\n\treturn nil\n}\n',
    },
  ],
  [
    'a field that is named after something else',
    'repository/local-passwords',
    { 'cle.html': '<input type="password" name="generate_passphrase1">\n' },
    { 'entree.html': '<input type="password" name="user_password">\n' },
  ],
  [
    'a reader of YAML made by another file',
    'repository/hostile-input',
    { 'lire.py': 'from outils import yaml\ndef lire(f):\n    return yaml.load(f)\n' },
    { 'lire.py': 'import yaml\ndef lire(f):\n    return yaml.load(f)\n' },
  ],
  [
    'a command of the program and its settings',
    'repository/hostile-input',
    {
      'dot.php': "<?php\n$path = cfg('automap', 'graphvizpath');\nexec('which ' . $path . ' 2>/dev/null', $lignes);\n",
    },
    { 'dot.php': "<?php\n$path = $_GET['path'];\nexec('which ' . $path . ' 2>/dev/null', $lignes);\n" },
  ],
  [
    'what lives in memory',
    'repository/embedded-scheduler',
    {
      'intern.go':
        'package a\nfunc init() {\n\tcleanupInterval := cacheExpire / 2\n\tticker := time.NewTicker(cleanupInterval)\n\tfor range ticker.C {\n\t\tintern.evict()\n\t}\n}\n',
    },
    {
      'purge.go':
        'package a\nfunc init() {\n\tticker := time.NewTicker(24 * time.Hour)\n\tfor range ticker.C {\n\t\tpurgerDossiers(db)\n\t}\n}\n',
    },
  ],
  [
    'a parameter that does not bear the mark of the project',
    'repository/configuration',
    {
      'package.json': '{"name": "calibre"}',
      'config.js': ['A', 'B', 'C', 'D'].map((x) => `const v${x} = process.env.CALIBRE_${x}\n`).join(''),
      'bureau.js': 'if (process.env.KDE_FULL_SESSION) start()\n',
    },
    {
      'package.json': '{"name": "calibre"}',
      'config.js': ['A', 'B', 'C', 'D'].map((x) => `const v${x} = process.env.CALIBRE_${x}\n`).join(''),
      'bureau.js': 'if (process.env.CALIBRE_THEME) start()\n',
    },
  ],
])('looks at %s, and fails on its neighbour', (_, id, doubtful, certain) => {
  expect(verdict(id, doubtful)).toBe('manual')
  expect(verdict(id, certain)).toBe('fail')
})

it.each<[string, string, Texts, Texts]>([
  [
    'a trim mark of ERB in a template of settings',
    'repository/raw-html',
    { 'reseau.erb': 'Address=<%= a %>\n<%- end %>\nGateway=<%= g %>\n' },
    { 'page.ejs': '<p><%- texte %></p>\n' },
  ],
  [
    'a template of settings',
    'repository/raw-html',
    { 'haproxy/macros.j2': 'option httpchk GET {{ version }}{{ "\\\\r\\\\n" | safe }}\n' },
    { 'pages/avis.j2': '<p>{{ avis | safe }}</p>\n' },
  ],
  [
    'a rank',
    'repository/raw-html',
    { 'vue.js': "div.innerHTML = (row.j + 1) + '.'\n" },
    { 'vue.js': "div.innerHTML = row.j + '.'\n" },
  ],
  [
    'a debugger that the command line asks for',
    'repository/debug-mode',
    { lancer: "case $1 in\n--debug) add '-Xrunjdwp:transport=dt_socket,address=8000,server=y'; continue;;\nesac\n" },
    { lancer: 'java -Xrunjdwp:transport=dt_socket,address=8000,server=y -jar app.jar\n' },
  ],
  [
    'a variable that the machine sets',
    'repository/hostile-input',
    { 'a.php': "<?php\n$path = $_SERVER['OMD_ROOT'] . '/hosttags.php';\nrequire_once($path);\n" },
    { 'a.php': "<?php\n$path = $_SERVER['HTTP_X_PAGE'] . '.php';\nrequire_once($path);\n" },
  ],
  [
    'the address of the page itself, in a browser',
    'repository/hostile-input',
    { 'a.js': "const url = new URL(location.href)\nurl.search = ''\n" },
    { 'a.js': 'const url = new URL(req.query.url)\nawait fetch(url)\n' },
  ],
  [
    'names of columns, and constants',
    'repository/assembled-queries',
    {
      'a.py':
        "db.executemany(f'DELETE FROM {self.table} WHERE book=? AND {lcol}=?', rows)\nq = f'UPDATE s SET d = {false} WHERE n = ?'\n",
    },
    { 'a.py': "db.execute(f'DELETE FROM books WHERE book={book}')\n" },
  ],
  [
    'a tree of XML',
    'repository/office-formats',
    { 'a.py': 'from xml.dom.minidom import Document\ndoc = Document()\n' },
    { 'a.py': 'from docx import Document\ndoc = Document()\n' },
  ],
  [
    'what a function of the program closes at the end',
    'repository/open-resources',
    {
      'a.go':
        'package a\nfunc f(p string) (err error) {\n\tfp, err := os.Open(p)\n\tdefer fs.CheckClose(fp, &err)\n\treturn nil\n}\n',
    },
    { 'a.go': 'package a\nfunc f(p string) (err error) {\n\tfp, err := os.Open(p)\n\tfp.Stat()\n\treturn nil\n}\n' },
  ],
])('does not fail on %s, and fails on its neighbour', (_, id, sound, defect) => {
  expect(verdict(id, sound)).not.toBe('fail')
  expect(verdict(id, defect)).toBe('fail')
})

it.each([
  ['deployment/logs-benchmark/docker-compose.yml', 'test'],
  ['fstest/testserver/run.sh', 'test'],
  ['example_project/settings.py', 'example'],
  ['MANUAL.html', 'documentation'],
  ['client/chunks/UserAvatar-BarR7CBd.js', 'generated'],
  ['client/chunks/user-settings.js', 'source'],
])('takes %s for %s', (path, role) => {
  expect(classify(path).role).toBe(role)
})
