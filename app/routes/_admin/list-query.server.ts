import { idFrom } from '#app/http/params.server.ts';

/** What a list is asked for by its address: the words of the search, and beside which row the page begins. */
export function listQuery(request: Request) {
  const { searchParams } = new URL(request.url);
  const id = (name: string) => (searchParams.get(name) ? idFrom(searchParams.get(name) ?? undefined) : undefined);
  return {
    /** One of the choices that the page offers; anything else is as good as none. */
    choice: <T extends string>(name: string, choices: readonly T[]) =>
      choices.find((one) => one === searchParams.get(name)),
    text: (name: string) => searchParams.get(name)?.trim().slice(0, 100) || undefined,
    id,
    /** Ids between commas; an empty one is none. */
    ids: (name: string) => (searchParams.get(name) ?? '').split(',').filter(Boolean).map(idFrom),
    page: { after: id('after'), before: id('before') },
  };
}
