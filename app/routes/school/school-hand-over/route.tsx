import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { acceptedEndings, largestFile } from '#app/domain/organisations/file.ts';
import { answer, attempt, refusedWith } from '#app/http/answer.server.ts';
import { userContext } from '#app/http/context.server.ts';
import { idFrom } from '#app/http/params.server.ts';
import { fileOf, uploadFrom } from '#app/http/uploads.server.ts';
import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { pageTitle } from '#app/text/page-title.ts';
import { Button, ButtonRow, LinkButton } from '#app/ui/button.tsx';
import { Checkbox, DateField, FileField, TextField } from '#app/ui/field.tsx';
import { Confirmation } from '#app/ui/notice.tsx';
import { Page } from '#app/ui/page.tsx';
import { beginHandOver, handOver } from '#app/use-cases/people/hand-over.server.ts';
import { type FormState, useFormAnswer } from '../../_admin/form-answer.tsx';
import { InvitationLink } from '../../_admin/invitation-link.tsx';

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, ({ t }) => t.documents.handOver.title);

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await userContext({ request, context });
  const { school, current, outgoing } = await answer(() => beginHandOver(ctx, idFrom(params.schoolId)));
  return { school, version: String(current?.id ?? 0), outgoing: outgoing.map(({ name }) => name) };
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const ctx = await userContext({ request, context });
  const upload = await uploadFrom(request);
  const { fields: typed } = upload;
  const sent = { schoolId: idFrom(params.schoolId), typed, file: fileOf(upload, 'file') };
  const result = await attempt(() => handOver(ctx, sent));
  if ('refusal' in result) return refusedWith(result.refusal, typed);
  const { invitation } = result.done;
  const link = invitation && {
    link: context.config.origin + paths.invitation(invitation.code),
    expiresAt: invitation.expiresAt,
  };
  return data({ name: typed.name ?? '', link });
}

/** The director names who answers for the journal from now on. */
export default function HandOver() {
  const { school, version: current, outgoing } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const { t } = useText();
  const words = t.documents.handOver;
  const { name, position, email, phone } = t.documents.responsible;
  const refused = result && 'refusal' in result ? result : undefined;
  const { field, version, summary } = useFormAnswer(
    refused,
    { version: current },
    {
      faults: t.documents.faults,
      labels: {
        name,
        position,
        email,
        phone,
        orderNumber: words.orderNumber,
        orderDate: words.orderDate,
        since: words.since,
      },
    },
  );
  if (result && 'link' in result) return <Done schoolId={school.schoolId} {...result} />;
  return (
    <Page
      breadcrumbs={[
        { text: school.name, href: paths.school(school.schoolId) },
        { text: t.documents.responsible.title, href: paths.responsible(school.schoolId) },
      ]}
      title={words.title}
      lead={words.lead}
    >
      {summary}
      <form method="post" encType="multipart/form-data" noValidate>
        <input type="hidden" name="version" value={version} />
        <PersonPart field={field} />
        <OrderPart field={field} />
        {outgoing.length > 0 && (
          <Checkbox
            name="block"
            label={words.block(outgoing.join(', '))}
            hint={words.blockHint}
            defaultChecked={refused ? refused.typed.block === 'on' : true}
          />
        )}
        <ButtonRow>
          <Button>{words.submit}</Button>
          <LinkButton look="secondary" href={paths.responsible(school.schoolId)}>
            {t.everywhere.buttons.cancel}
          </LinkButton>
        </ButtonRow>
      </form>
    </Page>
  );
}

type PartProps = { field: FormState['field'] };

function PersonPart({ field }: PartProps) {
  const { t } = useText();
  const { handOver: words, responsible } = t.documents;
  return (
    <>
      <h2>{words.person}</h2>
      <TextField {...field('name')} label={responsible.name} maxLength={200} autoComplete="off" />
      <TextField {...field('position')} label={responsible.position} maxLength={200} autoComplete="off" />
      <TextField
        {...field('email')}
        label={responsible.email}
        hint={words.emailHint}
        type="email"
        maxLength={200}
        autoComplete="off"
      />
      <TextField
        {...field('phone')}
        label={`${responsible.phone} (${t.everywhere.form.optional})`}
        type="tel"
        width="medium"
        autoComplete="off"
      />
    </>
  );
}

function OrderPart({ field }: PartProps) {
  const { t } = useText();
  const { handOver: words, file } = t.documents;
  return (
    <>
      <h2>{words.order}</h2>
      <TextField {...field('orderNumber')} label={words.orderNumber} width="medium" maxLength={60} autoComplete="off" />
      <DateField {...field('orderDate')} label={words.orderDate} />
      <DateField {...field('since')} label={words.since} hint={words.sinceHint} />
      <FileField
        name="file"
        label={`${file.label} (${t.everywhere.form.optional})`}
        hint={words.fileHint}
        error={field('file').error}
        accept={acceptedEndings}
        largest={largestFile}
      />
    </>
  );
}

type DoneProps = { schoolId: number; name: string; link: { link: string; expiresAt: Date } | null };

function Done({ schoolId, name, link }: DoneProps) {
  const { t } = useText();
  const words = t.documents.handOver;
  return (
    <>
      <Confirmation title={words.done(name)} />
      {link ? <InvitationLink {...link} /> : <p>{words.doneSignsIn}</p>}
      <ButtonRow>
        <LinkButton href={paths.responsible(schoolId)}>{words.toResponsible}</LinkButton>
      </ButtonRow>
    </>
  );
}
