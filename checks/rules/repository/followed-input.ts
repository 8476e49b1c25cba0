/** Received data that says where to go: a path, an address, an entity of a document. */
import type { SourcePattern } from '../../rule.ts'
import { received } from './received.ts'

const input = `(?:${received})`

export const followedInput: Readonly<Record<string, SourcePattern>> = {
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
}
