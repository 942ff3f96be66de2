/** Which e-mail addresses are taken, and how one is spelled: whatever a person or a browser writes, it is one address. */
import { domainToASCII, domainToUnicode } from 'node:url';

export type EmailFault = 'notEmail' | 'emailNotLatin' | 'emailDots';

const longestLocal = 64;
const longestDomain = 253;
const localPart = /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]+$/;
const domainLabel = /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?$/u;

/**
 * The address in the one spelling that is kept: small letters, the domain in its own script. Before the @ only Latin
 * letters are taken: mail servers need not know others (SMTPUTF8), and as a rule they are a slip of the keyboard.
 */
export function readEmail(typed: string): { email: string } | { fault: EmailFault } {
  const text = typed.normalize('NFC').trim().toLowerCase();
  const [local = '', domain = '', ...more] = text.split('@');
  if (more.length > 0 || local === '' || domain === '' || /\s/.test(text)) return { fault: 'notEmail' };
  const labels = domain.split('.');
  if ([local, domain].some((part) => /^\.|\.$|\.\./.test(part))) return { fault: 'emailDots' };
  if (/\P{ASCII}/u.test(local)) return { fault: 'emailNotLatin' };
  if (!localPart.test(local) || local.length > longestLocal) return { fault: 'notEmail' };
  if (labels.length < 2 || !labels.every((label) => domainLabel.test(label))) return { fault: 'notEmail' };
  const ascii = domainToASCII(domain);
  if (ascii === '' || ascii.length > longestDomain || /^\d+$/.test(labels.at(-1) ?? '')) return { fault: 'notEmail' };
  return { email: `${local}@${domainToUnicode(ascii)}` };
}

/** What an account may be kept under: the one spelling, and as it was typed, for those that are older than the rule. */
export function spellingsOf(typed: string): string[] {
  const asTyped = typed.trim().toLowerCase();
  const read = readEmail(typed);
  if ('fault' in read) return [asTyped];
  const [local, domain = ''] = read.email.split('@');
  return [...new Set([read.email, `${local}@${domainToASCII(domain)}`, asTyped])];
}
