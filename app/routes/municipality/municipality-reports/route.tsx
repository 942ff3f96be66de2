import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { standings } from '#app/domain/reports/report.ts';
import { percentOf } from '#app/domain/territory/coverage.ts';
import { answer } from '#app/http/answer.server.ts';
import { userContext } from '#app/http/context.server.ts';
import { dateKeyFrom, idFrom } from '#app/http/params.server.ts';
import { dateKey, paths } from '#app/paths.ts';
import { type Speech, useText } from '#app/text/index.tsx';
import { pageTitle } from '#app/text/page-title.ts';
import { reportDay } from '#app/text/report-day.ts';
import { LinkButton } from '#app/ui/button.tsx';
import { FilterLinks } from '#app/ui/filter-links.tsx';
import { Link } from '#app/ui/link.tsx';
import { Page } from '#app/ui/page.tsx';
import { State } from '#app/ui/state.tsx';
import { type KeyFigure, KeyFigures } from '#app/ui/summary-list.tsx';
import { today } from '#app/use-cases/context.server.ts';
import { seeMunicipalityReports } from '#app/use-cases/territory/see-municipality.server.ts';
import { orderName, thresholdText } from '../../_campaign/campaign.ts';
import { FoldedLinks } from '../../_campaign/folded-links.tsx';
import { MunicipalityTabs } from '../../_campaign/municipality-tabs.tsx';
import { becauseText } from '../../_terms/decision-words.ts';
import { ExcusedSchools } from '../../_terms/excused-schools.tsx';
import { Grid } from './grid.tsx';
import { LagsTable } from './lags-table.tsx';
import { type ReportsShown, reportsShown, standingFrom } from './reports-shown.ts';
import { OwnReports, SchoolReports, WaitingReports } from './tables.tsx';

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageTitle(matches, (speech) =>
    data ? `${titleOf(data, speech)} – ${data.municipality.name}` : speech.t.everywhere.navigation.reports,
  );

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await userContext({ request, context });
  const { searchParams } = new URL(request.url);
  const on = today(ctx);
  const where = { campaignId: idFrom(params.campaignId), municipalityId: idFrom(params.municipalityId) };
  const date = dateKeyFrom(searchParams.get('date'));
  const allDates = searchParams.get('dates') === 'all';
  const seen = await answer(() => seeMunicipalityReports(ctx, { ...where, ...date, allDates }));
  return reportsShown(seen, { user: ctx.user, today: on, standing: standingFrom(searchParams) });
}

