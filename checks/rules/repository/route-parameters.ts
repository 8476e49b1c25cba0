/** Parameters of routes: how each framework declares the texts that a handler receives, and what must not be done with them. */
import type { SourceMatch } from '../../facts.ts'
import type { SourcePattern } from '../../rule.ts'

/** By framework: the handler declares NAME, a text of the sender. A number or an identifier of a fixed form is none. */
const declarations: readonly { readonly of: string; readonly files: RegExp; readonly declares: string }[] = [
  {
    of: 'Spring, JAX-RS, Nest',
    files: /\.(?:java|kts?|scala|groovy|[cm]?ts|js)$/,
    declares: String.raw`@(?:Query|Param|Body|Headers|RequestParam|PathVariable|QueryParam|PathParam|RequestHeader|CookieValue|FormParam)\b(?:\((?![^)\n]*Pipe)[^)\n]*\))?\s*(?:final\s+)?(?:String\s+)?NAME\b(?:\s*:\s*[Ss]tring)?(?!\s*:\s*(?!String\b|string\b))`,
  },
  {
    of: 'ASP.NET Core, by attribute',
    files: /\.cs$/,
    declares: String.raw`\[From(?:Query|Route|Form|Body|Header)[^\]\n]*\]\s*string\??\s+NAME\b`,
  },
  {
    of: 'ASP.NET Core, actions and minimal addresses',
    files: /\.cs$/,
    declares: String.raw`(?:\b(?:I?ActionResult|IResult)(?:<[^>\n]*>)?>?\s+\w+\s*\(|\.Map(?:Get|Post|Put|Delete|Patch)\s*\([^()\n]*\()[^()\n]*\bstring\??\s+NAME\b`,
  },
  {
    of: 'FastAPI, Flask',
    files: /\.py$/,
    declares: String.raw`@(?:\w*app|\w*router|api|\w*blueprint|bp)\.(?:get|post|put|delete|patch|route)\([^\n]*\)\s*\n\s*(?:async\s+)?def\s+\w+\([^)]*\bNAME\b(?:\s*:\s*(?:str\b|Annotated\[\s*str\b)|\s*[,)])`,
  },
  {
    of: 'Symfony',
    files: /\.php$/,
    declares: String.raw`#\[Route\([^\n]*\n\s*(?:public\s+)?function\s+\w+\([^)]*\bstring\s+\$NAME\b`,
  },
  {
    of: 'axum, actix-web, Rocket',
    files: /\.rs$/,
    declares: String.raw`\b(?:Path|Query|Form)\s*\(\s*\(?[^)\n]*\bNAME\b[^)\n]*\)\s*:\s*(?:\w+::)*(?:Path|Query|Form)<[^\n]*\bString\b|\bNAME\s*:\s*(?:\w+::)*(?:Path|Query|Form)<[^\n]*\bString\b`,
  },
]

/** A text that the address, the query or the body gives to the function just above, and that nothing narrows. */
export function isParameterOfRoute({ path, around, text, groups }: SourceMatch): boolean {
  const name = Object.entries(groups).find(([key, value]) => key !== 'match' && value !== undefined)?.[1] ?? ''
  if (!/^\w+$/.test(name)) return false
  // A handler may fit on one line: what declares the parameter stands before what uses it.
  const upTo = around.slice(0, Math.max(0, around.indexOf(text)) + text.length)
  return (
    declarations.some(
      ({ files, declares }) => files.test(path) && new RegExp(declares.replaceAll('NAME', name)).test(upTo),
    ) && !narrowed.test(around.replace(/(?:pa|ma)th?ch\b/g, ''))
  )
}

