/** Received data that becomes a command, code or an object. */
import type { SourcePattern } from '../../rule.ts'
import { received } from './received.ts'

const input = `(?:${received})`

export const executedInput: Readonly<Record<string, SourcePattern>> = {
  shell: {
    hints: [
      'open(',
      'exec(',
      'system(',
      'popen(',
      'shell=true',
      'fromshellcommandline',
      'process::',
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
        String.raw`(?<![.\w"'])(?:(?:system|exec|spawn)(?!\w)|Open3\.\w+|IO\.popen|%x)\s*[({]?\s*["']?[^"'\n]*#\{(?!\s*(?:Shellwords|Rails\.root))`,
        String.raw`(?:(?<!\w)(?:system|exec|popen\w*)(?!\w)|\x60)[^\n]*#\{\s*params\[`,
        String.raw`(?:child_process\.|(?<![.\w>$]))(?:execSync|exec|spawn|spawnSync)\s*\(\s*(?:${received})`,
        String.raw`\bsubprocess\.\w+\s*\(\s*(?:${received}|\w+)[^)]*,\s*shell\s*=\s*True`,
        String.raw`\bsubprocess\.\w+\s*\(\s*["'][^"']*["']\s*\.format\(`,
        // Symfony and Laravel
        String.raw`\b(?:Process::fromShellCommandline|Process::(?:run|start|path\([^()]*\)->run))\s*\(\s*(?:"[^"\n]*\{?\$\w|["'][^"'\n]*["']\s*\.\s*\$(?!\w*(?:safe|escaped|arg)))`,
        String.raw`\b(?:system|exec|passthru|shell_exec|popen|proc_open)\s*\(\s*(?:"[^"\n]*\{?\$\w|["'][^"'\n]*["']\s*\.\s*\$(?!\w*(?:safe|escaped|arg)))`,
        String.raw`\bnew\s+ProcessBuilder\s*\(\s*(?:List\.of\s*\()?\s*"(?:/bin/)?(?:sh|bash|cmd(?:\.exe)?)"\s*,\s*"[-/]c"\s*,\s*(?:"[^"]*"\s*\+|\w+\s*[+)]|String\.format)`,
        // Kotlin
        String.raw`(?<!new\s)\bProcessBuilder\s*\(\s*(?:listOf\s*\(\s*)?"(?:/bin/)?(?:sh|bash)"\s*,\s*"-c"\s*,\s*"[^"\n]*\$\{?[a-z]`,
        String.raw`Runtime\.getRuntime\(\)\.exec\s*\(\s*(?:String\.format|new\s+String\[\]\s*\{\s*"(?:/bin/)?(?:sh|bash|cmd)"\s*,\s*"[-/]c"\s*,\s*(?:"[^"]*"\s*\+|[a-z]))`,
        String.raw`exec\.Command(?:Context)?\s*\(\s*(?:\w+\s*,\s*)?"(?:/bin/)?(?:sh|bash|cmd)"\s*,\s*"[-/]c"\s*,\s*(?:[a-z]\w*\b|"[^"]*"\s*\+|fmt\.)`,
        String.raw`Process\.Start\s*\(\s*"[^"]*"\s*,\s*(?:\$"[^"]*\{|"[^"]*"\s*\+)|\bArguments\s*=\s*(?:\$@?"[^"]*/c[^"]*\{|\$@?"-c[^"]*\{|"[^"]*"\s*\+)`,
        String.raw`Process\.Start\s*\(\s*"(?:/bin/)?(?:sh|bash|cmd(?:\.exe)?|pwsh|powershell(?:\.exe)?)"\s*,\s*\$"(?:[^"\\\n]|\\.)*\{`,
        String.raw`Command::new\s*\(\s*"(?:/bin/)?(?:sh|bash)"\s*\)[^;]*\.arg\s*\(\s*(?:&?format!|&?[a-z]\w*)`,
        String.raw`\.arg\s*\(\s*"-c"\s*\)\s*\.arg\s*\(\s*&?(?:format!|[a-z]\w*)`,
        String.raw`\bopen\s*\([^;]*["'][^"'\n]*\$\w[^"'\n]*\|\s*["']`,
        String.raw`^\s*(?:my\s+)?[$@]?\w*\s*=?\s*(?:qx[{(/|]|\x60)[^\x60\n]*\$\w`,
      ].join('|'),
    ),
    kinds: ['code'],
    reach: 8,
  },
  /** The same over several lines, as formatters lay it out. */
  spread: {
    hints: ['"-c"', "'-c'", '"/c"', 'shell=true', 'shell: true', '.arg(format!', '.arg(&format!', 'shell = true'],
    expression: /["'][-/]c["']|\bshell\s*[=:]\s*[Tt]rue\b|\.arg\s*\(\s*&?format!/,
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
      String.raw`(?:(?<![.\w])eval|(?<![.\w])exec|new\s+Function|vm\.runIn\w+)\s*\(\s*[^)]*${input}|\bengine\.eval\s*\(\s*(?:request|req)\b|\binstance_eval\b.*params\[|\b(?:parseExpression|evaluateAsync|EvaluateAsync|GroovyShell\(\)\.evaluate|create_function)\s*\(\s*[^)]*${input}|\b(?:render_template_string|from_string|Template)\s*\(\s*(?:(?:\"[^\"\n]*\"|'[^'\n]*')\s*(?:\+|%\s*\(?|\.format\s*\()\s*|f[\"'][^\"'\n]*\{\s*)?(?:str\s*\(\s*)?(?:${input})|\bassert\s*\(\s*\$_|(?:\.|(?<![\w.]))(?:public_)?send\s*\(?\s*params\[|params\[[^\]]*\]\.(?:\w+\.)?constantize`,
    ),
    kinds: ['code'],
  },
  /** A parameter of a route, evaluated a line or two below. */
  parameter: {
    hints: ['parseexpression(', 'evaluate(', 'engine.eval('],
    expression: /\b(?:parseExpression|evaluate|engine\.eval)\s*\(\s*(?<name>[a-z]\w*)\s*[),]/,
    kinds: ['code'],
  },
  /** A pattern that takes for ever to try is enough to stop a server. */
  pattern: {
    hints: [
      'new regexp(',
      're.compile(',
      'regexp.new',
      're.match(',
      're.search(',
      'regexp.compile(',
      'pattern.compile(',
    ],
    expression: new RegExp(
      String.raw`(?:\bnew\s+RegExp|\bre\.(?:compile|match|search|fullmatch|sub)|\bRegexp\.new|\bPattern\.compile)\s*\(\s*(?:${input})`,
    ),
    kinds: ['code'],
  },
  /** What a stranger writes in a title becomes a part of the script of the chain. */
  chain: {
    hints: ['github.event.', 'github.head_ref'],
    expression:
      /\$\{\{\s*github\.(?:event\.(?:issue|pull_request|comment|review|discussion|head_commit)\.(?:title|body|message|head\.ref|head\.label)|head_ref)\s*\}\}/,
    kinds: ['data'],
  },
  /** A parameter of a route that is a stream, read as an object. */
  streamed: {
    hints: ['objectinputstream('],
    expression: /(?<!\w)ObjectInputStream\s*\(\s*(?<name>[a-z]\w*)\s*\)/,
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
      'typenamehandling',
      'defaulttyping',
      'xstream',
      'netdatacontract',
      'losformatter',
      'soapformatter',
      'pickleserializer',
      'dill.load',
      'marshal.loads',
      'new yaml(',
    ],
    expression: new RegExp(
      [
        String.raw`\bunserialize\s*\(\s*(?:base64_decode\s*\(\s*)?\$_(?:GET|POST|REQUEST|COOKIE)`,
        String.raw`\bpickle\.loads?\s*\(\s*[^)]*(?:${input}|base64\.b64decode)`,
        String.raw`\byaml\.load\s*\(\s*(?!(?:[^()]|\((?:[^()]|\([^()]*\))*\))*(?:Loader\s*=\s*(?!(?:yaml\.)?C?(?:Full|Unsafe)?Loader\b)|SafeLoader))[^)]*\)`,
        String.raw`\bYAML\.(?:unsafe_)?load\s*\(\s*(?:params|cookies|request)|\bMarshal\.load\s*\(\s*(?:params|cookies|request|Base64)`,
        String.raw`(?<!\w)ObjectInputStream\s*\(\s*(?:(?:request|req|exchange|socket)\b|\w+\.inputStream\b)`,
        String.raw`\b(?:unserialize|deserialize)\s*\(\s*req(?:uest)?\.`,
        String.raw`new\s+(?:\w+\.)*(?:BinaryFormatter|XMLDecoder|NetDataContractSerializer|LosFormatter|SoapFormatter)\s*\(|\bSESSION_SERIALIZER\s*=\s*["'][\w.]*PickleSerializer`,
        String.raw`\bTypeNameHandling\s*=\s*TypeNameHandling\.(?:All|Auto|Objects)\b|\.(?:enable|activate)DefaultTyping\s*\(|\bnew\s+XStream\s*\(\s*\)`,
        String.raw`\b(?:pickle|dill|marshal)\.loads\s*\(\s*(?!open)|\bjsonpickle\.decode\s*\(|\byaml\.unsafe_load\s*\(`,
        String.raw`\bunserialize\s*\([^;]*?${input}`,
        String.raw`new\s+(?:java\.io\.)?ObjectInputStream\s*\(\s*(?:new\s+[\w.]+\s*\(\s*)*(?:\w+\.getInputStream|Base64|\w*(?:body|payload|bytes|octets|data|donnees|decoded)\w*)\b`,
        String.raw`\bnew\s+Yaml\s*\(\s*\)\s*\.load`,
      ].join('|'),
    ),
    kinds: ['code'],
  },
}
