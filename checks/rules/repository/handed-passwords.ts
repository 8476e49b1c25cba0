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
} satisfies Readonly<Record<string, SourcePattern>>

const accountOfConnection = /\b(?:User(?:name)?|User ?Id|Uid)\s*=\s*(?<user>[^;"'&]+)[;"'&]/i
/** The account that stands beside it is the password: an argument before, or another part of the same text. */
export const isWordOfItsAccount = (kind: string, { groups, text }: SourceMatch, value: string): boolean => {
  const user = kind === 'connection' ? accountOfConnection.exec(text)?.groups?.['user'] : groups['user']
  return (kind === 'handed' || kind === 'connection') && user?.trim().toLowerCase() === value.toLowerCase()
}
