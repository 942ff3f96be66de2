/** Reads the editions of a campaign again, both copies side by side, and names whatever is not as it was compiled. */
import { createHash } from 'node:crypto';
import {
  archiveFile,
  archiveFolder,
  type Copy,
  type EditionName,
  type Fault,
  type FieldDifference,
  type Finding,
  fieldDifferences,
  hashByWitnesses,
  lineKey,
  lineName,
  mostFaults,
} from '#app/domain/editions/archive.ts';
import { canonical, type EditionHead, pointOf, saysFigures } from '#app/domain/editions/edition.ts';
import type { SummaryTotals } from '#app/domain/territory/summary.ts';
import {
  type ArchivedEdition,
  archivedEditions,
  type Compilation,
  compilationsOf,
  documentLines,
  type StoredLine,
} from '#db/queries/archive.ts';
import type { Campaign } from '#db/queries/campaigns.ts';
import type { Reads } from '#db/queries/reads.ts';
import type { Db } from '#db/schema.ts';
import { ArchiveError, fileLines, namesIn } from './archive-folder.server.ts';
import { definitionHash } from './compile-summary.server.ts';

/** An edition that was compiled, with what vouches for it; `row` is null when the database has lost it. */
export type Known = {
  name: EditionName;
  row: ArchivedEdition | null;
  /** Where the audit wrote it down. */
  compilation: Compilation | null;
  /** The hash that its document must have. */
  sha256: string | null;
  /** That of the edition before it. */
  previous: string | null;
};

/** Every edition that the campaign has had, in the order of the chain. */
export async function knownEditions(db: Db, campaignId: number): Promise<Known[]> {
  const rows = await archivedEditions(db, campaignId);
  const compilations = await compilationsOf(db, campaignId);
  const lost = compilations.filter(({ id }) => rows.every((row) => row.id !== id));
  const inOrder = [
    ...rows.map((row) => ({ id: row.id, row, compilation: compilations.find(({ id }) => id === row.id) ?? null })),
    ...lost.map((compilation) => ({ id: compilation.id, row: null, compilation })),
  ].sort((a, b) => a.id - b.id);
  const known: Known[] = [];
  for (const [at, { row, compilation }] of inOrder.entries()) {
    const next = inOrder[at + 1];
    const named = compilation ?? row;
    if (!named) continue;
    known.push({
      name: { month: named.month, number: named.number },
      row,
      compilation,
      sha256: hashByWitnesses([next?.row && headOf(next.row.head).previous, compilation?.sha256, row?.sha256]),
      previous: known.at(-1)?.sha256 ?? null,
    });
  }
  return known;
}

/** What the first line says, as far as it can be read: it may have been changed. */
export function headOf(text: string): Partial<Omit<EditionHead, 'order'>> & { order?: unknown } {
  try {
    return Object(JSON.parse(text));
  } catch {
    return {};
  }
}

export type Verified = {
  editions: number;
  /** Null: there is no second copy, or it can't be reached. */
  files: number | null;
  findings: Finding[];
  /** Editions that are sound in the database and have no file yet. */
  unwritten: EditionName[];
};

/** Reads everything, line by line: no more than a few thousand lines are in memory. */
export async function verifyEditions(
  reads: Reads,
  campaign: Campaign,
  archiveDir: string | undefined,
): Promise<Verified> {
  // The files first: an edition that is compiled meanwhile must not seem to lack its row.
  const folder = archiveFolder(campaign);
  const names = archiveDir === undefined ? null : await namesIn(archiveDir, folder);
  const known = await reads((db) => knownEditions(db, campaign.id));
  const told = { campaign: campaign.id, order: definitionHash(campaign.order) };
  const findings: Finding[] = [];
  const unwritten: EditionName[] = [];
  for (const edition of known) {
    const file = archiveFile(edition.name);
    const hasFile = names?.includes(file) === true;
    const path = hasFile && archiveDir !== undefined ? { archiveDir, path: `${folder}/${file}` } : null;
    const examined = await examine(reads, edition, path);
    findings.push(...findingsOf(edition, examined, told));
    if (names && !hasFile) {
      findings.push({ copy: 'file', edition: edition.name, kind: 'gone' });
      if (examined.database === 'sound') unwritten.push(edition.name);
    }
  }
  const ours = new Set(known.map(({ name }) => archiveFile(name)));
  for (const name of names ?? []) {
    if (!ours.has(name)) findings.push({ copy: 'file', edition: null, kind: 'foreign', file: name });
  }
  return { editions: known.length, files: names?.length ?? null, findings, unwritten };
}

// ------------------------------------------------------------------------------------------------------------ examining

/** `damaged`: it is there, and its bytes are not those that were compiled. */
export type CopyState = 'sound' | 'damaged' | 'gone';

