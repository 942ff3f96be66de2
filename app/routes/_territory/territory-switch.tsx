import { useText } from '#app/text/index.tsx';
import { FilterLinks } from '#app/ui/filter-links.tsx';

/** Two ways to place the schools of the same day; each is an address. */
export function TerritorySwitch({ now, href }: { now: boolean; href: (territory?: 'now') => string }) {
  const words = useText().t.territory.now;
  return (
    <>
      <FilterLinks
        label={words.label}
        options={[
          { href: href(), text: words.asThen, current: !now },
          { href: href('now'), text: words.asNow, current: now },
        ]}
      />
      {now && (
        <p>
          <a href="#differences">{words.title}</a>
        </p>
      )}
    </>
  );
}
