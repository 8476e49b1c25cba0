/** Small projects that pass and that fail the checks on what code does with data, identity and errors. */
import type { Advisory, History, HistoryMatch, Reviews } from '../facts.ts'
import { type Case, type CaseBook, files } from './cases.ts'
import { type Texts, known, project } from './hand-built.ts'

const doc = { 'README.md': '# Titres\n\nUne application de démonstration.' }
const npm = (dependencies: Record<string, string>): Texts => ({
  'package.json': JSON.stringify({ name: 'a', dependencies }),
})
const past =
  (text: string, changes: Partial<HistoryMatch> = {}, history: Partial<History> = {}): Case =>
  () => ({
    ...known({
      versionControl: { system: 'git', commit: 'a'.repeat(40), remoteHosts: [] },
      history: {
        commits: 3,
        versions: 4,
        shallow: false,
        matches: {
          assignedInCode: [
            {
              path: 'src/config.ts',
              line: 3,
              text,
              around: text,
              groups: { key: 'apiKey', value: 'kX93jd82Lq0zPwn4Rt6yBv1c', match: text },
              role: 'source',
              kind: 'code',
              comment: false,
              commit: 'b'.repeat(40),
              stillThere: false,
              ...changes,
            },
          ],
        },
        ...history,
      },
    }),
  })
const supplier = {
  'src/Fournisseur.cs':
    'public class Fournisseur\n{\n    [Required, MaxLength(90)] public string Nom { get; set; } = "";\n}\n',
}
const written = "apiKey = 'kX93jd82Lq0zPwn4Rt6yBv1c'"
const advisory: Advisory = {
  id: 'GHSA-xxxx',
  aliases: ['CVE-2026-0001'],
  summary: 'Boom',
  affected: [
    { ecosystem: 'npm', name: 'lodash', versions: [], ranges: [{ introduced: '0', fixed: '4.17.21' }] },
    { ecosystem: 'pip', name: 'PyYAML', versions: ['5.3'], ranges: [] },
    { ecosystem: 'maven', name: 'g:a', versions: [], ranges: [{ introduced: '1.0', lastAffected: '1.4.2' }] },
  ],
}
const against =
  (texts: Texts): Case =>
  (rule) => ({ ...project(rule, texts), ...known({ advisories: [advisory] }) })
const lock = (name: string, version: string): Texts => ({
  'package-lock.json': JSON.stringify({ packages: { [`node_modules/${name}`]: { version } } }),
})
const reviewed =
  (changes: Partial<Reviews>): Case =>
  () =>
    known({
      versionControl: { system: 'git', commit: 'a'.repeat(40), remoteHosts: [] },
      reviews: { commits: 50, merges: 0, requests: 0, approvals: 0, authors: 2, shallow: false, ...changes },
    })
const sql = (columns: string, table = 'users'): Texts => ({
  'db/schema.sql': `CREATE TABLE ${table} (\n${columns}\n);\n`,
})

const modes =
  'Mode lecture seule : socle mode read-only. Nouvelles connexions : drain. Fin des sessions : end sessions. Point de synchronisation. Niveau de trace.'

