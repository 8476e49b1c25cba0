/** Where a received text must not go as it came, by what each language and framework calls it. The group `args` is what is handed over. */
import type { SourceMatch } from '../../facts.ts'
import type { SourcePattern } from '../../rule.ts'
import { reachOfFunction } from './received.ts'

const handed = String.raw`(?<args>[^;\n]{1,240})`
const sink = (hints: readonly string[], calls: readonly string[]): SourcePattern => ({
  hints: [...hints],
  expression: new RegExp(`(?:${calls.join('|')})${handed}`),
  kinds: ['code'],
  reach: reachOfFunction,
})

/** A file that is read, written, removed or sent. */
export const filePlaces = sink(
  [
    'files.',
    'paths.get(',
    'path.of(',
    'resource(',
    'file(',
    'fileinputstream(',
    'filereader(',
    'readall',
    'file.open',
    'file.delete',
    'file.create',
    'send_file',
    'fileresponse(',
    'open(',
    'readfile',
    'createreadstream(',
    'file_get_contents(',
    'createwritestream(',
    'writefile',
    'appendfile',
    'unlink',
    '.download(',
    '.attachment(',
    '.inline(',
    'fs::',
    'file::open',
    'namedfile',
    'render file',
    'render(file',
    'file.read',
    'file.binread',
    'io.read',
    'os.remove',
    'os.create(',
    'os.writefile(',
    'os.rename',
    'os.listdir',
    'shutil.',
    'torch.load(',
    'joblib.load(',
    'np.load(',
    'pd.read_',
  ],
  [
    // Java, Kotlin, Spring
    String.raw`\bFiles\.(?:read\w*|newInputStream|newBufferedReader|delete\w*|lines|size)\s*\(`,
    String.raw`\b(?:Paths\.get|Path\.of)\s*\(\s*(?:"[^"\n]*"\s*,)?`,
    String.raw`\bnew\s+(?:\w+\.)*(?:FileSystemResource|UrlResource|PathResource|File(?:InputStream|Reader)?)\s*\(\s*(?:"[^"\n]*"\s*,)?`,
    String.raw`(?<![\w.>:])File\s*\(\s*(?:"[^"\n]*"\s*,)?`,
    // ASP.NET Core
    String.raw`\b(?:PhysicalFile|Results\.File|TypedResults\.PhysicalFile|(?:System\.IO\.)?File\.(?:ReadAll\w+|Open\w*|Delete|Exists))\s*\(`,
    // Flask, Django, FastAPI
    String.raw`(?<![.\w])(?:send_file|FileResponse|open)\s*\(|\bos\.(?:remove|unlink|rename|listdir)\s*\(|\b(?:torch|joblib|np|numpy)\.load\s*\(|\b(?:pd|pandas)\.read_(?:csv|excel|json|parquet|pickle)\s*\(|\bshutil\.(?:rmtree|copy\w*|move)\s*\(`,
    // Express, Nest, Koa
    String.raw`\b(?:createReadStream|createWriteStream|(?:read|write|append)File(?:Sync)?|unlink(?:Sync)?)\s*\(|\b(?:res|reply|response)\.(?:sendFile|download)\s*\(`,
    // PHP
    String.raw`\bnew\s+BinaryFileResponse\s*\(|(?<![\w>:$])(?:readfile|fopen|file_get_contents|unlink)\s*\(`,
    // Rails
    String.raw`\brender\s*\(?\s*file:\s*|\bFile\.(?:read|open|delete|binread)\s*\(?|\bIO\.read\s*\(?`,
    // Go: net/http, gin, echo, fiber
    String.raw`\bhttp\.ServeFile\s*\(\s*\w+\s*,\s*\w+\s*,|\bc(?:tx)?\.(?:File|SendFile|Attachment|Inline|Download|FileAttachment)\s*\(|\bos\.(?:Open|OpenFile|Create|ReadFile|WriteFile|Remove|RemoveAll)\s*\(`,
    // Rust
    String.raw`\b(?:fs::(?:read\w*|remove_file|write|File::open)|File::open|NamedFile::open)\s*\(`,
  ],
)

