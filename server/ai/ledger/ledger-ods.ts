import { type ListedCall, outcomeWords, sensitivityWords, type Statement } from '@socle/contracts'
import { OdsDocument } from 'odf-kit'

type Cell = string | number | { value: string; type: 'string' }

/** A statement and its calls as an OpenDocument sheet, the only office format that rule GI:1076 allows. */
export async function ledgerOds(statement: Statement, lines: readonly ListedCall[]): Promise<Uint8Array> {
  const document = new OdsDocument()
  document.setMetadata({ title: `Socle – consommation d’IA du ${statement.from} au ${statement.to}` })
  const sheet = (name: string, rows: readonly (readonly Cell[])[]) => {
    const made = document.addSheet(name)
    rows.forEach((row, index) => made.addRow([...row], index === 0 ? { bold: true } : undefined))
  }
  sheet('Relevé', [
    [
      'Application',
      'Code de l’application',
      'Organisation',
      'Modèle',
      'Fournisseur',
      'Version de prix',
      'Appels',
      'Refusés',
      'En échec',
      'Jetons lus',
      'dont lus en cache',
      'dont écrits en cache',
      'Jetons produits',
      'Coût (€)',
      'Énergie (Wh)',
      'Lignes estimées',
    ],
    ...statement.lines.map((line): Cell[] => [
      line.applicationName,
      line.applicationId,
      line.organisation,
      line.model,
      line.provider ?? '',
      line.priceVersion ?? '',
      line.calls,
      line.refused,
      line.failed,
      line.tokensIn,
      line.tokensCached,
      line.tokensCacheWritten,
      line.tokensOut,
      line.cost,
      line.wattHours === 0 && line.tokensIn + line.tokensOut > 0 ? 'non déclarée' : line.wattHours,
      line.estimated,
    ]),
    [
      'Total',
      '',
      '',
      '',
      '',
      '',
      statement.totals.calls,
      statement.totals.refused,
      statement.totals.failed,
      statement.totals.tokensIn,
      statement.totals.tokensCached,
      statement.totals.tokensCacheWritten,
      statement.totals.tokensOut,
      statement.totals.cost,
      statement.totals.wattHours,
      statement.totals.estimated,
    ],
    [],
    [
      'Énergie : méthode. Jetons × wattheures par million de jetons que chaque modèle déclare. « non déclarée » : le modèle ne déclare rien, et ne compte pas dans le total.',
    ],
  ])
  sheet('Appels', [
    [
      'Référence',
      'Instant (UTC)',
      'Application',
      'Code de l’application',
      'Clé',
      'Adresse',
      'Modèle',
      'Fournisseur',
      'Jetons lus',
      'Jetons produits',
      'Estimé',
      'Coût (€)',
      'Durée (ms)',
      'État',
      'Issue',
      'Sensibilité',
    ],
    ...lines.map((line): Cell[] => [
      line.requestId,
      line.at,
      line.applicationName,
      line.applicationId,
      line.key,
      line.endpoint,
      line.model,
      line.provider ?? '',
      line.tokensIn,
      line.tokensOut,
      line.estimated ? 'oui' : '',
      line.cost,
      line.latencyMs,
      line.status,
      outcomeWords[line.outcome].fr,
      sensitivityWords[line.sensitivity].fr,
    ]),
  ])
  return document.save()
}
