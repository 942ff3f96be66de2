import { Form } from '@remix-run/react';
import { type FormEvent, type ReactNode, useRef, useState } from 'react';
import { useText } from '#app/text/index.tsx';
import { Notice } from '#app/ui/notice.tsx';

const patienceMs = 10_000;
/** Any small file that is always there. */
const file = '/favicon.svg';

/**
 * A form that long texts are typed into. The browser posts it itself: a script's request would turn any answer that is
 * none of Remix's into a failure of ours. Where there is no answer at all the browser would lose what was typed, so
 * that it is let go only when the server can be reached. `id` lets fields elsewhere on the page belong to it.
 */
export function TypedForm({ id, children }: { id?: string; children: ReactNode }) {
  const { t } = useText();
  const [unreachable, setUnreachable] = useState(false);
  const reached = useRef(false);

  async function ask(event: FormEvent<HTMLFormElement>) {
    if (reached.current) {
      reached.current = false;
      return;
    }
    event.preventDefault();
    const form = event.currentTarget;
    const { submitter } = event.nativeEvent as SubmitEvent;
    reached.current = await isServerThere();
    setUnreachable(!reached.current);
    if (reached.current) form.requestSubmit(submitter);
  }

  return (
    <Form id={id} method="post" noValidate reloadDocument onSubmit={ask}>
      {children}
      {unreachable && (
        <Notice kind="problem" title={t.everywhere.form.unreachable} announce="alert">
          <p>{t.everywhere.form.unreachableText}</p>
        </Notice>
      )}
    </Form>
  );
}

async function isServerThere(): Promise<boolean> {
  try {
    return (await fetch(file, { method: 'HEAD', cache: 'reload', signal: AbortSignal.timeout(patienceMs) })).ok;
  } catch {
    return false;
  }
}
