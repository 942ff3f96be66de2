import type { LetterState } from '#app/domain/notices/letter.ts';
import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { Button } from '#app/ui/button.tsx';
import { Link } from '#app/ui/link.tsx';
import { type Column, Table } from '#app/ui/table.tsx';
import { Tag, type Tone } from '#app/ui/tag.tsx';
import type { EditionView } from '#app/use-cases/editions/see-editions.server.ts';

const tones: Record<LetterState, Tone> = { sent: 'good', waiting: 'waiting', failed: 'bad', stale: 'neutral' };

/** Who vouches for the edition, to whom it went, and the two buttons. */
export function Sending({ view }: { view: EditionView & { hasMailServer: boolean } }) {
  const { t, format } = useText();
  const { approve, send, recipients: list } = t.archive;
  const { campaign, edition, recipients, sendings, rights, hasMailServer } = view;
  const { all, waiting } = recipients;
  const columns: Column<(typeof sendings)[number]>[] = [
    {
      key: 'to',
      head: send.to,
      rowHeader: true,
      cell: ({ name, email }) => (
        <>
          {name}
          {email && (
            <>
              <br />
              <small>{email}</small>
            </>
          )}
        </>
      ),
    },
    { key: 'at', head: send.at, cell: ({ at }) => format.dateTime(at) },
    { key: 'by', head: send.by, cell: ({ by }) => by },
    {
      key: 'state',
      head: send.state,
      cell: ({ state, sentAt }) => (
        <>
          <Tag tone={tones[state]}>{t.notices.outbox.states[state]}</Tag>
          {sentAt && (
            <div>
              <small>{format.dateTime(sentAt)}</small>
            </div>
          )}
        </>
      ),
    },
  ];
  return (
    <section>
      <h2>{approve.title}</h2>
      {edition.approvedAt ? (
        <p>{approve.done(edition.approvedBy ?? '', format.dateTime(edition.approvedAt))}</p>
      ) : rights.approve ? (
        <form method="post">
          <p>{approve.text}</p>
          <Button name="intent" value="approve">
            {approve.button}
          </Button>
        </form>
      ) : (
        <p>{approve.waits}</p>
      )}
      {rights.handIn && all === 0 && (
        <p>
          {send.none} <Link href={paths.editionRecipients(campaign.id)}>{list.new}</Link>
        </p>
      )}
      {rights.handIn && waiting > 0 && (
        <form method="post">
          <p>{send.text}</p>
          <Button
            look={edition.approvedAt ? 'primary' : 'secondary'}
            name="intent"
            value="send"
            disabledBecause={edition.approvedAt ? undefined : send.first}
          >
            {send.button(waiting)}
          </Button>
        </form>
      )}
      {all > 0 && waiting === 0 && <p>{send.all}</p>}
      {sendings.length > 0 && (
        <>
          {!hasMailServer && sendings.some(({ state }) => state !== 'sent') && <p>{send.noServer}</p>}
          <Table
            caption={send.caption}
            columns={columns}
            rows={sendings}
            rowKey={({ name, email }) => email ?? name}
            empty={send.never}
          />
        </>
      )}
    </section>
  );
}