/** A line that is not the same in both copies, or doesn't fit its own hash. */
type Difference = { ordinal: number; database: string | null; file: string | null };

export type Examined = {
  database: CopyState;
  file: CopyState | 'unreadable';
  /** The first lines. */
  heads: { database: string | null; file: string | null };
  differences: Difference[];
  /** How many more there are. */
  further: number;
  /** Of the lines in the database. */
  figuresSha256: string;
  /** A line whose text is as its document has it, but whose own hash is not. */
  wrongLineHash: boolean;
  totals: SummaryTotals | null;
};

/** Both copies of one edition side by side. */
export async function examine(
  reads: Reads,
  { row, sha256 }: Known,
  file: { archiveDir: string; path: string } | null,
): Promise<Examined> {
  const hashes = { database: createHash('sha256'), figures: createHash('sha256'), file: createHash('sha256') };
  const differences: Difference[] = [];
  let further = 0;
  let wrongLineHash = false;
  let totals: SummaryTotals | null = null;
  let unreadable = false;
  const note = (difference: Difference) => {
    if (differences.length < mostFaults) differences.push(difference);
    else further += 1;
  };

  const stored = ahead(row ? documentLines(reads, row.id) : none());
  const filed = ahead(file ? untilUnreadable(fileLines(file.archiveDir, file.path, hashes.file)) : none());
  async function* untilUnreadable(lines: AsyncIterable<string>) {
    try {
      yield* lines;
    } catch (error) {
      if (!(error instanceof ArchiveError)) throw error;
      unreadable = true;
    }
  }

  const heads = { database: row?.head ?? null, file: (await filed.take()) ?? null };
  if (row) hashes.database.update(`${row.head}\n`);
  for (let ordinal = 1; ; ordinal++) {
    const [one, other] = await paired(stored, filed);
    if (one === undefined && other === undefined) break;
    if (one) {
      hashes.database.update(`${one.text}\n`);
      if (saysFigures(one.text)) hashes.figures.update(`${one.text}\n`);
      if (ordinal === 1) totals = totalsIn(one.text);
    }
    const intact = !one || createHash('sha256').update(one.text).digest('hex') === one.sha256;
    if (!intact) wrongLineHash = true;
    if (file && row) {
      if (one?.text !== other)
        note({ ordinal: one?.ordinal ?? ordinal, database: one?.text ?? null, file: other ?? null });
    } else if (one) {
      if (one.ordinal > ordinal) {
        note({ ordinal, database: null, file: null });
        further += one.ordinal - ordinal - 1;
        ordinal = one.ordinal;
      }
      if (!intact) note({ ordinal, database: one.text, file: null });
    }
  }
  const fits = (hash: string) => (hash === sha256 ? 'sound' : 'damaged');
  return {
    database: row ? fits(hashes.database.digest('hex')) : 'gone',
    file: unreadable ? 'unreadable' : file ? fits(hashes.file.digest('hex')) : 'gone',
    heads,
    differences,
    further,
    figuresSha256: hashes.figures.digest('hex'),
    wrongLineHash,
    totals,
  };
}

async function* none(): AsyncGenerator<never> {}

function totalsIn(text: string): SummaryTotals | null {
  return (JSON.parse(text) as { totals?: SummaryTotals }).totals ?? null;
}

type Ahead<T> = { peek(at: 0 | 1): Promise<T | undefined>; take(): Promise<T | undefined> };

/** Looks up to two lines ahead. */
function ahead<T>(lines: AsyncIterator<T>): Ahead<T> {
  const seen: (T | undefined)[] = [];
  const peek = async (at: 0 | 1) => {
    while (seen.length <= at) {
      const next = await lines.next();
      seen.push(next.done ? undefined : next.value);
    }
    return seen[at];
  };
  return {
    peek,
    take: async () => {
      const line = await peek(0);
      seen.shift();
      return line;
    },
  };
}

/** The next line of both copies; of one alone where the other lacks it, so that those behind it are not all called changed. */
async function paired(
  stored: Ahead<StoredLine>,
  filed: Ahead<string>,
): Promise<[StoredLine | undefined, string | undefined]> {
  const [one, other] = [await stored.peek(0), await filed.peek(0)];
  if (one && other !== undefined && one.text !== other && lineKey(one.text) !== lineKey(other)) {
    const [oneAfter, otherAfter] = [await stored.peek(1), await filed.peek(1)];
    if (otherAfter !== undefined && lineKey(otherAfter) === lineKey(one.text)) return [undefined, await filed.take()];
    if (oneAfter && lineKey(oneAfter.text) === lineKey(other)) return [await stored.take(), undefined];
  }
  return [await stored.take(), await filed.take()];
}

// -------------------------------------------------------------------------------------------------------------- naming

/** What every head of the campaign has to say. */
type Told = { campaign: number; order: string };

