/** The one door to a mail server. */
import { createTransport } from 'nodemailer';
import type { Outcome } from '#app/domain/letter.ts';

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

type SmtpError = Error & { code?: string; command?: string; responseCode?: number };

/** Refused for good is only what the server says of the recipient; anything else may be our settings or its bad day. */
function failure({ message, code = '', command, responseCode = 0 }: SmtpError): Outcome {
  const answered = responseCode > 0 && command !== 'CONN' && !code.startsWith('EAUTH');
  return {
    sent: false,
    error: message.replace(/\s+/g, ' '),
    final: command === 'RCPT TO' && responseCode >= 500,
    unreachable: !answered,
  };
}
