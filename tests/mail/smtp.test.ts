/** Whose refusal it is: of the recipient for good, of us or of the day for now. */
import { expect, test } from 'vitest';
import { endMailAfterEach, mailServer } from '#tests/support/mail.ts';

endMailAfterEach();

test.each<[number, string, boolean]>([
  [550, '5.1.1 User unknown', true],
  [550, '5.1.2 Bad destination system address', true],
  [553, '5.1.3 Bad syntax', true],
  [550, '5.1.10 Recipient address has null MX', true],
  [550, 'No such mailbox', true],
  [550, 'Requested action not taken: mailbox not found', true],
  [550, 'Recipient address rejected: User unknown in virtual mailbox table', true],
  [554, '5.7.1 Relay access denied', false],
  [550, 'Relaying denied', false],
  [550, '5.7.1 Service unavailable, client host blocked using a list', false],
  [550, '5.7.26 This mail is unauthenticated', false],
  [552, '5.2.2 Mailbox full', false],
  [550, '5.4.1 Recipient address rejected: Access denied', false],
  [530, '5.7.0 Must issue a STARTTLS command first', false],
  [550, 'Mail rejected by policy', false],
  [550, 'Sender address rejected: Domain not found', false],
  [550, 'Helo command rejected: Host not found', false],
  [550, 'Relay not permitted: unknown user', false],
  [451, '4.1.1 User unknown for now', false],
])('%i %s: given up at once is %s', async (code, text, final) => {
  const { mailer } = await mailServer(
    () => null,
    () => ({ code, text }),
  );
  const letter = {
    id: 1,
    address: 'ivanova@school.example',
    subject: 'Сводка',
    text: 'Здравствуйте!',
    writtenAt: new Date(0),
  };
  expect(await mailer.send(letter)).toMatchObject({ sent: false, final, unreachable: false });
});
