import type { Day } from '#app/domain/calendar.ts';
import { formOf } from '#app/domain/orders/order.ts';
import { may } from '#app/domain/people/permissions.ts';
import { type Item, shareItems } from '#app/domain/reports/form.ts';
import { fewestSchools, type Outlier, type OutlierReason, outliersOf } from '#app/domain/territory/outlier.ts';
import { byName } from '#db/queries/by-name.ts';
import { type SchoolFigureRow, schoolFiguresOf } from '#db/queries/outliers.ts';
import { type ReportingDate, reportingDates } from '#db/queries/reports.ts';
import { consult, found, refuse, today, type UserContext } from '../context.server.ts';
import { type CampaignHead, headOf } from './see-region.server.ts';
import { loadCampaign } from './summary.server.ts';

/** More rows than anybody reads; the rest is told by its number. */
const mostShown = 500;

type Place = { id: number; name: string };
export type SeenOutlier = OutlierReason & {
  /** How many times the threshold is exceeded. */
  far: number;
  reportId: number;
  school: string;
  municipality: Place;
  /** What the school itself said to it when it filed. */
  explanations: string[];
};

export type Outliers = {
  campaign: CampaignHead;
  region: Place;
  /** Whose schools are listed; null: the whole scope's. */
  municipality: Place | null;
  /** What the list can be narrowed to; none for whoever sees one municipality alone. */
  municipalities: Place[];
  /** Dates that have opened, the latest first. */
  dates: ReportingDate[];
  date: ReportingDate | null;
  /** The form's shares, in its order. */
  items: Item[];
  /** How many schools of the whole scope were compared, and how many it takes. */
  compared: number;
  fewest: number;
  /** The furthest first, at most so many; `total` counts all. */
  outliers: SeenOutlier[];
  total: number;
};

/**
 * Figures that stand out among all schools' reports for one date. What is usual is told from every school of the campaign; those
 * named are the viewer's own.
 */
export function seeOutliers(
  ctx: UserContext,
  ask: { campaignId: number; municipalityId?: number; asOf?: Day },
): Promise<Outliers> {
  return consult(ctx, async (ctx) => {
    const { user } = ctx;
    const { campaign, region, municipalities } = await loadCampaign(ctx.db, ask.campaignId);
    const asked = ask.municipalityId ?? (user.reach === 'municipality' ? user.municipalityId : undefined);
    const seesRegion = may.seeRegion(user, { regionId: region.id });
    const municipality =
      asked === undefined
        ? null
        : found(
            municipalities.find(({ id }) => id === asked),
            ({ id }) => may.seeMunicipality(user, { municipalityId: id, regionId: region.id }),
          );
    if (municipality === null && !seesRegion) return refuse({ kind: 'notFound' });

    const on = today(ctx);
    const dates = (await reportingDates(ctx.db, campaign.id)).filter(({ opens }) => opens <= on).reverse();
    const date = ask.asOf === undefined ? latestDue(dates, on) : (dates.find(({ asOf }) => asOf === ask.asOf) ?? null);
    if (ask.asOf !== undefined && !date) return refuse({ kind: 'notFound' });
    const items = date ? shareItems(formOf(campaign.order, date.formId)) : [];
    const schools = date ? await schoolFiguresOf(ctx.db, user, { reportingDateId: date.id, on }) : [];
    const withFigures = schools.filter(({ figures }) => Object.keys(figures).length > 0);
    const own = outliersOf(withFigures, items).flatMap((outlier) => seenOutlier(outlier));
    const listed = own.filter((outlier) => municipality === null || outlier.municipality.id === municipality.id);
    return {
      campaign: headOf(campaign, region.zone),
      region: { id: region.id, name: region.name },
      municipality,
      municipalities: seesRegion ? municipalities : [],
      dates,
      date,
      items,
      compared: withFigures.length,
      fewest: fewestSchools,
      outliers: listed.sort((a, b) => b.far - a.far || byName(named(a), named(b))).slice(0, mostShown),
      total: listed.length,
    };

    /** None where the school is not the viewer's to see, or has moved out of the campaign's scope. */
    function seenOutlier({ school, ...outlier }: Outlier<SchoolFigureRow>): SeenOutlier[] {
      const place = municipalities.find(({ id }) => id === school.municipalityId);
      if (school.name === null || !place) return [];
      return [
        {
          ...outlier,
          reportId: school.reportId,
          school: school.name,
          municipality: place,
          explanations: said(school, outlier.item),
        },
      ];
    }
  });
}

const named = ({ school, reportId }: SeenOutlier) => ({ name: school, id: reportId });

/** Sentences about the item, or about the report as a whole. */
function said({ explanations }: SchoolFigureRow, item: string | null): string[] {
  const about = ({ key }: { key: string }) => (item === null ? !key.includes(':') : key.endsWith(`:${item}`));
  return explanations.filter(about).map(({ explanation }) => explanation);
}

/** The date whose reports should all be there by now; before any is due, the first to come. */
function latestDue(dates: readonly ReportingDate[], on: Day): ReportingDate | null {
  return dates.find(({ due }) => due < on) ?? dates.at(-1) ?? null;
}
