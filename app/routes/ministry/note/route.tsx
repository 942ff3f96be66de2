import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { shownNote } from '#app/documents/note/shown.ts';
import { answer } from '#app/http/answer.server.ts';
import { userContext } from '#app/http/context.server.ts';
import { editionFrom, idFrom, monthFrom } from '#app/http/params.server.ts';
import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { pageTitle } from '#app/text/page-title.ts';
import { LinkButton } from '#app/ui/button.tsx';
import { FilterLinks } from '#app/ui/filter-links.tsx';
import { Link } from '#app/ui/link.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { Page } from '#app/ui/page.tsx';
import { State } from '#app/ui/state.tsx';
import { today } from '#app/use-cases/context.server.ts';
import { seeNote } from '#app/use-cases/editions/note.server.ts';
import { campaignName } from '../../_campaign/campaign.ts';
import { ClosingNotice } from '../../_campaign/closing.tsx';
import { MonthLinks } from '../../_campaign/month-links.tsx';
import { ChangedFigures } from './changed-figures.tsx';
import { NoteText } from './note-text.tsx';
import { Origin } from './origin.tsx';
import { TextWarnings } from './text-warnings.tsx';

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageTitle(matches, ({ t, format }) => (data ? t.note.titleOf(format.month(data.month)) : t.note.title));

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await userContext({ request, context });
  const { searchParams } = new URL(request.url);
  const month = monthFrom(params.month, today(ctx));
  const ask = { campaignId: idFrom(params.campaignId), month, edition: editionFrom(searchParams.get('edition')) };
  const { note, campaign, months, editions, mayWrite } = await answer(() => seeNote(ctx, ask));
  return {
    campaign,
    month,
    months,
    editions,
    mayWrite,
    saved: searchParams.get('done') === 'saved',
    note: note && {
      ...shownNote(note),
      number: note.edition.number,
      readAt: note.edition.readAt,
      complete: note.edition.complete,
      before: note.before?.edition.number ?? null,
      version: note.version,
      written: note.written,
      carriedFrom: note.carriedFrom,
      turned: note.turned,
      signature: note.content.signature,
    },
  };
}

/** The analytic note as it will be signed: read it, change its words, take it along. */
export default function Note() {
  const { campaign, month, months, editions, mayWrite, saved, note } = useLoaderData<typeof loader>();
  const speech = useText();
  const { t, format } = speech;
  return (
    <Page
      caption={`${campaignName(campaign, speech)}, ${format.month(month)}`}
      breadcrumbs={[{ text: t.everywhere.navigation.coverage, href: paths.region(campaign.id, month) }]}
      title={t.note.title}
      actions={
        note && (
          <>
            {mayWrite && (
              <LinkButton look="secondary" href={paths.editNote(campaign.id, month, note.number)}>
                {t.note.edit}
              </LinkButton>
            )}
            <LinkButton look="secondary" href={paths.noteDocument(campaign.id, month, note.number)}>
              {t.note.download}
            </LinkButton>
          </>
        )
      }
    >
      <ClosingNotice closing={campaign.closing} />
      {saved && (
        <Notice kind="success" title={t.note.saved} announce="status">
          <p>{t.note.savedText}</p>
        </Notice>
      )}
      {note && <Origin note={note} mayWrite={mayWrite} />}
      <MonthLinks months={months} at={{ month }} href={(one) => paths.note(campaign.id, one)} />
      {note && editions.length > 1 && (
        <FilterLinks
          label={t.note.editions}
          options={editions.map((number) => ({
            href: paths.note(campaign.id, month, { edition: number }),
            text: t.note.editionNumber(format.integer(number)),
            current: number === note.number,
          }))}
        />
      )}
      {note ? (
        <>
          {mayWrite && <TextWarnings note={note} />}
          <NoteText note={note} />
          {note.before !== null && <ChangedFigures changed={note.changed} since={note.before} />}
        </>
      ) : (
        <State
          kind="noData"
          title={t.note.noEdition.title}
          action={<Link href={paths.region(campaign.id)}>{t.note.noEdition.toSummary}</Link>}
        >
          {t.note.noEdition.text}
        </State>
      )}
    </Page>
  );
}
