import type { XmlFile } from '../../facts.ts'
import { failIfAny, finding, notApplicable, rule } from '../../rule.ts'

/** Roots of settings that a tool defines and validates by itself. */
const ofATool =
  /^(project|target|taskdef|typedef|macrodef|presetdef|patternset|fileset|filelist|path|classpath|property|condition|sequential|antcall|javac|copy|files|antlib|tag-plugins|Registry|bom|Project|svg|configuration|Configuration|log4j:configuration|logkit|beans|web-app|manifest|resources|phpunit|ruleset|module|component|suppressions|assembly|persistence|feed|rss|urlset|sitemapindex|opml|plist|browserconfig|packages|package|cross-domain-policy|coverage|testsuites?|FindBugsFilter|psalm|infection|lint|selector|shape|vector|layer-list|adaptive-icon|menu|animated-vector|set|animation-list|paths|PreferenceScreen|navigation|settings|profiles|extensions|build|ivy-module|hibernate-configuration|databaseChangeLog|mapper|sqlMap|faces-config|ehcache|config|jboss-\w+|weblogic-\w+|Context|Server|tomcat-users|CodeSnippets|snippet|RuleSet|CustomUI|html|TS|LinearLayout|RelativeLayout|FrameLayout|ScrollView|androidx\..*|merge|layout|code_scheme|lifecycleMappingMetadata|ivysettings|doc|Attributes|SPConfig|Translation|infinispan|clientConfig|SonarQubeAnalysisProperties|refentry|features|supplementalDataModels|gresources|launch4jConfig|DockingDesktop)$/
/** Told by their place or their name as well: services of firewalld, interfaces of D-Bus. */
const ofTheSystem = ({ path, root }: XmlFile): boolean =>
  (root === 'Types' && path.endsWith('[Content_Types].xml')) ||
  (root === 'metadata' && /(^|\/)maven-metadata[\w-]*\.xml$/.test(path)) ||
  (root === 'service' && /(^|\/)firewalld\//.test(path)) ||
  (root === 'node' && /(^|\/)[a-z]\w*(?:\.\w+){2,}\.xml$/i.test(path))

export const xmlSchema = rule({
  id: 'repository/xml-schema',
  source: 'repository',
  requirements: ['GI:1072'],
  title: { fr: 'Chaque fichier XML désigne son schéma', en: 'Each XML file names its schema' },
  failureTitle: { fr: 'Des fichiers XML ne désignent pas de schéma', en: 'XML files name no schema' },
  why: {
    fr: 'Sans schéma, celui qui reçoit le fichier ne peut ni le contrôler ni savoir ce qu’il peut contenir.',
    en: 'Without a schema, whoever receives the file can neither check it nor know what it may contain.',
  },
  mend: {
    fr: 'Livrez le schéma (XSD) et désignez-le par xsi:schemaLocation ou xsi:noNamespaceSchemaLocation.',
    en: 'Deliver the schema (XSD) and name it with xsi:schemaLocation or xsi:noNamespaceSchemaLocation.',
  },
  left: { fr: 'Les fichiers XML produits à l’exécution.', en: 'XML files produced at run time.' },
  limits: {
    fr: 'Une DTD désignée compte pour un schéma ; les fichiers que lisent des outils connus n’en demandent pas.',
    en: 'A named DTD counts as a schema; files that known tools read need none.',
  },
  needs: ['xml'],
  judge: ({ xml }) => {
    const data = xml.filter(
      (file) =>
        !ofATool.test(file.root) && !ofTheSystem(file) && !/(^|\/)\.(idea|settings|mvn|run|vscode)\//.test(file.path),
    )
    if (data.length === 0)
      return notApplicable('Aucun fichier XML de données dans le dépôt.', 'No XML data file in the repository.')
    // Files of one kind lack one schema.
    const kinds = Map.groupBy(
      data.filter((file) => !file.hasSchema),
      ({ root }) => root,
    )
    return failIfAny(
      [...kinds].flatMap(([root, [first, ...others]]) =>
        first === undefined
          ? []
          : [
              finding(
                first,
                `Racine « ${root} » sans schéma désigné${others.length === 0 ? '' : `, ici et dans ${others.length} autres fichiers`}.`,
                `Root “${root}” without a named schema${others.length === 0 ? '' : `, here and in ${others.length} other files`}.`,
                root,
              ),
            ],
      ),
    )
  },
})
