import { type RuleFinding, failIfAny, finding, rule } from '../../rule.ts'
import { isFormatAmong } from '../accepted.ts'
import { dependenciesAmong } from './subject.ts'

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
  'github.com/xuri/excelize/v2',
]
/** A file that names this many office types, or as many of sound, video and fonts, is a table of types, not an exchange. */
const officeTable = 7
const otherTable = 4

/** A table of types by its name. */
const ofTypes = /(^|\/)[\w.-]*(mime|magic|content[-_]?types?|file[-_]?types?)[\w.-]*(\/types)?\.\w+$|magic\/[\w.-]+$/i

/** SheetJS writes OpenDocument too, when asked. */
const alsoFree = /bookType\s*:\s*["']f?ods|["'`.]ods\b/i

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
      ],
      expression:
        /\bnew\s+(?:S?XSSF|HSSF)Workbook\s*\(\s*\)|\bnew\s+(?:XWPFDocument|XMLSlideShow|XLWorkbook)\s*\(\s*\)|Writer\\Xlsx\s*\(|createWriter\s*\([^)]*["'](?:Xlsx?|Word2007)["']|\bopenpyxl\.Workbook\s*\(|\bxlsxwriter\.Workbook\s*\(|\bexcelize\.NewFile\s*\(|\bXLSX\.write(?:File)?\s*\(|new\s+ExcelJS\.Workbook\s*\(/,
      kinds: ['code'],
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
          if (!match.comment && !isFormatAmong(match.groups['match'] ?? '', accepted))
            findings.push(
              finding(
                match,
                `Type « ${match.groups['match']} » produit ou accepté.`,
                `Type “${match.groups['match']}” produced or accepted.`,
                match.groups['match'],
              ),
            )
    for (const match of matches['written'] ?? [])
      if (!match.comment && !alsoFree.test(match.around))
        findings.push(
          finding(
            match,
            `Document propriétaire produit : ${match.groups['match']}`,
            `Proprietary document produced: ${match.groups['match']}`,
            match.groups['match'],
          ),
        )
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
