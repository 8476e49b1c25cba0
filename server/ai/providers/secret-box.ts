/** Secrets of providers at rest: AES-256-GCM under a key that lives in a file of its own, outside the database. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const ALGORITHM = 'aes-256-gcm'
const NONCE_BYTES = 12
const TAG_BYTES = 16

export interface SecretBox {
  readonly key: Buffer
}

/** Reads `secrets.key` of the data folder, made at first use; copy it to the other replicas and to the backup's safe. */
export function openSecretBox(dataFolder: string): SecretBox {
  const path = join(dataFolder, 'secrets.key')
  if (!existsSync(path)) writeFileSync(path, randomBytes(32).toString('base64') + '\n', { mode: 0o600, flag: 'wx' })
  const key = Buffer.from(readFileSync(path, 'utf8'), 'base64')
  if (key.length !== 32) throw new Error(`${path} does not hold a key of 32 bytes in base64.`)
  return { key }
}

/** nonce ‖ tag ‖ ciphertext */
export function sealSecret(box: SecretBox, secret: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv(ALGORITHM, box.key, nonce)
  const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed])
}

/** @throws Error when it was sealed under another key, or altered */
export function openSecret(box: SecretBox, sealed: Buffer): string {
  const decipher = createDecipheriv(ALGORITHM, box.key, sealed.subarray(0, NONCE_BYTES))
  decipher.setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
  try {
    return decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8')
  } catch (cause) {
    throw new Error('A provider’s secret does not open: secrets.key is not the one it was sealed with.', { cause })
  }
}
