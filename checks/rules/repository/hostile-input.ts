import { failIfAny, finding, rule } from '../../rule.ts'
import { received } from './received.ts'

const input = `(?:${received})`

export const hostileInput = rule({
  id: 'repository/hostile-input',
  source: 'repository',
  requirements: ['GI:1420', 'GI:1110'],
  title: { fr: 'Aucune donnée reçue n’est exécutée', en: 'No received data is executed' },
  failureTitle: { fr: 'Des données reçues peuvent être exécutées', en: 'Received data may be executed' },
  why: {
    fr: 'Une donnée qui devient commande, code, chemin ou objet donne à son auteur les droits du serveur.',
    en: 'Data that becomes a command, code, a path or an object gives its author the rights of the server.',
  },
  mend: {
    fr: 'Passez les arguments en liste sans interpréteur, lisez des formats de données simples, comparez les chemins à une liste.',
    en: 'Pass arguments as a list without a shell, read plain data formats, compare paths with a list.',
  },
  left: {
    fr: 'Le chemin que suit une donnée entre deux fonctions : une analyse de flux (CodeQL, Semgrep) le voit.',
    en: 'The way that data takes between two functions: flow analysis (CodeQL, Semgrep) sees it.',
  },
  needs: ['matches'],
  looksFor: {
    shell: {
      hints: [
        'open(',
        'exec(',
        'system(',
        'popen(',
        'shell=true',
        'execsync(',
        'passthru(',
        'shell_exec(',
        '"-c"',
        "'-c'",
        '/c',
        '#{params[',
        '#{ params[',
        'processbuilder',
        'process.start',
        'arguments =',
        'command::new',
        'qx',
        'spawn(',
        'io.popen',
        'subprocess.',
        'open3.',
        'exec.command',
        'exec.commandcontext',
        '= `',
      ],
      expression: new RegExp(
        [
          String.raw`(?:child_process\.|\bcp\.|(?<![.\w>$]))(?:exec|execSync)\s*\(\s*(?:\x60[^\x60]*\$\{|["'][^"']*["']\s*\+)`,
          String.raw`\bos\.(?:system|popen)\s*\(\s*(?:f["'][^"']*\{|["'][^"']*["']\s*(?:\+|%)|[a-z_]+\s*\+)`,
          String.raw`\bsubprocess\.\w+\s*\(\s*(?:f["'][^"']*\{|["'][^"']*["']\s*(?:\+|%|\.format)).*shell\s*=\s*True`,
          String.raw`\b(?:system|exec|passthru|shell_exec|popen|proc_open)\s*\(\s*[^)]*\$_(?:GET|POST|REQUEST|COOKIE)`,
          String.raw`Runtime\.getRuntime\(\)\.exec\s*\(\s*(?:"[^"]*"\s*\+|\w*\+)`,
          String.raw`exec\.Command\s*\(\s*"(?:sh|bash|cmd)"\s*,\s*"-?/?c"\s*,\s*(?:fmt\.Sprintf|\w+\s*\+|"[^"]*"\s*\+)`,
          String.raw`(?<![.\w])(?:system|exec|spawn|Open3\.\w+|IO\.popen|%x)\s*[({]?\s*["']?[^"'\n]*#\{(?!\s*(?:Shellwords|Rails\.root))`,
          String.raw`(?:system|exec|popen|\x60)[^\n]*#\{\s*params\[`,
          String.raw`(?:child_process\.|(?<![.\w>$]))(?:execSync|exec|spawn|spawnSync)\s*\(\s*(?:${received})`,
          String.raw`\bsubprocess\.\w+\s*\(\s*(?:${received}|\w+)[^)]*,\s*shell\s*=\s*True`,
          String.raw`\bsubprocess\.\w+\s*\(\s*["'][^"']*["']\s*\.format\(`,
          String.raw`\b(?:system|exec|passthru|shell_exec|popen|proc_open)\s*\(\s*(?:"[^"\n]*\{?\$\w|["'][^"'\n]*["']\s*\.\s*\$(?!\w*(?:safe|escaped|arg)))`,
          String.raw`\bnew\s+ProcessBuilder\s*\(\s*(?:List\.of\s*\()?\s*"(?:/bin/)?(?:sh|bash|cmd(?:\.exe)?)"\s*,\s*"[-/]c"\s*,\s*(?:"[^"]*"\s*\+|\w+\s*[+)]|String\.format)`,
          String.raw`Runtime\.getRuntime\(\)\.exec\s*\(\s*(?:String\.format|new\s+String\[\]\s*\{\s*"(?:/bin/)?(?:sh|bash|cmd)"\s*,\s*"[-/]c"\s*,\s*(?:"[^"]*"\s*\+|[a-z]))`,
          String.raw`exec\.Command(?:Context)?\s*\(\s*(?:\w+\s*,\s*)?"(?:/bin/)?(?:sh|bash|cmd)"\s*,\s*"[-/]c"\s*,\s*(?:[a-z]\w*\b|"[^"]*"\s*\+|fmt\.)`,
          String.raw`Process\.Start\s*\(\s*"[^"]*"\s*,\s*(?:\$"[^"]*\{|"[^"]*"\s*\+)|\bArguments\s*=\s*(?:\$@?"[^"]*/c[^"]*\{|\$@?"-c[^"]*\{|"[^"]*"\s*\+)`,
          String.raw`Command::new\s*\(\s*"(?:/bin/)?(?:sh|bash)"\s*\)[^;]*\.arg\s*\(\s*(?:&?format!|&?[a-z]\w*)`,
          String.raw`\.arg\s*\(\s*"-c"\s*\)\s*\.arg\s*\(\s*&?(?:format!|[a-z]\w*)`,
          String.raw`\bopen\s*\([^;]*["'][^"'\n]*\$\w[^"'\n]*\|\s*["']`,
          String.raw`^\s*(?:my\s+)?[$@]?\w*\s*=?\s*(?:qx[{(/|]|\x60)[^\x60\n]*\$\w`,
        ].join('|'),
      ),
      kinds: ['code'],
    },
    evaluated: {
      hints: [
        'eval',
        'exec(',
        'new function(',
        'vm.run',
        'compile(',
        'parseexpression',
        'template_string',
        'assert(',
        'create_function',
        'send(',
        'constantize',
        'template(',
      ],
      expression: new RegExp(
        String.raw`(?:(?<![.\w])eval|(?<![.\w])exec|new\s+Function|vm\.runIn\w+)\s*\(\s*[^)]*${input}|\bengine\.eval\s*\(\s*(?:request|req)\b|\binstance_eval\b.*params\[|\b(?:parseExpression|evaluateAsync|EvaluateAsync|GroovyShell\(\)\.evaluate|create_function|render_template_string|from_string|Template)\s*\(\s*[^)]*${input}|\bassert\s*\(\s*\$_|\.(?:public_)?send\s*\(?\s*params\[|params\[[^\]]*\]\.(?:\w+\.)?constantize`,
      ),
      kinds: ['code'],
    },
    /** A parameter of a route, evaluated a line or two below. */
    parameter: {
      hints: ['parseexpression(', 'evaluate(', 'engine.eval('],
      expression: /\b(?:parseExpression|evaluate|engine\.eval)\s*\(\s*(?<name>[a-z]\w*)\s*[),]/,
      kinds: ['code'],
    },
    /** What a stranger writes in a title becomes a part of the script of the chain. */
    chain: {
      hints: ['github.event.', 'github.head_ref'],
      expression:
        /\$\{\{\s*github\.(?:event\.(?:issue|pull_request|comment|review|discussion|head_commit)\.(?:title|body|message|head\.ref|head\.label)|head_ref)\s*\}\}/,
      kinds: ['data'],
    },
    object: {
      hints: [
        'unserialize(',
        'pickle.load',
        'yaml.load(',
        'readobject(',
        'objectinputstream(',
        'marshal.load',
        'unsafe_load',
        'node-serialize',
        'binaryformatter',
        'xmldecoder',
        'jsonpickle',
        'typenamehandling',
        'defaulttyping',
        'xstream',
        'netdatacontract',
        'losformatter',
        'soapformatter',
        'dill.load',
        'marshal.loads',
        'new yaml(',
      ],
      expression: new RegExp(
        [
          String.raw`\bunserialize\s*\(\s*(?:base64_decode\s*\(\s*)?\$_(?:GET|POST|REQUEST|COOKIE)`,
          String.raw`\bpickle\.loads?\s*\(\s*[^)]*(?:${input}|base64\.b64decode)`,
          String.raw`\byaml\.load\s*\(\s*(?![^)]*(?:Loader\s*=\s*(?:yaml\.)?(?:C?SafeLoader|C?BaseLoader)|SafeLoader))[^)]*\)`,
          String.raw`\bYAML\.(?:unsafe_)?load\s*\(\s*(?:params|cookies|request)|\bMarshal\.load\s*\(\s*(?:params|cookies|request|Base64)`,
          String.raw`new\s+ObjectInputStream\s*\(\s*(?:request|req|exchange|socket)\b`,
          String.raw`\b(?:unserialize|deserialize)\s*\(\s*req(?:uest)?\.`,
          String.raw`new\s+(?:BinaryFormatter|XMLDecoder|NetDataContractSerializer|LosFormatter|SoapFormatter)\s*\(`,
          String.raw`\bTypeNameHandling\s*=\s*TypeNameHandling\.(?:All|Auto|Objects)\b|\.(?:enable|activate)DefaultTyping\s*\(|\bnew\s+XStream\s*\(\s*\)`,
          String.raw`\b(?:pickle|dill|marshal)\.loads\s*\(\s*(?!open)|\bjsonpickle\.decode\s*\(|\byaml\.unsafe_load\s*\(`,
          String.raw`\bunserialize\s*\([^;]*?${input}`,
          String.raw`new\s+ObjectInputStream\s*\(\s*(?:new\s+\w+\s*\(\s*)*(?:\w+\.getInputStream|Base64|\w*(?:body|payload|bytes|data|decoded)\w*)\b`,
          String.raw`\bnew\s+Yaml\s*\(\s*\)\s*\.load`,
        ].join('|'),
      ),
      kinds: ['code'],
    },
    path: {
      hints: [
        'send_file',
        'senddata',
        'send_from_directory',
        'download(',
        'paths.get',
        'path.of',
        'servefile',
        'os.open',
        'os.readfile',
        'file.read',
        'file.open',
        'readalltext',
        'readallbytes',
        'path.combine',
        'physicalfile',
        'unlink',
        'path.join',
        'readbytes',
        'fileresponse',
        'readfile',
        'sendfile',
        'open(',
        '$_get',
        '$_post',
        '$_request',
        '$_cookie',
        'file_get_contents',
        'createreadstream',
        'new file(',
        'fopen',
      ],
      expression: new RegExp(
        [
          String.raw`(?:readFile(?:Sync)?|createReadStream|sendFile|writeFile(?:Sync)?)\s*\(\s*[^)]*${input}`,
          String.raw`(?<![\w.])open\s*\(\s*[^)]*request\.(?:args|form|values|GET|POST|query_params)`,
          String.raw`\b(?:include|require)(?:_once)?\b[^;]*\$_(?:GET|POST|REQUEST|COOKIE)`,
          String.raw`\b(?:file_get_contents|fopen|readfile)\s*\(\s*[^)]*\$_(?:GET|POST|REQUEST|COOKIE)`,
          String.raw`new\s+(?:File(?:InputStream|Reader)?|BinaryFileResponse|FileSystemResource)\s*\(\s*[^;]*${input}`,
          String.raw`\b(?:send_file|send_from_directory|FileResponse|res\.download|Paths\.get|Path\.of|http\.ServeFile|os\.(?:Open|ReadFile|Remove)|ioutil\.ReadFile|File\.(?:read|open|ReadAllText|ReadAllBytes|OpenRead|Delete|delete)|IO\.read|PhysicalFile|unlink|file_put_contents)\s*\(?\s*[^;\n]*(?:${input})`,
          String.raw`\b(?:path|os\.path|filepath)\.(?:join|Join|resolve)\s*\([^)\n]*(?:${input})`,
        ].join('|'),
      ),
      kinds: ['code'],
    },
    /** The server goes where somebody tells it to. */
    place: {
      hints: [
        'fetch(',
        'axios',
        'requests.',
        'httpx.',
        'urlopen',
        'http.get',
        'new url(',
        'getasync',
        'uri.open',
        'curl_init',
        'curlopt_url',
        'file_get_contents',
        'got(',
        'resttemplate',
        'webclient',
        'net::http',
        'httpclient',
        'client.get',
      ],
      expression: new RegExp(
        String.raw`\b(?:fetch|axios(?:\.\w+)?|got(?:\.\w+)?|requests\.\w+|httpx\.\w+|urlopen|http\.(?:Get|Post|get|request)|new\s+URL|GetAsync|GetStringAsync|URI\.open|URI\.parse|Net::HTTP\.get\w*|curl_init|file_get_contents|getForObject|getForEntity)\s*\(\s*(?:["'\x60]https?://["'\x60]\s*\+\s*|f["']https?://\{)?(?:await\s+)?(?:${input})|CURLOPT_URL\s*,\s*(?:${input})`,
      ),
      kinds: ['code'],
    },
    sent: {
      hints: ['redirect', 'location:'],
      expression: new RegExp(
        String.raw`\b(?:redirect|sendRedirect|redirect_to|Redirect|RedirectResponse|HttpResponseRedirect|http\.Redirect)\s*\(?\s*(?:w\s*,\s*r\s*,\s*|\d+\s*,\s*)?(?:${input})|\bheader\s*\(\s*["']Location:\s*["']\s*\.\s*(?:${input})`,
      ),
      kinds: ['code'],
    },
    /** A parser that follows the entities of a document that someone sends. */
    entities: {
      hints: [
        '.parse(',
        'libxml_noent',
        'resolve_entities',
        'unmarshal(',
        'disable_entity_loader',
        'dtdprocessing',
        'xmlurlresolver',
        'noent',
      ],
      expression: new RegExp(
        [
          String.raw`\.(?:parse|unmarshal)\s*\(\s*(?:new\s+\w+\s*\(\s*)*(?:request|req|file|multipart\w*|part)\.(?:getInputStream|getReader|getBytes)\(`,
          String.raw`\bLIBXML_NOENT\b|\blibxml_disable_entity_loader\s*\(\s*false|\bDtdProcessing\.Parse\b|\bnew\s+XmlUrlResolver\s*\(|\bnoent\s*:\s*true|\bconfig\.noent\b`,
          String.raw`\bXMLParser\s*\([^)]*resolve_entities\s*=\s*True`,
        ].join('|'),
      ),
      kinds: ['code'],
    },
    hardened: {
      hints: ['setfeature', 'setproperty', 'setattribute', 'accessexternal', 'setentityresolver', 'supportdtd'],
      expression: /\.set(?:Feature|Property|Attribute|EntityResolver)\s*\(|ACCESS_EXTERNAL|SUPPORT_DTD/i,
      kinds: ['code'],
      once: true,
    },
  },
  judge: ({ matches: { hardened = [], ...matches } }) =>
    failIfAny(
      Object.entries(matches).flatMap(([kind, found]) =>
        found
          .filter(
            (match) =>
              !match.comment &&
              !(
                kind === 'parameter' &&
                !new RegExp(
                  `@(?:RequestParam|PathVariable|QueryParam|RequestBody)\\b[^)\\n]*\\b${match.groups['name']}\\b`,
                ).test(match.around)
              ) &&
              // Given to the environment of a step it stays a text.
              !(kind === 'chain' && /^\s*[A-Za-z_][\w-]*:\s*["']?\$\{\{/.test(match.text)) &&
              !(
                kind === 'shell' &&
                /\$\{(?:this\.)?(?:cfg|config|conf|settings|options|opts|process\.env)\.|\b(?:pid|port)\b|encodeURI|shellescape|escapeshellarg|shlex\.quote|quote\(/.test(
                  match.text,
                )
              ) &&
              // Python's `exec` runs code; a tool of developers runs what they give it.
              !(
                kind === 'shell' &&
                ((/^\s*exec\s*\(/.test(match.text) && match.path.endsWith('.py')) || /(^|\/)tools?\//.test(match.path))
              ) &&
              !(
                kind === 'entities' &&
                /\.(?:parse|unmarshal)/.test(match.text) &&
                (!/\bxml|sax|dom|document|jaxb/i.test(match.around) || hardened.some(({ path }) => path === match.path))
              ) &&
              !(kind === 'object' && /yaml\.load\s*\(/.test(match.text) && !match.path.endsWith('.py')),
          )
          .map((match) =>
            finding(
              match,
              `${used[kind]?.fr ?? kind} : ${match.text.slice(0, 80)}`,
              `${used[kind]?.en ?? kind}: ${match.text.slice(0, 80)}`,
              `${kind}:${match.text}`,
            ),
          ),
      ),
    ),
})

const used: Readonly<Record<string, { fr: string; en: string }>> = {
  shell: { fr: 'Valeur collée dans une commande', en: 'Value pasted into a command' },
  evaluated: { fr: 'Donnée reçue exécutée comme du code', en: 'Received data run as code' },
  parameter: { fr: 'Donnée reçue exécutée comme du code', en: 'Received data run as code' },
  chain: {
    fr: 'Texte d’un inconnu collé dans un script de la chaîne',
    en: 'Text of a stranger pasted into a script of the chain',
  },
  object: { fr: 'Objet construit depuis une donnée non sûre', en: 'Object built from unsafe data' },
  entities: { fr: 'Entités XML d’un document reçu suivies', en: 'XML entities of a received document followed' },
  place: { fr: 'Adresse reçue appelée par le serveur', en: 'Received address called by the server' },
  sent: { fr: 'Renvoi vers une adresse reçue', en: 'Redirection to a received address' },
  path: { fr: 'Donnée reçue utilisée comme chemin', en: 'Received data used as a path' },
}
