import type { Interrupted } from '#app/http/interrupted.server.ts';
import { useText } from '#app/text/index.tsx';
import { Button } from '#app/ui/button.tsx';
import { Page } from '#app/ui/page.tsx';

/** Signed in again: what was typed goes to where it was going, by one more click. */
export function SendAgain({ path, fields, files }: Interrupted) {
  const { t } = useText();
  return (
    <Page title={t.signIn.interrupted.back} lead={t.signIn.interrupted.backText}>
      {files && <p>{t.signIn.interrupted.files(files.join(', '))}</p>}
      <form method="post" action={path}>
        {Object.entries(fields).map(([name, value]) => (
          <textarea key={name} name={name} defaultValue={value} hidden readOnly />
        ))}
        <Button>{t.signIn.interrupted.send}</Button>
      </form>
    </Page>
  );
}
