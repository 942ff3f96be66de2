import { RemixBrowser } from '@remix-run/react';
import { type ReactNode, StrictMode, startTransition, useLayoutEffect } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { bringText } from './text/index.tsx';
import { holdTyped } from './typed-before.ts';

/** English is fetched for its readers alone; Russian always, since papers are Russian in every language. */
async function bringWords() {
  const russian = import('./text/ru/index.ts');
  if (document.documentElement.lang === 'en') bringText('en', (await import('./text/en/index.ts')).en);
  bringText('ru', (await russian).ru);
}

/** Before any page looks at its fields for the first time. */
function Alive({ then, children }: { then: () => void; children: ReactNode }) {
  useLayoutEffect(then, [then]);
  return children;
}

bringWords().then(() => {
  const putBackTyped = holdTyped(document);
  startTransition(() => {
    hydrateRoot(
      document,
      <StrictMode>
        <Alive then={putBackTyped}>
          <RemixBrowser />
        </Alive>
      </StrictMode>,
    );
  });
});
