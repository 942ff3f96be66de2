import { rowOf } from '#app/domain/own.ts';
import { type ChangedField, type ChangedValue, changedFields, isChangedField } from '#app/domain/trust/audit.ts';
import { paths } from '#app/paths.ts';
import { type Speech, useText } from '#app/text/index.tsx';
import { Link } from '#app/ui/link.tsx';

/** Names of those that changes name by id, as the use case brings them. */
export type NamesShown = { organisations: Record<number, string>; people: Record<number, string> };

/** «Сдать до: 20.10.2012 → 25.10.2012»; of a new thing what it began with. */
export function Change({
  field,
  change: [from, to],
  names,
}: {
  field: string;
  change: readonly [ChangedValue, ChangedValue];
  names: NamesShown;
}) {
  const speech = useText();
  const words = speech.t.history;
  const known = isChangedField(field) ? field : null;
  const value = (of: ChangedValue) => <Value field={known} value={of} names={names} />;
  return (
    <>
      {known ? words.fields[known] : field}:{' '}
      {from !== null && (
        <>
          <span className="visually-hidden">{words.was} </span>
          {value(from)} <span aria-hidden="true">→</span>
          <span className="visually-hidden">, {words.became}</span>{' '}
        </>
      )}
      {value(to)}
    </>
  );
}

function Value({ field, value, names }: { field: ChangedField | null; value: ChangedValue; names: NamesShown }) {
  const speech = useText();
  if (field === 'file' && typeof value === 'number') {
    return <Link href={paths.file(value)}>{speech.t.history.file(String(value))}</Link>;
  }
  const kind = field && changedFields[field];
  const typed = kind === 'text' || kind === 'organisation' || kind === 'person';
  return <span lang={typed ? 'ru' : undefined}>{valueText(field, value, names, speech)}</span>;
}

function valueText(field: ChangedField | null, value: ChangedValue, names: NamesShown, { t, format }: Speech): string {
  const words = t.history;
  if (value === null) return field === 'amendment' ? words.noAmendment : words.nothing;
  const text = String(value);
  const from = (list: Record<string, string>) => rowOf(list, text) ?? text;
  switch (field && changedFields[field]) {
    case 'status':
      return field === 'amendment' ? from(words.amendments) : from(t.everywhere.statuses);
    case 'day':
      return format.day(text);
    case 'yesNo':
      return value ? t.everywhere.form.yes : t.everywhere.form.no;
    case 'role':
      return from(t.everywhere.roles);
    case 'organisation':
      return names.organisations[Number(value)] ?? words.gone(text);
    case 'person':
      return names.people[Number(value)] ?? words.gone(text);
    case 'letters':
      return from(words.letters);
    case 'actKind':
      return from(t.documents.kinds);
    case 'schoolKind':
      return from(t.territory.schoolKinds);
    case 'settlement':
      return from(t.territory.settlements);
    default:
      return text;
  }
}
