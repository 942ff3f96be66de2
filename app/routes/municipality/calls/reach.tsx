import { useText } from '#app/text/index.tsx';
import { Button } from '#app/ui/button.tsx';
import { TextField } from '#app/ui/field.tsx';
import { Script } from '#app/ui/script.tsx';
import css from './calls.module.css';
import type { CallShown } from './tables.tsx';

/** A number that can be dialled by a touch, as far as it is one: without extensions and brackets. */
export function Phone({ phone }: { phone: string | null }) {
  const { t } = useText();
  if (phone === null) return <small>{t.calls.noPhone}</small>;
  const dialled = phone.replace(/[^\d+()\s.-].*$/u, '').replace(/[^\d+]/g, '');
  return dialled.length < 5 ? phone : <a href={`tel:${dialled}`}>{phone}</a>;
}

export function People({ people }: Pick<CallShown, 'people'>) {
  const { t } = useText();
  if (people.length === 0) return <>{t.calls.nobody}</>;
  return (
    <ul className={css.people}>
      {people.map(({ name, role, phone, canSignIn }) => (
        <li key={`${role} ${name}`}>
          <span lang="ru">{name}</span>
          <br />
          <small>
            {t.everywhere.roles[role]}
            {!canSignIn && `, ${t.calls.noAccess}`}
          </small>
          {phone && (
            <>
              <br />
              <Phone phone={phone} />
            </>
          )}
        </li>
      ))}
    </ul>
  );
}

type ReachProps = {
  call: CallShown;
  canRemind: boolean;
  error: string | undefined;
  typed: Record<string, string | undefined>;
};

/** When the school was last reached; a reminder with one click, and a call to note. */
export function Reach({ call: { reportId, name, lastContact }, canRemind, error, typed }: ReachProps) {
  const { t, format } = useText();
  const words = t.calls;
  const field = `note:${reportId}`;
  const about = <span className="visually-hidden"> {name}</span>;
  return (
    <>
      {lastContact ? (
        <p className={css.contact}>
          {words.contactText(words.kinds[lastContact.kind], format.dateTime(lastContact.at), lastContact.by)}
          {lastContact.note && (
            <>
              <br />
              <q lang="ru">{lastContact.note}</q>
            </>
          )}
        </p>
      ) : (
        <p className={css.contact}>{words.noContact}</p>
      )}
      {canRemind && (
        <div className={css.screenOnly}>
          <form method="post" data-keeps-place>
            <input type="hidden" name="report" value={reportId} />
            <Button look="secondary" name="intent" value="remind">
              {words.remind}
              {about}
            </Button>
          </form>
          <details open={error !== undefined}>
            <summary>
              {words.noteCall}
              {about}
            </summary>
            <form method="post" data-keeps-place noValidate>
              <input type="hidden" name="report" value={reportId} />
              <TextField
                name={field}
                label={words.note}
                hint={words.noteHint}
                error={error}
                defaultValue={typed[field]}
                autoComplete="off"
              />
              <Button look="secondary" name="intent" value="call">
                {words.saveCall}
                {about}
              </Button>
            </form>
          </details>
          <Script name="keepPlace" />
        </div>
      )}
    </>
  );
}
