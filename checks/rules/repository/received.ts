/** What a server was sent, as each language and framework reads it: source of an expression, without groups. */
export const received = [
  // JavaScript and TypeScript
  String.raw`\breq(?:uest)?\.(?:body|query|params|payload(?!\.(?:config|logger|db)\b)|headers|cookies|files?)\b`,
  String.raw`\b(?:ctx|context|event|c)\.(?:query|params|request|body|queryStringParameters|pathParameters)\b`,
  String.raw`\bsearchParams\.get\s*\(`,
  String.raw`\blocation\.(?:search|hash|href)\b`,
  // Python
  String.raw`\brequest\.(?:args|form|values|json|data|files|GET|POST|META|COOKIES|get_json|query_params)\b`,
  // PHP
  // Where PHP itself put a file that was sent is no word of the sender.
  String.raw`\$_(?:GET|POST|REQUEST|COOKIE)\b`,
  // The machine and its web server set the rest.
  String.raw`\$_SERVER\b(?!\s*\[\s*["'](?!HTTP_|PHP_(?:SELF|AUTH)|REQUEST_|QUERY_STRING|(?:ORIG_)?PATH_INFO|REDIRECT_|CONTENT_|AUTH_|REMOTE_USER|argv))`,
  String.raw`\$_FILES\b(?!\[[^\]]*\]\[\s*["']tmp_name)`,
  String.raw`\$request->(?:get|query|input|request|post|all|attributes|files|cookies|headers|getContent|getQueryParams|getParsedBody)\b`,
  String.raw`\$\w+->(?:query|request|cookies|headers|attributes|files)->(?:get|all)\s*\(`,
  String.raw`\$\w+->input\s*\(`,
  String.raw`\bRequest::(?:input|get|query)\s*\(`,
  String.raw`php://input`,
  // Ruby
  String.raw`(?<![\w.>$])params(?:\[|\.(?:fetch|require|dig)\b)`,
  // Java, Kotlin, Scala
  String.raw`\b(?:request|req|exchange)\.get(?:Parameter(?:Values)?|Header|QueryString|InputStream|Reader|Cookies|PathInfo|RequestURI|Part)\s*\(`,
  // Ktor
  String.raw`\bcall\.(?:parameters|request\.(?:queryParameters|headers|cookies))\b`,
  // Go
  String.raw`\br\.(?:URL\.Query\(\)|(?:FormValue|PostFormValue|URL\.Path|Header\.Get|Body|PathValue)\b)`,
  String.raw`\bc\.(?:Query|Param|Params|PostForm|QueryParam|FormValue|DefaultQuery|GetHeader)\s*\(`,
  String.raw`\bmux\.Vars\s*\(|\bchi\.URLParam(?:FromCtx)?\s*\(`,
  // C#
  String.raw`\bRequest\.(?:Query|Form|Headers|Cookies|Params|QueryString|Body|RouteValues)\b`,
  String.raw`\bRequest\[`,
  // Perl
  String.raw`\$(?:cgi|q|query|c|self)->(?:url_)?param\s*\(`,
].join('|')

/** How many lines a pattern shows around a use, for the function that holds it to be read. */
export const reachOfFunction = 16

/** Everything that was received is cut to its last part, or made a number, right where it is used. */
const cut = new RegExp(
  String.raw`\b(?:base_?name|filepath\.Base|path\.Base|GetFileName(?:WithoutExtension)?|secure_filename|int(?:val)?|Number|parseInt)\s*\(\s*(?:${received})(?:[^()\n]|\([^()\n]*\)){0,80}\)|(?:${received})[\w\[\]:."']{0,40}\.to_[if]\b`,
  'g',
)
export const isCutOnTheSpot = (text: string): boolean => {
  const rest = text.replace(cut, '')
  return rest !== text && !new RegExp(received).test(rest)
}
