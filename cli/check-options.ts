/** How `socle check` is called, and what its help says of each option. */
import type { Command } from './command.ts'
import { frameworkOption } from './framework.ts'

export const checkOptions: Pick<Command, 'usage' | 'summary' | 'help' | 'options' | 'arguments'> = {
  usage:
    'socle check PATH [--app FILE] [--url URL [--browser]] [--osv FILE] [--log FILE] [--cookies FILE] [--policy FILE] [--format text|json|sarif|html] [--only ID,…] [--output FILE] [--html FILE] [--badge FILE] [--baseline FILE [--write-baseline]] [--fail-on VERDICT,…] [--push] | socle check --list [--json]',
  summary: {
    fr: 'Vérifie un dépôt, ses manifestes et une application en marche',
    en: 'Checks a repository, its manifests and a running application',
  },
  help: [
    {
      option: '--app FILE',
      meaning: {
        fr: 'description de l’application (socle.app.yaml) : écarte ce qui ne s’applique pas',
        en: 'description of the application (socle.app.yaml): sets aside what does not apply',
      },
    },
    {
      option: '--url URL',
      meaning: {
        fr: 'adresse de l’application en marche, regardée sans compte, par GET seulement',
        en: 'address of the running application, looked at without an account, by GET only',
      },
    },
    {
      option: '--browser',
      meaning: {
        fr: 'regarde aussi l’adresse dans Chromium (SOCLE_BROWSER = son chemin ; playwright-core et axe-core installés à côté)',
        en: 'also looks at the address in Chromium (SOCLE_BROWSER = its path; playwright-core and axe-core installed beside)',
      },
    },
    {
      option: '--osv FILE',
      meaning: {
        fr: 'vulnérabilités connues, au format OSV ; aucun service n’est interrogé',
        en: 'known vulnerabilities, in OSV format; no service is asked',
      },
    },
    {
      option: '--log FILE',
      meaning: {
        fr: 'journal écrit par l’application, de son démarrage à son arrêt',
        en: 'log written by the application, from its start to its stop',
      },
    },
    {
      option: '--cookies FILE',
      meaning: {
        fr: 'en-têtes des réponses qui ouvrent une session (curl -D), pour regarder ses cookies ; leurs valeurs ne sont pas écrites',
        en: 'headers of the answers that open a session (curl -D), to look at its cookies; their values are not written',
      },
    },
    {
      option: '--policy FILE',
      meaning: {
        fr: 'remplace des listes de framework/policies/checks.yaml : fournisseurs admis, licences, algorithmes, formats, versions maintenues',
        en: 'replaces lists of framework/policies/checks.yaml: accepted providers, licences, algorithms, formats, maintained versions',
      },
    },
    {
      option: '--format FORMAT',
      meaning: { fr: 'text (défaut), json, sarif ou html', en: 'text (default), json, sarif or html' },
    },
    {
      option: '--only ID,…',
      meaning: {
        fr: 'seulement ces vérifications ; « manifest/ » les prend toutes sous ce préfixe',
        en: 'only these checks; “manifest/” takes all under that prefix',
      },
    },
    {
      option: '--output FILE',
      meaning: { fr: 'écrit le rapport dans ce fichier', en: 'writes the report to this file' },
    },
    {
      option: '--html FILE',
      meaning: {
        fr: 'écrit en plus une page qui tient en un fichier et s’ouvre sans réseau',
        en: 'also writes a page that is one file and opens without a network',
      },
    },
    {
      option: '--badge FILE',
      meaning: { fr: 'écrit en plus un badge SVG', en: 'also writes an SVG badge' },
    },
    {
      option: '--baseline FILE',
      meaning: {
        fr: 'accepte les constats de ce fichier, chacun avec sa raison et sa date ; ils restent dans le rapport',
        en: 'accepts the findings of this file, each with its reason and date; they stay in the report',
      },
    },
    {
      option: '--write-baseline',
      meaning: {
        fr: 'écrit les constats d’aujourd’hui dans le fichier de --baseline, à compléter d’une raison et d’une date',
        en: 'writes today’s findings to the file of --baseline, to be given a reason and a date',
      },
    },
    {
      option: '--fail-on VERDICT,…',
      meaning: {
        fr: 'ce qui fait échouer la commande : fail, error, manual ou none (défaut : fail,error)',
        en: 'what makes the command fail: fail, error, manual or none (default: fail,error)',
      },
    },
    {
      option: '--push',
      meaning: {
        fr: 'dépose le rapport comme preuve (SOCLE_URL et SOCLE_KEY, ou --server et --key-file)',
        en: 'stores the report as evidence (SOCLE_URL and SOCLE_KEY, or --server and --key-file)',
      },
    },
    frameworkOption.help,
    { option: '--list [--json]', meaning: { fr: 'liste les vérifications', en: 'lists the checks' } },
  ],
  options: {
    ...frameworkOption.options,
    app: { type: 'string' },
    url: { type: 'string' },
    browser: { type: 'boolean' },
    osv: { type: 'string' },
    log: { type: 'string' },
    cookies: { type: 'string' },
    policy: { type: 'string' },
    format: { type: 'string' },
    only: { type: 'string' },
    output: { type: 'string' },
    html: { type: 'string' },
    badge: { type: 'string' },
    baseline: { type: 'string' },
    'write-baseline': { type: 'boolean' },
    'fail-on': { type: 'string' },
    push: { type: 'boolean' },
    server: { type: 'string' },
    'key-file': { type: 'string' },
    list: { type: 'boolean' },
    json: { type: 'boolean' },
  },
  arguments: 1,
}
