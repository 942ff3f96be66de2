/** What an order's targets come to: day by day and school by school in plain SQL, sharing no code with the product. */

type Share = { n: number; of: number };
type Corridors = { behind: number; silent: number; within: number; ahead: number };
export type TargetDayCount = {
  by: string;
  evening: Share;
  known: Share;
  state: 'inTime' | 'later' | 'missed' | null;
  reachedOn: string | null;
};
export type TargetCount = {
  id: string;
  covered: Share;
  state: 'met' | 'missed' | 'pending' | null;
  stillNeeded: number;
  day?: TargetDayCount;
};
export type CorridorCount = { id: string; by: string; share: Share; schools: Corridors };
export type BandDayCount = { target: string; by: string; fact: Share; schools: Corridors };
export type TargetMetCount = { id: string; met: Share; day?: { evening: Share; known: Share; later: number } };

/** Over `asked` and `ground` of the summary's recount. */
type Select = <T extends object>(query: string, day?: string, before?: Date | null) => Promise<T[]>;
type Coverage = { id: string; form: string; by: string; threshold: Share };
type Bands = { id: string; form: string; item: string; bands: { from: number; to: number; by: string }[] };

/** Null stands for the region. */
type Place = number | null;

export async function recountTargets(select: Select, { places, asOf }: { places: number[]; asOf: string }) {
  const [definition] = await select<{ coverage: Coverage[]; bands: Bands[] }>(`
    select coalesce(jsonb_path_query_array(def, '$.targets[*] ? (@.kind == "coverage")'), '[]') as coverage,
      coalesce(jsonb_path_query_array(def, '$.targets[*] ? (@.kind == "bands")'), '[]') as bands from asked`);
  const coverage = definition?.coverage ?? [];
  const bands = definition?.bands ?? [];
  const all: Place[] = [...places, null];
  const targets = new Map<Place, TargetCount[]>(all.map((place) => [place, []]));
  const met: TargetMetCount[] = [];
  for (const [at, target] of coverage.entries()) {
    const days = await select<Daily>(daily(target, at === 0));
    const [over] = await select<{ over: boolean }>(
      `select '${target.by}'::date <= day and ('${target.by}'::date + 1)::timestamp at time zone zone <= until as over from asked`,
    );
    for (const place of all) {
      const own = days.filter((one) => one.place === place);
      const now = own.find(({ on }) => on === asOf);
      const covered = { n: now?.n ?? 0, of: now?.of ?? 0 };
      targets.get(place)?.push({
        id: target.id,
        covered,
        state: place !== null && covered.of === 0 ? null : stateOf(covered, target, asOf),
        stillNeeded: lacking(covered, target.threshold),
        ...(over?.over && { day: dayOf(own, target, asOf) }),
      });
    }
    const lines = places.map((place) => targets.get(place)?.at(-1));
    const onDay = lines.flatMap((line) => (line?.day && line.day.state !== null ? [line.day] : []));
    const count = <T>(list: readonly T[], is: (one: T) => boolean) => list.filter(is).length;
    met.push({
      id: target.id,
      met: {
        n: count(lines, (line) => line?.state === 'met'),
        of: count(lines, (line) => (line?.covered.of ?? 0) > 0),
      },
      ...(over?.over && {
        day: {
          evening: { n: count(onDay, ({ evening }) => enough(evening, target.threshold)), of: onDay.length },
          known: { n: count(onDay, ({ state }) => state === 'inTime'), of: onDay.length },
          later: count(onDay, ({ state }) => state === 'later'),
        },
      }),
    });
  }

  const corridors = new Map<Place, CorridorCount[]>(all.map((place) => [place, []]));
  const days = new Map<Place, BandDayCount[]>(all.map((place) => [place, []]));
  for (const target of bands) {
    const begun = target.bands.filter(({ by }) => by <= asOf);
    const inForce = begun.at(-1);
    if (inForce) {
      const lines = await select<Judged>(judged(target, inForce));
      for (const place of all) corridors.get(place)?.push({ id: target.id, by: inForce.by, ...lineOf(lines, place) });
    }
    for (const band of begun) {
      const [over] = await select<{ over: boolean }>(
        `select ('${band.by}'::date + 1)::timestamp at time zone zone <= until as over from asked`,
      );
      if (!over?.over) continue;
      const lines = await select<Judged>(judged(target, band), band.by, null);
      for (const place of all) {
        const { share, schools } = lineOf(lines, place);
        days.get(place)?.push({ target: target.id, by: band.by, fact: share, schools });
      }
    }
  }
  const perSchool = await schoolBySchool(select, coverage.slice(1), bands);
  return { targets, met, corridors, bands: days, perSchool };
}

