import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { activationBands } from '#app/charts/bands.ts';
import { answer } from '#app/http/answer.server.ts';
import { userContext } from '#app/http/context.server.ts';
import { atFrom, idFrom, territoryFrom } from '#app/http/params.server.ts';
import { paths } from '#app/paths.ts';
import { type Speech, useText } from '#app/text/index.tsx';
import { pageTitle } from '#app/text/page-title.ts';
import { dayTitle } from '#app/text/target-words.ts';
import { Bar } from '#app/ui/bar.tsx';
import { ChartFigure } from '#app/ui/charts/index.tsx';
import { FilterLinks } from '#app/ui/filter-links.tsx';
import { Link } from '#app/ui/link.tsx';
import { Page } from '#app/ui/page.tsx';
import { State } from '#app/ui/state.tsx';
import { today } from '#app/use-cases/context.server.ts';
import { seeMunicipalityCoverage } from '#app/use-cases/territory/see-municipality.server.ts';
import { atText, coveredText, orderName, thresholdText } from '../../_campaign/campaign.ts';
import { Clocks } from '../../_campaign/clocks.tsx';
import { Corridors } from '../../_campaign/corridors.tsx';
import { CoverageFigures } from '../../_campaign/coverage-figures.tsx';
import { Downloads } from '../../_campaign/downloads.tsx';
import { Exclusions } from '../../_campaign/exclusions.tsx';
import { LadderLinks } from '../../_campaign/ladder-links.tsx';
import { MonthLinks } from '../../_campaign/month-links.tsx';
import { MunicipalityTabs } from '../../_campaign/municipality-tabs.tsx';
import { SourceLine } from '../../_campaign/source-line.tsx';
import { StagesFigure } from '../../_campaign/stages-figure.tsx';
import { TargetDayTable } from '../../_campaign/target-day.tsx';
import { DayTag, TargetTag } from '../../_campaign/target-tag.tsx';
import { FurtherTargets } from '../../_campaign/targets.tsx';
import { ExcusedSchools } from '../../_terms/excused-schools.tsx';
import { TerritoryDifferences } from '../../_territory/territory-differences.tsx';
import { TerritorySwitch } from '../../_territory/territory-switch.tsx';
import { Figures } from './figures.tsx';
import { type MunicipalityFigures, municipalityFigures } from './municipality-figures.ts';
import { CoveredSchools, SchoolsNotCovered } from './schools.tsx';

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageTitle(matches, (speech) =>
    data ? `${titleOf(data, speech)} – ${data.municipality.name}` : speech.t.everywhere.navigation.coverage,
  );

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await userContext({ request, context });
  const { searchParams } = new URL(request.url);
  const on = today(ctx);
  const ask = {
    campaignId: idFrom(params.campaignId),
    municipalityId: idFrom(params.municipalityId),
    at: { ...atFrom(searchParams.get('at'), on), ...territoryFrom(searchParams.get('territory')) },
  };
  const seen = await answer(() => seeMunicipalityCoverage(ctx, ask));
  return municipalityFigures(seen, { user: ctx.user, today: on });
}

