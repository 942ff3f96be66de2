/** Secrets that have to be read again are encrypted at rest, where the installation has a key (`SECRET_KEY`). */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { KeptSecret } from '#db/queries/second-factors.ts';

const cipher = 'aes-256-gcm';
const ivBytes = 12;
const tagBytes = 16;

/** Without a key the secret is kept as it is. `owner` is sealed in: a row copied to another person opens nothing. */
export function seal(secret: Buffer, owner: number, secretKey: string | undefined): KeptSecret {
  if (secretKey === undefined) return { secret, sealed: false };
  const iv = randomBytes(ivBytes);
  const encryption = createCipheriv(cipher, keyFrom(secretKey), iv).setAAD(Buffer.from(String(owner)));
  const encrypted = Buffer.concat([encryption.update(secret), encryption.final()]);
  return { secret: Buffer.concat([iv, encryption.getAuthTag(), encrypted]), sealed: true };
}

/** Throws when the key is missing, or is not the one that it was sealed with. */
export function unseal({ secret, sealed }: KeptSecret, owner: number, secretKey: string | undefined): Buffer {
  if (!sealed) return secret;
  if (secretKey === undefined) throw new Error('A second factor is encrypted, and SECRET_KEY is not set');
  const decryption = createDecipheriv(cipher, keyFrom(secretKey), secret.subarray(0, ivBytes))
    .setAAD(Buffer.from(String(owner)))
    .setAuthTag(secret.subarray(ivBytes, ivBytes + tagBytes));
  return Buffer.concat([decryption.update(secret.subarray(ivBytes + tagBytes)), decryption.final()]);
}

function keyFrom(secretKey: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secretKey, '', 'svodka second factor', 32));
}
