import { type RuleFinding, failIfAny, finding, rule } from '../../rule.ts'
import { isNameAmong } from '../accepted.ts'
import { ownManifests } from './subject.ts'

/** `(MIT OR Apache-2.0) AND Zlib WITH x` → its identifiers, exceptions left out. */
const spdxIdentifiers = (expression: string): readonly string[] =>
  expression
    .replace(/\sWITH\s+\S+/gi, '')
    .split(/[()\s]+|\//)
    .filter((part) => part !== '' && !/^(and|or)$/i.test(part))

const isFree = (identifier: string, free: readonly string[]): boolean =>
  isNameAmong(identifier.replace(/(-only|-or-later|\+)$/i, ''), free)

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
  needs: ['licences', 'packages', 'policy'],
  everywhere: true,
  judge: ({ licences, packages, policy }) => {
    const findings: RuleFinding[] = []
    const texts = licences.filter((file) => file.declared !== true)
    const declared = ownManifests(packages).filter((manifest) => manifest.licence !== undefined)
    for (const { path, licence: expression = '' } of declared) {
      if (/^see licen[cs]e in/i.test(expression)) continue
      const unknown = spdxIdentifiers(expression).filter((identifier) => !isFree(identifier, policy.freeLicences))
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
      texts.length === 0 &&
      (declared.length === 0 || packages.manifests.every((manifest) => manifest.path.includes('/')))
    )
      findings.push(
        finding(
          {},
          'Ni fichier de licence ni licence déclarée dans un manifeste.',
          'Neither a licence file nor a licence declared in a manifest.',
        ),
      )
    else if (texts.length === 0)
      findings.push(
        finding(
          { path: declared[0]?.path ?? '' },
          'La licence est déclarée mais son texte manque (LICENSE).',
          'The licence is declared but its text is missing (LICENSE).',
          'no-text',
        ),
      )
    else if (
      declared.length === 0 &&
      licences.every(
        ({ spdx, declared: said }) => spdx === undefined || (said === true && !isFree(spdx, policy.freeLicences)),
      )
    )
      findings.push(
        finding(
          { path: texts[0]?.path ?? '' },
          'Texte de licence non reconnu : déclarez son identifiant SPDX.',
          'Licence text not recognised: declare its SPDX identifier.',
          'unrecognised',
        ),
      )
    return failIfAny(findings)
  },
})
