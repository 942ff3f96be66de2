import { useSearchParams } from '@remix-run/react';
import { filingNumber } from '#app/domain/reports/report.ts';
import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { Link } from '#app/ui/link.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { SummaryList } from '#app/ui/summary-list.tsx';
import { Tag } from '#app/ui/tag.tsx';
import { orderName } from '../../_campaign/campaign.ts';
import { CorrectionNotice } from '../../_report/correction.tsx';
import { StandingTag } from '../../_report/standing-tag.tsx';
import type { ReportShown } from './report-shown.ts';

/** Right after the decision: that it is done, and where the next report waits. */
export function Done({ shown: { campaignId, school, standing, amendment, sees } }: { shown: ReportShown }) {
  const { t } = useText();
  const [params] = useSearchParams();
  const done = params.get('done');
  if (done === 'dropped' && !amendment) {
    return (
      <Notice kind="success" announce="status" title={t.amendment.dropped}>
        <p>{t.amendment.droppedText}</p>
      </Notice>
    );
  }
  // A returned amendment leaves its report accepted.
  const isStill = done === standing || (done === 'returned' && amendment?.step === 'draft');
  if (!isStill || (done !== 'accepted' && done !== 'returned')) return null;
  return (
    <Notice kind="success" announce="status" title={t.review.report[done]}>
      {sees.municipality && (
        <>
          <p>
            <Link href={paths.queue(campaignId, school.municipalityId)}>{t.review.report.nextInQueue}</Link>
          </p>
          <p>
            <Link href={paths.municipalityReports(campaignId, school.municipalityId)}>{t.review.report.next}</Link>
          </p>
        </>
      )}
    </Notice>
  );
}

/** Which report and which version of it this is, and what its school is asked to correct. */
export function Head({ shown }: { shown: ReportShown }) {
  const speech = useText();
  const { t, format } = speech;
  const words = t.review.report;
  const { filing, id, correction } = shown;
  return (
    <>
      {!shown.isLatest && filing && (
        <Notice kind="warning" title={words.earlierFiling(filingNumber(id, filing.ordinal))}>
          <p>
            <Link href={paths.report(id)}>{words.toLatest}</Link>
          </p>
        </Notice>
      )}
      {shown.isLatest && correction && <CorrectionNotice correction={correction} />}
      <SummaryList
        rows={[
          {
            key: 'order',
            term: words.order,
            value: <Link href={paths.order(shown.campaignId)}>{orderName(shown.order, speech)}</Link>,
          },
          {
            key: 'due',
            term: words.due,
            value: format.day(shown.due),
            action: { href: paths.terms(id), text: t.calendar.report.link },
          },
          { key: 'status', term: words.status, value: <StandingTag standing={shown.standing} /> },
          ...(filing
            ? [
                { key: 'number', term: words.number, value: filingNumber(id, filing.ordinal) },
                {
                  key: 'filed',
                  term: words.filed,
                  value: (
                    <>
                      {words.filedBy(format.dateTime(filing.filedAt), filing.filedBy)}{' '}
                      {filing.late && filing.amendmentReason === null && <Tag tone="warning">{t.school.late}</Tag>}
                    </>
                  ),
                },
              ]
            : []),
        ]}
      />
    </>
  );
}
