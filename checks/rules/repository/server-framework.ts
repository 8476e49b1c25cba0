import type { PackageManifest } from '../../facts.ts'
import { fail, finding, notApplicable, pass, rule } from '../../rule.ts'
import { ownCode, ownManifests } from './subject.ts'

const frameworks =
  /^(org\.springframework|io\.quarkus|io\.micronaut|jakarta\.(?!servlet\b)|javax\.(ws|faces|enterprise)|org\.apache\.struts|io\.helidon|io\.dropwizard|org\.grails|com\.vaadin|play|symfony\/|laravel\/|illuminate\/|codeigniter4?\/|cakephp\/|slim\/|laminas\/|yiisoft\/|api-platform\/|drupal\/core|typo3\/cms)/

export const serverFramework = rule({
  id: 'repository/server-framework',
  source: 'repository',
  requirements: ['GI:1279'],
  title: { fr: 'PHP et Java s’appuient sur un cadre applicatif', en: 'PHP and Java rest on an application framework' },
  failureTitle: {
    fr: 'L’application PHP ou Java n’a pas de cadre applicatif',
    en: 'The PHP or Java application has no framework',
  },
  why: {
    fr: 'Un cadre connu apporte découpage, sécurité et relève ; un cadre fait maison ne se maintient que par son auteur.',
    en: 'A known framework brings structure, security and successors; a home-made one is kept only by its author.',
  },
  mend: {
    fr: 'Appuyez l’application sur un cadre du référentiel de produits (Spring, Quarkus, Symfony…).',
    en: 'Rest the application on a framework of the product reference (Spring, Quarkus, Symfony…).',
  },
  left: {
    fr: 'Que la version du cadre figure au référentiel de produits, et le découpage en modèle, vue, contrôleur.',
    en: 'That the framework’s version is in the product reference, and the split into model, view, controller.',
  },
  needs: ['files', 'packages', 'matches'],
  looksFor: {
    /** Frameworks that are installed beside the application, and that no list of dependencies names. */
    installed: {
      hints: [
        'horde_registry',
        'ci_controller',
        'zend_controller',
        'yii::',
        'jfactory::',
        'zend_application',
        'tslib_',
      ],
      expression:
        /\bHorde_Registry::appInit\s*\(|\bextends\s+(?:Horde_Registry_Application|CI_Controller|Zend_Controller_Action)\b|\bnew\s+Zend_Application\s*\(|\bYii::createWebApplication\s*\(|\bJFactory::getApplication\s*\(/i,
      kinds: ['code'],
      once: true,
    },
    windows: {
      hints: ['javax.swing', 'javafx.', 'org.eclipse.swt'],
      expression: /^\s*import\s+(?:javax\.swing|javafx|org\.eclipse\.swt)\./,
      kinds: ['code'],
      once: true,
    },
    serves: {
      hints: [
        '$_get',
        '$_post',
        '$_server',
        '$_request',
        'servlet',
        'httpserver',
        'serversocket',
        'header(',
        'javax.ws',
        'jakarta.ws',
        '$_session',
        '$_cookie',
        '$_files',
        'session_start',
        'setcookie',
        'php://input',
        'filter_input',
        'http_response_code',
        'serverbootstrap',
      ],
      expression:
        /\$_(?:GET|POST|SERVER|REQUEST|SESSION|COOKIE|FILES)\b|\b(?:session_start|setcookie|filter_input|http_response_code)\s*\(|php:\/\/input|\bnew\s+ServerBootstrap\s*\(|(?:javax|jakarta)\.(?:servlet|ws\.rs)|\bHttpServer\.create|\bHttpServlet\b|\bnew\s+ServerSocket\s*\(|^\s*header\s*\(/,
      kinds: ['code', 'markup'],
      once: true,
    },
  },
  judge: ({ files, packages, matches }) => {
    const own = ownCode(files)
    // `.inc` and `.module` are endings of others too: they are PHP where PHP is.
    const isPhp = own.some(({ path }) => /\.(?:php|phtml)$/.test(path))
    const code = own.filter(({ language }) => language === 'java' || (language === 'php' && isPhp))
    // A program with windows listens for a second one of itself.
    const hasWindows = (matches['windows'] ?? []).length > 0
    const serves = (matches['serves'] ?? []).some(
      ({ path, groups }) =>
        /\.(java|php|inc|module|jsp|phtml)$/.test(path) &&
        !(hasWindows && /^new\s+ServerSocket/.test(groups['match'] ?? '')),
    )
    if (code.length === 0 || (code.length < 5 && !serves))
      return notApplicable(
        'Le dépôt n’est pas une application PHP ou Java.',
        'The repository is not a PHP or Java application.',
      )
    const manifests = ownManifests(packages).filter(
      (manifest) =>
        manifest.ecosystem === 'maven' || manifest.ecosystem === 'gradle' || manifest.ecosystem === 'composer',
    )
    // The interface of servlets is no framework for an application; a library offers one by it.
    const rests = manifests.some(({ dependencies, settings }) =>
      dependencies.some(
        ({ name }) =>
          frameworks.test(name) || (settings?.['packaging'] !== 'war' && /^(?:javax|jakarta)\.servlet\b/.test(name)),
      ),
    )
    // Composer's own word for what others take in.
    if (manifests.length === 1 && manifests[0]?.settings?.['type'] === 'library')
      return notApplicable(
        'Composer dit une bibliothèque : le cadre est celui de l’application qui la prend.',
        'Composer says a library: the framework is that of the application which takes it.',
      )
    if (manifests.some(isFramework))
      return notApplicable('Le dépôt est lui-même un cadre applicatif.', 'The repository is itself a framework.')
    if (rests || (matches['installed'] ?? []).some(({ comment }) => !comment)) return pass
    // A library or a command of Java answers nobody; PHP does by nature.
    if (!serves && code.every(({ language }) => language === 'java'))
      return notApplicable(
        'Rien dans ce code Java ne répond à des requêtes.',
        'Nothing in this Java code answers requests.',
      )
    const [manifest] = manifests
    return fail([
      finding(
        manifest === undefined ? {} : { path: manifest.path },
        'Aucun cadre applicatif connu parmi les dépendances.',
        'No known application framework among the dependencies.',
      ),
    ])
  },
})

/** Composer: a library that says so among its words, or that others rest on. */
const isFramework = ({ name = '', settings }: PackageManifest): boolean =>
  settings?.['type'] !== 'project' &&
  (frameworks.test(name) || (Array.isArray(settings?.['keywords']) && settings['keywords'].includes('framework')))
