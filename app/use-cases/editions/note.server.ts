/** The analytic note of an edition (MO-3.2): drafted from its figures, written by people, its figures bound to the edition. */
import { z } from 'zod';
import { tokensOf } from '#app/documents/note/tokens.ts';
import { type Month, monthsUpTo } from '#app/domain/calendar.ts';
import {
  carriedTo,
  figuresOf,
  longestSection,
  lostFigures,
  type NoteSection,
  noSignature,
  noteSections,
  readSection,
  type SavedNote,
  type Sections,
  type Signature,
  samePieces,
  signatureLines,
} from '#app/domain/editions/note.ts';
import type { NoteFacts } from '#app/domain/editions/note-figures.ts';
import { dayInForce } from '#app/domain/orders/campaign.ts';
import { may } from '#app/domain/people/permissions.ts';
import { isReadable, tidied } from '#app/domain/readable-text.ts';
import type { FieldFault } from '#app/domain/refusal.ts';
import { draftNote } from '#app/text/ru/note-draft.ts';
import {
  type EditionRow,
  editionChanges,
  editionOf,
  editionPoints,
  editionsOfMonth,
  editionTotals,
} from '#db/queries/editions.ts';
import { insertNote, lastNote, noteUpTo } from '#db/queries/notes.ts';
import { within } from '#db/queries/reads.ts';
import { allowed, consult, found, type Reading, refuse, today, transact, type UserContext } from '../context.server.ts';
import { type CampaignHead, headOf, type MonthPoint, seeSummary } from '../territory/see-region.server.ts';
import { type CampaignScope, ownerOf, seenWhole } from '../territory/summary.server.ts';
import { fields, read, refuseField, refuseStale } from '../typed-fields.server.ts';

export type Note = {
  edition: EditionRow;
  facts: NoteFacts;
  /** The edition that its figures are compared with: the one whose note was carried over, or the one before of the same month. */
  before: NoteFacts | null;
  content: SavedNote;
  /** 0 while nobody has saved it for this edition. */
  version: number;
  written: { by: string; at: Date } | null;
  /** The number of the earlier edition that a person's words were written for. */
  carriedFrom: number | null;
  /** Sections of a person's own whose draft reads differently in this edition than in that one: the facts have turned. */
  turned: NoteSection[];
  draft: Sections;
  /** The coverage month by month up to this edition's, the oldest first. */
  history: MonthPoint[];
};

type Ask = { campaignId: number; month: Month; edition?: number };

export type NoteView = {
  scope: CampaignScope;
  campaign: CampaignHead;
  months: Month[];
  /** The numbers of all the month's editions, the newest first. */
  editions: number[];
  /** Null while the month has no edition. */
  note: Note | null;
  mayWrite: boolean;
};

/** The note of the month's newest edition, or of the one asked for. */
export function seeNote(ctx: UserContext, { campaignId, month, edition: number }: Ask): Promise<NoteView> {
  return consult(ctx, async (ctx) => {
    const scope = await seenWhole(ctx, campaignId);
    const campaign = headOf(scope.campaign, scope.region.zone);
    const months = monthsUpTo(campaign.firstMonth, dayInForce(campaign, today(ctx)));
    const editions = await editionsOfMonth(ctx.db, campaignId, month);
    const edition = editions.find((one) => number === undefined || one.number === number);
    if (!edition && (number !== undefined || !months.includes(month))) return refuse({ kind: 'notFound' });
    return {
      scope,
      campaign,
      months,
      editions: editions.map((one) => one.number),
      note: edition ? await noteOf(ctx, scope, edition) : null,
      mayWrite: may.writeNote(ctx.user, ownerOf(scope)),
    };
  });
}

/** The same for whoever is going to change its words. */
export async function seeNoteToWrite(ctx: UserContext, ask: Ask): Promise<{ campaign: CampaignHead; note: Note }> {
  const { campaign, note, mayWrite } = await seeNote(ctx, ask);
  allowed(mayWrite);
  return { campaign, note: found(note, () => true) };
}

/**
 * Saves the note's text as its next version. Every figure must be one of the edition's, and none is lost by mistake: who takes
 * one out says so (`without:<section>` repeats the names of those that are lost).
 */
export async function writeNote(
  ctx: UserContext,
  { typed, ...ask }: Required<Ask> & { typed: Record<string, string> },
): Promise<{ version: number }> {
  return transact(ctx, async ({ trx, user, now, audit }) => {
    const inTrx = { db: trx, reads: within(trx), user, now };
    const scope = await seenWhole(inTrx, ask.campaignId);
    allowed(may.writeNote(user, ownerOf(scope)));
    const edition = found(
      await editionOf(trx, { campaignId: ask.campaignId, month: ask.month, number: ask.edition }),
      () => true,
    );
    const note = await noteOf(inTrx, scope, edition);
    const { version, ...text } = read(noteTyped, typed);
    refuseStale(version, note.version);
    const content = readNote(note, text, typed);
    const next = { editionId: edition.id, version: version + 1, content, at: now, by: user.id };
    if (!(await insertNote(trx, next))) refuseField('version', 'changedMeanwhile');
    await audit({
      action: 'note.write',
      subject: 'edition',
      subjectId: edition.id,
      organisationId: scope.campaign.scopeId,
      details: {
        ...{ campaign: ask.campaignId, month: ask.month, number: ask.edition },
        ...{ version: version + 1, edited: content.edited },
      },
    });
    return { version: version + 1 };
  });
}

