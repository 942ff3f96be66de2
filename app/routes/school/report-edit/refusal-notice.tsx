import type { Refusal } from '#app/domain/refusal.ts';
import type { Form } from '#app/domain/reports/form.ts';
import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { refusalWords } from '#app/text/refusal-words.ts';
import { Link } from '#app/ui/link.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { nameOf } from './item-name.ts';

/** Why the whole save was refused: what was typed is still in the fields. */
export function RefusalNotice({ refusal, form, reportId }: { refusal: Refusal; form: Form; reportId: number }) {
  const speech = useText();
  const words = speech.t.report.edit;
  const { title, text } = refusalWords(refusal, speech);
  return (
    <Notice kind="problem" title={title} announce="alert">
      <p>{text}</p>
      {refusal.kind === 'changedMeanwhile' && refusal.items.length > 0 && (
        <p>
          {words.differing} {refusal.items.map((id) => nameOf(form, id)).join(', ')}
        </p>
      )}
      {(refusal.kind === 'wrongStatus' || refusal.kind === 'locked') && (
        <p>
          {words.typedKept} <Link href={paths.report(reportId)}>{words.toReport}</Link>
        </p>
      )}
    </Notice>
  );
}
