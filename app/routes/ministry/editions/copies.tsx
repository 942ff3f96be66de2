import type { ArchiveStatus, Finding } from '#app/domain/editions/archive.ts';
import { type Speech, useText } from '#app/text/index.tsx';
import { Button } from '#app/ui/button.tsx';
import { LookAgain } from '#app/ui/look-again.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { State } from '#app/ui/state.tsx';
import { type Column, Table } from '#app/ui/table.tsx';
import { Tag, type Tone } from '#app/ui/tag.tsx';
import type { EditionsView } from '#app/use-cases/editions/see-editions.server.ts';
import { fieldTexts, findingText } from '../../_editions/words.ts';

const tones: Record<ArchiveStatus, Tone> = { sound: 'good', mended: 'warning', damaged: 'bad', unreachable: 'bad' };

type Check = EditionsView['checks'][number];

/** Whether both copies are sound, since when that is known, and what can be put back. */
export function Copies({ view }: { view: EditionsView & { hasSecondCopy: boolean } }) {
  const speech = useText();
  const { t, format } = speech;
  const words = t.archive.copies;
  const { checks, checking, rights, hasSecondCopy } = view;
  const [last] = checks;
  return (
    <section>
      <h2>{words.title}</h2>
      <p>{hasSecondCopy ? words.two : words.one}</p>
      {checking && (
        <>
          <State kind="computing" title={words.checking}>
            {words.checkingText}
          </State>
          <LookAgain every={5} />
        </>
      )}
      {last ? (
        <p>
          {words.last(format.dateTime(last.at))} <Tag tone={tones[last.status]}>{words.statuses[last.status]}</Tag>
        </p>
      ) : (
        <p>{words.never}</p>
      )}
      {last?.trouble && (
        <Notice kind="problem" title={words.statuses.unreachable}>
          <p>{t.refusals.archiveTroubles[last.trouble]}</p>
          {last.trouble === 'emptied' && <HowToRestore text={words.anew} which={`${view.campaign.id} все файл`} />}
        </Notice>
      )}
      {last && last.findings.length > 0 && (
        <Findings findings={last.findings} mended={last.status === 'mended'} campaignId={view.campaign.id} />
      )}
      {rights.check && !checking && (
        <form method="post">
          <Button look="secondary" name="intent" value="check">
            {words.check}
          </Button>
        </form>
      )}
      {checks.length > 1 && (
        <details>
          <summary>{words.checks}</summary>
          <Table
            caption={words.checks}
            captionHidden
            rows={checks}
            rowKey={({ at }) => String(at)}
            columns={columnsOf(speech)}
          />
        </details>
      )}
    </section>
  );
}

function columnsOf({ t, format }: Speech): Column<Check>[] {
  const words = t.archive.copies;
  return [
    { key: 'at', head: words.at, rowHeader: true, cell: ({ at }) => format.dateTime(at) },
    { key: 'by', head: words.by, cell: ({ by }) => by ?? words.byNight },
    {
      key: 'status',
      head: words.status,
      cell: ({ status }) => <Tag tone={tones[status]}>{words.statuses[status]}</Tag>,
    },
    {
      key: 'volume',
      head: words.volume,
      cell: ({ editions, files }) =>
        words.read(format.integer(editions), files === null ? null : format.integer(files)),
    },
    { key: 'findings', head: words.findings, align: 'end', cell: ({ findings }) => format.integer(findings.length) },
  ];
}

/** By name, and how a damaged copy is put back: on the server, by who looks after it. */
function Findings({
  findings,
  mended,
  campaignId,
}: {
  findings: readonly Finding[];
  mended: boolean;
  campaignId: number;
}) {
  const speech = useText();
  const words = speech.t.archive.findings;
  return (
    <Notice kind={mended ? 'warning' : 'problem'} title={words.title(findings.length)}>
      <ul>
        {findings.map((finding, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a list of one check, which never changes
          <li key={at}>
            {findingText(finding, speech)}
            {fieldTexts(finding, speech).map((text) => (
              <div key={text}>
                <small>{text}</small>
              </div>
            ))}
          </li>
        ))}
      </ul>
      {!mended && <HowToRestore text={words.restore} which={`${campaignId} месяц номер база|файл`} />}
    </Notice>
  );
}

function HowToRestore({ text, which }: { text: string; which: string }) {
  return (
    <p>
      {text} <code lang="ru">npm run job -- restore-edition {which}</code>
    </p>
  );
}
