/** What a coordinator wants corrected, and why a school amends: said at the top of a form, and beside its items. */
import { useText } from '#app/text/index.tsx';
import { Notice } from '#app/ui/notice.tsx';
import type { Correction } from '#app/use-cases/reports/see-review.server.ts';
import css from './correction.module.css';

/** The category and the words of a return; its remarks stand at their items. */
export function CorrectionNotice({ correction }: { correction: Omit<Correction, 'remarks'> }) {
  const { t, format } = useText();
  const { category, reason, by, at } = correction;
  return (
    <Notice kind="warning" title={t.report.edit.returned(by, format.dateTime(at))}>
      {category && (
        <p lang="ru" className={css.label}>
          {category}
        </p>
      )}
      <p lang="ru" className={css.typed}>
        {reason}
      </p>
    </Notice>
  );
}

/** One pinned remark, beside its item. */
export function RemarkNote({ text }: { text: string }) {
  const { t } = useText();
  return (
    <p className={css.remark}>
      <span className={css.label}>{t.review.report.byRemark} </span>
      <span lang="ru">{text}</span>
    </p>
  );
}

/** Over a draft that amends an accepted report. */
export function AmendmentNotice({ reason }: { reason: string }) {
  const { t } = useText();
  return (
    <Notice title={t.amendment.draftTitle}>
      <p className={css.typed}>
        {t.amendment.because} <span lang="ru">{reason}</span>
      </p>
      <p>{t.amendment.draftText}</p>
    </Notice>
  );
}
