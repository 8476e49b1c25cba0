import { type RuleFinding, failIfAny, finding, rule } from '../../rule.ts'

export const softwareDisclosure = rule({
  id: 'endpoint/software-disclosure',
  source: 'endpoint',
  requirements: ['GI:1110'],
  title: { fr: 'L’application tait ses versions logicielles', en: 'The application keeps its software versions quiet' },
  failureTitle: {
    fr: 'L’application annonce ses versions logicielles',
    en: 'The application announces its software versions',
  },
  why: {
    fr: 'Un numéro de version dans un en-tête donne à un attaquant la liste des failles à essayer.',
    en: 'A version number in a header gives an attacker the list of flaws to try.',
  },
  mend: {
    fr: 'Retirez X-Powered-By et le numéro de version de Server (server_tokens off, expose_php off…).',
    en: 'Remove X-Powered-By and the version in Server (server_tokens off, expose_php off…).',
  },
  left: { fr: 'Le reste des dix risques de l’OWASP.', en: 'The rest of the ten OWASP risks.' },
  needs: ['home', 'page'],
  judge: ({ home: { url, headers }, page }) => {
    const findings: RuleFinding[] = []
    if (/\/\d/.test(headers['server'] ?? ''))
      findings.push(finding({ url }, `Server: ${headers['server']}`, `Server: ${headers['server']}`, 'server'))
    for (const name of ['x-powered-by', 'x-aspnet-version', 'x-aspnetmvc-version', 'x-generator', 'x-runtime-version'])
      if (headers[name] !== undefined)
        findings.push(finding({ url }, `${name}: ${headers[name]}`, `${name}: ${headers[name]}`, name))
    if (/\d/.test(page?.generator ?? ''))
      findings.push(
        finding(
          { url },
          `<meta name="generator"> : ${page?.generator}`,
          `<meta name="generator">: ${page?.generator}`,
          'generator',
        ),
      )
    return failIfAny(findings)
  },
})
