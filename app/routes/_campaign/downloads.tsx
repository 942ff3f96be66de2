import type { Day, Month } from '#app/domain/calendar.ts';
import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { Link } from '#app/ui/link.tsx';

const endings = ['xlsx', 'csv', 'json'] as const;

/** The figures of the page as files, of the whole campaign or of one municipality's schools. */
export function Downloads({
  campaignId,
  at,
  municipalityId,
}: {
  campaignId: number;
  at: Month | Day;
  municipalityId?: number;
}) {
  const { t } = useText();
  const words = t.downloads;
  return (
    <>
      <h2>{words.title}</h2>
      <ul>
        {endings.map((ending) => (
          <li key={ending}>
            <Link href={paths.summaryFile(campaignId, at, ending, municipalityId)}>{words.files[ending]}</Link>
          </li>
        ))}
      </ul>
    </>
  );
}
