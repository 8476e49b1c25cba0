import type { SourceMatch } from '../../facts.ts'
import { type RuleFinding, failIfAny, finding, rule } from '../../rule.ts'
import { isFormatAmong } from '../accepted.ts'
import { dependenciesAmong, recognises } from './subject.ts'

/** Libraries that write nothing but proprietary formats. */
const libraries = [
  'exceljs',
  'docx',
  'docxtemplater',
  'pptxgenjs',
  'officegen',
  'xlsx-populate',
  'excel4node',
  'openpyxl',
  'xlsxwriter',
  'python-docx',
  'python-pptx',
  'org.apache.poi:poi-ooxml',
  'closedxml',
  'caxlsx',
  'caxlsx_rails',
  'axlsx',
  'axlsx_rails',
  'write_xlsx',
  'fast_excel',
  'github.com/xuri/excelize/v2',
  'github.com/360entsecgroup-skylar/excelize/v2',
  'github.com/tealeg/xlsx',
  'github.com/tealeg/xlsx/v3',
  'github.com/unidoc/unioffice',
  'epplus',
  'npoi',
  'documentformat.openxml',
  'docx.net',
  'xceed.words.net',
  'com.alibaba:easyexcel',
  'org.dhatim:fastexcel',
  'org.docx4j:docx4j-core',
  'org.docx4j:docx4j-jaxb-referenceimpl',
  'xlwt',
  'docxtpl',
  'rust_xlsxwriter',
  'docx-rs',
  'umya-spreadsheet',
  'html-docx-js',
  'html-to-docx',
  'write-excel-file',
  'json2xls',
  'node-xlsx',
  'xlsx-template',
  'xlsx-js-style',
  'easy-template-x',
  'elixlsx',
]
/** A file that names this many office types, or as many of sound, video and fonts, is a table of types, not an exchange. */
const officeTable = 7
const otherTable = 4

/** A table of types by its name. */
const ofTypes = /(^|\/)[\w.-]*(mime|magic|content[-_]?types?|file[-_]?types?)[\w.-]*(\/types)?\.\w+$|magic\/[\w.-]+$/i

/** SheetJS writes OpenDocument too, when asked. */
const alsoFree = /bookType\s*:\s*["']f?ods|["'`.]ods\b|engine\s*=\s*["']odf/i