const noteTyped = z.object({
  version: fields.version,
  ...(Object.fromEntries(noteSections.map((section) => [section, longText()])) as Record<
    NoteSection,
    ReturnType<typeof longText>
  >),
  ...(Object.fromEntries(signatureLines.map((line) => [line, fields.optionalLine(200)])) as Record<
    keyof Signature,
    ReturnType<typeof fields.optionalLine>
  >),
});

function longText() {
  return z
    .string('missing')
    .transform((text) => tidied(text.normalize('NFC')))
    .refine(isReadable, 'unreadable')
    .refine((text) => text.length <= longestSection, 'tooLong');
}

/** What was typed as a note, each section against what stood in it. */
function readNote(
  { content, facts, draft }: Note,
  text: Record<NoteSection, string> & Record<keyof Signature, string | null>,
  typed: Record<string, string>,
): SavedNote {
  const tokens = tokensOf(facts);
  const faults: FieldFault[] = [];
  const sections = Object.fromEntries(
    noteSections.map((section) => {
      if (typed[`redraft:${section}`] === 'on') return [section, draft[section]];
      const before = figuresOf(content.sections[section]);
      const { paragraphs, unknown } = readSection(text[section], tokens.namedAmong(before));
      if (unknown.length > 0) faults.push({ field: section, code: 'unknownFigure', about: inBrackets(unknown) });
      return [section, paragraphs];
    }),
  ) as Sections;
  for (const { section, figures } of lostFigures(content.sections, sections)) {
    const about = inBrackets(figures.map(tokens.textOf));
    const meant = typed[`without:${section}`] === about || typed[`redraft:${section}`] === 'on';
    if (!meant && !faults.some(({ field }) => field === section)) {
      faults.push({ field: section, code: 'lostFigure', about });
    }
  }
  if (faults.length > 0) {
    const inOrder = noteSections.flatMap((section) => faults.filter(({ field }) => field === section));
    return refuse({ kind: 'fields', faults: inOrder });
  }
  return {
    sections,
    edited: noteSections.filter((section) => !samePieces(sections[section], draft[section])),
    signature: Object.fromEntries(signatureLines.map((line) => [line, text[line] ?? ''])) as Signature,
  };
}

function inBrackets(texts: readonly string[]): string {
  return texts.map((text) => `[${text}]`).join(', ');
}

async function noteOf(ctx: Reading, scope: CampaignScope, edition: EditionRow): Promise<Note> {
  const { campaignId, month, number } = edition;
  const facts = await factsOf(ctx, scope, edition);
  const draft = draftNote(facts);
  const saved = await noteUpTo(ctx.db, { campaignId, month, number });
  const own = saved?.editionId === edition.id ? saved : undefined;
  const carried = saved && !own ? saved : undefined;
  const earlier =
    number > 1 ? await editionOf(ctx.db, { campaignId, month, number: carried?.number ?? number - 1 }) : undefined;
  const before = earlier ? await factsOf(ctx, scope, earlier) : null;
  const signature = saved?.content.signature ?? (await lastNote(ctx.db, campaignId))?.content.signature ?? noSignature;
  const content = own?.content ?? {
    ...(carried ? carriedTo(carried.content, draft) : { sections: draft, edited: [] }),
    signature,
  };
  const draftBefore = before && draftNote(before);
  return {
    edition,
    facts,
    before,
    content,
    version: own?.version ?? 0,
    written: own ? { by: own.writtenBy, at: own.writtenAt } : null,
    carriedFrom: carried?.number ?? null,
    turned:
      carried && draftBefore
        ? content.edited.filter((section) => !samePieces(draft[section], draftBefore[section]))
        : [],
    draft,
    history: await historyUpTo(ctx, edition, facts),
  };
}

/** The earlier months as their newest editions have them, and this one as its edition does. */
async function historyUpTo(
  { db }: Reading,
  { campaignId, month }: EditionRow,
  facts: NoteFacts,
): Promise<MonthPoint[]> {
  const { asOf, region, municipalitiesMet } = facts.summary.totals;
  const earlier = (await editionPoints(db, campaignId)).filter((point) => point.month < month);
  return [
    ...earlier.map(({ month, asOf, covered, municipalitiesMet }) => ({ month, asOf, covered, municipalitiesMet })),
    { month, asOf, covered: region.covered, municipalitiesMet },
  ].map((point) => ({ ...point, source: 'edition' as const }));
}

async function factsOf(ctx: Reading, { campaign, region }: CampaignScope, edition: EditionRow): Promise<NoteFacts> {
  const { campaignId, month, number, complete } = edition;
  const summary = await seeSummary(ctx, { campaignId, at: { month }, edition: number });
  const changes = await editionChanges(ctx.db, edition.id);
  const sinceMonth = changes.find(({ since }) => since === 'month') ?? null;
  const earlier = sinceMonth && (await editionOf(ctx.db, { campaignId, ...sinceMonth.base }));
  return {
    order: campaign.order,
    zone: region.zone,
    edition: { number, readAt: edition.readAt.toISOString(), complete },
    summary,
    changesKnown: edition.head.format > 1,
    sinceEdition: changes.find(({ since }) => since === 'edition') ?? null,
    sinceMonth,
    monthBefore: earlier ? await editionTotals(ctx.db, earlier.id) : null,
  };
}
