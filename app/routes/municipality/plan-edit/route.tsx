import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { acceptedEndings, largestFile } from '#app/domain/organisations/file.ts';
import type { Refusal } from '#app/domain/refusal.ts';
import { answer, attempt, refusedWith } from '#app/http/answer.server.ts';
import { userContext } from '#app/http/context.server.ts';
import { oneOf } from '#app/http/form-fields.server.ts';
import { idFrom } from '#app/http/params.server.ts';
import { fileOf, uploadFrom } from '#app/http/uploads.server.ts';
import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { pageTitle } from '#app/text/page-title.ts';
import { Button, ButtonRow, LinkButton } from '#app/ui/button.tsx';
import { Checkbox, DateField, FileField, TextField } from '#app/ui/field.tsx';
import { Page } from '#app/ui/page.tsx';
import { beginPlan, keepPlan } from '#app/use-cases/territory/keep-plan.server.ts';
import { type FormState, useFormAnswer } from '../../_admin/form-answer.tsx';
import { orderName, thresholdText } from '../../_campaign/campaign.ts';
import { FileLink } from '../../_documents/file-link.tsx';
import { rowsOf, StepRows, withRow } from './step-rows.tsx';

export const meta: MetaFunction<typeof loader> = ({ data: shown, matches }) =>
  pageTitle(matches, ({ t }) => (shown?.plan ? t.plans.edit.change : t.plans.edit.new));

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await userContext({ request, context });
  const { municipality, campaign, target, plan, covered } = await answer(() => beginPlan(ctx, placeFrom(params)));
  return {
    municipality,
    campaign: { id: campaign.id, order: campaign.order },
    target: { threshold: target.threshold, by: target.by },
    plan,
    counted: covered.of,
  };
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const ctx = await userContext({ request, context });
  const place = placeFrom(params);
  const upload = await uploadFrom(request);
  const [chosen] = upload.files;
  const typed: Record<string, string> = { ...upload.fields, ...(chosen && { file: chosen.name }) };
  const intent = oneOf(typed.intent ?? 'keep', ['keep', 'addRow']);
  // Without JavaScript a row is added by the server, which keeps nothing yet.
  if (intent === 'addRow') {
    await answer(() => beginPlan(ctx, place));
    return data({ refusal: undefined, typed: withRow(typed) });
  }
  const result = await attempt(() => keepPlan(ctx, { ...place, typed: upload.fields, file: fileOf(upload, 'file') }));
  if ('refusal' in result) return refusedWith(result.refusal, typed);
  return redirect(paths.plan(place.campaignId, place.municipalityId, result.done.changed ? 'saved' : 'unchanged'));
}

function placeFrom(params: LoaderFunctionArgs['params']) {
  return { campaignId: idFrom(params.campaignId), municipalityId: idFrom(params.municipalityId) };
}

type PlanShown = ReturnType<typeof useLoaderData<typeof loader>>['plan'];

