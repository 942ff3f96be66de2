import { addDays, type Day } from '#app/domain/calendar.ts';
import { percentOf } from '#app/domain/coverage.ts';
import type { BandState } from '#app/domain/target.ts';
import { useText } from '#app/text/index.tsx';
import { BandsChart } from '#app/ui/charts/index.tsx';
import { FigureBlock } from '#app/ui/figure-block.tsx';
import { Link } from '#app/ui/link.tsx';
import { type Column, Table } from '#app/ui/table.tsx';
import { Tag, type Tone } from '#app/ui/tag.tsx';
import type { RegionView } from '#app/use-cases/see-region.server.ts';

type Bands = NonNullable<RegionView['bands']>;
type Line = Bands['facts'][number];

const tones: Record<BandState, Tone> = { behind: 'bad', within: 'good', ahead: 'good' };
/** How far the last corridor is drawn: it has no end of its own. */
const lastCorridorDays = 30;

type BandsFigureProps = {
  bands: Bands;
  asOf: Day;
  /** The page as of a band's day. */
  href: (day: Day) => string;
};

/** Which share of an item must lie in which corridor by which day, with the fact of that day. */
export function BandsFigure({ bands, asOf, href }: BandsFigureProps) {
  const { t, format } = useText();
  const words = t.region.bands;
  const { facts } = bands;
  const passed = facts.filter(({ state }) => state !== null);
  const kept = passed.filter(({ state }) => state !== 'behind');
  const percent = (text: number) => format.percentText(String(text));
  const range = ({ band: { from, to } }: Line) => words.range(from === to ? percent(to) : String(from), percent(to));
  const edges = ({ band }: Line) => [
    { n: band.from, of: 100 },
    { n: band.to, of: 100 },
  ];
  const columns: Column<Line>[] = [
    {
      key: 'by',
      head: words.by,
      rowHeader: true,
      cell: ({ band, asOf: day }) => {
        const text = band.since ? words.since(format.day(band.by)) : format.day(band.by);
        return day ? <Link href={href(day)}>{text}</Link> : text;
      },
    },
    { key: 'band', head: words.band, align: 'end', cell: range },
    { key: 'fact', head: words.fact, align: 'end', cell: ({ fact }) => (fact ? format.share(fact.n, fact.of) : '–') },
    {
      key: 'percent',
      head: words.percent,
      align: 'end',
      cell: (line) => (line.fact ? format.percent(percentOf(line.fact, edges(line))) : '–'),
    },
    {
      key: 'state',
      head: t.everywhere.table.status,
      nowrap: true,
      cell: ({ state, fact }) => {
        if (!state) return <Tag>{words.notYet}</Tag>;
        if (fact?.of === 0) return <Tag>{words.noFigures}</Tag>;
        return <Tag tone={tones[state]}>{words.states[state]}</Tag>;
      },
    },
  ];
  const last = facts.at(-1)?.band.by ?? asOf;
  const end = last > asOf ? last : asOf;
  return (
    <FigureBlock
      title={passed.length > 0 ? words.title(format.integer(kept.length), format.integer(passed.length)) : words.ahead}
      base={
        <>
          <span lang="ru">{bands.title}.</span> {words.base(bands.item)}
        </>
      }
      table={
        <Table caption={words.caption} captionHidden columns={columns} rows={facts} rowKey={({ band }) => band.by} />
      }
      tableOpen
    >
      <BandsChart
        corridors={facts.map((line, index) => ({
          start: line.band.by,
          end: facts[index + 1]?.band.by ?? addDays(end, lastCorridorDays),
          from: line.band.from,
          to: line.band.to,
          label: range(line),
        }))}
        points={facts.flatMap((line) => {
          const share = line.fact && percentOf(line.fact, edges(line));
          if (!share || !line.fact || !line.asOf) return [];
          return {
            day: line.asOf,
            label: format.day(line.asOf),
            value: Number(share.text),
            text: t.everywhere.figure.shareText(format.percent(share), format.share(line.fact.n, line.fact.of)),
            href: href(line.asOf),
          };
        })}
      />
    </FigureBlock>
  );
}
