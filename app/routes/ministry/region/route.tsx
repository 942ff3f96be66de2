import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { activationBands } from '#app/charts/bands.ts';
import type { Day } from '#app/domain/calendar.ts';
import { answer } from '#app/http/answer.server.ts';
import { userContext } from '#app/http/context.server.ts';
import { atFrom, idFrom, territoryFrom } from '#app/http/params.server.ts';
import { paths } from '#app/paths.ts';
import { type Speech, useText } from '#app/text/index.tsx';
import { pageTitle } from '#app/text/page-title.ts';
import { dayTitle } from '#app/text/target-words.ts';
import { LinkButton } from '#app/ui/button.tsx';
import { ChartFigure } from '#app/ui/charts/index.tsx';
import { FilterLinks } from '#app/ui/filter-links.tsx';
import { Link } from '#app/ui/link.tsx';
import { Page } from '#app/ui/page.tsx';
import { State } from '#app/ui/state.tsx';
import { today } from '#app/use-cases/context.server.ts';
import { seeRegion } from '#app/use-cases/territory/see-region.server.ts';
import { atText, campaignName, coveredText, thresholdText } from '../../_campaign/campaign.ts';
import { Clocks } from '../../_campaign/clocks.tsx';
import { ClosingNotice } from '../../_campaign/closing.tsx';
import { Corridors } from '../../_campaign/corridors.tsx';
import { CoverageFigures } from '../../_campaign/coverage-figures.tsx';
import { Downloads } from '../../_campaign/downloads.tsx';
import { Exclusions } from '../../_campaign/exclusions.tsx';
import { LadderLinks } from '../../_campaign/ladder-links.tsx';
import { MonthLinks } from '../../_campaign/month-links.tsx';
import { SourceLine } from '../../_campaign/source-line.tsx';
import { StagesFigure } from '../../_campaign/stages-figure.tsx';
import { TargetDayTable } from '../../_campaign/target-day.tsx';
import { FurtherTargets } from '../../_campaign/targets.tsx';
import { ExcusedSchools } from '../../_terms/excused-schools.tsx';
import { TerritoryDifferences } from '../../_territory/territory-differences.tsx';
import { TerritorySwitch } from '../../_territory/territory-switch.tsx';
import { Answer } from './answer.tsx';
import { Editions, PrepareFile } from './editions.tsx';
import { MunicipalitiesFigure } from './municipalities-figure.tsx';
import { type RegionFigures, regionFigures, sortingFrom } from './region-figures.ts';
import { Sections } from './sections.tsx';

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageTitle(matches, (speech) => (data ? titleOf(data, speech) : speech.t.everywhere.navigation.coverage));

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await userContext({ request, context });
  const { searchParams } = new URL(request.url);
  const on = today(ctx);
  const at = { ...atFrom(searchParams.get('at'), on), ...territoryFrom(searchParams.get('territory')) };
  const ask = { campaignId: idFrom(params.campaignId), at };
  const view = await answer(() => seeRegion(ctx, ask));
  return { ...regionFigures(view, sortingFrom(searchParams)), today: on };
}

