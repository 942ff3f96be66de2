import { FilterLinks, type FilterOption } from '#app/ui/filter-links.tsx';

const shownAtOnce = 12;

type FoldedLinksProps = { label: string; earlier: string; options: readonly FilterOption[] };

/** Months or dates as links, the latest first; the older ones fold away under `earlier`. */
export function FoldedLinks({ label, earlier, options }: FoldedLinksProps) {
  const folded = options.slice(shownAtOnce);
  if (options.length === 0) return null;
  return (
    <>
      <FilterLinks label={label} options={options.slice(0, shownAtOnce)} />
      {folded.length > 0 && (
        <details open={folded.some(({ current }) => current)}>
          <summary>{earlier}</summary>
          <FilterLinks label={earlier} options={folded} />
        </details>
      )}
    </>
  );
}
