import { type RuleFinding, failIfAny, finding, rule } from '../../rule.ts'
import { ownManifests } from './subject.ts'

/** Free licences by SPDX identifier; `-only` and `-or-later` are taken off before looking. */
const free = new Set(
  [
    '0BSD',
    'AFL-3.0',
    'AGPL-3.0',
    'Apache-1.1',
    'Apache-2.0',
    'Artistic-2.0',
    'BlueOak-1.0.0',
    'BSD-1-Clause',
    'BSD-2-Clause',
    'BSD-2-Clause-Patent',
    'BSD-3-Clause',
    'BSD-3-Clause-Clear',
    'BSL-1.0',
    'CC-BY-4.0',
    'CC-BY-SA-4.0',
    'CC0-1.0',
    'CDDL-1.0',
    'CECILL-2.1',
    'CECILL-B',
    'CECILL-C',
    'EPL-1.0',
    'EPL-2.0',
    'etalab-2.0',
    'EUPL-1.1',
    'EUPL-1.2',
    'GPL-2.0',
    'GPL-3.0',
    'ISC',
    'LGPL-2.1',
    'LGPL-3.0',
    'LiLiQ-P-1.1',
    'MIT',
    'MIT-0',
    'MPL-1.1',
    'MPL-2.0',
    'MS-PL',
    'MulanPSL-2.0',
    'NCSA',
    'ODbL-1.0',
    'OFL-1.1',
    'OLDAP-2.8',
    'OSL-3.0',
    'PHP-3.01',
    'PostgreSQL',
    'Python-2.0',
    'PSF-2.0',
    'Ruby',
    'Unicode-3.0',
    'Unlicense',
    'UPL-1.0',
    'W3C',
    'WTFPL',
    'Zlib',
    'ZPL-2.1',
  ].map((id) => id.toLowerCase()),
)

/** `(MIT OR Apache-2.0) AND Zlib WITH x` → its identifiers, exceptions left out. */
const spdxIdentifiers = (expression: string): readonly string[] =>
  expression
    .replace(/\sWITH\s+\S+/gi, '')
    .split(/[()\s]+|\//)
    .filter((part) => part !== '' && !/^(and|or)$/i.test(part))

const isFree = (identifier: string): boolean => free.has(identifier.toLowerCase().replace(/(-only|-or-later|\+)$/, ''))

export const licence = rule({
  id: 'repository/licence',
  source: 'repository',
  requirements: ['PRES:PRES-1.e'],
  title: { fr: 'Une licence libre est déclarée', en: 'A free licence is declared' },
  failureTitle: {
    fr: 'La licence manque ou n’est pas reconnue comme libre',
    en: 'The licence is missing or not known as free',
  },
  why: {
    fr: 'Sans licence, personne d’autre ne peut reprendre ni reconstruire le logiciel en droit ; le cadre préfère le logiciel libre.',
    en: 'Without a licence nobody else may lawfully take over or rebuild the software; the framework prefers free software.',
  },
  mend: {
    fr: 'Ajoutez un fichier LICENSE et, dans le manifeste de paquet, son identifiant SPDX (par exemple Apache-2.0 ou EUPL-1.2).',
    en: 'Add a LICENSE file and, in the package manifest, its SPDX identifier (for example Apache-2.0 or EUPL-1.2).',
  },
  left: {
    fr: 'La compatibilité entre la licence choisie et celles des dépendances.',
    en: 'Whether the chosen licence is compatible with those of the dependencies.',
  },
  needs: ['licences', 'packages'],
  judge: ({ licences, packages }) => {
    const findings: RuleFinding[] = []
    const declared = ownManifests(packages).filter((manifest) => manifest.licence !== undefined)
    for (const { path, licence: expression = '' } of declared) {
      if (/^see licen[cs]e in/i.test(expression)) continue
      const unknown = spdxIdentifiers(expression).filter((identifier) => !isFree(identifier))
      if (unknown.length > 0 && (!/\bOR\b/i.test(expression) || unknown.length === spdxIdentifiers(expression).length))
        findings.push(
          finding(
            { path },
            `Licence « ${expression} » : pas un identifiant SPDX de licence libre connu.`,
            `Licence “${expression}”: not a known SPDX identifier of a free licence.`,
            expression,
          ),
        )
    }
    if (
      licences.length === 0 &&
      (declared.length === 0 || packages.manifests.every((manifest) => manifest.path.includes('/')))
    )
      findings.push(
        finding(
          {},
          'Ni fichier de licence ni licence déclarée dans un manifeste.',
          'Neither a licence file nor a licence declared in a manifest.',
        ),
      )
    else if (licences.length === 0)
      findings.push(
        finding(
          { path: declared[0]?.path ?? '' },
          'La licence est déclarée mais son texte manque (LICENSE).',
          'The licence is declared but its text is missing (LICENSE).',
          'no-text',
        ),
      )
    else if (declared.length === 0 && licences.every((file) => file.spdx === undefined))
      findings.push(
        finding(
          { path: licences[0]?.path ?? '' },
          'Texte de licence non reconnu : déclarez son identifiant SPDX.',
          'Licence text not recognised: declare its SPDX identifier.',
          'unrecognised',
        ),
      )
    return failIfAny(findings)
  },
})
