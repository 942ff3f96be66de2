import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { LinkButton } from '#app/ui/button.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { Page } from '#app/ui/page.tsx';
import css from './recovery-codes.module.css';

/** Seen here and never again. */
export function RecoveryCodes({ codes, renewed }: { codes: string[]; renewed: boolean }) {
  const { t } = useText();
  const words = t.secondFactor;
  return (
    <Page title={words.codes.title} lead={words.codes.text}>
      <Notice kind="success" title={renewed ? words.renewed : words.turnedOn} announce="status" />
      <ol className={css.codes}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <LinkButton href={paths.home()}>{words.codes.done}</LinkButton>
    </Page>
  );
}
