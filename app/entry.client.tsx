import { RemixBrowser } from '@remix-run/react';
import { StrictMode, startTransition } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { bringText } from './text/index.tsx';

/** English is fetched for its readers alone; Russian always, since papers are Russian in every language. */
async function bringWords() {
  const russian = import('./text/ru/index.ts');
  if (document.documentElement.lang === 'en') bringText('en', (await import('./text/en/index.ts')).en);
  bringText('ru', (await russian).ru);
}

bringWords().then(() =>
  startTransition(() => {
    hydrateRoot(
      document,
      <StrictMode>
        <RemixBrowser />
      </StrictMode>,
    );
  }),
);
