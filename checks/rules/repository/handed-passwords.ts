/** Passwords that stand in their place rather than behind a name: an argument of a connection, the value of a variable. */
import type { SourceMatch } from '../../facts.ts'
import type { SourcePattern } from '../../rule.ts'

export const passwordHints = ['password', 'passwd', '_pass', 'pwd', 'secret', 'motdepasse', 'mot_de_passe', 'mdp']

export const handedPasswords = {
  /** An account and its word handed over in their places: `mysqli_connect('bdd', 'root', 'root')`. */
  handed: {
    hints: ['getconnection(', 'mysqli', 'pdo(', 'mysql_connect(', 'pymysql', 'mysqldb'],
    expression:
      /\b(?:DriverManager\.getConnection|mysqli?_connect|new\s+(?:\\?PDO|\\?mysqli)|(?:pymysql|MySQLdb)\.connect)\s*\(\s*(?:"[^"\n]*"|'[^'\n]*'|[\w$.>()-]+)\s*,\s*["'](?<user>[\w.-]+)["']\s*,\s*["'](?<value>[^"'\n]{1,40})["']\s*[,)]/,
    kinds: ['code'],
  },
  /** A variable of a container on one line: `- { name: MYSQL_ROOT_PASSWORD, value: root }`. */
  variable: {
    hints: passwordHints,
    expression:
      /\bname["']?:\s*["']?(?<key>\w*(?:PASSWORD|PASSWD|PWD|_PASS|SECRET|MOT_DE_PASSE|MDP))["']?\s*,\s*["']?value["']?:\s*["']?(?<value>[^\s"',{}]{1,60})["']?\s*\}/i,
    kinds: ['data'],
  },
  /** Both stand among the parameters of an address: `?user=parc&password=parc`. */
  inAddress: {
    hints: ['password=', 'pwd='],
    expression:
      /[?&;](?:user(?:name)?|uid)=(?<user>[^&;\s"'<{$]+)(?:&amp;|[&;])(?<key>password|pwd)=(?<value>[^&;\s"'<{$]{1,40})(?=["'&;\s<]|$)/i,
    kinds: ['code', 'data'],
  },
  /** What the program goes on with when the environment gives nothing, on a line below. */
  instead: {
    hints: ['getenv', 'lookupenv', 'process.env', 'environ'],
    first: /SECRET|PASSWORD|PASSWD|PWD|MDP|secret|password/,
    expression:
      /(?:(?:Getenv|LookupEnv|getenv|environ\.get)\s*\(\s*["']|process\.env\.|process\.env\[["'])(?<key>\w*(?:SECRET|PASSWORD|PASSWD|PWD|MDP|SECRET_KEY))(?:["']\s*\)?\]?|\b)/i,
    kinds: ['code'],
    reach: 4,
  },
} satisfies Readonly<Record<string, SourcePattern>>

const accountOfConnection = /\b(?:User(?:name)?|User ?Id|Uid)\s*=\s*(?<user>[^;"'&]+)[;"'&]/i
/** The account that stands beside it is the password: an argument before, or another part of the same text. */
export const isWordOfItsAccount = (kind: string, { groups, text }: SourceMatch, value: string): boolean => {
  const user = kind === 'connection' ? accountOfConnection.exec(text)?.groups?.['user'] : groups['user']
  return (
    (kind === 'handed' || kind === 'connection' || kind === 'inAddress') &&
    user?.trim().toLowerCase() === value.toLowerCase()
  )
}

/** The text that stands in for a variable that is missing, within the lines of the same function. */
export const givenInstead = ({ around, text }: SourceMatch): string => {
  const below = around.slice(around.indexOf(text) + text.length).split(/^(?:\}|func |def |function |export )/m)[0] ?? ''
  return /^\s*(?:return|[\w.]+\s*=)\s*["'](?<word>[^"'\n]{3,40})["']\s*;?\s*$/m.exec(below)?.groups?.['word'] ?? ''
}
