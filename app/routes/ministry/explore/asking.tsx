import { type Grouping, groupings, mostFigures } from '#app/domain/territory/explore.ts';
import { figureText } from '#app/text/figure-words.ts';
import { useText } from '#app/text/index.tsx';
import { Button, ButtonRow } from '#app/ui/button.tsx';
import { Select } from '#app/ui/field.tsx';
import css from './explore.module.css';
import type { ExploredShown } from './route.tsx';

const clocks = ['reported', 'onTime', 'onTimeOriginally', 'accepted', 'acceptedOnTime'] as const;

/** What is asked for: a form that makes the address, so that every view is a link. */
export function Asking({ shown }: { shown: ExploredShown }) {
  const { t, format } = useText();
  const words = t.explore;
  const { asked, items: lines, stages, municipalities, range } = shown;
  const chosen = new Set(asked.figures.map(({ name }) => name));
  const months = monthsOf(range.first, range.last);
  const monthOptions = months.map((month) => ({ value: month, label: format.month(month) }));
  const figures = [
    { name: 'covered', figure: { kind: 'covered' as const } },
    ...clocks.map((clock) => ({ name: clock, figure: { kind: 'reports' as const, clock } })),
  ];
  const items = lines
    .filter(({ kind }) => kind === 'share')
    .map(({ id }) => ({ name: `item-${id}`, figure: { kind: 'item' as const, item: id } }));
  const atStages = stages.map(({ id }) => ({ name: `stage-${id}`, figure: { kind: 'stage' as const, stage: id } }));
  const boxes = (list: readonly { name: string; figure: Parameters<typeof figureText>[0] }[]) =>
    list.map(({ name, figure }) => (
      <label key={name} className={css.choice}>
        <input type="checkbox" name="figure" value={name} defaultChecked={chosen.has(name)} />
        <span lang={figure.kind === 'item' || figure.kind === 'stage' ? 'ru' : undefined}>
          {figureText(figure, shown, t)}
        </span>
      </label>
    ));
  return (
    // Another question is another form: what was ticked before does not stay ticked.
    <form method="get" key={shown.query} className={css.asking}>
      <fieldset>
        <legend>{words.figures}</legend>
        <p className={css.hint}>{words.figuresHint(format.integer(mostFigures))}</p>
        {boxes(figures)}
        <details open={items.some(({ name }) => chosen.has(name))}>
          <summary>{words.ofItems}</summary>
          {boxes(items)}
        </details>
        {atStages.length > 0 && (
          <details open={atStages.some(({ name }) => chosen.has(name))}>
            <summary>{words.ofStages}</summary>
            {boxes(atStages)}
          </details>
        )}
      </fieldset>
      <div className={css.row}>
        <Select name="from" label={words.from} options={monthOptions} defaultValue={asked.from} />
        <Select name="to" label={words.to} options={monthOptions} defaultValue={asked.to} />
        <Select
          name="municipality"
          label={words.municipality}
          options={[
            { value: '', label: words.anyMunicipality },
            ...municipalities.map(({ id, name }) => ({ value: String(id), label: name })),
          ]}
          defaultValue={String(asked.municipalityIds[0] ?? '')}
        />
        <Select
          name="group"
          label={words.group}
          options={groupings
            .filter((group: Grouping) => group !== 'stage' || stages.length > 0)
            .map((group) => ({ value: group, label: words.groups[group] }))}
          defaultValue={asked.group}
        />
      </div>
      <ButtonRow>
        <Button>{words.show}</Button>
      </ButtonRow>
    </form>
  );
}

/** From the first to the last, both inclusive. */
function monthsOf(first: string, last: string): string[] {
  const months: string[] = [];
  for (let at = first; at <= last; at = nextOf(at)) months.push(at);
  return months;
}

function nextOf(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
}