/** The region against its target: is it met, where not, since when. */
export default function Region() {
  const figures = useLoaderData<typeof loader>();
  const speech = useText();
  const { t } = speech;
  const { campaign, campaigns, at, excluded, bands, territory } = figures;
  const placed = { territory: at.territory };
  const shownAt = at.day ?? at.month;
  const [leading, ...further] = figures.targets;
  const behindTarget = (figure: string) => paths.behindTarget(campaign.id, figure, { at: shownAt });
  const hasReports = figures.schoolsWithReport > 0;
  return (
    <Page
      caption={`${campaignName(campaign, speech)}, ${atText(at, speech)}`}
      title={titleOf(figures, speech)}
      actions={
        hasReports && (
          <>
            <LinkButton look="secondary" href={paths.note(campaign.id, at.month)}>
              {t.note.link}
            </LinkButton>
            <LinkButton look="secondary" href={paths.summaryWorkbook(campaign.id, shownAt)}>
              {t.region.download}
            </LinkButton>
          </>
        )
      }
    >
      <ClosingNotice closing={campaign.closing} />
      <Origin figures={figures} today={figures.today} />
      {leading && (
        <TargetDayTable
          target={leading}
          asOf={figures.asOf}
          href={behindTarget(`day-${leading.id}`)}
          hrefNow={paths.behind(campaign.id, 'covered', { at: shownAt, ...placed })}
        />
      )}
      {hasReports && <Answer figures={figures} />}
      {campaigns.length > 1 && (
        <FilterLinks
          label={t.region.campaigns}
          options={campaigns.map((one) => ({
            href: paths.region(one.id, shownAt),
            text: campaignName(one, speech),
            current: one.id === campaign.id,
          }))}
        />
      )}
      <MonthLinks months={figures.months} at={at} href={(month) => paths.region(campaign.id, month, placed)} />
      <TerritorySwitch
        now={territory !== null}
        href={(chosen) => paths.region(campaign.id, shownAt, { territory: chosen })}
      />
      <Sections figures={figures} />
      <Editions figures={figures} />
      {figures.municipalities.length === 0 ? (
        <State kind="noData">{t.region.noMunicipalities}</State>
      ) : hasReports ? (
        <>
          {/* A single day has no months behind it. */}
          {campaign.target && !at.day && !territory && (
            <CoverageFigures
              months={figures.history}
              now={{ day: figures.asOf, covered: figures.covered }}
              target={campaign.target}
              withForecast={campaign.target.per === 'region' && !campaign.closing}
              href={(when) => paths.region(campaign.id, when)}
              behind={(month) => paths.behind(campaign.id, 'covered', { at: month })}
            />
          )}
          {campaign.target && <MunicipalitiesFigure figures={figures} />}
          <StagesFigure
            stages={figures.stages}
            schools={figures.covered.of}
            href={(stage) => paths.behind(campaign.id, stage, { at: shownAt, ...placed })}
          />
          <LadderLinks campaignId={campaign.id} ladders={campaign.ladders} />
          <Clocks
            figures={figures.clocks}
            title={t.calendar.clocks.title}
            href={(clock) => paths.behind(campaign.id, clock, { at: shownAt, ...placed })}
          />
          <ExcusedSchools schools={figures.excused} />
          <FurtherTargets campaignId={campaign.id} targets={further} asOf={figures.asOf} href={behindTarget} />
          {bands.map((corridor) => (
            <ChartFigure
              key={corridor.id}
              chart={activationBands(
                {
                  ...corridor,
                  asOf: figures.asOf,
                  href: (day) => paths.region(campaign.id, day),
                  behind: (day) => paths.behindTarget(campaign.id, `corridor-${corridor.id}`, { at: day }),
                },
                speech,
              )}
            />
          ))}
          {!territory && <Corridors corridors={bands} figures={figures.corridors} href={behindTarget} />}
        </>
      ) : (
        <State kind="noData" action={<Link href={paths.order(campaign.id)}>{t.school.aboutOrder}</Link>}>
          {t.region.noReports}
        </State>
      )}
      {territory && (
        <TerritoryDifferences territory={territory} asOf={figures.asOf} threshold={campaign.target?.threshold} />
      )}
      <h2>{t.region.excluded.caption}</h2>
      <Exclusions excluded={excluded} />
      {hasReports && (
        <>
          <Downloads campaignId={campaign.id} at={shownAt} />
          <PrepareFile figures={figures} />
        </>
      )}
    </Page>
  );
}

/** Whose figures these are and how they came about. */
function Origin({ figures, today }: { figures: RegionFigures; today: Day }) {
  const { t, format } = useText();
  const { campaign, at, source, asOf } = figures;
  const { target, movedByYears } = campaign;
  const targetDay = target && target.by <= today && at.day !== target.by ? target.by : undefined;
  return (
    <SourceLine
      source={source}
      at={at}
      asOf={asOf}
      today={today}
      targetDay={
        targetDay && { day: targetDay, href: paths.region(campaign.id, targetDay, { territory: at.territory }) }
      }
    >
      {' '}
      {movedByYears !== 0 && t.region.moved(`${format.integer(movedByYears)} ${t.region.years(movedByYears)}`)}{' '}
      <Link href={paths.order(campaign.id)}>{t.school.aboutOrder}</Link>
    </SourceLine>
  );
}

/** The sentence that answers the supervisor: is the target met, and where not. */
function titleOf(figures: RegionFigures, speech: Speech): string {
  const { t, format } = speech;
  const { campaign, covered, municipalitiesMet: met } = figures;
  const { target } = campaign;
  const words = t.region.title;
  if (!target) return words.noTarget;
  const onDay = figures.targets[0] && dayTitle(figures.targets[0], speech);
  if (onDay) return onDay;
  const all = coveredText(covered, target.threshold, speech);
  const threshold = thresholdText(target.threshold, format);
  if (target.per === 'region') {
    if (figures.target === 'pending') return words.regionPending(threshold, format.day(target.by), all);
    return (figures.target === 'met' ? words.regionMet : words.regionMissed)(threshold, all);
  }
  const metShare = format.share(met.n, met.of);
  if (figures.asOf < target.by && met.n === 0) return words.pendingNowhere(threshold, format.day(target.by));
  if (figures.asOf < target.by) return words.pending(threshold, format.day(target.by), metShare, met.of);
  if (met.n === met.of) return words.met(threshold, metShare, met.of);
  return words.missed(threshold, format.share(met.of - met.n, met.of), met.of);
}
