import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import type { ReactNode } from 'react';
import { answer } from '#app/http/answer.server.ts';
import { userContext } from '#app/http/context.server.ts';
import { idFrom } from '#app/http/params.server.ts';
import { paths } from '#app/paths.ts';
import { type Speech, useText } from '#app/text/index.tsx';
import { pageTitle } from '#app/text/page-title.ts';
import { reportDay } from '#app/text/report-day.ts';
import { LinkButton } from '#app/ui/button.tsx';
import { Link } from '#app/ui/link.tsx';
import { Page } from '#app/ui/page.tsx';
import { Tag } from '#app/ui/tag.tsx';
import { TaskList } from '#app/ui/task-list.tsx';
import { lastDatesOfSchool, seeSchool } from '#app/use-cases/organisations/see-school.server.ts';
import { orderName } from '../../_campaign/campaign.ts';
import { Clocks } from '../../_campaign/clocks.tsx';
import { ClosingNotice } from '../../_campaign/closing.tsx';
import { LadderLinks } from '../../_campaign/ladder-links.tsx';
import { FiledReports } from '../../_report/filed-reports.tsx';
import { StandingTag } from '../../_report/standing-tag.tsx';
import { becauseText } from '../../_terms/decision-words.ts';
import { Successions } from '../../_territory/successions.tsx';
import { ClosedReports, isMissed } from './closed-reports.tsx';
import { SchoolProblems } from './problems.tsx';
import { type CampaignShown, type ReportShown, schoolShown } from './school-shown.ts';

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageTitle(matches, ({ t }) => data?.school.name ?? t.everywhere.navigation.reports);

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const ctx = await userContext({ request, context });
  const schoolId = idFrom(params.schoolId);
  return { ...schoolShown(await answer(() => seeSchool(ctx, schoolId))), datesSeen: lastDatesOfSchool };
}

/** What the school owes and by when, and how its last filed reports stand. */
export default function School() {
  const { school, successions, campaigns, mayFile, seesMunicipality, today, datesSeen } =
    useLoaderData<typeof loader>();
  const speech = useText();
  const { t, format } = speech;
  return (
    <Page
      title={school.name}
      caption={`${school.municipality}, ${school.region}`}
      lead={leadOf(campaigns, today, speech)}
      actions={
        <>
          <LinkButton look="secondary" href={paths.responsible(school.schoolId)}>
            {t.school.responsible}
          </LinkButton>
          <LinkButton look="secondary" href={paths.acts(school.schoolId)}>
            {t.school.acts}
          </LinkButton>
        </>
      }
    >
      {school.opened > today && <p>{t.school.notOpenYet(format.day(school.opened))}</p>}
      {school.closed && <p>{t.school.closed(format.day(school.closed))}</p>}
      <Successions schoolId={school.schoolId} successions={successions} page={paths.school} />
      <OpenReports campaigns={campaigns} mayFile={mayFile} today={today} />
      <ClosedReports
        schoolId={school.schoolId}
        closed={campaigns.flatMap(({ closed }) => closed)}
        municipality={school.municipality}
      />
      {campaigns.map((campaign) => (
        <CampaignReports key={campaign.id} schoolId={school.schoolId} campaign={campaign} datesSeen={datesSeen}>
          <SchoolProblems
            schoolId={school.schoolId}
            campaignId={campaign.id}
            ledger={campaign.problems}
            seesOthers={seesMunicipality}
          />
        </CampaignReports>
      ))}
      <p>
        <Link href={paths.history('school', school.schoolId)}>{t.history.link}</Link>
      </p>
    </Page>
  );
}