/** Where the browser is sent. */
export const redirections = sink(
  ['redirect', 'location', '->away(', 'sendredirect', 'seeother(', 'return { url'],
  [
    // Spring, servlets, JAX-RS
    String.raw`"redirect:"\s*\+|(?<![\w.:])RedirectView\s*\(|\bsendRedirect\s*\(|\.(?:header|set|add|setHeader|addHeader)\s*\(\s*(?:HttpHeaders\.LOCATION|["'][Ll]ocation["'])\s*,|\bResponse\.(?:seeOther|temporaryRedirect)\s*\(|\.location\s*\(|\bcall\.respondRedirect\s*\(`,
    // ASP.NET Core
    String.raw`(?<![\w.])(?:Redirect(?:Permanent|PreserveMethod)?|new\s+RedirectResult)\s*\(|\b(?:Typed)?Results\.Redirect\s*\(|\bResponse\.Redirect\s*\(`,
    // Flask, Django, FastAPI
    String.raw`\b(?:HttpResponseRedirect|HttpResponsePermanentRedirect|RedirectResponse)\s*\(|(?<![.\w>:$])redirect\s*\((?!\))`,
    // Express, Nest, Fastify, Koa
    String.raw`\b(?:res|reply|reponse|response|ctx)\.redirect\s*\(\s*(?:30\d\s*,)?|^\s*return\s*\{\s*url\s*:`,
    // Symfony, Laravel
    String.raw`\$this->redirect\s*\(|\bredirect\(\)->(?:away|to)\s*\(|\bRedirect::(?:to|away)\s*\(|\bnew\s+RedirectResponse\s*\(`,
    // Rails
    String.raw`\bredirect_to\s*\(?`,
    // Go
    String.raw`\bhttp\.Redirect\s*\(\s*\w+\s*,\s*\w+\s*,|\bc(?:tx)?\.Redirect\s*\(\s*(?:\d+|http\.Status\w+)\s*,`,
    // Rust
    String.raw`\bRedirect::(?:to|temporary|permanent)\s*\(|\b(?:insert|append)_header\s*\(\s*\(\s*(?:header::)?(?:LOCATION|"[Ll]ocation")\s*,`,
  ],
)

/** An address that the server calls. */
export const calledAddresses = sink(
  [
    'fetch(',
    'axios',
    'got(',
    'requests.',
    'httpx.',
    'urlopen(',
    'getfor',
    '.exchange(',
    '.uri(',
    'url(',
    'async(',
    'reqwest::',
    'http.get(',
    'http.post(',
    'http::get(',
    'uri.open',
    'net::http',
    'request(',
    'file_get_contents(',
    'newrequest',
    'await c.',
    'await s.',
    'await http.',
    'await cli',
    'axiosref.',
    'this.http',
    'client.',
    'session.',
  ],
  [
    // Spring, Kotlin
    String.raw`\bnew\s+(?:java\.net\.)?URL\s*\((?=[^()\n]*\)\.(?:openStream|openConnection|getContent)\b)|\b(?:getForObject|getForEntity|postForObject|postForEntity)\s*\(|\.uri\s*\(|(?<![\w.])URL\s*\((?=\s*\w+\s*\)\.(?:readText|openStream|readBytes|openConnection))`,
    // .NET
    String.raw`\b(?:Get(?:String|Stream|ByteArray)?|Post)Async\s*\(`,
    // Python
    String.raw`\b(?:requests|httpx|(?:http_?)?client|session)\.(?:get|post|put|head)\s*\(|\burlopen\s*\(|\bawait\s+(?:c|s|http|aclient|cli)\.(?:get|post|put|head)\s*\(`,
    // JavaScript and TypeScript
    String.raw`(?<![.\w])(?:fetch|got)\s*\(|\bthis\.http\w*(?:\.axiosRef)?\.(?:get|post|put|head)(?:<[^()\n]{0,60}>)?\s*\(|\baxios(?:\.(?:get|post|put|head|request))?\s*\(|\bundici\.request\s*\(`,
    // Laravel, Symfony
    String.raw`\bHttp::(?:get|post)\s*\(|->request\s*\(\s*["'](?:GET|POST)["']\s*,`,
    // Ruby
    String.raw`\bURI\.open\s*\(?|\bNet::HTTP\.get\w*\s*\(\s*(?:URI\s*\(\s*)?|\b(?:Faraday|HTTParty)\.(?:get|post)\s*\(?`,
    // Go, Rust
    String.raw`\bhttp\.(?:Get|Post|Head)\s*\(|\bhttp\.NewRequest(?:WithContext\s*\(\s*[\w.()]+\s*,|\s*\()\s*[\w.\"]+\s*,|\breqwest::(?:blocking::)?get\s*\(`,
  ],
)

/** Code, or a pattern of it. */
export const runCode = sink(
  ['eval(', 'exec(', 'parseexpression(', 'evaluate(', 'new function(', '$where'],
  [
    String.raw`(?<![\w.$>])(?:eval|exec)\s*\(`,
    String.raw`\bnew\s+Function\s*\(`,
    // A condition of MongoDB that is a program.
    String.raw`["']?\$where["']?\s*:\s*(?=[\x60"'])`,
    String.raw`(?:[eE]ngine\w*|getEngineBy\w+\([^()\n]*\))\??\.eval\s*\(|\bparseExpression\s*\(|\bGroovyShell\(\)\.evaluate\s*\(|\bCSharpScript\.EvaluateAsync\w*\s*(?:<\w+>)?\s*\(`,
  ],
)

/** Ruby: the name of a method, or of a class. */
export const chosenMethods = sink(['send(', 'send '], [String.raw`\.(?:public_)?send\s*\(?\s*(?=[a-z@])`])

