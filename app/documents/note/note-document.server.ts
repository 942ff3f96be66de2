/** The note of an edition as a file: its text, the table of key figures, who signs. */

import { coverageTarget, type Share } from '#app/domain/orders/order.ts';
import { fileName } from '#app/domain/organisations/file.ts';
import { percentOf } from '#app/domain/territory/coverage.ts';
import type { SummaryTotals } from '#app/domain/territory/summary.ts';
import { figuresOfTarget } from '#app/domain/territory/target-figures.ts';
import { formatDay, formatInteger, formatLongDay, formatPercentText, formatShare } from '#app/text/format.ts';
import { everywhere } from '#app/text/ru/everywhere.ts';
import { monthName } from '#app/text/ru/grammar.ts';
import { noteWords as words } from '#app/text/ru/note-words.ts';
import type { Note } from '#app/use-cases/editions/note.server.ts';
import { notePictures } from './pictures.server.ts';
import { shownNote } from './shown.ts';
import { type KeyFigureLine, noteDocument } from './word.server.ts';

export type NoteDocument = { note: Note; region: { name: string; demo: boolean } };

export async function noteFile({ note, region }: NoteDocument, now: Date): Promise<Buffer> {
  const { facts, edition, before, content } = note;
  const { order, summary } = facts;
  const { month } = summary.totals;
  const shown = shownNote(note);
  const pictures = await notePictures(note);
  const monthText = monthName(month, 'acc');
  return noteDocument({
    title: words.fileName({ month: monthText, region: region.name, order: order.number, edition: edition.number }),
    creator: everywhere.product,
    warnings: [...(region.demo ? [words.demo] : []), ...(edition.complete ? [] : [words.provisional])],
    about: [words.about(order.kind, order.number, formatLongDay(order.date, 'ru')), `${region.name}, ${monthText}`],
    sections: shown.sections
      .filter(({ paragraphs }) => paragraphs.length > 0)
      .map(({ section, heading, paragraphs }) => ({
        heading,
        paragraphs,
        numbered: section === 'proposals' && paragraphs.length > 1,
        ...(section === 'result' && { table: keyFigures(note) }),
        ...(section === 'changes' && { picture: pictures.changes }),
        ...(section === 'municipalities' && { picture: pictures.municipalities }),
      })),
    signature: { ...content.signature, date: words.signedOn },
    changed: before && { since: formatInteger(before.edition.number, 'ru'), lines: shown.changed },
    footer: words.footer({
      edition: formatInteger(edition.number, 'ru'),
      month: monthText,
      sha256: edition.sha256.toString('hex'),
    }),
    now,
  });
}

/** A name that people recognise in their downloads, without what file systems refuse. */
export function noteFileName({ note, region }: NoteDocument): string {
  const { order, summary } = note.facts;
  const name = words.fileName({
    month: monthName(summary.totals.month, 'acc'),
    region: region.name,
    order: order.number,
    edition: note.edition.number,
  });
  return fileName(name, '.docx');
}

function keyFigures({ facts }: Note): { months: [string | null, string]; lines: KeyFigureLine[] } {
  const { order, summary, monthBefore } = facts;
  const { region, municipalitiesMet, asOf } = summary.totals;
  const target = coverageTarget(order);
  const said = words.keyFigures;
  const figure = (share: Share, against: Share[] = []) => {
    const percent = percentOf(share, against);
    return percent
      ? `${formatShare(share.n, share.of, 'ru')} (${formatPercentText(percent.text, 'ru')})`
      : words.noFigure;
  };
  const line = (label: string, now: Share | undefined, before?: Share, against?: Share[]): KeyFigureLine[] =>
    now ? [{ label, now: figure(now, against), before: before ? figure(before, against) : null }] : [];
  return {
    months: [monthBefore && words.on(formatDay(monthBefore.asOf, 'ru')), words.on(formatDay(asOf, 'ru'))],
    lines: [
      ...onDayLines(),
      ...(target ? line(said.covered, region.covered, monthBefore?.region.covered, [target.threshold]) : []),
      ...(target ? line(said.municipalitiesMet, municipalitiesMet, monthBefore?.municipalitiesMet) : []),
      ...line(said.reported, region.reported, monthBefore?.region.reported),
      ...line(said.onTime, region.onTime, monthBefore?.region.onTime),
      ...line(said.accepted, region.accepted, monthBefore?.region.accepted),
    ],
  };

  /** The first target on its own day: by what is known at the end of each of the two months. */
  function onDayLines(): KeyFigureLine[] {
    const on = (totals: SummaryTotals | null) => {
      const day = target && totals && figuresOfTarget(totals.region, target)?.day;
      const met = totals?.targetsMet?.find(({ id }) => id === target?.id)?.day;
      return day ? { day, met: target.per === 'municipality' ? met : undefined } : undefined;
    };
    const [is, was] = [on(summary.totals), on(monthBefore)];
    if (!target || !is) return [];
    const by = formatDay(target.by, 'ru');
    return [
      ...line(said.metOn(by), is.met?.known, was?.met?.known),
      ...line(said.metThatEvening(by), is.met?.evening, was?.met?.evening),
      ...line(said.coveredOn(by), is.day.known, was?.day.known, [target.threshold]),
      ...line(said.coveredThatEvening(by), is.day.evening, was?.day.evening, [target.threshold]),
    ];
  }
}
