export { detect } from './detect.ts'
export { protectJson, restoreJson, textsOf } from './protect/json-texts.ts'
export { restoreStream, type StreamRestorer } from './protect/restore-stream.ts'
export { restoreText, type TextRestorer } from './protect/restore-text.ts'
export {
  createVault,
  defaultTreatment,
  type Detect,
  DetectionFailed,
  restoreWith,
  type Treatment,
  type Vault,
  type VaultTable,
  VaultFull,
} from './protect/vault.ts'
export { type PiiType, type Span, piiTypes } from './span.ts'
