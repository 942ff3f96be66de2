import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { Button, LinkButton } from '#app/ui/button.tsx';
import { fieldId } from '#app/ui/field.tsx';
import type { OrganisationView } from '#app/use-cases/organisations/manage-organisations.server.ts';
import { type answerTo, useFormAnswer } from '../../_admin/form-answer.tsx';
import { Successions } from '../../_territory/successions.tsx';

type SuccessionProps = { view: OrganisationView; answer: ReturnType<typeof answerTo> };

/** What the school closed into or took over; the way to close it so, and the way back. */
export function Succession({ view, answer }: SuccessionProps) {
  const { organisation, successions, canReopen } = view;
  const words = useText().t.territory.succession;
  const { version, summary } = useFormAnswer(
    answer,
    { version: String(organisation.version) },
    { faults: words.faults },
  );
  const hasSuccessors = successions.some(({ from }) => from.id === organisation.id);
  return (
    <>
      <h2>{words.title}</h2>
      <Successions schoolId={organisation.id} successions={successions} page={paths.organisation} />
      {organisation.closed === null && (
        <p>
          <LinkButton look="secondary" href={paths.succession(organisation.id)}>
            {words.begin}
          </LinkButton>
        </p>
      )}
      {summary}
      {hasSuccessors && !canReopen && <p id={fieldId('reopen')}>{words.tooLate}</p>}
      {canReopen && (
        <details id={fieldId('reopen')} open={answer !== undefined}>
          <summary>{words.reopen}</summary>
          <p>{words.reopenText}</p>
          <form method="post" noValidate>
            <input type="hidden" name="version" value={version} />
            <Button name="intent" value="reopen" look="danger">
              {words.reopen}
            </Button>
          </form>
        </details>
      )}
    </>
  );
}
