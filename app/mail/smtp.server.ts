/** The one door to a mail server. */
import { createTransport } from 'nodemailer';
import type { Outcome } from '#app/domain/notices/letter.ts';

export type Outgoing = { id: number; address: string; subject: string; text: string; writtenAt: Date };
export type Mailer = { send(letter: Outgoing): Promise<Outcome>; close(): void };

export type MailSettings = {
  /** `smtp://` (STARTTLS where the server offers it) or `smtps://`, with user and password. */
  smtpUrl: string;
  from: string;
};

/** All of them together stay below the time for which a letter is claimed. */
const timeouts = { connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 60_000, dnsTimeout: 15_000 };

/**
 * Sends over one connection at a time, kept open between letters. `origin` makes the Message-ID: the same letter sent
 * twice carries the same one.
 */
export function smtpMailer({ smtpUrl, from }: MailSettings, origin: string): Mailer {
  const transport = createTransport({ url: smtpUrl, pool: true, maxConnections: 1, ...timeouts });
  const { hostname } = new URL(origin);
  return {
    async send({ id, address, subject, text, writtenAt }) {
      try {
        await transport.sendMail({
          // As objects: an address is never read as a list of addresses.
          from: { name: 'Сводка', address: from },
          to: { name: '', address },
          subject,
          text,
          messageId: `<letter-${id}.${writtenAt.getTime()}@${hostname}>`,
          headers: { 'Auto-Submitted': 'auto-generated' },
          disableFileAccess: true,
          disableUrlAccess: true,
        });
        return { sent: true };
      } catch (error) {
        return failure(error as SmtpError);
      }
    },
    close: () => transport.close(),
  };
}

type SmtpError = Error & { code?: string; command?: string; responseCode?: number; response?: string };

/** Bad mailbox, bad domain, bad syntax of either, moved away, a domain that takes no mail (RFC 3463, RFC 7505). */
const noRecipient = /\b5\.1\.(?:1|2|3|6|10)\b/;
const anyEnhanced = /\b[245]\.\d{1,3}\.\d{1,3}\b/;
const noRecipientInWords =
  /\b(?:no such|unknown|invalid|non-?existent|not (?:a )?(?:known|valid))\b.{0,20}\b(?:user|mailbox|recipient|address|account|domain|host)|\b(?:user|mailbox|recipient|address|account|domain|host)\b.{0,40}\b(?:unknown|not found|not exist|doesn't exist|invalid)\b/i;
/** The same words, said of us. */
const ofUs = /\b(?:sender|helo|ehlo|client|relay\w*)\b/i;

/**
 * Refused for good is only a mailbox or a domain that is not there. Any other refusal (relaying, policy, a full box, a list
 * of spammers) is of us or of the day: tried again.
 */
function isFinal({ command, responseCode = 0, response = '', message }: SmtpError): boolean {
  if (responseCode < 500 || (command !== 'RCPT TO' && command !== 'DATA')) return false;
  const said = response || message;
  return anyEnhanced.test(said) ? noRecipient.test(said) : noRecipientInWords.test(said) && !ofUs.test(said);
}

function failure(error: SmtpError): Outcome {
  const { message, code = '', command, responseCode = 0 } = error;
  const answered = responseCode > 0 && command !== 'CONN' && !code.startsWith('EAUTH');
  return {
    sent: false,
    error: message.replace(/\s+/g, ' '),
    final: isFinal(error),
    unreachable: !answered,
  };
}
