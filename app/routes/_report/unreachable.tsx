import { useText } from '#app/text/index.tsx';
import { Notice } from '#app/ui/notice.tsx';

/** Hidden until a script finds that the server does not answer: what was typed stays in the form. */
export function Unreachable() {
  const { t } = useText();
  return (
    <div hidden role="alert" data-unreachable>
      <Notice kind="problem" title={t.everywhere.form.unreachable}>
        <p>{t.everywhere.form.unreachableText}</p>
      </Notice>
    </div>
  );
}