export const codeCases: CaseBook = {
  'repository/secrets-in-history': {
    pass: [past(written, { stillThere: true }), past(written, {}, { matches: {} })],
    fail: [past(written)],
    manual: [past(written, {}, { matches: {}, shallow: true })],
    'not-applicable': [
      () =>
        known({
          versionControl: { system: 'none', remoteHosts: [] },
          history: { commits: 0, versions: 0, shallow: false, matches: {} },
        }),
    ],
  },
  'repository/known-vulnerabilities': {
    pass: [
      against(lock('lodash', '4.17.21')),
      against({ 'poetry.lock': '[[package]]\nname = "pyyaml"\nversion = "6.0"\n' }),
    ],
    fail: [
      against(lock('lodash', '4.17.20')),
      against({ 'poetry.lock': '[[package]]\nname = "pyyaml"\nversion = "5.3"\n' }),
      against({
        'pom.xml':
          '<project><dependency><groupId>g</groupId><artifactId>a</artifactId><version>1.4.1</version></dependency></project>',
      }),
      against({ 'yarn.lock': '# yarn lockfile v1\n\nlodash@^4.0.0:\n  version "4.17.4"\n' }),
      against({ 'pnpm-lock.yaml': "lockfileVersion: '9.0'\npackages:\n  lodash@4.17.4:\n    resolution: {}\n" }),
      against({ 'gradle.lockfile': 'g:a:1.2=runtimeClasspath\n' }),
    ],
    manual: [against({ 'bun.lockb': '' })],
    'not-applicable': [against(doc)],
  },
  'repository/raw-html': {
    pass: [
      files({ 'a.php': '<?php $q = $_GET["q"] ?? "";\n$q = htmlspecialchars($q);\n?>\n<p><?= $q ?></p>\n' }),
      files({ 'a.php': '<?php $q = $_GET["q"] ?? "";\n$r = 1;\n?>\n<p><?= $r ?></p>\n' }),
      files({ 'src/A.vue': '<p>{{ text }}</p>' }),
      files({ 'src/a.ts': "element.innerHTML = ''" }),
      files({ 'src/a.ts': 'element.innerHTML = DOMPurify.sanitize(text)' }),
      files({ 'src/a.ts': '', 'src/a.test.ts': 'element.innerHTML = text' }),
    ],
    'not-applicable': [files({ 'src/a.test.ts': 'element.innerHTML = text' })],
    fail: [
      files({ 'a.php': '<?php\n$q = $_GET["q"] ?? "";\n?>\n<p><?= $q ?></p>\n' }),
      files({ 'a.php': '<?php\n$nom = trim($_POST["nom"]);\necho "<p>" . $nom . "</p>";\n' }),
      files({ 'src/A.vue': '<p v-html="comment.text"></p>' }),
      files({ 'src/a.ts': 'element.innerHTML = comment.text' }),
      files({ 'src/A.jsx': 'const a = <div dangerouslySetInnerHTML={{ __html: text }} />' }),
      files({ 'templates/a.html': '<p>{{ comment|safe }}</p>' }),
      files({ 'templates/a.blade.php': '<p>{!! $comment !!}</p>' }),
      files({ 'templates/a.twig': '<p>{{ comment|raw }}</p>' }),
      files({ 'templates/a.html': '<p th:utext="${comment}"></p>' }),
    ],
  },
  'repository/content-cleaning': {
    pass: [files({ ...sql('id int,\n comment text'), ...npm({ 'sanitize-html': '2.0.0' }) })],
    fail: [files({ ...sql('id int,\n comment text'), 'src/A.vue': '<p v-html="comment.text"></p>' })],
    manual: [files(sql('id int,\n comment text'))],
    'not-applicable': [files(doc)],
  },
  'repository/assembled-queries': {
    pass: [
      files({
        'a.php':
          '<?php $d = Dossier::whereRaw("statut = ?", [$r->input("statut")])->orderByRaw("depose_le desc")->get();',
      }),
      files({
        'src/b.php':
          "<?php\n$qb->where('d.etat = ' . Etat::OUVERT)->andWhere('d.parent = ' . $p . '.id')->andWhere('d.id = ' . $qb->createNamedParameter($id));\n",
      }),
      files({
        'src/a.ts': `return db.createQueryBuilder().where('d.ville = :ville', { ville }).andWhere('d.etat = ' + ETAT_OUVERT)`,
      }),
      files({ 'src/a.php': "<?php\n$qb->where('d.id = ' . $placeholder)->setParameter(1, $id);\n" }),
      files({ 'src/a.ts': "db.query('SELECT * FROM users WHERE id = $1', [id])" }),
      files({ 'src/a.ts': 'const found = await sql`SELECT * FROM users WHERE id = ${id}`' }),
      files({ 'src/a.py': "cursor.execute('SELECT * FROM users WHERE id = %s', (id,))" }),
      files({ 'src/a.ts': 'db.query(`SELECT ${columns} FROM ${table} WHERE id = $1`, [id])' }),
      files({ 'src/a.ts': "throw new Error('Select a file from ' + folder)" }),
    ],
    fail: [
      files({ 'a.php': '<?php $d = Dossier::whereRaw("statut = \'" . $r->input("statut") . "\'")->get();' }),
      files({ 'a.php': '<?php $d = Dossier::query()->orderByRaw($r->input("tri"))->get();' }),
      files({ 'a.rb': 'Dossier.order(Arel.sql(params[:tri]))' }),
      files({ 'src/a.ts': `return db.createQueryBuilder().select('d').where("d.ville = '" + ville + "'").getMany()` }),
      files({ 'src/a.php': `<?php\n$qb->select('d')->andWhere("d.ville = '" . $ville . "'");\n` }),
      files({
        'src/Search.php': "<?php\n$found = Dossier::whereRaw(\"objet = '{$request->input('objet')}'\")->get();\n",
      }),
      files({ 'src/a.ts': "db.query(`SELECT * FROM users WHERE name = '${name}'`)" }),
      files({ 'src/a.js': 'db.query("SELECT * FROM users WHERE id = " + req.params.id)' }),
      files({ 'src/a.py': 'cursor.execute(f"SELECT * FROM users WHERE name = \'{login}\'")' }),
      files({ 'src/a.py': 'cursor.execute("SELECT * FROM users WHERE name = \'%s\'" % login)' }),
      files({ 'src/A.java': 'String q = "SELECT * FROM users WHERE name = \'" + login + "\'";' }),
      files({ 'src/a.php': '$r = mysqli_query($c, "SELECT * FROM users WHERE id = $id");' }),
      files({ 'src/a.go': 'rows, err := db.Query(fmt.Sprintf("SELECT * FROM users WHERE name = \'%s\'", login))' }),
      files({ 'src/a.rb': 'User.where("SELECT * FROM users WHERE name = \'#{login}\'")' }),
    ],
  },
  'repository/hostile-input': {
    pass: [
      files({ 'src/A.cs': 'Process.Start("/bin/bash", "-c \\"systemctl is-active app\\"");' }),
      files({
        'vue.php':
          "<?php\n$vue = $_GET['vue'];\nif (!in_array($vue, ['liste', 'fiche'], true)) { exit; }\nrequire_once __DIR__ . '/vues/' . $vue . '.php';\n",
      }),
      files({ 'src/a.py': 'subprocess.run(["ls", folder])\nyaml.load(text, Loader=yaml.SafeLoader)' }),
      files({ 'src/a.ts': "exec('ls -l')" }),
    ],
    fail: [
      files({ 'src/A.cs': 'Process.Start("/bin/bash", $"-c \\"convert {name} out.pdf\\"");' }),
      files({ 'vue.php': "<?php\n$vue = $_GET['vue'];\nrequire_once __DIR__ . '/vues/' . $vue . '.php';\n" }),
      files({ 'src/a.ts': 'exec(`convert ${req.body.file} out.png`)' }),
      files({ 'src/a.py': 'os.system(f"convert {name} out.png")' }),
      files({ 'src/a.py': 'data = yaml.load(text)' }),
      files({ 'src/a.php': '<?php include $_GET["page"];' }),
      files({ 'src/a.php': '<?php $o = unserialize($_COOKIE["cart"]);' }),
      files({ 'src/A.java': 'Runtime.getRuntime().exec("convert " + name);' }),
      files({ 'src/a.js': 'const r = eval(req.query.formula)' }),
      files({ 'src/a.js': "res.sendFile('/data/' + req.params.name)" }),
    ],
  },
  'repository/certificate-verification': {
    pass: [
      files({ 'src/a.ts': 'const agent = new Agent({ ca })' }),
      files({ 'src/a.ts': 'rejectUnauthorized: options.insecure ? false : true,' }),
      files({
        'appsettings.json': '{\n  "Cartes": "Server=.\\\\SQLEXPRESS;Database=a;TrustServerCertificate=True"\n}',
      }),
      files({ 'messages.json': '{\n  "help": "With rejectUnauthorized: false, anybody may answer."\n}' }),
    ],
    fail: [
      files({ 'src/a.ts': 'const agent = new https.Agent({ rejectUnauthorized: false })' }),
      files({ 'src/a.py': 'requests.get(url, verify=False)' }),
      files({ 'smtp.json': '{\n  "rejectUnauthorized": false\n}' }),
      files({ 'appsettings.json': '{\n  "Cartes": "Data Source=sql.example.org;TrustServerCertificate=True"\n}' }),
      files({ 'application.properties': 'quarkus.tls."partenaire".trust-all=true\n' }),
      files({ 'src/a.go': 'cfg := &tls.Config{InsecureSkipVerify: true}' }),
      files({ 'src/A.java': 'client.setSSLHostnameVerifier(NoopHostnameVerifier.INSTANCE);' }),
      files({ 'src/a.php': 'curl_setopt($c, CURLOPT_SSL_VERIFYPEER, false);' }),
      files({ '.npmrc': 'strict-ssl=false\n' }),
      files({ 'deploy.sh': 'curl -k https://api.example.org/deploy' }),
    ],
  },
  'repository/forged-requests': {
    pass: [
      files({
        'src/Securite.java':
          'http.csrf(AbstractHttpConfigurer::disable)\n  .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS));\n',
      }),
      files({
        'src/vues.py':
          '@csrf_exempt\ndef recevoir(request):\n    if not hmac.compare_digest(signature(request.body), request.headers["X-Signature"]):\n        return HttpResponse(status=403)\n',
      }),
      files({
        'app/controllers/api/releves_controller.rb':
          'class RelevesController\n  skip_before_action :verify_authenticity_token\nend\n',
      }),
      files({
        'app/models/a.rb': 'class A\nend\n',
        'config/environments/test.rb': 'config.action_controller.allow_forgery_protection = false\n',
      }),
      files({ 'config/packages/framework.yaml': 'when@test:\n  framework:\n    csrf_protection: false\n' }),
      files({ 'src/Securite.java': 'http.csrf(Customizer.withDefaults()).oauth2Login(o -> {});\n' }),
    ],
    fail: [
      files({ 'src/Securite.java': 'http.oauth2Login(o -> {}).csrf(AbstractHttpConfigurer::disable);\n' }),
      files({ 'src/Securite.kt': 'http { csrf { disable() }\n  formLogin { } }\n' }),
      files({
        'depots/views.py': '@csrf_exempt\ndef deposer(request):\n    Depot.objects.create(nom=request.POST["nom"])\n',
      }),
      files({ 'config/packages/framework.yaml': 'framework:\n  csrf_protection: false\n' }),
      files({
        'app/controllers/application_controller.rb':
          'class ApplicationController < ActionController::Base\n  skip_before_action :verify_authenticity_token\nend\n',
      }),
      files({
        'Controllers/A.cs': '[HttpPost]\n[IgnoreAntiforgeryToken]\npublic IActionResult Supprimer(int id) => Ok();\n',
      }),
    ],
  },
  'repository/verified-tokens': {
    pass: [
      files({
        'src/a.js': 'const { id_token } = await exchange(req.query.code)\nconst { nom } = jwtDecode(id_token)\n',
      }),
      files({ 'a.py': 'claims = jwt.decode(request.headers["X"], key, algorithms=["RS256"])\n' }),
      files({ 'src/a.ts': 'const nom = jwtDecode(session.token).name\n' }),
      files({
        'src/a.js':
          'const { iss } = jwt.decode(req.cookies.token)\nreq.user = jwt.verify(req.cookies.token, keys[iss])\n',
      }),
      files({
        'src/Auth.cs':
          'var rules = new TokenValidationParameters {\n  ValidateIssuer = true, ValidateAudience = !environment.IsDevelopment() };',
      }),
      files({
        'src/a.ts': "const { payload } = await jwtVerify(token, keys, { issuer, audience, algorithms: ['RS256'] })",
      }),
      // Shown to whom it belongs; trusted by nobody.
      files({ 'src/menu.ts': "import { decodeJwt } from 'jose'\nconst name = decodeJwt(token).name" }),
      files({
        'src/Renewal.cs':
          'var rules = new TokenValidationParameters {\n  ValidateIssuer = true,\n  ValidateLifetime = false // the expired token is renewed\n};',
      }),
      files({
        'src/a.py':
          '# options={"verify_signature": False} would accept anybody\nclaims = jwt.decode(token, key, algorithms=["RS256"])',
      }),
    ],
    fail: [
      files({ 'src/a.js': 'const token = req.headers.authorization?.slice(7)\nreq.agent = jwtDecode(token)\n' }),
      files({ 'src/a.ts': 'req.user = jwtDecode(req.headers.authorization.slice(7))\n' }),
      files({ 'src/a.js': "import jwt from 'jsonwebtoken'\nreq.user = jwt.decode(req.cookies.token)\n" }),
      files({ 'src/a.js': "const droits = JSON.parse(Buffer.from(token.split('.')[1], 'base64'))\n" }),
      files({ 'a.php': '<?php $droits = json_decode(base64_decode(explode(".", $jeton)[1]));' }),
      files({ 'a.py': 'droits = json.loads(base64.urlsafe_b64decode(jeton.split(".")[1] + "=="))\n' }),
      files({ 'src/Auth.cs': 'options.TokenValidationParameters = new() {\n  ValidateIssuer = false,\n};' }),
      files({ 'src/a.py': 'claims = jwt.decode(token, options={"verify_signature": False})' }),
      files({ 'src/a.ts': "jwt.verify(token, key, { algorithms: ['RS256', 'none'] })" }),
      files({ 'src/a.go': 'verifier := provider.Verifier(&oidc.Config{SkipClientIDCheck: true})' }),
      files({ 'src/A.java': 'Claims c = Jwts.parser().build().parseClaimsJwt(jwt).getBody();' }),
    ],
  },
  'repository/debug-mode': {
    pass: [
      files({ Dockerfile: 'FROM python:3.13\nENV FLASK_APP=app.py FLASK_DEBUG=0\nUSER 1000\n' }),
      files({ 'compose.yaml': 'services:\n  web:\n    command: node server.js\n', 'a.js': '' }),
      files({ 'serve.py': 'if __name__ == "__main__":\n    app.run(debug=True)\n' }),
      files({ 'app/settings.py': 'DEBUG = False\n' }),
      files({ 'settings/dev.py': 'DEBUG = True\n' }),
      files({ 'app/settings.py': 'DEBUG = True\nif os.environ.get("PROD"):\n    DEBUG = False\n' }),
    ],
    fail: [
      files({ Dockerfile: 'FROM python:3.13\nENV FLASK_APP=app.py FLASK_DEBUG=1\nUSER 1000\n' }),
      files({
        'compose.yaml':
          'services:\n  web:\n    command: node --inspect=0.0.0.0:9229 server.js\n    ports: ["9229:9229"]\n',
      }),
      files({ 'serve.py': 'if __name__ == "__main__":\n    app.run(debug=True, host="0.0.0.0")\n' }),
      files({ 'app/settings.py': 'DEBUG = True\n' }),
      files({ 'app.py': 'app.run(host="0.0.0.0", debug=True)\n' }),
      files({ 'app/settings/base.py': 'KEY = os.environ["KEY"]\nDEBUG = True\nHOSTS = env("HOSTS")\n' }),
      files({ 'php.ini': 'display_errors = On\n' }),
      files({ '.env': 'APP_DEBUG=true\n' }),
      files({ 'src/main/resources/application.properties': 'server.error.include-stacktrace=always\n' }),
    ],
  },
  'repository/open-resources': {
    pass: [
      files({
        'call.go':
          'func ask(client *cache.Client, key string) (string, error) {\n\tres, err := client.Get(key)\n\treturn res, err\n}\n',
      }),
      files({ 'src/a.py': 'with open(path) as f:\n    text = f.read()\n' }),
      files({ 'src/A.java': 'try (var in = new FileInputStream(path)) { read(in); }' }),
    ],
    fail: [
      files({
        'call.go':
          'func ask(client *http.Client, url string) error {\n\tresp, err := client.Get(url)\n\treturn err\n}\n',
      }),
      files({ 'src/a.py': 'f = open(path)\ntext = f.read()\n' }),
      files({ 'src/A.java': 'InputStream in = new FileInputStream(path);\nread(in);' }),
      files({ 'src/a.go': 'f, err := os.Open(path)\nif err != nil { return err }\nread(f)' }),
    ],
    'not-applicable': [files(doc)],
  },
  'repository/openid-connect': {
    pass: [
      files(npm({ fastify: '5.0.0', 'openid-client': '6.0.0' })),
      files({ ...npm({ express: '5.0.0' }), 'src/a.ts': "const scope = 'openid email'" }),
      // A program that looks for calls of a directory calls none.
      files({
        ...npm({ fastify: '5.0.0', 'openid-client': '6.0.0' }),
        'src/scan.ts':
          "const hints = [\n  'ldap_bind(',\n]\nconst call = /\\bldap_bind\\s*\\(|\\bldap\\.initialize\\s*\\(/\n",
      }),
    ],
    fail: [
      files({ Gemfile: "gem 'rails', '8.0.1'\ngem 'omniauth-saml', '2.2.1'\n" }),
      files({ 'src/Security.java': 'http.saml2Login(withDefaults());\n' }),
      files({ 'apache/site.conf': '<Location />\n  AuthType Mellon\n  MellonEnable "auth"\n</Location>\n' }),
      files(npm({ express: '5.0.0', ldapjs: '3.0.0' })),
      files({ 'requirements.txt': 'django==5.0\ndjango-auth-ldap==5.0\n' }),
    ],
    manual: [files(npm({ express: '5.0.0' })), files(npm({ ldapjs: '3.0.0', 'openid-client': '6.0.0' }))],
    'not-applicable': [files(doc)],
  },
  'repository/agent-identity': {
    pass: [
      files({
        'src/Entity/Agent.php':
          '<?php\nuse Doctrine\\ORM\\Mapping as ORM;\n#[ORM\\Entity]\nclass Agent\n{\n    #[ORM\\Id, ORM\\Column] private ?int $id = null;\n    #[ORM\\Column(length: 20)] private string $rio;\n}\n',
      }),
      files(sql('id int,\n rio varchar(20),\n matricule varchar(20)', 'agents')),
      files({ 'src/a.ts': "const agentConnect = { claims: ['given_name', 'usual_name'] }" }),
    ],
    fail: [
      files({
        'src/Entity/Agent.php':
          '<?php\nuse Doctrine\\ORM\\Mapping as ORM;\n#[ORM\\Entity]\nclass Agent\n{\n    #[ORM\\Id, ORM\\Column] private ?int $id = null;\n    #[ORM\\Column(length: 20)] private string $matricule;\n}\n',
      }),
      files(sql('id int,\n matricule varchar(20)', 'agents')),
      files({ 'src/a.ts': 'proConnect.login()\nconst name = userinfo.preferred_username' }),
    ],
    manual: [files({ 'src/a.ts': 'proConnect.login()' })],
    'not-applicable': [files(doc)],
  },
  'repository/legal-persons': {
    pass: [
      files({ ...sql('id int,\n siret char(14)', 'companies'), 'src/a.ts': 'if (!luhn(siret)) refuse()' }),
      files({ 'src/a.py': 'siren = models.CharField(validators=[siren_validator])\nfrom stdnum.fr import siren' }),
    ],
    fail: [
      files(sql('id int,\n name text', 'companies')),
      files(sql('id int,\n siret char(14)', 'companies')),
      files({ 'src/A.vue': '<input v-model="siret">' }),
      files({
        ...supplier,
        'src/Contexte.cs': 'class Contexte : DbContext { public DbSet<Fournisseur> F => Set<Fournisseur>(); }',
      }),
    ],
    // What no context names is a class like another.
    'not-applicable': [files(doc), files(supplier)],
  },
  'repository/postal-addresses': {
    pass: [files(sql('adresse_ligne_4 varchar(38),\n code_postal char(5),\n commune text', 'adresses'))],
    fail: [
      files({
        'openapi.yaml':
          'openapi: 3.0.3\ninfo: { title: a, version: 1.0.0 }\npaths: {}\ncomponents:\n  schemas:\n    A:\n      type: object\n      properties: { nom: { type: string }, adresseDomicile: { type: string } }\n',
      }),
      files(sql('id int,\n postal_address text', 'people')),
    ],
    manual: [files(sql('street text,\n postcode text,\n city text', 'places'))],
    'not-applicable': [
      files({
        'openapi.yaml':
          'openapi: 3.0.3\ninfo: { title: a, version: 1.0.0 }\npaths: {}\ncomponents:\n  schemas:\n    A:\n      type: object\n      properties: { nom: { type: string }, adresseCourriel: { type: string } }\n',
      }),
      files(doc),
      files(sql('id int,\n address inet', 'nodes')),
    ],
  },
  'repository/archiving': {
    pass: [files({ 'docs/archives.md': 'Archivage intermédiaire par SEDA 2.3.' })],
    fail: [files({ 'docs/archives.md': 'Archivage intermédiaire : un export CSV est déposé chaque année.' })],
    manual: [files(doc)],
  },
  'repository/role-matrix': {
    pass: [
      files({ 'policies/access.cedar': 'permit(principal, action, resource);' }),
      files({ 'docs/rights.md': '# Rôles et habilitations\n' }),
    ],
    fail: [
      files({ 'internal/routes.go': 'admin := router.Group("/admin", requireRole("supervisor"))\n' }),
      files({ 'src/routes.ts': "app.get('/dossiers', verifierHabilitation('instructeur'), lire)\n" }),
      files({ 'src/A.java': '@PreAuthorize("hasRole(\'ADMIN\')")' }),
      files({ 'src/a.py': 'class V(APIView):\n    permission_classes = [IsAdmin]\n' }),
    ],
    manual: [
      files({ 'src/theatre.ts': "const part = playRole('Hamlet')\n" }),
      files({ 'src/a.ts': 'export const a = 1' }),
    ],
    'not-applicable': [files(doc)],
  },
  'repository/responsibilities': {
    pass: [
      files({ 'docs/equipe.md': '# Équipe\n\nMme Durand répond du produit, M. Petit de la technique.\n' }),
      files({ CODEOWNERS: '* @equipe-titres\n' }),
      files({ 'README.md': '# A\n\n## Responsables\n\nMarie' }),
    ],
    fail: [
      files({
        'README.md': '# A\n\n## The team\n\nWe meet on Mondays and share a calendar.\n\n## Running\n\n- npm start\n',
      }),
      files(doc),
      files({ CODEOWNERS: '# personne\n' }),
    ],
  },
  'repository/code-review': {
    pass: [reviewed({ requests: 2 }), reviewed({ approvals: 1 })],
    fail: [reviewed({})],
    manual: [reviewed({ commits: 3 }), reviewed({ shallow: true })],
    'not-applicable': [reviewed({ commits: 0 })],
  },
  'repository/vulnerability-reporting': {
    pass: [
      files({ 'SECURITY.md': '# Sécurité\n\nÉcrivez à securite@example.org.' }),
      files({ 'README.md': '# A\n\n## Reporting security issues\n\nMail us.' }),
    ],
    fail: [files(doc), files({ 'SECURITY.md': '# Sécurité\n\nLa sécurité est importante.' })],
  },
  'repository/data-dictionary': {
    pass: [
      files({
        'db/a.sql':
          'CREATE TABLE a (\n id int,\n n text\n);\nCREATE TABLE b (\n id int,\n n text\n);\nCREATE TABLE c (\n id int,\n n text\n);\n',
        'docs/dictionnaire.md': '# Dictionnaire des données\n\na, b, c',
      }),
    ],
    fail: [
      files({
        'db/a.sql':
          'CREATE TABLE aa (\n id int,\n n text\n);\nCREATE TABLE bb (\n id int,\n n text\n);\nCREATE TABLE cc (\n id int,\n n text\n);\n',
      }),
      files({
        'db/a.sql':
          'CREATE TABLE aa (\n id int,\n n text\n);\nCREATE TABLE bb (\n id int,\n n text\n);\nCREATE TABLE cc (\n id int,\n n text\n);\n',
        'docs/data-dictionary.md': '# Data dictionary\n\naa',
      }),
    ],
    'not-applicable': [files(doc)],
  },
  'repository/flat-files': {
    fail: [
      files({ 'src/a.py': 'w = csv.writer(out)' }),
      files({ 'src/Upload.vue': '<input type="file" accept=".csv">' }),
    ],
    manual: [
      files({ 'src/a.py': 'w = csv.writer(out)', 'docs/a.md': 'Le fichier CSV est demandé par la Cour des comptes.' }),
    ],
    'not-applicable': [files(doc)],
  },
  'repository/log-library': {
    pass: [
      files(npm({ fastify: '5.0.0' })),
      files({ ...npm({ express: '5.0.0', pino: '9.0.0' }), 'src/a.ts': 'log.info({}, "x")' }),
    ],
    fail: [
      files({
        'src/Recepteur.scala':
          'import akka.http.scaladsl.Http\nobject Recepteur {\n  def receive(m: String): Unit = {\n    println("received")\n    try store(m) catch {\n      case e: Exception =>\n        e.printStackTrace()\n    }\n  }\n}\n',
      }),
      files({ ...npm({ express: '5.0.0' }), 'src/a.ts': 'console.log(1)\nconsole.log(2)\nconsole.log(3)\n' }),
    ],
    manual: [files(npm({ express: '5.0.0' }))],
    'not-applicable': [files(doc)],
  },
  'repository/log-level': {
    pass: [
      files({
        'requirements.txt': 'fastapi==0.115.6\n',
        'log.py': 'logger.add(sys.stdout, level=settings.log_level)\n',
      }),
      files({ ...npm({ fastify: '5.0.0' }), 'src/config.ts': 'const logLevel = process.env.LOG_LEVEL' }),
    ],
    fail: [
      files({ 'main.go': 'logger := zerolog.New(os.Stdout).Level(zerolog.InfoLevel)\n' }),
      files({ 'Program.cs': 'builder.Logging.SetMinimumLevel(LogLevel.Warning);\n' }),
      files({ 'log.py': 'structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.INFO))\n' }),
      files({ ...npm({ fastify: '5.0.0' }), 'src/a.ts': "const log = pino({ level: 'info' })" }),
      files({ 'a.py': 'logging.basicConfig(level=logging.INFO)' }),
    ],
    manual: [files(npm({ fastify: '5.0.0' }))],
    'not-applicable': [files(doc)],
  },
  'repository/personal-data': {
    pass: [
      files(sql('id int,\n email text -- rgpd: identité, anonymisation: hachage')),
      files({ ...sql('id int,\n email text'), 'docs/rgpd.md': '# RGPD\n\n| users | email | identité |' }),
      files({
        'db/a.sql':
          "CREATE TABLE users (\n id int,\n email text\n);\nCOMMENT ON COLUMN users.email IS 'RGPD : identité';\n",
      }),
    ],
    fail: [
      files({
        'src/User.java':
          '@Document(collection = "users")\npublic class User {\n    private String lastName;\n    private String firstName;\n    private LocalDate birthDate;\n}\n',
      }),
      files({
        'app/models/usager.rb':
          'class Usager\n  include Mongoid::Document\n  field :nom, type: String\n  field :prenom, type: String\n  field :date_naissance, type: Date\nend\n',
      }),
      files(sql('id int,\n email text,\n date_naissance date')),
      files({ 'prisma/schema.prisma': 'model User {\n  id Int @id\n  email String\n}\n' }),
      files({
        'src/User.java':
          '@Entity\npublic class User {\n  private String firstName;\n  private LocalDate birthDate;\n}\n',
      }),
      files({
        'app/models.py':
          'class Agent(models.Model):\n    prenom = models.CharField(max_length=50)\n    telephone = models.CharField(max_length=20)\n',
      }),
      files({
        'db/1.ts':
          "await db.schema.createTable('people').addColumn('id', 'integer').addColumn('phone', 'text').execute()\n",
      }),
    ],
    'not-applicable': [files(doc), files(sql('id int,\n nom text', 'communes'))],
  },
  'repository/input-validation': {
    pass: [
      files({
        'pom.xml':
          '<project><dependencies><dependency><groupId>io.quarkus</groupId><artifactId>quarkus-rest-jackson</artifactId><version>3.17.5</version></dependency></dependencies></project>',
        'src/A.java':
          '@Path("/a")\npublic class A {\n  @POST\n  public Response save(@Valid Person person) {\n    return Response.ok(store.save(person)).build();\n  }\n}\n',
      }),
      files({ ...npm({ express: '5.0.0', zod: '4.0.0' }), 'src/a.ts': 'save(req.body)' }),
    ],
    fail: [
      files({ ...npm({ fastify: '5.2.0' }), 'src/a.js': "app.post('/a', async (req) => save(req.body))" }),
      files({
        'src/A.java':
          '@Path("/a")\npublic class A {\n  @POST\n  public Response save(Person person) {\n    return Response.ok(store.save(person)).build();\n  }\n}\n',
      }),
      files({ ...npm({ express: '5.0.0' }), 'src/a.ts': 'save(req.body)' }),
      files({ 'src/A.java': 'void save(@RequestBody Person p) {}' }),
    ],
    manual: [
      files({
        ...npm({ fastify: '5.2.0' }),
        'src/a.js': "app.post('/a', { schema: { body: person } }, async (req) => save(req.body))",
      }),
      files(npm({ fastify: '5.0.0' })),
    ],
    'not-applicable': [
      files({
        'src/Client.java':
          '@RegisterRestClient\npublic interface Client {\n  @POST\n  Person save(Person person);\n}\n',
      }),
      files(doc),
    ],
  },
  'repository/quality-gate': {
    pass: [
      files({
        '.gitlab-ci.yml': 'check:\n  script:\n    - bash ci/check.sh\n',
        'ci/check.sh': '#!/bin/bash\nset -euo pipefail\npytest\nexit 0\n',
      }),
      files({
        '.gitlab-ci.yml':
          'ruby-next:\n  image: ruby:4.0-rc\n  allow_failure: true\n  script: [bundle exec rspec]\nruby-a-l-essai:\n  allow_failure: true\n  script: [bundle exec rspec]\n',
      }),
      files({ '.gitlab-ci.yml': 'test:\n  script:\n    - npm test\n' }),
      files({ '.gitlab-ci.yml': 'nightly:\n  allow_failure: true\n  script:\n    - npm run benchmark\n' }),
    ],
    fail: [
      files({
        '.gitlab-ci.yml': 'check:\n  script:\n    - bash ci/check.sh\n',
        'ci/check.sh': '#!/bin/bash\npytest\nexit 0\n',
      }),
      files({ '.gitlab-ci.yml': 'essais:\n  image: ruby:3.4\n  allow_failure: true\n  script: [bundle exec rspec]\n' }),
      files({ '.gitlab-ci.yml': 'test:\n  allow_failure: true\n  script:\n    - npm test\n' }),
      files({ '.github/workflows/ci.yml': 'on: push\njobs:\n  a:\n    steps:\n      - run: npm audit || true\n' }),
      files({
        '.github/workflows/ci.yml':
          'on: push\njobs:\n  a:\n    continue-on-error: true\n    steps:\n      - run: pytest\n',
      }),
    ],
    'not-applicable': [files(doc)],
  },
  'repository/direct-models': {
    pass: [files({ 'src/a.ts': 'const base = config.aiUrl' })],
    fail: [
      files({ 'src/a.ts': "fetch('https://api.openai.com/v1/chat/completions')" }),
      files({ 'src/a.py': 'URL = "https://api.mistral.ai/v1"' }),
    ],
  },
  'repository/operations-modes': {
    pass: [
      files({
        'docs/operations/README.md': modes,
        'src/modes.ts':
          "setReadOnly(true)\nstate.draining = true // drain\nfunction drain() {}\nawait endAllSessions()\nawait createBackup(folder)\nlog.level = 'trace'\n",
      }),
    ],
    // Words alone prove nothing.
    manual: [
      files({
        'docs/exploitation/modes.md':
          '# Modes\n\nMode lecture : `m lecture`. Bloquer les connexions : `m bloquer`. Déconnecter les sessions : `m vider`. Point de reprise : `m point`. Activer le mode verbeux : `m -v`.\n',
      }),
      files({ 'docs/operations/README.md': modes }),
    ],
    fail: [
      files({
        'docs/exploitation/modes.md':
          '# Modes\n\nMode lecture : `m lecture`. Bloquer les connexions : `m bloquer`. Déconnecter les sessions : `m vider`. Point d’étape : `m point`. Activer le mode verbeux : `m -v`.\n',
      }),
      files(npm({ express: '5.0.0' })),
      files({ 'docs/operations/README.md': 'Démarrer, arrêter.' }),
      files({
        'src/Titres.java': '@Path("/titres")\npublic class Titres {\n  @GET public String un() { return ""; }\n}\n',
      }),
    ],
    'not-applicable': [
      files(doc),
      files({ 'src/Appel.java': '@Path("/titres")\npublic interface Appel {\n  @GET String un();\n}\n' }),
    ],
  },
}
