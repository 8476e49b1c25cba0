export { type Anomaly, type AnomalyKind, anomalyKinds } from './anomaly.ts'
export {
  type Change,
  type ChangeKind,
  type EditionDifference,
  changeKinds,
  diffEditions,
} from './compare/diff-editions.ts'
export { type RenamedLevel, withLevelsRenamed } from './compare/renamed-levels.ts'
export { needsPassword } from './bytes/needs-password.ts'
export type { Cell, Row, Table } from './document.ts'
export { onceEach } from './compare/doubles.ts'
export { identifierKey } from './identifier.ts'
export { limits } from './limits.ts'
export { type Place, wordPlace } from './place.ts'
export { type ReadOptions, readEdition } from './read-edition.ts'
export { licenceName, readLicence } from './products/licence.ts'
export { blockingKinds, productAnomalyKinds, type ReadProduct, type ReadProducts } from './products/product.ts'
export { readProducts } from './products/read-products.ts'
export { EditionRefusal, type RefusalCode } from './refusal.ts'
export { readSheets, type SheetOptions } from './sheets/read-sheets.ts'
export type { ListKind, ReadEdition, ReadList, ReadRequirement } from './requirement.ts'
export { readEditionFile } from './read-edition-file.ts'
