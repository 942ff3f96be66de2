import { useText } from '#app/text/index.tsx';
import { Script } from '../script.tsx';
import css from './charts.module.css';
import type { DrawnChart } from './drawn.tsx';

/**
 * A box of fixed height for a picture that only a browser can draw, with its description beside it. With scripting off
 * it takes no room, and the table of figures is the picture. `summary` is the picture for those who don't see it.
 */
export function ChartBox({ chart }: { chart: DrawnChart }) {
  const { t } = useText();
  return (
    <div className={css.box}>
      <p className="visually-hidden">{chart.summary}</p>
      <div className={css.drawn} data-chart={JSON.stringify(chart)} />
      <p hidden className={css.notDrawn} data-not-drawn>
        {t.everywhere.figure.notDrawn}
      </p>
      <Script name="charts" />
    </div>
  );
}