/** A command that a shell reads. */
export const commands = sink(
  ['exec', 'system(', 'popen(', 'check_output(', 'subprocess.', 'process::'],
  [
    String.raw`(?:child_process\.|(?<![.\w>$]))(?:exec|execSync)\s*\((?=\s*\x60)`,
    String.raw`\bos\.(?:system|popen)\s*\(|\bsubprocess\.\w+\s*\((?=[^\n]*shell\s*=\s*True)`,
    String.raw`\bRuntime\.getRuntime\(\)\.exec\s*\(`,
    String.raw`\bProcess::(?:run|start|fromShellCommandline)\s*\(`,
  ],
)

/** A page that code writes around what it was given. */
export const writtenPages = sink(
  [
    'html(',
    'htmlresponse(',
    'make_response(',
    'httpresponse(',
    'return f"',
    "return f'",
    'return "<',
    'return `<',
    "return '<",
    '= "<',
    '.body(',
    'content($"',
    'text($"',
    'response(',
    'c.data(',
    'render inline',
    'render html',
    'render(inline',
    '.send(',
    '.end(',
  ],
  [
    // Express, Fastify
    String.raw`\b(?:res|reply|reponse|response)\b(?:\.(?:status|code|type|set|header|setHeader)\([^()\n]*\))*\.(?:send|end)\s*\((?=\s*["'\x60]<\w)`,
    // FastAPI, Flask
    String.raw`\b(?:HTMLResponse|make_response|HttpResponse)\s*\((?=[^\n]*<\w)|\breturn\s+(?=f["']{1,3}[^"'\n]*<\w)`,
    // axum, Rocket, actix-web
    String.raw`\b(?:Raw)?Html\s*\((?=[^\n]*<\w)|\.body\s*\((?=\s*format!\s*\(\s*"[^"\n]*<\w)`,
    // ASP.NET Core
    String.raw`\b(?:Content|Text)\s*\((?=\s*\$"(?:[^"\\\n]|\\.)*<\w(?:[^"\\\n]|\\.)*"\s*,\s*"text/html)`,
    // Spring, JAX-RS, Nest
    String.raw`(?:\breturn|\)\s*(?::\s*String\s*)?=)\s+(?=["'\x60]<\w)`,
    // Symfony and Laravel
    String.raw`\bnew\s+(?:\\?\w+\\)*(?:Html)?Response\s*\((?=[^\n]*<\w)|(?<![\w>$])response\s*\((?=\s*["']<\w)`,
    // Go: gin, echo
    String.raw`\bc\.html\s*\((?=\s*["'\x60][^\n]*<\w)|\bc(?:tx)?\.(?:HTML|Data|Blob|HTMLBlob)\s*\(\s*[\w.]+\s*,\s*(?:"text/html[^"]*"\s*,)?(?=\s*(?:"|\[\]byte\("|fmt\.Sprintf\(")<\w)`,
    // Rails
    String.raw`\brender\s*\(?\s*(?:inline|html):\s*(?=[^\n]*<\w)`,
  ],
)

/**
 * The name that the sender gave to a file, used as a place. Only where the framework hands it over as it came: PHP, Go and
 * busboy have already cut the folders off.
 */
export const namedBySender: SourcePattern = {
  hints: ['originalfilename', 'submittedfilename', '.filename', 'original_filename'],
  expression: new RegExp(
    [
      // Spring, servlets
      String.raw`(?:\.resolve|Path\.of|Paths\.get|(?<!\w)File)\s*\([^;\n]*\.(?:getOriginalFilename|getSubmittedFileName)\(\)|(?:\.resolve|Path\.of|(?<!\w)File)\s*\([^;\n]*\.(?:originalFilename|submittedFileName)\b`,
      // ASP.NET Core
      String.raw`\bPath\.Combine\s*\([^;()\n]*\b(?<form>\w+)\.FileName\b`,
      // Starlette, werkzeug
      String.raw`(?:\bos\.path\.join|(?<![.\w])open|\bPath|\.save)\s*\([^\n]*\b(?<sent>\w+)\.filename\b`,
      // Rails
      String.raw`\b(?:File\.(?:open|write|join|binwrite)|Rails\.root\.join)\s*\(?[^\n]*\.original_filename\b`,
    ].join('|'),
    'i',
  ),
  kinds: ['code'],
  reach: reachOfFunction,
}

/** Its name says that it is a file, or its type does, among the parameters. */
export const isOfASentFile = ({ groups, around }: SourceMatch): boolean => {
  const { form, sent } = groups
  const name = form ?? sent
  return (
    name === undefined ||
    /file|fichier|piece|upload|document|photo|image/i.test(name) ||
    (form !== undefined &&
      new RegExp(`\\bIFormFile\\??\\s+${form}\\b|\\b${form}\\s+in\\s+\\w*\\.Files\\b`).test(around)) ||
    (sent !== undefined &&
      new RegExp(`\\b${sent}\\s*:\\s*(?:Annotated\\[\\s*)?UploadFile\\b|\\b${sent}\\s*=\\s*request\\.files\\b`).test(
        around,
      ))
  )
}

/** An object that is built again from bytes. */
export const builtObjects = sink(['unserialize('], [String.raw`(?<![\w>:$])unserialize\s*\(`])