/** What holds a received text to something known, around the place where it is used. */
export const narrowed =
  /base_?name|secure_filename|safe_join|realpath|resolve\(|normaliz|getFileName|path\.Base|filepath\.(?:Base|Clean)|file_name\(\)|canonicalize|\bstarts_?with|isLocalUrl|allow|white_?list|autoris|permis|in_array|includes\(|contains\(|\.has\(|match|\.test\(|regex|\b(?:int|Number|parseInt|intval|Long\.parse\w*|Integer\.parse\w*|UUID\.fromString|uuid)\(|valid|escape|quote|multer|upload/i

/** The text itself at the end of the way, or joined behind the folder of the program: the name is captured by one of the groups. */
const joined = (name: string): string =>
  String.raw`(?:(?:["'][^"'\n]*["']|[A-Z_]+)\s*[+,.]\s*\$?(?<${name}>[a-z]\w*)\s*[),+.]|f["'][^"'\n{]*\{(?<${name}F>[a-z]\w*)\})`

export const routed: SourcePattern = {
  hints: [
    'fetch(',
    'axios',
    'got(',
    'requests.',
    'httpx.',
    'getforobject',
    'getforentity',
    'getasync(',
    'getstringasync(',
    'reqwest::get',
    'fileresponse',
    'open(',
    'sendfile',
    'readfile',
    'file(',
    'path.of',
    'paths.get',
    'systemresource(',
    'urlresource(',
    'path.combine',
    'fs::',
    'file::open',
    'namedfile',
    'redirect',
    'eval(',
  ],
  expression: new RegExp(
    [
      // An address to call.
      String.raw`\b(?:fetch|axios(?:\.(?:get|post|request))?|got|requests\.(?:get|post)|httpx\.(?:get|post)|getForObject|getForEntity|Get(?:String|Stream|ByteArray)?Async|reqwest::get)\s*\(\s*&?(?<name>[a-z]\w*)\s*[),[]`,
      // A file.
      String.raw`(?<![\w.])(?:FileResponse|open|(?:new\s+)?(?:java\.io\.)?File|Path\.of|Paths\.get|readFile(?:Sync)?|sendFile)\s*\(\s*${joined('file')}`,
      String.raw`\bnew\s+(?:FileSystemResource|UrlResource|BinaryFileResponse|FileInputStream)\s*\(\s*${joined('resource')}`,
      String.raw`\b(?:PhysicalFile|Results\.File|File\.(?:ReadAll\w+|Open\w*|Delete)|OpenRead|File)\s*\(\s*Path\.Combine\s*\([^()\n]*,\s*(?<combined>[a-z]\w*)\s*\)`,
      String.raw`\b(?:fs::(?:read\w*|File::open|remove_file)|File::open|NamedFile::open)\s*\(\s*&?format!\s*\(\s*"[^"\n]*\{(?:(?<inline>[a-z]\w*)\}|\}[^"\n]*"\s*,\s*&?(?<formatted>[a-z]\w*))`,
      // A place to send the browser to.
      String.raw`"redirect:"\s*\+\s*(?<view>[a-z]\w*)\s*[;)]?`,
      String.raw`(?<![\w.])(?:new\s+RedirectView|sendRedirect|Redirect(?:Permanent|Preserve\w*)?|Results\.Redirect|RedirectResponse|redirect|Redirect::(?:to|temporary|permanent))\s*\(\s*(?:url\s*=\s*)?&?\$?(?<sent>[a-z]\w*)\s*[),[]`,
      // Code.
      String.raw`(?<![\w.])(?:eval|exec)\s*\(\s*(?<code>[a-z]\w*)\s*[),]|(?:[eE]ngine\w*|getEngineBy\w+\([^()\n]*\))\??\.eval\s*\(\s*(?<script>[a-z]\w*)\s*[),]`,
    ].join('|'),
  ),
  kinds: ['code'],
}

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
      String.raw`\bPath\.Combine\s*\([^;()\n]*\b\w*(?:file|fichier|piece|upload|document|photo|image)\w*\.FileName\b`,
      // Starlette, werkzeug
      String.raw`(?:\bos\.path\.join|(?<![.\w])open|\bPath)\s*\([^\n]*\b\w*(?:file|fichier|piece|upload|document|photo|image)\w*\.filename\b`,
      // Rails
      String.raw`\b(?:File\.(?:open|write|join|binwrite)|Rails\.root\.join)\s*\(?[^\n]*\.original_filename\b`,
    ].join('|'),
    'i',
  ),
  kinds: ['code'],
}

/** A page that a handler writes around the text that it received. */
export const shownByRoute: SourcePattern = {
  hints: [
    'htmlresponse(',
    'html(format!',
    'html(&format!',
    'rawhtml(format!',
    'content($"',
    'text($"',
    'return "<',
    "return '<",
    'return `<',
    'return f"<',
    "return f'<",
  ],
  expression: new RegExp(
    [
      // FastAPI, Flask
      String.raw`(?:\bHTMLResponse\s*\(\s*(?:content\s*=\s*)?|\breturn\s+)f["']{1,3}[^"'\n]*<[^"'\n]*\{(?<python>[a-z]\w*)\}`,
      // axum, Rocket
      String.raw`\b(?:Raw)?Html\s*\(\s*&?format!\s*\(\s*"[^"\n]*<[^"\n]*\{(?:(?<rust>[a-z]\w*)\}|\}[^"\n]*"\s*,\s*&?(?<filled>[a-z]\w*))`,
      // ASP.NET Core
      String.raw`\b(?:Content|Text)\s*\(\s*\$"(?:[^"\\\n]|\\.)*<(?:[^"\\\n]|\\.)*\{(?<sharp>[a-z]\w*)\}(?:[^"\\\n]|\\.)*"\s*,\s*"text/html`,
      // Spring, JAX-RS, Nest
      String.raw`\breturn\s+"<[^"\n]*"\s*\+\s*(?<java>[a-z]\w*)\s*\+|\breturn\s+(?:\x60<[^\x60\n]*|"<[^"\n]*)\$\{?(?<template>[a-z]\w*)\b`,
    ].join('|'),
  ),
  kinds: ['code'],
}
