import { type Role, roles } from '#app/domain/people/people.ts';
import { policy } from '#app/domain/people/permissions.ts';
import { useText } from '#app/text/index.tsx';
import { Button } from '#app/ui/button.tsx';
import { Choice, Select } from '#app/ui/field.tsx';
import { SummaryList, type SummaryRow } from '#app/ui/summary-list.tsx';
import type { Places } from '#app/use-cases/people/manage-people.server.ts';
import type { FormState } from './form-answer.tsx';

/** What has been chosen so far, by the address. */
export type Chosen = { role?: Role; municipalityId?: number; organisationId?: number };

/** Whether the role still asks for the municipality of the school. */
export function isPlaceChosen({ role, municipalityId }: Chosen): boolean {
  return role !== undefined && (policy[role].reach !== 'school' || municipalityId !== undefined);
}

/** A role first, then for a school its municipality: each step is an address, so that it works without JavaScript. */
export function PlaceSteps({ chosen: { role }, places }: { chosen: Chosen; places: Places }) {
  const { t } = useText();
  const { steps } = t.admin.people;
  if (!role) {
    return (
      <form key="role" method="get">
        <Choice
          name="role"
          label={steps.role}
          required
          options={roles.map((value) => ({ value, label: t.everywhere.roles[value], hint: steps.roles[value] }))}
        />
        <Button>{t.everywhere.buttons.continue}</Button>
      </form>
    );
  }
  return (
    <form key="municipality" method="get">
      <input type="hidden" name="role" value={role} />
      <Select
        name="municipality"
        label={steps.municipality}
        placeholder={steps.chooseMunicipality}
        required
        options={places.municipalities.map(optionOf)}
      />
      <Button>{t.everywhere.buttons.continue}</Button>
    </form>
  );
}

/** What the steps came to, each with the way back, and the last choice: the organisation itself. */
export function PlaceFields({
  chosen: { role, municipalityId },
  places,
  field,
  href,
}: {
  chosen: Chosen & { role: Role };
  places: Places;
  field: FormState['field'];
  href: (chosen: { role?: string }) => string;
}) {
  const { t } = useText();
  const { people, organisations } = t.admin;
  const kind = policy[role].reach;
  const municipality = places.municipalities.find(({ id }) => id === municipalityId);
  const change = t.everywhere.buttons.change;
  const rows: SummaryRow[] = [
    {
      key: 'role',
      term: people.role,
      value: t.everywhere.roles[role],
      action: { href: href({}), text: change, about: people.role },
    },
  ];
  if (kind === 'school' && municipality) {
    const action = { href: href({ role }), text: change, about: organisations.municipality };
    rows.push({ key: 'municipality', term: organisations.municipality, value: municipality.name, action });
  }
  return (
    <>
      <SummaryList rows={rows} />
      <input type="hidden" name="role" value={role} />
      {kind === 'region' && <input type="hidden" name="organisation" value={places.region.id} />}
      {kind === 'municipality' && (
        <Select
          {...field('organisation')}
          label={organisations.municipality}
          placeholder={people.steps.chooseMunicipality}
          options={places.municipalities.map(optionOf)}
        />
      )}
      {kind === 'school' && (
        <Select
          {...field('organisation')}
          label={people.steps.school}
          placeholder={places.schools.length > 0 ? people.steps.chooseSchool : people.steps.noSchools}
          options={places.schools.map(optionOf)}
        />
      )}
    </>
  );
}

function optionOf({ id, name }: { id: number; name: string }) {
  return { value: String(id), label: name };
}
