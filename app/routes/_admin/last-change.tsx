import { useText } from '#app/text/index.tsx';
import { Link } from '#app/ui/link.tsx';

/** Who touched the entry last, and when; `href` leads to all that was changed before. */
export function LastChange({ change, href }: { change: { at: Date; by: string | null } | null; href: string }) {
  const { t, format } = useText();
  return (
    <p>
      {change && `${t.admin.lastChange(format.dateTime(change.at), change.by ?? t.admin.system)}. `}
      <Link href={href}>{t.history.link}</Link>
    </p>
  );
}