/** Words looked for in what somebody writes, extensions among them. */
const wordsOfText = /\b(?:key_?words?|words|mots(?:_?cles)?|terms)\b.*\[[^\]]*["']\.\w+["'][^\]]*\]/i
/** A list of patterns, or a test on a name that is not that of a file handed in. */
const recognisesFormats = ({ text, around, groups }: SourceMatch): boolean =>
  /\\[bsw]|\(\?</.test(text) || (groups['file'] !== undefined && wordsOfText.test(text))
    ? true
    : groups['tested'] !== undefined &&
      !/upload|multer|depot|televers|piece|filefilter|accept|allowed|autoris/i.test(around)

/** A table of what there is, by its name: nothing in it is accepted or handed out. */
const isInTableOfTypes = ({ around }: SourceMatch): boolean =>
  /\b(?:known_?mime_?types?|\w*mime_?(?:types?_?)?(?:map|table|by_?extension))\w*["']?\s*[:=]/i.test(around) &&
  !/accept|allow|permit|authori[sz]|autoris|upload|admis/i.test(around)

export const officeFormats = rule({
  id: 'repository/office-formats',
  source: 'repository',
  requirements: ['GI:1076'],
  title: { fr: 'Bureautique : OpenDocument et PDF seulement', en: 'Office documents: OpenDocument and PDF only' },
  failureTitle: {
    fr: 'Des formats bureautiques propriétaires sont échangés',
    en: 'Proprietary office formats are exchanged',
  },
  why: {
    fr: 'Un document doit rester lisible par tous et dans la durée, sans dépendre d’un produit.',
    en: 'A document must stay readable by all and over time, without depending on a product.',
  },
  mend: {
    fr: 'Produisez et acceptez .odt, .ods, .odp et PDF ; retirez les types Word, Excel et PowerPoint.',
    en: 'Produce and accept .odt, .ods, .odp and PDF; remove the Word, Excel and PowerPoint types.',
  },
  left: {
    fr: 'Les fichiers déposés par les utilisateurs sans contrôle de type.',
    en: 'Files that users upload without any check of their type.',
  },
  needs: ['matches', 'packages', 'exchangedTypes', 'policy'],
  looksFor: {
    type: {
      hints: ['openxmlformats', 'msword', 'vnd.ms-'],
      expression:
        /application\/(?:vnd\.openxmlformats-officedocument\.[\w.]+|msword|vnd\.ms-(?:excel|powerpoint|word)[\w.]*)/i,
      kinds: ['code', 'markup', 'data'],
      roles: ['source'],
    },
    written: {
      hints: [
        'workbook',
        'xwpfdocument',
        'xlworkbook',
        "'xlsx'",
        '"xlsx"',
        'writer\\xlsx',
        'excelize.newfile',
        'xlsx.write',
        'to_excel(',
        'document()',
        'excelpackage',
        'wordprocessingdocument.create',
        'spreadsheetdocument.create',
        'axlsx::package',
        'new xlsx(',
        'phpword(',
        'excel::writer',
        'easyexcel.write',
        'packer.to',
        'writexlsx',
        'excel::download',
        'createwriter(',
      ],
      expression:
        /\bnew\s+SXSSFWorkbook\s*\(|\bnew\s+(?:XSSF|HSSF)Workbook\s*\(\s*(?:XSSFWorkbookType\.\w+\s*)?\)|\bWorkbookFactory\.create\s*\(\s*(?:true|false)\s*\)|\bnew\s+(?:XWPFDocument|XMLSlideShow|XLWorkbook)\s*\(\s*\)|Writer\\Xlsx\s*\(|createWriter\s*\([^)]*["'](?:Xlsx?|Word2007)["']|\bopenpyxl\.Workbook\s*\(|\bxlsxwriter\.Workbook\s*\(|\bexcelize\.NewFile\s*\(|\bXLSX\.write(?:File)?\s*\(|\.to_excel\s*\(|\bdocx\.Document\s*\(|=\s*Document\s*\(\s*\)|=\s*Workbook(?:::new)?\s*\(\s*\)|\bnew\s+(?:ExcelPackage|PhpWord)\s*\(|\b(?:Wordprocessing|Spreadsheet)Document\.Create\s*\(|\bAxlsx::Package\.new|\bnew\s+Xlsx\s*\(|Excel::Writer::XLSX->new|\bEasyExcel\.write\s*\(|\bPacker\.to(?:Buffer|Blob)\s*\(|\bWriteXLSX\.new|\bExcel::download\s*\(|new\s+ExcelJS\.Workbook\s*\(/,
      kinds: ['code'],
      roles: ['source'],
    },
    /** Python and Java build trees of XML by a word that Word's library uses too. */
    tree: {
      hints: [
        'minidom',
        'xml.dom',
        'pymupdf',
        'bson',
        'reportlab',
        'elasticsearch',
        'mongoengine',
        'pylatex',
        'docutils',
      ],
      expression:
        /\b(?:from|import)\s+(?:\S*\bminidom\b|xml\.dom|pymupdf|bson|reportlab|elasticsearch\w*|mongoengine|pylatex|docutils)/,
      kinds: ['code'],
      once: true,
    },
    /** Told by extension: what may be uploaded, or the name of what is handed out. */
    named: {
      hints: ['docx', 'xlsx', 'pptx', '.doc', '.xls', '.ppt', "'doc'", '"doc"', "'xls'", '"xls"'],
      expression:
        /\b\w*(?:allowed|accepted|permitted|authori[sz]ed|autoris)\w*\b[^\n]{0,80}\b(?<ext>docx?|xlsx?|pptx?)\b|\bmimes:[\w,]*\b(?<mimes>docx?|xlsx?|pptx?)\b|(?:filename|attachment)[^\n]{0,60}\.(?<file>docx?|xlsx?|pptx?)\b["'`]|\b(?:formats?|extensions?|accept\w*)\s*[:=]\s*[[({]\s*["']\.?[^\n]{0,60}(?<list>docx?|xlsx?|pptx?)\b["']|\b(?:FileExtensionValidator|FileExtensions|FileAllowed|extension_(?:allowlist|whitelist|white_list)|fileFilter|validates_attachment\w*)\b[^\n]{0,80}["'.\s|(](?<given>docx|xlsx|pptx|(?:doc|xls|ppt)(?=["'|)\]]))\b|\/[^/\n]*\b(?<tested>docx?|xlsx?|pptx?)\b[^/\n]*\/\w*\.test\s*\(\s*[\w.]*(?:name|nom|path|ext\w*|fichier|suffixe?)\b/i,
      kinds: ['code', 'markup'],
      roles: ['source'],
    },
    other: {
      hints: ['audio/', 'video/', 'font/'],
      expression: /["'`](?:audio|video|font)\/[\w.+-]+["'`]/,
      kinds: ['code', 'markup', 'data'],
      roles: ['source'],
    },
  },
  judge: ({ matches, packages, exchangedTypes, policy }) => {
    const accepted = policy.formats.office
    const byFile = Map.groupBy(matches['type'] ?? [], (match) => match.path)
    const others = Map.groupBy(matches['other'] ?? [], (match) => match.path)
    const findings: RuleFinding[] = []
    for (const [path, found] of byFile)
      if (found.length < officeTable && !ofTypes.test(path) && (others.get(path)?.length ?? 0) < otherTable)
        for (const match of found)
          if (!match.comment && !isInTableOfTypes(match) && !isFormatAmong(match.groups['match'] ?? '', accepted))
            findings.push(
              finding(
                match,
                `Type « ${match.groups['match']} » produit ou accepté.`,
                `Type “${match.groups['match']}” produced or accepted.`,
                match.groups['match'],
              ),
            )
    const trees = new Set((matches['tree'] ?? []).map(({ path }) => path))
    for (const match of matches['written'] ?? [])
      if (
        !(/=\s*Document\s*\(/.test(match.groups['match'] ?? '') && trees.has(match.path)) &&
        !match.comment &&
        !alsoFree.test(match.around) &&
        !recognises(match.text)
      )
        findings.push(
          finding(
            match,
            `Document propriétaire produit : ${match.groups['match']}`,
            `Proprietary document produced: ${match.groups['match']}`,
            match.groups['match'],
          ),
        )
    for (const match of matches['named'] ?? []) {
      if (recognisesFormats(match)) continue
      const extension = (
        match.groups['ext'] ??
        match.groups['mimes'] ??
        match.groups['file'] ??
        match.groups['list'] ??
        match.groups['given'] ??
        match.groups['tested'] ??
        ''
      ).toLowerCase()
      if (!match.comment && !recognises(match.text) && !isFormatAmong(`.${extension}`, accepted))
        findings.push(
          finding(
            match,
            `Extension « .${extension} » produite ou acceptée.`,
            `Extension “.${extension}” produced or accepted.`,
            match.text,
          ),
        )
    }
    for (const exchanged of exchangedTypes)
      if (
        /openxmlformats|msword|vnd\.ms-|^\.(docx?|xlsx?|pptx?|docm|xlsm)$/.test(exchanged.type) &&
        !isFormatAmong(exchanged.type, accepted) &&
        !findings.some((known) => known.path === exchanged.path && known.about === exchanged.type)
      )
        findings.push(
          finding(
            exchanged,
            `Type « ${exchanged.type} » échangé.`,
            `Type “${exchanged.type}” exchanged.`,
            exchanged.type,
          ),
        )
    for (const dependency of dependenciesAmong(packages, libraries))
      findings.push(
        finding(
          dependency,
          `La bibliothèque « ${dependency.name} » n’écrit que des formats propriétaires.`,
          `The library “${dependency.name}” writes nothing but proprietary formats.`,
          dependency.name,
        ),
      )
    return failIfAny(findings)
  },
})
