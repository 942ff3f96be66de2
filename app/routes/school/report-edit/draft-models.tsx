import type { ReactNode } from 'react';
import { useText } from '#app/text/index.tsx';
import { Button, ButtonRow } from '#app/ui/button.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { FieldError } from '#app/ui/field.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { SoonAsked } from '../../_report/soft-notices.tsx';
import { Changed } from './answer-fields.tsx';
import css from './draft-news.module.css';

/** What the form's script may have to show, drawn here so that it looks as all else does: it copies a model and fills its slots. */
export function DraftModels() {
  const { t } = useText();
  const words = t.draft;
  return (
    <>
      <Model of="changed">
        <Changed />
      </Model>
      <Model of="asked">
        <SoonAsked />
      </Model>
      <Model of="error">
        <FieldError />
      </Model>
      <Model of="faults">
        <ErrorSummary title={t.everywhere.form.errorsTitle} errors={[{ href: '#', text: '' }]} />
      </Model>
      <Model of="choice">
        <section id="choice" tabIndex={-1} aria-labelledby="choice-title" className={css.choice}>
          <div role="alert">
            <h2 id="choice-title">
              <span data-slot="title" />
            </h2>
            <p data-slot="text" />
          </div>
          <table className={css.table}>
            <thead>
              <tr>
                {[words.line, words.mine, words.theirs].map((head) => (
                  <th key={head} scope="col">
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody data-slot="rows" />
          </table>
          <ButtonRow>
            <Button type="button" data-act="takeMine">
              {words.takeMine}
            </Button>
            <Button type="button" look="secondary" data-act="takeSaved">
              {words.takeSaved}
            </Button>
          </ButtonRow>
        </section>
      </Model>
      <Model of="taken">
        <News kind="info">
          <p data-slot="text" />
        </News>
      </Model>
      <Model of="restored">
        <News kind="success">
          <p data-slot="text" />
        </News>
      </Model>
      <Model of="undo">
        <News kind="info">
          <Button type="button" look="quiet" data-act="undo">
            {words.undo}
          </Button>
        </News>
      </Model>
    </>
  );
}

function Model({ of, children }: { of: string; children: ReactNode }) {
  return <template data-model={of}>{children}</template>;
}

function News({ kind, children }: { kind: 'info' | 'success'; children: ReactNode }) {
  return (
    <div role="status">
      <Notice kind={kind} title={<span data-slot="title" />}>
        {children}
      </Notice>
    </div>
  );
}
