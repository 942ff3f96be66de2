import { type Day, daysBetween } from '#app/domain/calendar.ts';
import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { FilterLinks } from '#app/ui/filter-links.tsx';
import { Link } from '#app/ui/link.tsx';
import { type Column, Pager, Table } from '#app/ui/table.tsx';
import type { LadderProps } from './steps.tsx';

/** The schools by name: where each stands, since when, how long it is late, and what its next step lacks. */
export function Schools({ shown, at }: LadderProps) {
  const { t, format } = useText();
  const words = t.orders.ladder;
  const { rows, steps, territories, municipalityId, asked, on, previous, next } = shown;
  const chosen = steps.find(({ id }) => id === asked.step);
  const filtered = chosen && (asked.show === 'met' || asked.show === 'unmet') ? asked.show : null;
  const place = territories.find((one) => one.municipalityId === municipalityId);
  const page = (beside: { before: number } | { after: number } | null) =>
    beside &&
    paths.ladder(shown.campaignId, shown.ladder.id, {
      ...asked,
      ...Object.fromEntries(Object.entries(beside).map(([side, id]) => [side, String(id)])),
    });
  const shownHere = (ask: Partial<typeof asked>) =>
    `${at({ ...asked, step: undefined, show: undefined, ...ask })}#schools`;
  const late = (stuck: Day) => {
    const days = daysBetween(stuck, on);
    return words.stuckSince(format.day(stuck), `${format.integer(days)} ${words.days(days)}`);
  };
  const columns: Column<(typeof rows)[number]>[] = [
    {
      key: 'name',
      head: t.orders.onePage.school,
      rowHeader: true,
      cell: ({ id, name }) => <Link href={paths.school(id)}>{name}</Link>,
    },
    ...(territories.length > 1 && !place
      ? [
          {
            key: 'municipality',
            head: t.orders.onePage.municipality,
            cell: ({ municipality }: (typeof rows)[number]) => municipality,
          },
        ]
      : []),
    {
      key: 'step',
      head: words.stands,
      cell: ({ step, stuck }) => (
        <>
          {step > 0 ? <span lang="ru">{titleOf(steps[step - 1])}</span> : words.none}
          {stuck && <p>{late(stuck)}</p>}
        </>
      ),
    },
    { key: 'since', head: words.since, nowrap: true, cell: ({ since }) => since && format.day(since) },
    {
      key: 'lacks',
      head: words.lacks,
      cell: ({ step, lacks }) =>
        step === steps.length ? (
          words.complete
        ) : (
          <ul lang="ru">
            {lacks.map((lack) => (
              <li key={lack}>{lack}</li>
            ))}
          </ul>
        ),
    },
  ];
  return (
    <section id="schools">
      <h2>{place ? words.schoolsOf(place.name) : words.schools}</h2>
      {shown.whole.schools > 1 && (
        <FilterLinks
          label={words.show}
          options={[
            { href: shownHere({}), text: words.all, current: !filtered && asked.show !== 'stuck' },
            { href: shownHere({ show: 'stuck' }), text: words.stuck, current: asked.show === 'stuck' },
            ...(chosen
              ? [
                  {
                    href: shownHere({ step: chosen.id, show: 'met' }),
                    text: words.meets(titleOf(chosen)),
                    current: filtered === 'met',
                  },
                  {
                    href: shownHere({ step: chosen.id, show: 'unmet' }),
                    text: words.fails(titleOf(chosen)),
                    current: filtered === 'unmet',
                  },
                ]
              : []),
            ...(place ? [{ href: shownHere({ municipality: undefined }), text: words.allPlaces }] : []),
          ]}
        />
      )}
      <Table
        caption={words.schools}
        captionHidden
        columns={columns}
        rows={rows}
        rowKey={({ id }) => id}
        empty={words.empty}
      />
      <Pager previous={page(previous) ?? null} next={page(next) ?? null} />
    </section>
  );
}

function titleOf(step: { number: string; title: string } | undefined): string {
  return step ? `${step.number}. ${step.title}` : '';
}
