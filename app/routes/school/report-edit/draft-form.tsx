import { Form, useNavigate } from '@remix-run/react';
import { type FormEvent, type ReactNode, useRef, useState } from 'react';
import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { Notice } from '#app/ui/notice.tsx';
import type { Draft } from './use-draft.ts';

type DraftFormProps = Draft & {
  reportId: number;
  /** Whose page it is. */
  personId: number;
  /** Nothing has been saved yet: what is carried over is saved by the button too. */
  unsaved: boolean;
  /** The button was pressed and all is saved. */
  onSaved: () => void;
  /** The button was pressed and there is something to choose first. */
  onChoice: () => void;
  children: ReactNode;
};

/**
 * The form whose draft is kept. The buttons save by the same road as typing does, without a new page. What the server
 * refuses for good is posted by the browser itself: the page it answers explains it. Without JavaScript that is all.
 */
export function DraftForm(props: DraftFormProps) {
  const { keeper, keeping, form, reportId, personId, unsaved, onSaved, onChoice, children } = props;
  const { t } = useText();
  const navigate = useNavigate();
  const [unreachable, setUnreachable] = useState(false);
  const byBrowser = useRef(false);

  async function submit(event: FormEvent<HTMLFormElement>) {
    if (byBrowser.current) return;
    event.preventDefault();
    const { currentTarget } = event;
    const submitter = (event.nativeEvent as SubmitEvent).submitter as HTMLButtonElement | null;
    setUnreachable(false);
    if (await keeper.save(unsaved)) {
      if (submitter?.value === 'check' && keeper.see().faults.length === 0) navigate(paths.checkReport(reportId));
      else onSaved();
      return;
    }
    const { saving, choice } = keeper.see();
    if (choice) onChoice();
    else if (saving.failure === 'offline') setUnreachable(true);
    else if (saving.failure !== 'server' && saving.failure !== 'tooLarge') {
      byBrowser.current = true;
      currentTarget.requestSubmit(submitter);
    }
  }

  return (
    <Form ref={form} method="post" noValidate reloadDocument onSubmit={submit}>
      <input type="hidden" name="version" value={keeping.version} autoComplete="off" />
      <input type="hidden" name="person" value={personId} autoComplete="off" />
      {children}
      {unreachable && (
        <Notice kind="problem" title={t.everywhere.form.unreachable} announce="alert">
          <p>{t.everywhere.form.unreachableText}</p>
        </Notice>
      )}
    </Form>
  );
}