/** How far the municipality is from its target, and which schools are missing. */
export default function MunicipalityCoverage() {
  const figures = useLoaderData<typeof loader>();
  const speech = useText();
  const { t, format } = speech;
  const { municipality, campaign, campaigns, at, source, asOf, line, schools, bands, excluded, territory } = figures;
  const { target } = campaign;
  const shownAt = at.day ?? at.month;
  const { covered, stillNeeded } = line;
  const behind = (figure: string) =>
    paths.behind(campaign.id, figure, {
      at: shownAt,
      municipality: municipality.municipalityId,
      territory: at.territory,
    });
  const [leading, ...further] = figures.targets;
  const behindTarget = (figure: string) =>
    paths.behindTarget(campaign.id, figure, { at: shownAt, municipality: municipality.municipalityId });
  return (
    <Page
      breadcrumbs={[
        {
          text: municipality.region,
          href: figures.seesRegion ? paths.region(campaign.id, shownAt, { territory: at.territory }) : undefined,
        },
        { text: municipality.name },
      ]}
      caption={`${municipality.name}. ${orderName(campaign.order, speech)}, ${atText(at, speech)}`}
      title={titleOf(figures, speech)}
    >
      <MunicipalityTabs campaign={campaign} municipalityId={municipality.municipalityId} now="coverage" at={shownAt} />
      {campaigns.length > 1 && (
        <FilterLinks
          label={t.region.campaigns}
          options={campaigns.map(({ id, order }) => ({
            href: paths.municipalityCoverage(id, municipality.municipalityId, shownAt),
            text: orderName(order, speech),
            current: id === campaign.id,
          }))}
        />
      )}
      <MonthLinks
        months={figures.months}
        at={at}
        href={(month) => paths.municipalityCoverage(campaign.id, municipality.municipalityId, month, at.territory)}
      />
      <TerritorySwitch
        now={territory !== null}
        href={(chosen) => paths.municipalityCoverage(campaign.id, municipality.municipalityId, shownAt, chosen)}
      />
      {leading && (
        <TargetDayTable
          target={leading}
          asOf={asOf}
          href={behindTarget(`day-${leading.id}`)}
          hrefNow={behind('covered')}
        />
      )}
      {target && covered.of > 0 && (
        <>
          <Bar
            n={covered.n}
            of={covered.of}
            target={target.threshold}
            tone={line.target === 'met' ? 'reached' : 'behind'}
          />
          <p>
            {leading?.figures?.day?.state ? (
              <DayTag state={leading.figures.day.state} />
            ) : (
              line.target && <TargetTag state={line.target} />
            )}
            <br />
            <Link href={behind('covered')}>{t.behind.link}</Link>
            <br />
            {stillNeeded > 0
              ? t.region.municipality.needed(
                  format.integer(stillNeeded),
                  t.everywhere.counts.schools(stillNeeded),
                  thresholdText(target.threshold, format),
                )
              : t.region.municipality.reached(thresholdText(target.threshold, format))}
          </p>
        </>
      )}
      <SourceLine
        source={source}
        at={at}
        asOf={asOf}
        today={figures.today}
        targetDay={
          target && target.by <= figures.today && at.day !== target.by
            ? {
                day: target.by,
                href: paths.municipalityCoverage(campaign.id, municipality.municipalityId, target.by, at.territory),
              }
            : undefined
        }
      />
      {schools.length === 0 ? (
        <State kind="noData">{t.region.municipality.noSchools}</State>
      ) : (
        <>
          {target && !at.day && !territory && covered.of > 0 && (
            <CoverageFigures
              months={figures.history}
              now={{ day: asOf, covered }}
              target={target}
              plan={figures.plan}
              withForecast={!campaign.closing}
              href={(when) => paths.municipalityCoverage(campaign.id, municipality.municipalityId, when)}
              behind={(month) =>
                paths.behind(campaign.id, 'covered', { at: month, municipality: municipality.municipalityId })
              }
            />
          )}
          <StagesFigure stages={figures.stages} schools={covered.of} href={behind} />
          <LadderLinks campaignId={campaign.id} ladders={campaign.ladders} municipality={municipality.municipalityId} />
          {target && (
            <>
              <SchoolsNotCovered schools={schools.filter((school) => !school.covered)} stoodOn={territory && asOf} />
              <CoveredSchools
                schools={schools.filter((school) => school.covered)}
                hasSince={target.hasSince}
                stoodOn={territory && asOf}
              />
            </>
          )}
          <FurtherTargets campaignId={campaign.id} targets={further} asOf={asOf} href={behindTarget} />
          {bands.map((corridor) => (
            <ChartFigure
              key={corridor.id}
              chart={activationBands(
                {
                  ...corridor,
                  asOf,
                  href: (day) => paths.municipalityCoverage(campaign.id, municipality.municipalityId, day),
                  behind: (day) =>
                    paths.behindTarget(campaign.id, `corridor-${corridor.id}`, {
                      at: day,
                      municipality: municipality.municipalityId,
                    }),
                },
                speech,
              )}
            />
          ))}
          {!territory && <Corridors corridors={bands} figures={figures.corridors} href={behindTarget} />}
          <Figures
            items={figures.items}
            figures={line.figures}
            of={schools.length}
            href={(item) => behind(`item-${item}`)}
          />
        </>
      )}
      {territory && <TerritoryDifferences territory={territory} asOf={asOf} threshold={target?.threshold} />}
      <Clocks figures={figures.clocks} title={t.calendar.clocks.title} href={(clock) => behind(clock)} />
      <ExcusedSchools schools={figures.excused} />
      <h2>{t.region.excluded.caption}</h2>
      <Exclusions excluded={excluded} />
      <Downloads campaignId={campaign.id} at={shownAt} municipalityId={municipality.municipalityId} />
    </Page>
  );
}

function titleOf({ campaign: { target }, line, targets: [leading] }: MunicipalityFigures, speech: Speech): string {
  const words = speech.t.region;
  const onDay = leading && dayTitle(leading, speech);
  if (onDay) return onDay;
  return target ? words.municipality.title(coveredText(line.covered, target.threshold, speech)) : words.title.noTarget;
}
