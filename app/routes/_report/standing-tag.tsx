import type { Standing } from '#app/domain/reports/report.ts';
import { useText } from '#app/text/index.tsx';
import { Tag, type Tone } from '#app/ui/tag.tsx';

export const standingTones = {
  late: 'bad',
  unfiled: 'neutral',
  filed: 'waiting',
  returned: 'warning',
  draft: 'neutral',
  notDue: 'neutral',
  accepted: 'good',
  notRequired: 'neutral',
} as const satisfies Record<Standing, Tone>;

export function StandingTag({ standing }: { standing: Standing }) {
  const { t } = useText();
  return <Tag tone={standingTones[standing]}>{t.everywhere.standings[standing]}</Tag>;
}
