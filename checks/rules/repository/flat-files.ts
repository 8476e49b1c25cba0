import type { SourceMatch } from '../../facts.ts'
import { failIfAny, finding, manual, notApplicable, rule } from '../../rule.ts'
import { recognises } from './subject.ts'

const flat = /^(text\/(csv|plain|tab-separated-values)|\.(csv|tsv|txt|dat|prn))$/

/** A table that comes with the program is exchanged with nobody. */
const ofTheProgram =
  /resources?["'/]|__dirname|__DIR__|__file__|importlib|classpath|go:embed|getResource|include_str|Rails\.root|base_path\(|stdin|import\.meta|str_getcsv\(\s*\$(?:param\w*|rule\w*|options?|args?|attributes?)\b/i

/** One of several media types, each alone on its line. */
const isInTable = ({ text, around }: SourceMatch): boolean =>
  recognises(text) && (around.match(/^\s*["']\w+\/[\w.+-]+["'],?\s*$/gm)?.length ?? 0) >= 3
/** Numbers of two digits with a sign between them; columns of a fixed width have none. */
const isTimeOrDate = (text: string): boolean =>
  /pad(?:Start|Left)\s*\(\s*2\b/i.test(text) && /["'`](?::|-|\/|\.|T| ?h ?)["'`]/.test(text)

/** Columns that a command prints for whoever looks at it. */
const isPrinted = (text: string): boolean =>
  /^\s*(?:console\.\w+|System\.(?:out|err)\.print\w*|fmt\.Print\w*|print)\s*\((?!.*\bfile\s*=)/.test(text) &&
  /pad|just/i.test(text)

/** The words of an option, between commas. */
const ofAnOption =
  /\bcsv\.NewReader\s*\(\s*strings\.NewReader\s*\(\s*(?:value|val|v|s|opts?|options?|flag|arg|spec)\s*\)/

export const flatFiles = rule({
  id: 'repository/flat-files',
  source: 'repository',
  requirements: ['GI:1250'],
  title: { fr: 'Les fichiers plats échangés sont justifiés', en: 'Flat files that are exchanged are justified' },
  failureTitle: {
    fr: 'Des fichiers plats sont échangés sans justification',
    en: 'Flat files are exchanged without justification',
  },
  why: {
    fr: 'Un fichier plat ne dit ni ses types, ni son codage, ni ses règles : chaque destinataire les devine.',
    en: 'A flat file tells neither its types, nor its encoding, nor its rules: each receiver guesses them.',
  },
  mend: {
    fr: 'Préférez un format structuré avec schéma (JSON, XML) ; sinon, écrivez dans la documentation pourquoi et avec quelles colonnes.',
    en: 'Prefer a structured format with a schema (JSON, XML); otherwise write in the documentation why, and with which columns.',
  },
  left: { fr: 'Que la justification tient.', en: 'That the justification holds.' },
  needs: ['exchangedTypes', 'documents', 'matches'],
  looksFor: {
    /** What is read of somebody else's. */
    received: {
      hints: ['csv', 'flatfile', 'opencsv', 'papaparse', 'beanio', 'fixedformat', 'unpack("a'],
      expression:
        /\bnew\s+CsvReader\s*\(|\bcsv\.(?:Dict)?[rR]eader\s*\(|\bcsv\.NewReader\s*\(|\b(?:pd|pandas|pl|polars)\.(?:read|scan)_csv\s*\(|\bfgetcsv\s*\(|\bstr_getcsv\s*\(|\bReader::createFrom\w+\s*\(.*csv|\bCSV\.(?:foreach|parse|read|table)\b|\bcsv::Reader|\bnew\s+CSV(?:Reader|Parser)\w*\s*\(|\bCSVParser\.parse\s*\(|\bCSVFormat\.\w+[^;\n]*\.parse\s*\(|\bCsvToBean\w*\b|\bFlatFileItemReader\w*\s*[<(]|\bPapa\.parse\s*\(|\bfrom\s+["'](?:csv-parse(?:\/sync)?|csv-parser|papaparse)["']|require\(["'](?:csv-parse(?:\/sync)?|csv-parser|papaparse)["']\)|\bText::CSV(?:_XS)?->new|\bStreamFactory\.newInstance\b.*beanio|\bNimbleCSV\b|\bunpack\s*\(?\s*["']A\d+/i,
      kinds: ['code'],
    },
    written: {
      hints: [
        'text/csv',
        'csv',
        'fixed-width',
        'fixedwidth',
        'flatfile',
        'padstart',
        'padend',
        'padleft',
        'padright',
        'ljust',
        'rjust',
        'str_pad',
        'leftpad',
        'rightpad',
        'fixedlength',
      ],
      expression:
        /["'`]text\/csv|["'`](?:application\/csv|text\/tab-separated-values)|\bcsv\.writer\s*\(|\bfputcsv\s*\(|csv-stringify|\bCSVPrinter\b|\bCSVWriter\b|FlatFileItemWriter|csv\.NewWriter\s*\(|CSV\.generate|csv::Writer|fast-csv|\.to_csv\s*\(|(?:padStart|padEnd|PadLeft|PadRight|ljust|rjust|str_pad|StringUtils\.(?:left|right)Pad)\s*\([^\n]*\+[^\n]*(?:padStart|padEnd|PadLeft|PadRight|ljust|rjust|str_pad|(?:left|right)Pad)\s*\(/,
      kinds: ['code'],
    },
  },
  judge: ({ exchangedTypes, documents, matches }) => {
    const declared = exchangedTypes.filter(({ type }) => flat.test(type) && type !== 'text/plain')
    const written = (matches['written'] ?? []).filter(
      (match) =>
        !match.comment &&
        // A table of media types exchanges nothing.
        !/["']?\.?csv["']?\s*(?::|=>|,)\s*["']text\/csv|["']text\/csv,\w/.test(match.text) &&
        !isInTable(match) &&
        !isTimeOrDate(match.text) &&
        !isPrinted(match.text) &&
        !/(^|\/)(scripts?|tools?|cmd|cli|console|commands?|report|bench\w*)\//.test(match.path) &&
        // What a command prints is for whoever typed it.
        !/stdout/i.test(match.around),
    )
    const received = (matches['received'] ?? []).filter(
      (match) =>
        !match.comment &&
        !/(^|\/)(scripts?|tools?|cmd|cli|console|commands?|report|bench\w*|notebooks?|migrations?|seeds?)\//.test(
          match.path,
        ) &&
        !ofTheProgram.test(match.around) &&
        !ofAnOption.test(match.text),
    )
    const all = [
      ...received.map((match) => ({ path: match.path, line: match.line, what: 'CSV' })),
      ...declared.map((one) => ({ ...one, what: one.type })),
      ...written.map((match) => ({ path: match.path, line: match.line, what: 'CSV' })),
    ]
    const [first] = all
    if (first === undefined)
      return notApplicable('Aucun fichier plat dans les échanges.', 'No flat file in the exchanges.')
    if (documents.some(({ text }) => /\b(csv|tsv|fichiers? plats?|flat files?)\b/.test(text)))
      return manual(
        'Des fichiers plats sont échangés et la documentation en parle : jugez la justification.',
        'Flat files are exchanged and the documentation speaks of them: judge the justification.',
      )
    return failIfAny(
      [...Map.groupBy(all, ({ path }) => path).values()].flatMap(([one]) =>
        one === undefined
          ? []
          : [
              finding(
                one,
                `« ${one.what} » échangé, et aucune documentation ne dit pourquoi.`,
                `“${one.what}” exchanged, and no documentation says why.`,
                one.what,
              ),
            ],
      ),
    )
  },
})
