import type { Day } from '#app/domain/calendar.ts';
import { type FileMerge, type FileResult, mergeFile } from '#app/domain/imports/import.ts';
import { formOf } from '#app/domain/orders/order.ts';
import { may } from '#app/domain/people/permissions.ts';
import { type Draft, readDraft } from '#app/domain/reports/draft.ts';
import type { Form } from '#app/domain/reports/form.ts';
import { isLocked, reportCan } from '#app/domain/reports/report.ts';
import {
  contentOf,
  fileOfImport,
  filesOfImport,
  type Import,
  type ImportFile,
  type ImportLine,
  importById,
  importsOf,
} from '#db/queries/imports.ts';
import { type MunicipalityPlace, municipalityPlace, type SchoolPlace, schoolPlace } from '#db/queries/organisations.ts';
import { reportById, reportingDates } from '#db/queries/reports.ts';
import type { Db } from '#db/schema.ts';
import { allowed, consult, found, refuse, today, type UserContext } from '../context.server.ts';
import { standingText } from '../reports/standing-text.server.ts';
import { campaignsOfMunicipality } from '../territory/see-municipality.server.ts';
import type { CampaignHead } from '../territory/see-region.server.ts';

type ReadResult = Extract<FileResult, { kind: 'read' }>;

/** An import, for those whose it is: a school's for its people, a municipality's for its coordinators. */
export async function loadImport(
  db: Db,
  ctx: UserContext,
  importId: number,
  options?: { forUpdate: true },
): Promise<{ brought: Import; place: SchoolPlace | MunicipalityPlace }> {
  const brought = found(await importById(db, importId, options), () => true);
  if (brought.kind === 'school') {
    const school = await schoolPlace(db, brought.organisationId, today(ctx));
    return { brought, place: found(school, (at) => may.file(ctx.user, at)) };
  }
  const municipality = await municipalityPlace(db, brought.organisationId);
  return { brought, place: found(municipality, (at) => may.fileFor(ctx.user, at)) };
}

/** The file of a school's import as it was read; `gone` and refused ones have nothing to show. */
export async function readFileOf(
  db: Db,
  ctx: UserContext,
  ask: { importId: number; fileId?: number; forUpdate?: true },
): Promise<{ brought: Import; file: ImportFile; read: ReadResult }> {
  const { brought } = await loadImport(db, ctx, ask.importId, ask.forUpdate && { forUpdate: true });
  const file =
    ask.fileId === undefined
      ? (await filesOfImport(db, brought.id))[0]
      : await fileOfImport(db, { importId: brought.id, fileId: ask.fileId });
  const { result } = found(file, () => true);
  if (!file || result?.kind !== 'read') return refuse({ kind: 'notFound' });
  return { brought, file, read: result };
}

export type SeenFile = {
  importId: number;
  file: Pick<ImportFile, 'id' | 'name' | 'status'>;
  form: Form;
  school: SchoolPlace;
  reportId: number;
  asOf: Day;
  /** The draft's version that the comparison is with. */
  version: number;
  /** What stands now (for a coordinator: what the file was made of), and what the file says. */
  before: Draft;
  after: Draft;
  /** The draft as it stands, where it has changed too; null for a coordinator. */
  merge: FileMerge;
  read: Omit<ReadResult, 'typed' | 'stamp'>;
  /** Whether it is the school's own import, that it can still put into its draft. */
  can: { confirm: boolean };
  isSchools: boolean;
};

/** The dry run of one file: what would change, item by item, and everything that is wrong with it. */
export function seeImportFile(ctx: UserContext, ask: { importId: number; fileId?: number }): Promise<SeenFile> {
  return consult(ctx, async (ctx) => {
    const on = today(ctx);
    const { brought, file, read } = await readFileOf(ctx.db, ctx, ask);
    const { stamp, typed, ...shown } = read;
    const report = found(await reportById(ctx.db, stamp.reportId), () => true);
    const school = found(await schoolPlace(ctx.db, report.organisationId, on), (at) => may.seeReport(ctx.user, at));
    const form = formOf(report.order, report.formId);
    const isSchools = brought.kind === 'school';
    // A coordinator learns of the draft no more than the file says.
    const draft = isSchools ? await standingText(ctx.db, form, report) : stamp.base;
    return {
      importId: brought.id,
      file: { id: file.id, name: file.name, status: file.status },
      form,
      school,
      reportId: report.id,
      asOf: report.asOf,
      version: report.version,
      before: readDraft(form, draft, on),
      after: readDraft(form, typed, on),
      merge: mergeFile(form, on, { base: stamp.base, file: typed, draft }),
      read: shown,
      can: { confirm: isSchools && isOpen(read) && reportCan.save(report) && !isLocked(report, on) },
      isSchools,
    };
  });
}

export type SeenFolder = {
  brought: Import;
  municipality: MunicipalityPlace;
  campaignId: number;
  files: ImportFile[];
};

/** Readable as a whole, and not taken over yet. */
function isOpen({ faults, outcome }: ReadResult): boolean {
  return faults.length === 0 && outcome === undefined;
}

/** A coordinator's import with its files as far as they have been looked into; null for a school's own. */
export function seeImportFolder(ctx: UserContext, importId: number): Promise<SeenFolder | null> {
  return consult(ctx, async (ctx) => {
    const { brought, place } = await loadImport(ctx.db, ctx, importId);
    if ('schoolId' in place) return null;
    const files = await filesOfImport(ctx.db, importId);
    return { brought, municipality: place, campaignId: brought.campaignId, files };
  });
}

/** What the municipality's coordinators have brought under a campaign, the newest first; the dates still filled in for. */
export function seeImports(
  ctx: UserContext,
  { campaignId, municipalityId }: { campaignId: number; municipalityId: number },
): Promise<{ municipality: MunicipalityPlace; campaign: CampaignHead; imports: ImportLine[]; dates: Day[] }> {
  return consult(ctx, async (ctx) => {
    const { municipality, campaigns } = await campaignsOfMunicipality(ctx, municipalityId);
    const campaign = found(
      campaigns.find(({ id }) => id === campaignId),
      () => true,
    );
    allowed(may.fileFor(ctx.user, municipality));
    const on = today(ctx);
    const opened = (await reportingDates(ctx.db, campaignId)).filter(
      ({ opens, fileUntil }) => opens <= on && on <= fileUntil,
    );
    return {
      municipality,
      campaign,
      imports: await importsOf(ctx.db, { campaignId, organisationId: municipalityId }),
      dates: [...new Set(opened.map(({ asOf }) => asOf))],
    };
  });
}

/** The file as it was sent, with what is wrong in it; "not found" once it has been deleted. */
export function uploadedFile(
  ctx: UserContext,
  ask: { importId: number; fileId: number },
): Promise<{ name: string; bytes: Buffer; form: Form; faults: ReadResult['faults']; notes: ReadResult['notes'] }> {
  return consult(ctx, async (ctx) => {
    const { file, read } = await readFileOf(ctx.db, ctx, ask);
    const report = found(await reportById(ctx.db, read.stamp.reportId), () => true);
    const bytes = found(await contentOf(ctx.db, file.id), () => true);
    const form = formOf(report.order, report.formId);
    return { name: file.name, bytes, form, faults: read.faults, notes: read.notes };
  });
}
