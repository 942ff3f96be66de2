import type { Refusal } from '#app/domain/refusal.ts';
import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { fieldWords } from '#app/text/refusal-words.ts';
import { Button, ButtonRow } from '#app/ui/button.tsx';
import { Link } from '#app/ui/link.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { Page } from '#app/ui/page.tsx';
import { Script } from '#app/ui/script.tsx';
import { KeyFigures } from '#app/ui/summary-list.tsx';
import { FileTable } from './file-table.tsx';
import css from './folder-result.module.css';
import type { FolderShown } from './folder-shown.ts';

/** A coordinator's folder: how far it has been looked into, what was found in each file, what to do with the good ones. */
export function FolderResult({ shown, refusal }: { shown: FolderShown; refusal?: Refusal }) {
  const speech = useText();
  const { t, format } = speech;
  const words = t.imports.folderResult;
  const { municipality, campaignId, files, counts, progress, working, canConfirm } = shown;
  const done = format.integer(progress.done);
  const of = format.integer(progress.of);
  const state = (shown.confirmed ? words.carrying : words.checking)(done, of);
  const [fault] = refusal?.kind === 'fields' ? refusal.faults : [];
  return (
    <Page
      title={words.title(format.integer(files.length), files.length)}
      caption={words.brought(shown.by, format.dateTime(shown.at))}
      breadcrumbs={[
        {
          href: paths.municipalityReports(campaignId, municipality.municipalityId),
          text: municipality.name,
        },
        { href: paths.municipalityImports(campaignId, municipality.municipalityId), text: t.imports.many.title },
        { text: words.title(format.integer(files.length), files.length) },
      ]}
    >
      {fault && (
        <Notice kind="warning" announce="alert" title={fieldWords(fault.code, speech, t.imports.many.faults)} />
      )}
      {working && (
        <div className={css.progress}>
          <p role="status">{state}</p>
          <span hidden data-look-again={2} />
          <Script name="lookAgain" />
          <progress max={progress.of} value={progress.done} aria-label={state} />
          <p>
            {words.leave} <Link href={paths.import(shown.importId)}>{words.refresh}</Link>
          </p>
        </div>
      )}
      <KeyFigures
        figures={[
          { key: 'ready', label: words.ready, value: format.integer(counts.ready) },
          { key: 'faulty', label: words.faulty, value: format.integer(counts.faulty) },
          { key: 'refused', label: words.refused, value: format.integer(counts.refused) },
          ...(shown.confirmed ? [{ key: 'carried', label: words.carried, value: format.integer(counts.carried) }] : []),
          ...(counts.notCarried > 0
            ? [{ key: 'notCarried', label: words.notCarried, value: format.integer(counts.notCarried) }]
            : []),
        ]}
      />
      {canConfirm && (
        <form method="post">
          <h2>{words.confirmTitle}</h2>
          <p>{words.confirmText}</p>
          <p>{words.fileText}</p>
          <ButtonRow>
            <Button name="intent" value="save">
              {words.save}
            </Button>
            <Button name="intent" value="file" look="secondary">
              {words.fileFor}
            </Button>
          </ButtonRow>
        </form>
      )}
      {!working && !canConfirm && !shown.confirmed && <Notice kind="info" title={words.nothing} />}
      <FileTable importId={shown.importId} files={files} />
      <p>{t.imports.many.kept(format.days(30))}</p>
    </Page>
  );
}