/** The plan as it stands, to be changed, or a first one. */
export default function EditPlan() {
  const { municipality, campaign, target, plan, counted } = useLoaderData<typeof loader>();
  const answered = useActionData<typeof action>();
  const speech = useText();
  const { t, format } = speech;
  const words = t.plans.edit;
  const shown = storedFields(plan);
  // What somebody else has added meanwhile comes along, so that it is not dropped unseen.
  const rows = rowsOf(isConflict(answered?.refusal) ? { ...shown, ...answered?.typed } : (answered?.typed ?? shown));
  const labels = Object.fromEntries(
    rows.flatMap((row, at) => {
      const step = words.step(format.integer(at + 1));
      return [
        [`steps:${row}:by`, words.ofStep(step, words.by)],
        [`steps:${row}:schools`, words.ofStep(step, words.schools)],
      ];
    }),
  );
  const { number, date, title, responsible, position, phone } = words;
  const { field, version, summary } = useFormAnswer(answered, shown, {
    faults: t.plans.faults,
    labels: { number, date, title, responsible, position, phone, ...labels },
  });
  const back = paths.plan(campaign.id, municipality.municipalityId);
  return (
    <Page
      breadcrumbs={[
        { text: municipality.name, href: paths.municipalityReports(campaign.id, municipality.municipalityId) },
        { text: t.plans.tab, href: back },
      ]}
      caption={`${municipality.name}. ${orderName(campaign.order, speech)}`}
      title={plan ? words.change : words.new}
      lead={words.lead}
    >
      {summary}
      <form method="post" encType="multipart/form-data" noValidate>
        <input type="hidden" name="version" value={version} />
        <DocumentPart field={field} plan={plan} lost={answered?.typed.file !== undefined} />
        <PersonPart field={field} />
        <h2 id="steps">{words.steps}</h2>
        <p>
          {words.stepsHint(
            format.integer(counted),
            counted,
            thresholdText(target.threshold, format),
            format.day(target.by),
          )}
        </p>
        <StepRows initial={rows} field={field} />
        <ButtonRow>
          <Button>{words.save}</Button>
          <LinkButton look="secondary" href={back}>
            {t.everywhere.buttons.cancel}
          </LinkButton>
        </ButtonRow>
      </form>
    </Page>
  );
}

function isConflict(refusal: Refusal | undefined): boolean {
  return refusal?.kind === 'fields' && refusal.faults.some(({ field }) => field === 'version');
}

/** The plan as its form shows it. */
function storedFields(plan: PlanShown): Record<string, string> {
  if (!plan) return { version: '0' };
  const { version, number, date, title, responsible, position, phone, steps } = plan;
  const facts = { number, date: typedDay(date), title: title ?? '', responsible, position, phone: phone ?? '' };
  const rows = steps.flatMap(({ by, schools }, row) => [
    [`steps:${row}:by`, typedDay(by)],
    [`steps:${row}:schools`, String(schools)],
  ]);
  return { version: String(version), ...facts, ...Object.fromEntries(rows) };
}

/** A day as the date control takes it. */
function typedDay(day: string): string {
  return day.split('-').reverse().join('.');
}

type PartProps = { field: FormState['field'] };

type DocumentPartProps = PartProps & {
  plan: PlanShown;
  /** The form came back: the browser has forgotten which file was chosen. */
  lost: boolean;
};

function DocumentPart({ field, plan, lost }: DocumentPartProps) {
  const { t } = useText();
  const words = t.plans.edit;
  const { file } = t.documents;
  const { error } = field('file');
  const hint = plan?.fileId ? file.replaceHint : file.hint;
  return (
    <>
      <h2>{words.document}</h2>
      <TextField
        {...field('number')}
        label={words.number}
        hint={words.numberHint}
        width="medium"
        maxLength={60}
        autoComplete="off"
      />
      <DateField {...field('date')} label={words.date} />
      <TextField
        {...field('title')}
        label={`${words.title} (${t.everywhere.form.optional})`}
        maxLength={300}
        autoComplete="off"
      />
      {plan?.fileId && (
        <>
          <p>
            {file.now}: <FileLink {...plan} fileId={plan.fileId} />
          </p>
          <Checkbox
            name="withoutFile"
            label={file.withoutFile}
            defaultChecked={field('withoutFile').defaultValue === 'on'}
          />
        </>
      )}
      <FileField
        name="file"
        label={`${file.label} (${t.everywhere.form.optional})`}
        hint={lost && !error ? `${hint} ${file.again}` : hint}
        error={error}
        accept={acceptedEndings}
        largest={largestFile}
      />
    </>
  );
}

function PersonPart({ field }: PartProps) {
  const { t } = useText();
  const words = t.plans.edit;
  return (
    <>
      <h2>{words.person}</h2>
      <TextField {...field('responsible')} label={words.responsible} maxLength={200} autoComplete="off" />
      <TextField {...field('position')} label={words.position} maxLength={200} autoComplete="off" />
      <TextField
        {...field('phone')}
        label={`${words.phone} (${t.everywhere.form.optional})`}
        type="tel"
        width="medium"
        maxLength={60}
        autoComplete="off"
      />
    </>
  );
}
