import type { Closing } from '#app/domain/orders/campaign.ts';
import { useText } from '#app/text/index.tsx';
import { Notice } from '#app/ui/notice.tsx';

/** From when a campaign is closed, by which document and why; nothing while nobody has closed it. */
export function ClosingNotice({ closing }: { closing: Closing | null }) {
  const { t, format } = useText();
  if (!closing) return null;
  const words = t.campaign.closed;
  return (
    <Notice title={words.since(format.day(closing.on))}>
      <p>
        {words.basis} <span lang="ru">{closing.document}</span>. <span lang="ru">{closing.reason}</span>
      </p>
      <p>{words.rest}</p>
    </Notice>
  );
}
