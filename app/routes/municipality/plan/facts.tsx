import type { Share } from '#app/domain/orders/order.ts';
import { percentOf } from '#app/domain/territory/coverage.ts';
import { plannedShare } from '#app/domain/territory/plan.ts';
import { useText } from '#app/text/index.tsx';
import { SummaryList } from '#app/ui/summary-list.tsx';
import { thresholdText } from '../../_campaign/campaign.ts';
import { FileLink } from '../../_documents/file-link.tsx';
import type { PlanShown } from './route.tsx';

type FactsProps = { shown: PlanShown; plan: NonNullable<PlanShown['plan']> };

/** How it stands today, by which document the plan was approved, and who answers. */
export function Facts({ shown: { covered, next, target, term, approved, standing, earlier }, plan }: FactsProps) {
  const { t, format } = useText();
  const words = t.plans.plan;
  const { number, date, title, responsible, position, phone, fileId, savedBy, savedAt } = plan;
  const shareText = (share: Share) =>
    t.region.covered(format.share(share.n, share.of), share.of, format.percent(percentOf(share, [target.threshold])));
  const inTime = term && (standing === 'late' ? words.late : words.inTime)(format.day(term));
  return (
    <SummaryList
      rows={[
        { key: 'today', term: words.today, value: shareText(covered) },
        ...(next
          ? [
              {
                key: 'next',
                term: words.next,
                value: words.nextText(format.day(next.by), shareText(plannedShare(next, covered.of))),
              },
            ]
          : []),
        {
          key: 'target',
          term: words.target,
          value: words.targetText(thresholdText(target.threshold, format), format.day(target.by)),
        },
        {
          key: 'document',
          term: words.approvedBy,
          value: (
            <>
              <span lang="ru">
                {t.plans.document(number, format.day(date))}
                {title && `, ${title}`}
              </span>
              {earlier.length === 0 && inTime && (
                <>
                  <br />
                  {inTime}
                </>
              )}
            </>
          ),
        },
        ...(earlier.length > 0 && approved
          ? [
              {
                key: 'approved',
                term: words.firstApproved,
                value: [format.day(approved), inTime].filter(Boolean).join(', '),
              },
            ]
          : []),
        {
          key: 'responsible',
          term: words.responsible,
          value: (
            <>
              <span lang="ru">
                {responsible}
                <br />
                {position}
              </span>
              <br />
              {phone ?? words.noPhone}
            </>
          ),
        },
        {
          key: 'file',
          term: words.file,
          value: fileId === null ? words.noFile : <FileLink {...plan} fileId={fileId} />,
        },
        { key: 'saved', term: words.savedBy, value: words.savedByText(savedBy, format.dateTime(savedAt)) },
      ]}
    />
  );
}
