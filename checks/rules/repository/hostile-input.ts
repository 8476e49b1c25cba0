import { failIfAny, finding, rule } from '../../rule.ts'

const input = String.raw`(?:req(?:uest)?\.(?:body|query|params|args|form|GET|POST|values|json|files|headers|cookies|data|getParameter)|\$_(?:GET|POST|REQUEST|COOKIE|FILES)|params\[|\binput\(\)|ctx\.(?:query|request)|event\.(?:body|queryStringParameters)|r\.(?:FormValue|URL\.Query)|getParameter\()`

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
      ],
      expression: new RegExp(
        [
          String.raw`(?:child_process\.|\bcp\.|(?<![.\w>$]))(?:exec|execSync)\s*\(\s*(?:\x60[^\x60]*\$\{|["'][^"']*["']\s*\+)`,
          String.raw`\bos\.(?:system|popen)\s*\(\s*(?:f["'][^"']*\{|["'][^"']*["']\s*(?:\+|%)|[a-z_]+\s*\+)`,
          String.raw`\bsubprocess\.\w+\s*\(\s*(?:f["'][^"']*\{|["'][^"']*["']\s*(?:\+|%|\.format)).*shell\s*=\s*True`,
          String.raw`\b(?:system|exec|passthru|shell_exec|popen|proc_open)\s*\(\s*[^)]*\$_(?:GET|POST|REQUEST|COOKIE)`,
          String.raw`Runtime\.getRuntime\(\)\.exec\s*\(\s*(?:"[^"]*"\s*\+|\w*\+)`,
          String.raw`exec\.Command\s*\(\s*"(?:sh|bash|cmd)"\s*,\s*"-?/?c"\s*,\s*(?:fmt\.Sprintf|\w+\s*\+|"[^"]*"\s*\+)`,
          String.raw`(?:system|exec|popen|\x60)[^\n]*#\{\s*params\[`,
        ].join('|'),
      ),
      kinds: ['code'],
    },
    evaluated: {
      hints: ['eval', 'exec(', 'new function(', 'vm.run', 'compile('],
      expression: new RegExp(
        String.raw`(?:(?<![.\w])eval|(?<![.\w])exec|new\s+Function|vm\.runIn\w+)\s*\(\s*[^)]*${input}|\bengine\.eval\s*\(\s*(?:request|req)\b|\binstance_eval\b.*params\[`,
      ),
      kinds: ['code'],
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
      ],
      expression: new RegExp(
        [
          String.raw`\bunserialize\s*\(\s*(?:base64_decode\s*\(\s*)?\$_(?:GET|POST|REQUEST|COOKIE)`,
          String.raw`\bpickle\.loads?\s*\(\s*[^)]*(?:${input}|base64\.b64decode)`,
          String.raw`\byaml\.load\s*\(\s*(?![^)]*(?:Loader\s*=\s*(?:yaml\.)?(?:C?SafeLoader|C?BaseLoader)|SafeLoader))[^)]*\)`,
          String.raw`\bYAML\.(?:unsafe_)?load\s*\(\s*(?:params|cookies|request)|\bMarshal\.load\s*\(\s*(?:params|cookies|request|Base64)`,
          String.raw`new\s+ObjectInputStream\s*\(\s*(?:request|req|exchange|socket)\b`,
          String.raw`\b(?:unserialize|deserialize)\s*\(\s*req(?:uest)?\.`,
          String.raw`new\s+BinaryFormatter\s*\(|new\s+XMLDecoder\s*\(`,
        ].join('|'),
      ),
      kinds: ['code'],
    },
    path: {
      hints: [
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
          String.raw`new\s+File(?:InputStream|Reader)?\s*\(\s*[^)]*request\.getParameter`,
        ].join('|'),
      ),
      kinds: ['code'],
    },
    /** A parser that follows the entities of a document that someone sends. */
    entities: {
      hints: ['.parse(', 'libxml_noent', 'resolve_entities', 'unmarshal('],
      expression: new RegExp(
        [
          String.raw`\.(?:parse|unmarshal)\s*\(\s*(?:new\s+\w+\s*\(\s*)*(?:request|req|file|multipart\w*|part)\.(?:getInputStream|getReader|getBytes)\(`,
          String.raw`\bLIBXML_NOENT\b`,
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
                kind === 'shell' &&
                /\$\{(?:this\.)?(?:cfg|config|conf|settings|options|opts|process\.env)\.|\b(?:pid|port)\b|encodeURI|shellescape|escapeshellarg|shlex\.quote|quote\(/.test(
                  match.text,
                )
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
  object: { fr: 'Objet construit depuis une donnée non sûre', en: 'Object built from unsafe data' },
  entities: { fr: 'Entités XML d’un document reçu suivies', en: 'XML entities of a received document followed' },
  path: { fr: 'Donnée reçue utilisée comme chemin', en: 'Received data used as a path' },
}
