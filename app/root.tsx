import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import {
  isRouteErrorResponse,
  Links,
  Meta,
  Outlet,
  useLocation,
  useRouteError,
  useRouteLoaderData,
} from '@remix-run/react';
import { type ReactNode, useContext } from 'react';
import type { Refusal } from './domain/refusal.ts';
import { currentlySignedIn } from './http/context.server.ts';
import type { Interrupted } from './http/interrupted.server.ts';
import { languageOf } from './http/language.server.ts';
import { PageFacts } from './http/page-facts.ts';
import type { TurnedAwayFacts } from './http/turned-away.server.ts';
import { homeOf, navigationOf } from './navigation.ts';
import { paths } from './paths.ts';
import { TryAgain } from './routes/_turned-away/try-again.tsx';
import { SignInForm } from './routes/anyone/sign-in/sign-in-form.tsx';
import { type Speech, TextProvider, useText } from './text/index.tsx';
import { pageTitle } from './text/page-title.ts';
import { refusalWords, statusWords } from './text/refusal-words.ts';
import { LinkButton } from './ui/button.tsx';
import { Page } from './ui/page.tsx';
import { MastheadButton, Shell } from './ui/shell.tsx';
import { seeFrame } from './use-cases/people/see-frame.server.ts';

/** For pages that bring no title of their own: errors. */
export const meta: MetaFunction<typeof loader> = ({ error, matches }) =>
  pageTitle(matches, (speech) => (error ? titleOfError(error, speech) : speech.t.everywhere.shell.footer));

function titleOfError(error: unknown, speech: Pick<Speech, 't'>): string {
  if (!isRouteErrorResponse(error)) return statusWords(500, speech).title;
  const { turnedAway }: Partial<TurnedAwayFacts> = error.data ?? {};
  return turnedAway ? speech.t.refusals.turnedAway[turnedAway].title : statusWords(error.status, speech).title;
}

export const links: LinksFunction = () => [{ rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const person = await currentlySignedIn({ request, context });
  return {
    lang: await languageOf(request),
    user: person && {
      name: person.user.name,
      role: person.user.role,
      home: homeOf(person.user),
      unread: person.unread,
      owesFactor: person.owesFactor,
    },
    region: await seeFrame(context.db, person?.user),
  };
}

/** Rendered here alone: the browser gets the HTML, and what single parts of a page ship (`ui/script`). */
export function Layout({ children }: { children: ReactNode }) {
  const data = useRouteLoaderData<typeof loader>('root');
  return (
    <html lang={data?.lang ?? 'ru'}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <Meta />
        <Links />
      </head>
      <body>
        <TextProvider lang={data?.lang ?? 'ru'} zone={data?.region?.zone}>
          <Frame>{children}</Frame>
        </TextProvider>
      </body>
    </html>
  );
}

function Frame({ children }: { children: ReactNode }) {
  const { lang, t } = useText();
  const data = useRouteLoaderData<typeof loader>('root');
  const { pathname, search } = useLocation();
  const user = data?.user;
  const other = lang === 'ru' ? 'en' : 'ru';
  return (
    <Shell
      home={paths.home()}
      region={data?.region?.name}
      demo={data?.region?.demo}
      person={user && { name: user.name, role: t.everywhere.roles[user.role] }}
      navigation={user && !user.owesFactor ? navigationOf(user, t, pathname) : undefined}
      language={
        <form method="post" action={paths.language()}>
          <input type="hidden" name="to" value={pathname + search} />
          <MastheadButton name="lang" value={other} lang={other}>
            {t.everywhere.shell.otherLanguage}
          </MastheadButton>
        </form>
      }
      signOut={
        user && (
          <form method="post" action={paths.signOut()}>
            <MastheadButton>{t.everywhere.shell.signOut}</MastheadButton>
          </form>
        )
      }
    >
      {children}
    </Shell>
  );
}

export default function Root() {
  return <Outlet />;
}

/** Every refusal that no page of its own explains, and every failure. */
export function ErrorBoundary() {
  const error = useRouteError();
  const speech = useText();
  const { requestId } = useContext(PageFacts);
  const requestNumber = requestId ? speech.t.refusals.requestNumber(requestId) : '';
  const status = isRouteErrorResponse(error) ? error.status : 500;
  const facts: { refusal?: Refusal; interrupted?: Interrupted } & Partial<TurnedAwayFacts> =
    (isRouteErrorResponse(error) && error.data) || {};
  if (status === 401) return <SignInForm interrupted={facts.interrupted} />;
  if (facts.turnedAway) return <TryAgain turnedAway={facts.turnedAway} typed={facts.typed} />;
  const words = facts.refusal ? refusalWords(facts.refusal, speech) : statusWords(status, speech);
  return (
    <Page title={words.title} lead={words.text}>
      {status >= 500 && <p>{requestNumber}</p>}
      <LinkButton href={paths.home()} look="secondary">
        {speech.t.everywhere.buttons.home}
      </LinkButton>
    </Page>
  );
}
