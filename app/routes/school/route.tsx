import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { filingNumber, reportCan } from '#app/domain/report.ts';
import { answer } from '#app/http/answer.server.ts';
import { userContext } from '#app/http/context.server.ts';
import { idFrom } from '#app/http/params.server.ts';
import { paths } from '#app/paths.ts';
import { type Speech, useText } from '#app/text/index.tsx';
import { pageTitle } from '#app/text/page-title.ts';
import { Link } from '#app/ui/link.tsx';
import { Page } from '#app/ui/page.tsx';
import { type Column, Table } from '#app/ui/table.tsx';
import { Tag } from '#app/ui/tag.tsx';
import { TaskList } from '#app/ui/task-list.tsx';
import { seeSchool } from '#app/use-cases/see-school.server.ts';
import { StandingTag } from '../_report/standing-tag.tsx';

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageTitle(matches, ({ t }) => data?.school.name ?? t.everywhere.navigation.reports);

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const ctx = await userContext({ request, context });
  return answer(() => seeSchool(ctx, idFrom(params.schoolId)));
}

type Seen = ReturnType<typeof useLoaderData<typeof loader>>;
type SchoolCampaign = Seen['campaigns'][number];
type SchoolReport = SchoolCampaign['reports'][number];

/** What the school owes and by when, and how its filed reports stand. */
export default function School() {
  const { school, campaigns, mayFile, today } = useLoaderData<typeof loader>();
  const speech = useText();
  const { t, format } = speech;
  return (
    <Page
      title={school.name}
      caption={`${school.municipality}, ${school.region}`}
      lead={leadOf(
        campaigns.flatMap(({ reports }) => reports),
        today,
        speech,
      )}
    >
      {school.opened > today && <p>{t.school.notOpenYet(format.day(school.opened))}</p>}
      {school.closed && <p>{t.school.closed(format.day(school.closed))}</p>}
      <OpenReports campaigns={campaigns} mayFile={mayFile} today={today} />
      {campaigns.map((campaign) => (
        <CampaignReports key={campaign.id} campaign={campaign} />
      ))}
    </Page>
  );
}

function leadOf(reports: SchoolReport[], today: string, { t, format }: Speech): string {
  const open = reports.filter(reportCan.file);
  if (reports.length === 0) return t.school.lead.nothingOpen;
  if (open.length === 0) return t.school.lead.nothing;
  const count = (standing: SchoolReport['standing']) => open.filter((report) => report.standing === standing).length;
  const late = count('late');
  const returned = count('returned');
  const next = open
    .map(({ due }) => due)
    .filter((due) => due >= today)
    .sort()[0];
  return [
    late > 0 && t.school.lead.late(format.integer(late), t.everywhere.counts.reports(late)),
    returned > 0 && t.school.lead.returned(format.integer(returned), t.everywhere.counts.reports(returned)),
    next && t.school.lead.next(format.day(next), format.due(next, today)),
  ]
    .filter(Boolean)
    .join(' ');
}

type OpenProps = { campaigns: SchoolCampaign[]; mayFile: boolean; today: string };

/** Everything that is still to be filed, whichever order asks for it; the oldest due day first. */
function OpenReports({ campaigns, mayFile, today }: OpenProps) {
  const { t, format } = useText();
  const open = campaigns
    .flatMap(({ order, reports }) => reports.filter(reportCan.file).map((report) => ({ order, report })))
    .sort((a, b) => (a.report.due < b.report.due ? -1 : 1));
  if (open.length === 0) return null;
  return (
    <section>
      <h2>{t.school.todo}</h2>
      <TaskList
        tasks={open.map(({ order, report }) => ({
          key: String(report.id),
          href: mayFile ? paths.editReport(report.id) : paths.report(report.id),
          title: t.school.report(format.day(report.asOf)),
          hint: [
            t.school.order(order.kind, order.number, format.day(order.date)),
            report.status === 'returned'
              ? t.school.returned
              : t.school.due(format.day(report.due), format.due(report.due, today)),
            report.status === 'draft' && report.savedAt && t.school.savedAt(format.dateTime(report.savedAt)),
          ]
            .filter(Boolean)
            .join(' · '),
          // For the school it is its own state that counts, not the calendar's.
          status:
            report.standing === 'notDue' ? (
              <Tag>{t.school.notStarted}</Tag>
            ) : (
              <StandingTag standing={report.standing} />
            ),
        }))}
      />
    </section>
  );
}

function CampaignReports({ campaign }: { campaign: SchoolCampaign }) {
  const { t, format } = useText();
  const { order, reports, ahead } = campaign;
  return (
    <section>
      <h2>{t.school.order(order.kind, order.number, format.day(order.date))}</h2>
      <p>
        <span lang="ru">{order.title}</span>. <Link href={paths.order(campaign.id)}>{t.school.aboutOrder}</Link>
      </p>
      <FiledReports
        under={t.school.order(order.kind, order.number, format.day(order.date))}
        reports={reports.filter(({ lastFiledAt }) => lastFiledAt !== null)}
      />
      {ahead.length > 0 && (
        <p>
          {t.school.ahead}:{' '}
          {ahead.map(({ asOf, opens }) => t.school.aheadLine(format.day(asOf), format.day(opens))).join('; ')}.
        </p>
      )}
    </section>
  );
}

function FiledReports({ under, reports }: { under: string; reports: SchoolReport[] }) {
  const { t, format } = useText();
  const columns: Column<SchoolReport>[] = [
    {
      key: 'report',
      head: t.school.columns.report,
      rowHeader: true,
      cell: (report) => <Link href={paths.report(report.id)}>{t.school.report(format.day(report.asOf))}</Link>,
    },
    { key: 'due', head: t.school.columns.due, nowrap: true, cell: ({ due }) => format.day(due) },
    {
      key: 'filedAt',
      head: t.school.columns.filedAt,
      cell: ({ lastFiledAt, firstLate }) =>
        lastFiledAt && `${format.dateTime(lastFiledAt)}${firstLate ? `, ${t.school.late}` : ''}`,
    },
    {
      key: 'number',
      head: t.school.columns.number,
      nowrap: true,
      cell: ({ id, lastOrdinal }) => lastOrdinal !== null && filingNumber(id, lastOrdinal),
    },
    { key: 'status', head: t.school.columns.status, cell: ({ standing }) => <StandingTag standing={standing} /> },
  ];
  return (
    <Table
      caption={
        <>
          {t.school.filed}
          <span className="visually-hidden">, {under}</span>
        </>
      }
      columns={columns}
      rows={reports}
      rowKey={({ id }) => id}
      empty={t.school.filedEmpty}
    />
  );
}