/** Of each school of the denominator: the further targets that it meets, and its shares of items that stand in another form. */
async function schoolBySchool(select: Select, further: Coverage[], bands: Bands[]) {
  const targets = new Map<number, string[]>();
  const shares = new Map<number, Record<string, Share>>();
  for (const { id, form } of further) {
    const met = await select<{ school: number }>(`, newest as (${newestOf(form, `(f.met_from ->> '${id}')::date`)})
      select school from asked, newest where since <= day`);
    for (const { school } of met) targets.set(school, [...(targets.get(school) ?? []), id]);
  }
  const [deciding] = await select<{ form: string }>('select form from asked');
  const elsewhere = bands.filter(({ form }) => form !== deciding?.form);
  for (const { id, form, item } of elsewhere) {
    const said = await select<{ school: number } & Share>(`, newest as (${newestOf(form, 'f.id')})
      select school, n, "of" from newest join filing_figures g on g.filing_id = since and g.item = '${item}'`);
    for (const { school, n, of } of said) shares.set(school, { ...shares.get(school), [id]: { n, of } });
  }
  return (id: number) => ({
    ...(further.length > 0 && { targets: targets.get(id) ?? [] }),
    ...(elsewhere.length > 0 && { shares: shares.get(id) ?? {} }),
  });
}

/** One thing of every school's newest filing of the form, by what counted until then. */
function newestOf(form: string, what: string, before = 'asked.until'): string {
  return `
    select distinct on (f.organisation_id) f.organisation_id as school, ${what} as since
    from asked, filings f where f.campaign_id = campaign and f.form_id = '${form}' and f.counts_from < ${before}
    order by f.organisation_id, f.as_of desc, f.counts_from desc, f.ordinal desc`;
}

const enough = ({ n, of }: Share, threshold: Share) => of > 0 && n * threshold.of >= of * threshold.n;

function stateOf(covered: Share, { threshold, by }: Coverage, asOf: string): TargetCount['state'] {
  if (enough(covered, threshold)) return 'met';
  return asOf < by ? 'pending' : 'missed';
}

function lacking({ n, of }: Share, threshold: Share): number {
  let more = 0;
  while ((n + more) * threshold.of < of * threshold.n) more += 1;
  return more;
}

type Daily = { place: Place; on: string; of: number; n: number; evening: number };

function dayOf(own: readonly Daily[], { by, threshold }: Coverage, asOf: string): TargetDayCount {
  const on = own.find((one) => one.on === by);
  const evening = { n: on?.evening ?? 0, of: on?.of ?? 0 };
  const known = { n: on?.n ?? 0, of: on?.of ?? 0 };
  if (known.of === 0) return { by, evening, known, state: null, reachedOn: null };
  if (enough(known, threshold)) return { by, evening, known, state: 'inTime', reachedOn: null };
  const reached = own
    .filter((one) => one.on > by && one.on <= asOf && enough(one, threshold))
    .map((one) => one.on)
    .sort()[0];
  return { by, evening, known, state: reached ? 'later' : 'missed', reachedOn: reached ?? null };
}

/** Every day from the target's to the summary's, each counted for itself; the summary's own day comes along before that too. */
function daily({ id, form, by }: Coverage, first: boolean): string {
  const since = first ? 'f.covered_from' : `(f.met_from ->> '${id}')::date`;
  const newest = (before: string) => newestOf(form, since, before);
  return `
, evening as (${newest(`('${by}'::date + 1)::timestamp at time zone zone`)}
), newest as (${newest('asked.until')}
), present as (
  select o::date as on_day, p.parent_id as place, s.id as school
  from asked, generate_series(least('${by}'::date, day)::timestamp, day::timestamp, interval '1 day') o,
    organisations s, placements p, ground g
  where s.kind = 'school' and s.general_education and p.organisation_id = s.id and p.parent_id = g.id
    and daterange(p.since, p.until) @> o::date and daterange(s.opened, s.closed) @> o::date
)
select place, on_day::text as on, count(*) as "of", count(*) filter (where k.since <= on_day) as n,
  count(*) filter (where e.since <= on_day) as evening
from present left join newest k using (school) left join evening e using (school)
group by grouping sets ((place, on_day), (on_day))`;
}

type Judged = { place: Place; where: keyof Corridors; schools: number; n: number; of: number };

/** Each school of the denominator by its own share, on the day asked about. */
function judged({ form, item }: Bands, { from, to }: { from: number; to: number }): string {
  return `
, newest as (${newestOf(form, 'f.id')}
), own as (
  select h.municipality as place, h.id, g.n, nullif(g."of", 0) as base
  from here h left join newest l on l.school = h.id
  left join filing_figures g on g.filing_id = l.since and g.item = '${item}'
  where h.why is null
)
select place, case
    when base is null then 'silent'
    when 1.0 * n / base < ${from} / 100.0 then 'behind'
    when 1.0 * n / base > ${to} / 100.0 then 'ahead'
    else 'within'
  end as where, count(*) as schools, coalesce(sum(n), 0) as n, coalesce(sum(base), 0) as "of"
from own group by grouping sets ((place, 2), (2))`;
}

function lineOf(lines: readonly Judged[], place: Place): { share: Share; schools: Corridors } {
  const share = { n: 0, of: 0 };
  const schools: Corridors = { behind: 0, silent: 0, within: 0, ahead: 0 };
  for (const line of lines.filter((one) => one.place === place)) {
    schools[line.where] += line.schools;
    share.n += line.n;
    share.of += line.of;
  }
  return { share, schools };
}
