import { Script } from './script.tsx';

/** While something is at work the page asks every so many seconds how it stands; without scripts it comes anew. */
export function LookAgain({ every }: { every: number }) {
  return (
    <>
      <noscript>
        <meta httpEquiv="refresh" content={String(every)} />
      </noscript>
      <span hidden data-look-again={every} />
      <Script name="lookAgain" />
    </>
  );
}
