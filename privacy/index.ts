export { detect, explain } from './detect.ts'
export { readAttachment, textFile } from './protect/attachments.ts'
export { VaultFull } from './protect/known-values.ts'
export { type Content, contentOf, protectJson, restoreJson } from './protect/json-texts.ts'
export { repeatedMember } from './protect/repeated-members.ts'
export { restoreStream, type StreamRestorer } from './protect/restore-stream.ts'
export { restoreText, type TextRestorer } from './protect/restore-text.ts'
export {
  createVault,
  defaultTreatment,
  type Detect,
  DetectionFailed,
  protect,
  restore,
  restoreWith,
  type Treatment,
  type Vault,
  type VaultTable,
} from './protect/vault.ts'
export { type PiiType, type Span, piiTypes } from './span.ts'
export type { Reason } from './why.ts'
