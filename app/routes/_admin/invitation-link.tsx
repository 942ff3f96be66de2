import { useText } from '#app/text/index.tsx';
import { TextField } from '#app/ui/field.tsx';

/** The link that lets a person in: seen here and never again. */
export function InvitationLink({ link, expiresAt }: { link: string; expiresAt: Date }) {
  const { t, format } = useText();
  const words = t.admin.people.link;
  return (
    <>
      <p>{words.shownOnce}</p>
      <TextField name="link" label={words.label(format.dateTime(expiresAt))} defaultValue={link} readOnly />
    </>
  );
}
