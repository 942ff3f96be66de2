import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { Link } from '#app/ui/link.tsx';
import { type Column, Table } from '#app/ui/table.tsx';
import { reasonText } from '../../_terms/decision-words.ts';
import type { BehindShown } from './route.tsx';

type MunicipalityShown = Extract<BehindShown, { of: 'municipality' }>;
type Inside = MunicipalityShown['inside'][number];
type Outside = MunicipalityShown['outside'][number];

/** The schools that make up N, with what each brings: of schools those counted and those not, of sums all with their part. */
export function InsideSchools({ shown }: { shown: MunicipalityShown }) {
  const { t, format } = useText();
  const words = t.behind;
  const { inside, figure } = shown;
  if (figure.kind === 'item') {
    return <Part title={words.given(format.integer(inside.length), inside.length)} schools={inside} withPart />;
  }
  const whole = ({ part }: Inside) => part.n === part.of;
  const [counted, not] = [inside.filter(whole), inside.filter((one) => !whole(one))];
  const withPart = figure.kind === 'reports';
  return (
    <>
      <Part title={words.not(format.integer(not.length), not.length)} schools={not} withPart={withPart} />
      <Part title={words.in(format.integer(counted.length), counted.length)} schools={counted} withPart={withPart} />
    </>
  );
}

function Part({ title, schools, withPart }: { title: string; schools: readonly Inside[]; withPart: boolean }) {
  const { t, format } = useText();
  const words = t.behind;
  const columns: Column<Inside>[] = [
    {
      key: 'name',
      head: t.everywhere.table.school,
      rowHeader: true,
      cell: ({ id, name }) => <SchoolLink id={id} name={name} />,
    },
    ...(withPart
      ? [
          {
            key: 'part',
            head: words.part,
            align: 'end' as const,
            cell: ({ part }: Inside) => format.share(part.n, part.of),
          },
        ]
      : []),
    {
      key: 'last',
      head: words.lastReport,
      nowrap: true,
      cell: ({ last }) =>
        last ? <Link href={paths.report(last.reportId)}>{t.region.onDay(format.day(last.asOf))}</Link> : '–',
    },
  ];
  return (
    <section>
      <h2>{title}</h2>
      {schools.length > 0 && (
        <Table caption={title} captionHidden columns={columns} rows={schools} rowKey={({ id }) => id} />
      )}
    </section>
  );
}

/** Who is outside of N, by name and why. */
export function OutsideSchools({ outside }: { outside: readonly Outside[] }) {
  const speech = useText();
  const { t, format } = speech;
  const words = t.behind;
  const why = ({ why: code, excused }: Outside) => {
    if (!excused) return words.why[code];
    const { asOf, reason, document } = excused;
    return words.excusedBy(format.day(asOf), reasonText('notRequired', reason, speech), document);
  };
  const columns: Column<Outside & { key: string }>[] = [
    {
      key: 'name',
      head: t.everywhere.table.school,
      rowHeader: true,
      cell: ({ id, name }) => <SchoolLink id={id} name={name} />,
    },
    { key: 'why', head: words.outsideOf, cell: why },
  ];
  const title = outside.length > 0 ? words.outside(format.integer(outside.length), outside.length) : words.outsideNone;
  return (
    <section>
      <h2>{title}</h2>
      {outside.length > 0 && (
        <Table
          caption={title}
          captionHidden
          columns={columns}
          rows={outside.map((one, at) => ({ ...one, key: `${one.id} ${at}` }))}
          rowKey={({ key }) => key}
        />
      )}
    </section>
  );
}

function SchoolLink({ id, name }: { id: number; name: string }) {
  return (
    <Link href={paths.school(id)}>
      <span lang="ru">{name}</span>
    </Link>
  );
}
