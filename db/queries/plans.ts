/** The plans of municipalities: every version as it was saved (MO-4.1). */
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Day } from '#app/domain/calendar.ts';
import type { Actor } from '#app/domain/people/people.ts';
import type { Plan } from '#app/domain/territory/plan.ts';
import type { Db, Trx } from '../schema.ts';
import { municipalitySeenBy } from './visible.ts';

export type PlanVersion = Plan & {
  id: number;
  municipalityId: number;
  version: number;
  fileId: number | null;
  fileName: string | null;
  fileSize: number | null;
  savedAt: Date;
  savedBy: string;
};

/** Of each municipality the newest version first. */
async function versions(db: Db, where: RawBuilder<SqlBool>): Promise<PlanVersion[]> {
  const { rows } = await sql<PlanVersion>`
    select p.id, p.municipality_id as "municipalityId", p.version, p.number, p.date, p.title,
      p.responsible, p.position, p.phone, p.file_id as "fileId", f.name as "fileName", f.size as "fileSize",
      p.saved_at as "savedAt", u.name as "savedBy",
      (
        select jsonb_agg(jsonb_build_object('by', s.by, 'schools', s.schools) order by s.by)
        from plan_steps s where s.plan_id = p.id
      ) as steps
    from plans p
    join users u on u.id = p.saved_by
    left join files f on f.id = p.file_id
    where ${where}
    order by p.municipality_id, p.version desc`.execute(db);
  return rows;
}

/** All versions of a municipality's plan, the newest first; none where no plan has been entered. */
export async function planVersions(
  db: Db,
  { campaignId, municipalityId }: { campaignId: number; municipalityId: number },
): Promise<PlanVersion[]> {
  return versions(db, sql<SqlBool>`p.campaign_id = ${campaignId} and p.municipality_id = ${municipalityId}`);
}

/** A municipality's newest version, and the documents of all its versions, the newest first. */
export type MunicipalityPlan = PlanVersion & { documents: Pick<Plan, 'number' | 'date'>[] };

/** The plans of the campaign's municipalities as they stood before `until`: what was saved later changes no earlier day. */
export async function plansOfCampaign(
  db: Db,
  viewer: Actor,
  { campaignId, until }: { campaignId: number; until: Date },
): Promise<MunicipalityPlan[]> {
  const seen = municipalitySeenBy(viewer, sql`p.municipality_id`);
  const all = await versions(db, sql<SqlBool>`p.campaign_id = ${campaignId} and p.saved_at < ${until} and ${seen}`);
  const byMunicipality = new Map<number, [newest: PlanVersion, ...earlier: PlanVersion[]]>();
  for (const version of all) {
    const known = byMunicipality.get(version.municipalityId);
    if (known) known.push(version);
    else byMunicipality.set(version.municipalityId, [version]);
  }
  return [...byMunicipality.values()].map((own) => ({
    ...own[0],
    documents: own.map(({ number, date }) => ({ number, date })),
  }));
}

/** How many general-education schools belong to the municipality on that day or later, and are not closed by then. */
export async function schoolsToPlanFor(db: Db, municipalityId: number, from: Day): Promise<number> {
  const { rows } = await sql<{ schools: number }>`
    select count(distinct s.id) as schools from organisations s
    join placements p on p.organisation_id = s.id and (p.until is null or p.until > ${from})
    where p.parent_id = ${municipalityId} and s.kind = 'school' and s.general_education
      and (s.closed is null or s.closed > ${from})`.execute(db);
  return rows[0]?.schools ?? 0;
}

export async function insertPlan(
  trx: Trx,
  { steps, fileId, ...facts }: Plan & { fileId: number | null },
  of: { campaignId: number; municipalityId: number; version: number; at: Date; by: number },
): Promise<number> {
  const { id } = await trx
    .insertInto('plans')
    .values({
      ...facts,
      file_id: fileId,
      campaign_id: of.campaignId,
      municipality_id: of.municipalityId,
      version: of.version,
      saved_at: of.at,
      saved_by: of.by,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await trx
    .insertInto('plan_steps')
    .values(steps.map((step) => ({ plan_id: id, ...step })))
    .execute();
  return id;
}