function findingsOf(edition: Known, examined: Examined, told: Told): Finding[] {
  const { name, row } = edition;
  const { database, file } = examined;
  const say = (copy: Copy, ...faults: Fault[]): Finding[] => faults.map((fault) => ({ copy, edition: name, ...fault }));
  const findings: Finding[] = [];
  if (database === 'gone') findings.push(...say('database', { kind: 'gone' }));
  if (database === 'damaged') findings.push(...say('database', ...damageOf(examined, 'database')));
  if (file === 'unreadable') findings.push(...say('file', { kind: 'unreadable' }));
  if (file === 'damaged') findings.push(...say('file', ...damageOfFile(edition, examined)));
  if (row) findings.push(...say('database', ...besideDocument(edition, row, examined, told)));
  return findings;
}

/** What is wrong with the bytes of a copy, by the lines in which it differs from the other one. */
function damageOf({ differences, further, heads, ...states }: Examined, copy: Copy): Fault[] {
  const other = copy === 'database' ? 'file' : 'database';
  const faults: Fault[] = [];
  const comparable = states[other] === 'sound';
  if (comparable && heads[copy] !== heads[other]) {
    faults.push({ kind: 'head', fields: fieldDifferences(heads[copy] ?? '', heads[other]) });
  }
  // Where both are damaged the lines are named once, with what each of them says.
  if (comparable || copy === 'database') {
    for (const { ordinal, ...said } of differences) {
      const [is, was] = [said[copy], said[other]];
      const line = lineName(was ?? is ?? '');
      if (is === null) faults.push({ kind: 'lineMissing', ordinal, line });
      else if (was === null && states[other] !== 'gone' && states[other] !== 'unreadable') {
        faults.push({ kind: 'lineAdded', ordinal, line });
      } else faults.push({ kind: 'line', ordinal, line, fields: fieldDifferences(is, was) });
    }
  }
  if (further > 0 && faults.length > 0) faults.push({ kind: 'more', faults: further });
  return faults.length > 0 ? faults : [{ kind: 'document' }];
}

function damageOfFile({ name }: Known, examined: Examined): Fault[] {
  const { month, number } = headOf(examined.heads.file ?? '');
  const isOther = month !== undefined && number !== undefined && (month !== name.month || number !== name.number);
  return isOther
    ? [{ kind: 'otherEdition', month: String(month), number: String(number) }]
    : damageOf(examined, 'file');
}

/** What is kept beside the document: columns, hashes, the chart's point, the way back in the chain. */
function besideDocument(
  { previous, sha256, compilation }: Known,
  row: ArchivedEdition,
  examined: Examined,
  told: Told,
): Fault[] {
  const head = headOf(row.head);
  const sound = examined.database === 'sound';
  const faults: Fault[] = [];
  const columns = columnDifferences(row, head, { compilation, campaign: told.campaign });
  const headIsNamed = !sound && examined.file === 'sound' && examined.heads.database !== examined.heads.file;
  if (columns.length > 0 && !headIsNamed) faults.push({ kind: 'columns', fields: columns });
  if ((head.previous ?? null) !== previous && !headIsNamed) faults.push({ kind: 'chain' });
  if (!sound) return faults;
  if (row.sha256 !== sha256) faults.push({ kind: 'hash', of: 'edition' });
  if (row.figuresSha256 !== examined.figuresSha256) faults.push({ kind: 'hash', of: 'figures' });
  if (examined.wrongLineHash) faults.push({ kind: 'hash', of: 'line' });
  const { totals } = examined;
  if (!totals || canonical(pointOf(totals, head.complete === true)) !== canonical(row.point)) {
    faults.push({ kind: 'hash', of: 'point' });
  }
  const orderSha256 = (head.order as Partial<Exclude<EditionHead['order'], string>> | undefined)?.sha256;
  if (orderSha256 !== undefined && orderSha256 !== told.order) faults.push({ kind: 'hash', of: 'order' });
  return faults;
}

function columnDifferences(
  row: ArchivedEdition,
  head: ReturnType<typeof headOf>,
  { compilation, campaign }: { compilation: Compilation | null; campaign: number },
): FieldDifference[] {
  const pairs: [field: string, is: unknown, was: unknown][] = [
    ['campaign', campaign, head.campaign],
    ['month', row.month, head.month],
    ['number', row.number, head.number],
    ['readAt', row.readAt.toISOString(), head.readAt],
    ['complete', row.complete, head.complete],
    ['author', row.compiledBy === null, (head.author ?? null) === null],
    ['author', row.compiledBy, compilation ? compilation.by : row.compiledBy],
  ];
  return pairs
    .filter(([, is, was]) => is !== was)
    .map(([field, is, was]) => ({ field, is: String(is), was: was === undefined ? null : String(was) }));
}