function leadOf(campaigns: readonly CampaignShown[], today: string, { t, format }: Speech): string {
  const open = campaigns.flatMap((campaign) => campaign.open);
  const closed = campaigns.flatMap((campaign) => campaign.closed);
  const none = campaigns.every(({ filed }) => filed.length === 0);
  if (open.length + closed.length === 0 && none) return t.school.lead.nothingOpen;
  if (open.length === 0) return closed.some(isMissed) ? t.calendar.closed.lead : t.school.lead.nothing;
  const count = (standing: ReportShown['standing']) => open.filter((report) => report.standing === standing).length;
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

type OpenProps = { campaigns: readonly CampaignShown[]; mayFile: boolean; today: string };

/** Everything that is still to be filed, whichever order asks for it; the oldest due day first. */
function OpenReports({ campaigns, mayFile, today }: OpenProps) {
  const speech = useText();
  const { t, format } = speech;
  const open = campaigns
    .flatMap((campaign) => campaign.open.map((report) => ({ order: campaign.order, report })))
    .sort((a, b) => (a.report.due < b.report.due ? -1 : 1));
  if (open.length === 0) return null;
  return (
    <section>
      <h2>{t.school.todo}</h2>
      <TaskList
        tasks={open.map(({ order, report }) => ({
          key: String(report.id),
          href: mayFile ? paths.editReport(report.id) : paths.report(report.id),
          title: t.school.report(reportDay(report, format)),
          hint: hintOf(
            [
              t.school.order(order.kind, order.number, format.day(order.date)),
              report.amendment === 'draft'
                ? t.amendment.draftText
                : report.status === 'returned'
                  ? t.school.returned
                  : t.school.due(format.day(report.due), format.due(report.due, today)),
              report.behind && becauseText(report.behind, report, speech),
              report.savedAt && t.school.savedAt(format.dateTime(report.savedAt)),
            ],
            mayFile && <ExcelLinks reportId={report.id} about={t.school.report(reportDay(report, format))} />,
          ),
          // For the school it is its own state that counts, not the calendar's.
          status:
            report.amendment === 'draft' ? (
              <Tag tone="waiting">{t.amendment.word}</Tag>
            ) : report.standing === 'notDue' ? (
              <Tag>{t.school.notStarted}</Tag>
            ) : (
              <StandingTag standing={report.standing} />
            ),
        }))}
      />
    </section>
  );
}

function hintOf(said: (string | false | null | undefined)[], links: ReactNode): ReactNode {
  return (
    <>
      {said.filter(Boolean).join(' · ')}
      {links && <div>{links}</div>}
    </>
  );
}

/** For those who fill in the form without a connection. */
function ExcelLinks({ reportId, about }: { reportId: number; about: string }) {
  const { t } = useText();
  const hidden = <span className="visually-hidden">: {about}</span>;
  return (
    <>
      <Link href={paths.reportForm(reportId)}>
        {t.imports.download}
        {hidden}
      </Link>{' '}
      ·{' '}
      <Link href={paths.importReport(reportId)}>
        {t.imports.upload}
        {hidden}
      </Link>
    </>
  );
}

type CampaignProps = { schoolId: number; campaign: CampaignShown; datesSeen: number; children: ReactNode };

function CampaignReports({ schoolId, campaign, datesSeen, children }: CampaignProps) {
  const speech = useText();
  const { t, format } = speech;
  const { order, closing, filed, ahead } = campaign;
  const name = orderName(order, speech);
  return (
    <section>
      <h2>{name}</h2>
      <p>
        <span lang="ru">{order.title}</span>. <Link href={paths.order(campaign.id)}>{t.school.aboutOrder}</Link>
      </p>
      <LadderLinks campaignId={campaign.id} ladders={campaign.ladders} />
      <ClosingNotice closing={closing} />
      <FiledReports
        caption={
          <>
            {t.school.filed}
            <span className="visually-hidden">, {name}</span>
          </>
        }
        reports={filed}
        empty={t.school.filedEmpty}
      />
      <p>
        <Link href={paths.schoolReports(schoolId)}>{t.school.all.title}</Link>
      </p>
      <Clocks figures={campaign.clocks} title={t.calendar.clocks.schoolTitle(format.integer(datesSeen))} under />
      {ahead.length > 0 && (
        <p>
          {t.school.ahead}:{' '}
          {ahead.map(({ asOf, opens }) => t.school.aheadLine(format.day(asOf), format.day(opens))).join('; ')}.
        </p>
      )}
      {children}
    </section>
  );
}
