import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { answer, attempt, refusedWith } from '#app/http/answer.server.ts';
import { userContext } from '#app/http/context.server.ts';
import { formFields, oneOf } from '#app/http/form-fields.server.ts';
import { idFrom } from '#app/http/params.server.ts';
import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { pageTitle } from '#app/text/page-title.ts';
import { Button } from '#app/ui/button.tsx';
import { Link } from '#app/ui/link.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { Page } from '#app/ui/page.tsx';
import { SummaryList } from '#app/ui/summary-list.tsx';
import type { UserContext } from '#app/use-cases/context.server.ts';
import {
  blockPerson,
  changePerson,
  endSessionsOf,
  invitePerson,
  type PersonView,
  resetFactor,
  seePerson,
  unlockPerson,
} from '#app/use-cases/people/manage-people.server.ts';
import { AccessTag } from '../../_admin/access-tag.tsx';
import { useFormAnswer } from '../../_admin/form-answer.tsx';
import { InvitationLink } from '../../_admin/invitation-link.tsx';
import { LastChange } from '../../_admin/last-change.tsx';
import { listQuery } from '../../_admin/list-query.server.ts';
import { PersonFields } from '../../_admin/person-fields.tsx';

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageTitle(matches, ({ t }) => data?.person.name ?? t.admin.people.title);

const outcomes = ['saved', 'blocked', 'unblocked', 'sessionsEnded', 'roleChanged', 'unlocked', 'factorReset'] as const;

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await userContext({ request, context });
  const view = await answer(() => seePerson(ctx, idFrom(params.personId)));
  return { ...view, done: listQuery(request).choice('done', outcomes) };
}

const intents = ['facts', 'sessions', 'unlock', 'factor', 'block', 'unblock'] as const;

export async function action({ request, context, params }: ActionFunctionArgs) {
  const ctx = await userContext({ request, context });
  const id = idFrom(params.personId);
  const typed = await formFields(request);
  const intent = oneOf(typed.intent, ['invite', ...intents]);
  if (intent === 'invite') {
    const result = await attempt(() => invitePerson(ctx, id));
    if ('refusal' in result) return refusedWith(result.refusal, typed);
    const { code, expiresAt } = result.done;
    return data({ invited: { link: context.config.origin + paths.invitation(code), expiresAt } });
  }
  const result = await attempt(() => act(ctx, { id, intent, typed }));
  return 'refusal' in result ? refusedWith(result.refusal, typed) : redirect(paths.person(id, result.done));
}

type Asked = { id: number; intent: (typeof intents)[number]; typed: Record<string, string> };

async function act(ctx: UserContext, { id, intent, typed }: Asked): Promise<(typeof outcomes)[number]> {
  switch (intent) {
    case 'sessions':
      await endSessionsOf(ctx, id);
      return 'sessionsEnded';
    case 'unlock':
      await unlockPerson(ctx, id);
      return 'unlocked';
    case 'factor':
      await resetFactor(ctx, id);
      return 'factorReset';
    case 'block':
      await blockPerson(ctx, { id, blocked: true, typed });
      return 'blocked';
    case 'unblock':
      await blockPerson(ctx, { id, blocked: false, typed });
      return 'unblocked';
    case 'facts':
      await changePerson(ctx, { id, typed });
      return 'saved';
  }
}

export default function Person() {
  const view = useLoaderData<typeof loader>();
  const { person, lastChange, self, done } = view;
  const result = useActionData<typeof action>();
  const { t, format } = useText();
  const { people } = t.admin;
  const { locked, admin: factor, state } = t.secondFactor;
  const doneWords = { ...people, unlocked: locked.unlocked, factorReset: factor.factorReset };
  const refused = result && 'refusal' in result ? result : undefined;
  const current = {
    version: String(person.version),
    name: person.name,
    email: person.email,
    position: person.position ?? '',
    phone: person.phone ?? '',
  };
  const { field, version, summary } = useFormAnswer(refused, current);
  return (
    <Page
      title={person.name}
      caption={t.everywhere.roles[person.role]}
      breadcrumbs={[{ text: people.title, href: paths.people() }]}
    >
      {done && !result && <Notice kind="success" title={doneWords[done]} announce="status" />}
      {result && 'invited' in result && (
        <Notice kind="success" title={people.link.ready} announce="status">
          <InvitationLink {...result.invited} />
        </Notice>
      )}
      {summary}
      <SummaryList
        rows={[
          { key: 'access', term: people.access, value: <AccessTag {...person} /> },
          {
            key: 'factor',
            term: factor.ofPerson,
            value: person.factorSince ? state.on(format.dateTime(person.factorSince)) : state.off,
          },
          {
            key: 'role',
            term: people.role,
            value: t.everywhere.roles[person.role],
            action: self
              ? undefined
              : { href: paths.personRole(person.id), text: t.everywhere.buttons.change, about: people.role },
          },
          {
            key: 'organisation',
            term: people.organisation,
            value: (
              <>
                <Link href={paths.organisation(person.organisationId)}>{person.organisation}</Link>
                {person.municipality && `, ${person.municipality}`}
              </>
            ),
          },
        ]}
      />
      <h2>{people.edit.facts}</h2>
      <LastChange change={lastChange} href={paths.history('person', person.id)} />
      <p>
        <Link href={paths.wholeHistory({ who: person.name })}>{t.history.all.deeds}</Link>
      </p>
      <form method="post" noValidate>
        <input type="hidden" name="version" value={version} />
        <PersonFields field={field} />
        <Button name="intent" value="facts">
          {t.everywhere.buttons.save}
        </Button>
      </form>
      <AccessForms view={view} />
    </Page>
  );
}

function AccessForms({ view: { person, self } }: { view: PersonView }) {
  const { t, format } = useText();
  const { link, sessions, block } = t.admin.people;
  const { locked, admin: factor } = t.secondFactor;
  const version = <input type="hidden" name="version" value={person.version} />;
  if (person.blocked) {
    return (
      <>
        <h2>{link.title}</h2>
        <p>{block.unblockText}</p>
        <form method="post">
          {version}
          <Button look="secondary" name="intent" value="unblock">
            {block.unblock}
          </Button>
        </form>
      </>
    );
  }
  return (
    <>
      {person.lockedUntil && (
        <>
          <h2>{locked.title}</h2>
          <p>{locked.until(format.dateTime(person.lockedUntil))}</p>
          <form method="post">
            <Button look="secondary" name="intent" value="unlock">
              {locked.button}
            </Button>
          </form>
        </>
      )}
      <h2>{link.title}</h2>
      <p>{link.inviteText}</p>
      <form method="post">
        <Button look="secondary" name="intent" value="invite">
          {person.hasPassword ? link.forgotten : person.access === 'invited' ? link.again : link.invite}
        </Button>
      </form>
      {person.hasPassword && (
        <>
          <h3>{sessions.button}</h3>
          <p>{sessions.text}</p>
          <form method="post">
            <Button look="secondary" name="intent" value="sessions">
              {sessions.button}
            </Button>
          </form>
        </>
      )}
      {person.factorSince && !self && (
        <>
          <h3>{factor.reset}</h3>
          <p>{factor.resetText}</p>
          <form method="post">
            <Button look="secondary" name="intent" value="factor">
              {factor.reset}
            </Button>
          </form>
        </>
      )}
      <h2>{block.title}</h2>
      {self ? (
        <p>{block.own}</p>
      ) : (
        <>
          <p>{block.text}</p>
          <form method="post">
            {version}
            <Button look="danger" name="intent" value="block">
              {block.button}
            </Button>
          </form>
        </>
      )}
    </>
  );
}
