import { useText } from '#app/text/index.tsx';
import { Notice } from '#app/ui/notice.tsx';
import type { Done } from './done.ts';

/** What the coordinator's click has done, or why it has done nothing. */
export function DoneNotice({ done }: { done: Done }) {
  const { t, format } = useText();
  const words = t.calls.done;
  switch (done.outcome) {
    case 'reminded':
      return <Notice kind="success" title={words.reminded(done.school)} announce="status" />;
    case 'call':
      return <Notice kind="success" title={words.call(done.school)} announce="status" />;
    case 'already':
      return (
        <Notice kind="info" title={words.already(done.school)} announce="status">
          <p>{words.alreadyText(format.dateTime(done.at), done.by)}</p>
        </Notice>
      );
    case 'notOwed':
    case 'nobody':
      return (
        <Notice kind="warning" title={words[done.outcome](done.school)} announce="status">
          <p>{done.outcome === 'nobody' ? words.nobodyText : words.notOwedText}</p>
        </Notice>
      );
    case 'all':
      return (
        <Notice
          kind={done.reminded > 0 ? 'success' : 'info'}
          title={done.reminded > 0 ? words.all(done.reminded) : words.nobodyNew}
          announce="status"
        >
          {done.left > 0 && <p>{words.left(done.left)}</p>}
        </Notice>
      );
  }
}
