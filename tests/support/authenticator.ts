import { Secret, TOTP } from 'otpauth';

/** The app on a person's phone, with the key typed in as the page shows it. */
export function authenticator(secret: string): { codeAt(now: Date): string } {
  const totp = new TOTP({ secret: Secret.fromBase32(secret.replaceAll(' ', '')) });
  return { codeAt: (now) => totp.generate({ timestamp: now.getTime() }) };
}
