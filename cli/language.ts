/** The language of this command, known before its arguments are parsed: a fault in them is told in it too. */
import { Language } from '@socle/contracts/text'

/** As asked for by `--lang`; undefined when nobody asked. */
export function languageAsked(argv: readonly string[]): string | undefined {
  const at = argv.indexOf('--lang')
  return at >= 0 ? argv[at + 1] : argv.find((argument) => argument.startsWith('--lang='))?.slice('--lang='.length)
}

/** What the command and the server that it calls speak: French, unless a language that they know is asked for. */
export const spokenLanguage = (): Language => Language.catch('fr').parse(languageAsked(process.argv.slice(2)))
