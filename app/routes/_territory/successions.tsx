import { useText } from '#app/text/index.tsx';
import { Link } from '#app/ui/link.tsx';
import type { SchoolSuccession } from '#app/use-cases/organisations/see-school.server.ts';

type SuccessionsProps = {
  schoolId: number;
  /** The other school's page is linked unless the reader may not open it. */
  successions: (Omit<SchoolSuccession, 'opens'> & { opens?: boolean })[];
  page: (schoolId: number) => string;
};

/** What a school closed into and what closed into it, each with the day and the document. */
export function Successions({ schoolId, successions, page }: SuccessionsProps) {
  const { t, format } = useText();
  const words = t.territory.succession;
  if (successions.length === 0) return null;
  return (
    <ul>
      {successions.map(({ kind, from, to, since, document, opens = true }) => {
        const closed = from.id === schoolId;
        const other = closed ? to : from;
        const [into, over] = kind === 'merged' ? [words.mergedInto, words.tookOver] : [words.splitInto, words.tookPart];
        return (
          <li key={`${from.id} ${to.id}`}>
            {(closed ? into : over)(format.day(since))}:{' '}
            {opens ? <Link href={page(other.id)}>{other.name}</Link> : other.name}. {words.document(document)}
          </li>
        );
      })}
    </ul>
  );
}
