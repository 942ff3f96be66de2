import { schoolKinds, settlements } from '#app/domain/organisations/organisation.ts';
import { useText } from '#app/text/index.tsx';
import { Select } from '#app/ui/field.tsx';
import type { FormState } from './form-answer.tsx';

/** What analysts group schools by; left open while nobody knows it. */
export function SchoolKindFields({ field }: Pick<FormState, 'field'>) {
  const { t } = useText();
  const words = t.territory;
  return (
    <>
      <Select
        {...field('schoolKind')}
        label={words.schoolKind}
        placeholder={words.unknown}
        options={schoolKinds.map((kind) => ({ value: kind, label: words.schoolKinds[kind] }))}
      />
      <Select
        {...field('settlement')}
        label={words.settlement}
        placeholder={words.unknown}
        options={settlements.map((settlement) => ({ value: settlement, label: words.settlements[settlement] }))}
      />
    </>
  );
}
