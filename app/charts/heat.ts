import type { Day } from '#app/domain/calendar.ts';
import type { Speech } from '#app/text/index.tsx';
import { reportDay } from '#app/text/report-day.ts';
import type { HeatCell, HeatChart, HeatTone } from './chart.ts';
import { figureOf } from './figure.ts';

/** How a school stands for one date; `none`: it owes nothing for it, and its cell stays empty. */
export type Mark = 'onTime' | 'late' | 'missed' | 'returned' | 'open' | 'excused' | 'none';
type Cell = { mark: Mark; extended?: boolean; href?: string };

type HeatFacts = {
  /** Oldest first. */
  dates: readonly { asOf: Day; formId?: string; formName?: string | null }[];
  schools: readonly { id: number; school: string; cells: readonly Cell[] }[];
  href?: (at: number) => string;
};

const tones: Record<Mark, HeatTone> = {
  onTime: 'good',
  late: 'warning',
  missed: 'bad',
  returned: 'waiting',
  open: 'neutral',
  excused: 'out',
  none: 'out',
};
const shown: readonly Mark[] = ['onTime', 'late', 'missed', 'returned', 'open', 'excused'];
const owed: readonly Mark[] = ['onTime', 'late', 'missed', 'returned', 'open'];
/** A returned report was filed. */
const filed: readonly Mark[] = ['onTime', 'late', 'returned'];

/** Schools × dates: a sign says how each report came. */
export function reportHeat({ dates, schools, href }: HeatFacts, speech: Speech): HeatChart {
  const { t, format } = speech;
  const grid = t.review.municipality.grid;
  const words = t.charts.heat;
  const rows = dates.map((date, at) => {
    const marks = schools.map(({ cells }) => cells[at]?.mark ?? 'none');
    const share = {
      n: marks.filter((mark) => filed.includes(mark)).length,
      of: marks.filter((mark) => owed.includes(mark)).length,
    };
    const { asOf, formId = '', formName } = date;
    const key = formName ? `${asOf} ${formId}` : asOf;
    return {
      key,
      day: asOf,
      label: reportDay({ asOf, formName }, format),
      ...figureOf(share, [], speech),
      href: href?.(at),
    };
  });
  const last = rows.at(-1);
  const title = last?.share
    ? words.title(format.share(last.share.n, last.share.of), last.share.of, last.label)
    : grid.title;
  const extended = schools.some(({ cells }) => cells.some((cell) => cell.extended));
  return {
    kind: 'heat',
    title,
    base: words.base,
    summary: words.summary(
      title,
      rows.map(({ label, text }) => `${label} ${text}`),
    ),
    of: t.everywhere.table.school,
    heads: { caption: grid.caption, label: words.date, percent: words.percent, share: words.filed },
    rows,
    lines: schools.map(({ id, school, cells }) => ({
      key: String(id),
      label: school,
      cells: dates.map((_, at) => cellOf(cells[at], speech)),
    })),
    signs: shown.map((mark) => ({ sign: grid.letters[mark], word: grid.words[mark], tone: tones[mark] })),
    notes: extended ? [`* ${t.calendar.marks.extended}`] : [],
  };
}

function cellOf(cell: Cell | undefined, { t }: Speech): HeatCell | null {
  if (!cell || cell.mark === 'none') return null;
  const { mark, extended, href } = cell;
  const { letters, words } = t.review.municipality.grid;
  return {
    sign: extended ? `${letters[mark]}*` : letters[mark],
    word: extended ? `${words[mark]}, ${t.calendar.marks.extended}` : words[mark],
    tone: tones[mark],
    href,
  };
}
