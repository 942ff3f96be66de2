import type { ReactNode } from 'react';
import { filingNumber } from '#app/domain/reports/report.ts';
import { paths } from '#app/paths.ts';
import { type Speech, useText } from '#app/text/index.tsx';
import { Link } from '#app/ui/link.tsx';
import { Table } from '#app/ui/table.tsx';
import { Tag, type Tone } from '#app/ui/tag.tsx';
import { cellText } from '../../_import/words.ts';
import type { FileShown } from './folder-shown.ts';

/** Every file with its school, its state in a word, and what there is to know. */
export function FileTable({ importId, files }: { importId: number; files: FileShown[] }) {
  const speech = useText();
  const { t } = speech;
  const words = t.imports.folderResult;
  return (
    <Table
      caption={words.caption}
      columns={[
        {
          key: 'school',
          head: words.school,
          rowHeader: true,
          cell: ({ id, school, name, hasPage }) =>
            hasPage ? <Link href={paths.importFile(importId, id)}>{school ?? name}</Link> : (school ?? '–'),
        },
        {
          key: 'state',
          head: t.everywhere.table.status,
          cell: (file) => <Tag tone={toneOf(file)}>{words.tags[tagOf(file)]}</Tag>,
        },
        { key: 'result', head: words.result, cell: (file) => <Result file={file} /> },
        { key: 'file', head: words.file, cell: ({ name }) => name },
      ]}
      rows={files}
      rowKey={({ id }) => id}
    />
  );
}

type TagName = keyof Speech['t']['imports']['folderResult']['tags'];

function tagOf({ state, outcome, faultCount }: FileShown): TagName {
  if (state === 'waiting' || state === 'refused' || state === 'failed') return state;
  if (outcome?.kind === 'filed') return 'filed';
  if (outcome?.kind === 'notFiled') return 'draft';
  if (state === 'done') return 'done';
  return faultCount > 0 ? 'faulty' : 'ready';
}

function toneOf(file: FileShown): Tone {
  const tones: Record<TagName, Tone> = {
    waiting: 'neutral',
    ready: 'waiting',
    faulty: 'bad',
    refused: 'bad',
    failed: 'warning',
    draft: 'warning',
    done: 'good',
    filed: 'good',
  };
  return tones[tagOf(file)];
}

function Result({ file }: { file: FileShown }): ReactNode {
  const speech = useText();
  const { t, format } = speech;
  const words = t.imports.folderResult;
  const { outcome, refusal, faults, faultCount, missing } = file;
  if (file.state === 'waiting') return words.waiting;
  if (refusal) return t.imports.refusals[refusal];
  if (outcome && faultCount === 0) return outcomeText(file, speech);
  if (faultCount > 0) {
    return (
      <>
        {words.errors(format.integer(faultCount), faultCount)}
        <ul>
          {faults.map(({ cell, code }) => (
            <li key={`${cell} ${code}`}>
              {cell}: {cellText(code, speech)}
            </li>
          ))}
        </ul>
        {faultCount > faults.length && words.more(format.integer(faultCount - faults.length))}
      </>
    );
  }
  return [
    file.changed > 0 ? words.changes(format.integer(file.changed)) : words.same,
    file.since && words.since,
    missing.length > 0 && words.incomplete(linesOf(missing, speech)),
  ]
    .filter(Boolean)
    .join('; ');
}

function outcomeText({ outcome, reportId }: FileShown, speech: Speech): string {
  const { outcomes, failures } = speech.t.imports.folderResult;
  switch (outcome?.kind) {
    case 'filed':
      return outcomes.filed(filingNumber(reportId ?? 0, outcome.ordinal));
    case 'notFiled':
      return outcomes[outcome.because](linesOf(outcome.items, speech));
    case 'failed':
      return failures[outcome.because];
    default:
      return outcomes[outcome?.kind ?? 'nothingNew'];
  }
}

/** Items of the orders are named by their numbers. */
function linesOf(items: readonly string[], { t }: Speech): string {
  return items.map((id) => (id === 'problems' ? t.imports.file.problems : id)).join(', ');
}
