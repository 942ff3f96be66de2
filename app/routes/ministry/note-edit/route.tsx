import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { shownNote } from '#app/documents/note/shown.ts';
import { tokensOf } from '#app/documents/note/tokens.ts';
import { signatureLines, writeSection } from '#app/domain/editions/note.ts';
import { answer, attempt, refusedWith } from '#app/http/answer.server.ts';
import { userContext } from '#app/http/context.server.ts';
import { formFields } from '#app/http/form-fields.server.ts';
import { editionFrom, idFrom, monthFrom, noSuchPage } from '#app/http/params.server.ts';
import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { pageTitle } from '#app/text/page-title.ts';
import { Button, ButtonRow, LinkButton } from '#app/ui/button.tsx';
import { FieldGroup, TextField } from '#app/ui/field.tsx';
import { Page } from '#app/ui/page.tsx';
import { today } from '#app/use-cases/context.server.ts';
import { seeNoteToWrite, writeNote } from '#app/use-cases/editions/note.server.ts';
import { useFormAnswer } from '../../_admin/form-answer.tsx';
import { campaignName } from '../../_campaign/campaign.ts';
import { TextWarnings } from '../note/text-warnings.tsx';
import { OfferedFigures } from './offered-figures.tsx';
import { SectionField } from './section-field.tsx';

export const meta: MetaFunction<typeof loader> = ({ matches }) => pageTitle(matches, ({ t }) => t.note.editor.title);

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await userContext({ request, context });
  const ask = askFrom(request, params, today(ctx));
  const { note, campaign } = await answer(() => seeNoteToWrite(ctx, ask));
  const { offered, textOf } = tokensOf(note.facts);
  const { content, draft, turned, version } = note;
  return {
    campaign,
    month: ask.month,
    edition: ask.edition,
    version,
    turned,
    sections: shownNote(note).sections.map(({ section, heading, numbers, gone }) => ({
      section,
      heading,
      numbers,
      gone,
      text: writeSection(content.sections[section], textOf),
      own: content.edited.includes(section),
      draft: turned.includes(section) ? writeSection(draft[section], textOf) : null,
    })),
    signature: content.signature,
    offered,
  };
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const ctx = await userContext({ request, context });
  const ask = askFrom(request, params, today(ctx));
  const typed = await formFields(request);
  const result = await attempt(() => writeNote(ctx, { ...ask, typed }));
  if ('refusal' in result) return refusedWith(result.refusal, typed);
  return redirect(paths.note(ask.campaignId, ask.month, { edition: ask.edition, done: 'saved' }));
}

function askFrom(request: Request, params: LoaderFunctionArgs['params'], on: ReturnType<typeof today>) {
  const edition = editionFrom(new URL(request.url).searchParams.get('edition'));
  return {
    campaignId: idFrom(params.campaignId),
    month: monthFrom(params.month, on),
    edition: edition ?? noSuchPage(),
  };
}

/** The note's words to be changed, its figures in brackets. */
export default function NoteEditor() {
  const { campaign, month, edition, version, turned, sections, signature, offered } = useLoaderData<typeof loader>();
  const answered = useActionData<typeof action>();
  const speech = useText();
  const { t, format } = speech;
  const words = t.note.editor;
  const current = {
    version: String(version),
    ...Object.fromEntries(sections.map(({ section, text }) => [section, text])),
    ...signature,
  };
  const labels = Object.fromEntries([
    ...sections.map(({ section, heading }) => [section, heading]),
    ...signatureLines.map((line) => [line, words[line]]),
  ]);
  const form = useFormAnswer(answered, current, { faults: t.note.faults, labels });
  const faults = answered?.refusal.kind === 'fields' ? answered.refusal.faults : [];
  return (
    <Page
      caption={`${campaignName(campaign, speech)}, ${format.month(month)}`}
      breadcrumbs={[
        { text: t.everywhere.navigation.coverage, href: paths.region(campaign.id, month) },
        { text: t.note.title, href: paths.note(campaign.id, month, { edition }) },
      ]}
      title={words.title}
      lead={words.lead}
    >
      {form.summary}
      {!answered && <TextWarnings note={{ sections, turned }} />}
      <form method="post" noValidate>
        <input type="hidden" name="version" value={form.version} />
        {sections.map((section) => (
          <SectionField
            key={section.section}
            section={section}
            field={form.field(section.section)}
            lost={faults.find(({ field, code }) => field === section.section && code === 'lostFigure')?.about}
          />
        ))}
        <FieldGroup legend={words.signature} hint={words.signatureHint}>
          {signatureLines.map((line) => (
            <TextField
              key={line}
              {...form.field(line)}
              label={`${words[line]} (${words.optional})`}
              maxLength={200}
              autoComplete="off"
            />
          ))}
        </FieldGroup>
        <ButtonRow>
          <Button>{t.everywhere.buttons.save}</Button>
          <LinkButton look="secondary" href={paths.note(campaign.id, month, { edition })}>
            {t.everywhere.buttons.cancel}
          </LinkButton>
        </ButtonRow>
      </form>
      <OfferedFigures offered={offered} />
    </Page>
  );
}
