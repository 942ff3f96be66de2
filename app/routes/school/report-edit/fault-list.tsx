import type { Fault, Form, Typed } from '#app/domain/reports/form.ts';
import { useText } from '#app/text/index.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { faultLines } from './fault-lines.ts';

/** What can't be read in the form. */
export function FaultList(shown: { form: Form; faults: readonly Fault[]; typed: Typed }) {
  const speech = useText();
  const { t } = speech;
  return <ErrorSummary title={t.everywhere.form.errorsTitle} errors={faultLines(shown, t.refusals.faults, speech)} />;
}