/** The coordinator's first page: who has not reported, what waits, how far it is to the target. */
export default function MunicipalityReports() {
  const shown = useLoaderData<typeof loader>();
  const speech = useText();
  const { t, format } = speech;
  const { municipality, campaign, campaigns, date, dates, standing, counts } = shown;
  const { municipalityId } = municipality;
  const words = t.review.municipality;
  return (
    <Page
      breadcrumbs={[
        { text: municipality.region, href: shown.seesRegion ? paths.region(campaign.id) : undefined },
        { text: municipality.name },
      ]}
      caption={`${municipality.name}. ${orderName(campaign.order, speech)}`}
      title={titleOf(shown, speech)}
      actions={
        shown.mayImport && (
          <LinkButton look="secondary" href={paths.municipalityImports(campaign.id, municipalityId)}>
            {t.imports.folder}
          </LinkButton>
        )
      }
    >
      {date && (
        <p>
          {date.due < shown.today
            ? words.duePassed(format.day(date.due))
            : words.dueAhead(format.day(date.due), format.due(date.due, shown.today))}
          {shown.move && ` ${becauseText(shown.move, date, speech)}.`}
        </p>
      )}
      <KeyFigures figures={keyFigures(shown, speech)} />
      <MunicipalityTabs campaign={campaign} municipalityId={municipalityId} now="reports" />
      {campaigns.length > 1 && (
        <FilterLinks
          label={t.region.campaigns}
          options={campaigns.map(({ id, order }) => ({
            href: paths.municipalityReports(id, municipalityId),
            text: orderName(order, speech),
            current: id === campaign.id,
          }))}
        />
      )}
      <OwnReports reports={shown.own} mayFile={shown.mayFileOwn} />
      {date ? (
        <>
          <WaitingReports
            reports={shown.waiting}
            all={shown.allWaiting}
            queue={paths.queue(campaign.id, municipalityId)}
          />
          <h2 id="schools">{words.schools(reportDay(date, format))}</h2>
          <FoldedLinks
            label={words.dates}
            earlier={words.earlierDates}
            options={dates.map((one) => ({
              href: paths.municipalityReports(campaign.id, municipalityId, one),
              text: reportDay(one, format),
              current: dateKey(one) === dateKey(date),
            }))}
          />
          {!shown.grid && (
            <p>
              <Link href={paths.municipalityDates(campaign.id, municipalityId)}>{words.grid.link}</Link>
            </p>
          )}
          <FilterLinks
            label={words.standing}
            options={[
              {
                href: paths.municipalityReports(campaign.id, municipalityId, date),
                text: words.all,
                count: format.integer(shown.listed),
                current: standing === undefined,
              },
              ...standings
                .filter((one) => counts[one] > 0 || one === standing)
                .map((one) => ({
                  href: paths.municipalityReports(campaign.id, municipalityId, date, one),
                  text: t.everywhere.standings[one],
                  count: format.integer(counts[one]),
                  current: one === standing,
                })),
            ]}
          />
          <SchoolReports reports={shown.reports} caption={words.schools(reportDay(date, format))} />
          <ExcusedSchools schools={shown.excused} />
          <LagsTable lags={shown.lags} />
          {shown.grid && (
            <Grid
              grid={shown.grid}
              all={dates.length}
              href={(day) => paths.municipalityReports(campaign.id, municipalityId, day)}
            />
          )}
        </>
      ) : (
        <State kind="noData">{words.noDatesText}</State>
      )}
    </Page>
  );
}

function titleOf({ date, total, notFiled, today }: ReportsShown, { t, format }: Speech): string {
  const words = t.review.municipality;
  if (!date) return words.noDates;
  const asOf = reportDay(date, format);
  if (total === 0) return words.nobodyOwes;
  return notFiled === 0
    ? words.allFiled(format.integer(total), t.everywhere.counts.schools(total), asOf)
    : words.notFiled(format.share(notFiled, total), notFiled, total, asOf, date.due < today);
}

function keyFigures({ campaign, municipality, coverage, ...shown }: ReportsShown, { t, format }: Speech): KeyFigure[] {
  const words = t.review.municipality.keyFigures;
  const { covered, stillNeeded } = coverage;
  const { target } = campaign;
  const share = format.share(covered.n, covered.of);
  const threshold = target && thresholdText(target.threshold, format);
  return [
    ...(shown.date
      ? [
          {
            key: 'notFiled',
            label: words.notFiled,
            value: format.integer(shown.notFiled),
            note: [
              words.ofSchools(format.integer(shown.total)),
              shown.counts.late > 0 && words.overdue(format.integer(shown.counts.late)),
            ]
              .filter(Boolean)
              .join(', '),
            href: '#schools',
          },
          {
            key: 'waiting',
            label: words.waiting,
            value: format.integer(shown.allWaiting),
            note: words.waitingNote,
            href: paths.queue(campaign.id, municipality.municipalityId),
          },
        ]
      : []),
    ...(target && threshold
      ? [
          {
            key: 'coverage',
            label: words.coverage,
            value: format.percent(percentOf(covered, [target.threshold])),
            note:
              stillNeeded > 0
                ? words.needed(share, format.integer(stillNeeded), t.everywhere.counts.schools(stillNeeded), threshold)
                : covered.of > 0
                  ? words.reached(share, threshold)
                  : share,
            href: paths.municipalityCoverage(campaign.id, municipality.municipalityId),
          },
        ]
      : []),
  ];
}
