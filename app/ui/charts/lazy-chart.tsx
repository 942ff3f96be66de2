import { Component, type ReactNode, Suspense } from 'react';
import { useText } from '#app/text/index.tsx';
import { useHydrated } from '../use-hydrated.ts';
import css from './charts.module.css';

/**
 * A box of fixed height for a picture that only a browser can draw. The server renders it empty; with scripting off
 * it takes no room, and the table of figures is the picture. `summary` is the picture for those who don't see it.
 */
export function LazyChart({ summary, children }: { summary: string; children: ReactNode }) {
  const hydrated = useHydrated();
  return (
    <div className={css.box}>
      <p className="visually-hidden">{summary}</p>
      {hydrated && (
        <Unloadable>
          <Suspense fallback={null}>{children}</Suspense>
        </Unloadable>
      )}
    </div>
  );
}

/** A chart whose code doesn't arrive must not take the page with it. */
class Unloadable extends Component<{ children: ReactNode }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    return this.state.failed ? <NotDrawn /> : this.props.children;
  }
}

function NotDrawn() {
  const { t } = useText();
  return <p className={css.notDrawn}>{t.everywhere.figure.notDrawn}</p>;
}
