import { failIfAny, finding, manual, pass, rule } from '../../rule.ts'

export const archiving = rule({
  id: 'repository/archiving',
  source: 'repository',
  requirements: ['GI:1444', 'GI:PD-5.a'],
  title: { fr: 'Les archives partent au format SEDA', en: 'Archives leave in the SEDA format' },
  failureTitle: { fr: 'Des archives sont prévues sans SEDA', en: 'Archives are planned without SEDA' },
  why: {
    fr: 'Le système d’archivage n’accepte que des versements SEDA : un autre format oblige à tout reprendre à la fin de vie.',
    en: 'The archiving system only accepts SEDA transfers: another format means redoing everything at end of life.',
  },
  mend: {
    fr: 'Produisez un bordereau SEDA valide (XSD) par versement, avec les sorts finaux et les durées.',
    en: 'Produce a valid SEDA transfer (XSD) per payment, with final dispositions and durations.',
  },
  left: {
    fr: 'La validité du bordereau et l’accord du service d’archives.',
    en: 'Validity of the transfer and the agreement of the archive service.',
  },
  needs: ['matches'],
  looksFor: {
    seda: {
      hints: ['seda', 'archivetransfer', 'bordereau de versement'],
      expression: /\bseda\b|fr:gouv:culture:archivesdefrance:seda|ArchiveTransfer\b/i,
      kinds: ['code', 'data', 'document'],
      roles: ['source', 'configuration', 'documentation'],
    },
    planned: {
      hints: [
        'archiv',
        'versement',
        ' sae',
        'loc.gov/mets',
        'format mets',
        'format ead',
        'format bagit',
        'bagit',
        'make_bag',
        '1-931666-22-9',
      ],
      expression:
        /archivage\s+(?:interm[ée]diaire|d[ée]finitif|l[ée]gal)|archives?\s+(?:interm[ée]diaires?|d[ée]finitives?|d[ée]partementales?|nationales?)|\b(?:intermediate|legal)\s+archiv(?:es?|ing)|\bfinal\s+archiv(?:es|ing)|service\s+d.archives|versement\s+(?:aux\s+archives|SAE)|syst[èe]me\s+d.archivage|\bSAE\b.*archiv|\barchive_?(?:transfer|deposit|package)\b|loc\.gov\/METS|\bformat\s+(?:METS|EAD|BagIt)\b|\b(?:METS|EAD|PREMIS)\b.*\bSAE\b|\bvers(?:e|er|ement)s?\b[^\n]{0,60}\b(?:SAE|archives?)\b|\barchives?[:_-]verser\b|\bVerser?(?:Aux|Au|Des)?\w*Archiv\w*|\bbagit\b|urn:isbn:1-931666-22-9|\b(?:make_bag|bagit\.\w+)\s*\(/i,
      kinds: ['code', 'data', 'document'],
      roles: ['source', 'configuration', 'documentation'],
    },
  },
  judge: ({ matches }) => {
    if ((matches['seda'] ?? []).length > 0) return pass
    const planned = matches['planned'] ?? []
    if (planned.length > 0)
      return failIfAny(
        planned
          .slice(0, 3)
          .map((match) =>
            finding(
              match,
              'Un archivage est prévu et SEDA n’apparaît nulle part.',
              'Archiving is planned and SEDA appears nowhere.',
              match.text,
            ),
          ),
      )
    return manual(
      'Rien ne parle d’archivage : dites si les données doivent être versées.',
      'Nothing speaks of archiving: tell whether data must be transferred.',
    )
  },
})
