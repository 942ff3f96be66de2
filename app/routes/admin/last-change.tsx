import { useText } from '#app/text/index.tsx';

/** Who touched the entry last, and when. */
export function LastChange({ change }: { change: { at: Date; by: string | null } | null }) {
  const { t, format } = useText();
  return change && <p>{t.admin.lastChange(format.dateTime(change.at), change.by ?? t.admin.system)}</p>;
}
