import { useText } from '#app/text/index.tsx';
import { TextField } from '#app/ui/field.tsx';
import type { FormState } from './form-answer.tsx';

export function PersonFields({ field }: { field: FormState['field'] }) {
  const { t } = useText();
  const { edit } = t.admin.people;
  const optional = (label: string) => `${label} (${t.everywhere.form.optional})`;
  return (
    <>
      <TextField {...field('name')} label={edit.name} maxLength={200} autoComplete="off" />
      <TextField
        {...field('email')}
        label={edit.email}
        hint={edit.emailHint}
        type="email"
        maxLength={200}
        autoComplete="off"
      />
      <TextField {...field('position')} label={optional(edit.position)} maxLength={200} autoComplete="off" />
      <TextField {...field('phone')} label={optional(edit.phone)} type="tel" width="medium" autoComplete="off" />
    </>
  );
}
