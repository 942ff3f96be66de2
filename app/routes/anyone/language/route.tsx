import { type ActionFunctionArgs, redirect } from '@remix-run/node';
import { formFields } from '#app/http/form-fields.server.ts';
import { languageCookie } from '#app/http/language.server.ts';
import { localPath } from '#app/http/local-path.ts';
import { noSuchPage } from '#app/http/params.server.ts';
import { isLang } from '#app/text/lang.ts';

export async function action({ request }: ActionFunctionArgs) {
  const { lang, to } = await formFields(request);
  if (!isLang(lang)) return noSuchPage();
  return redirect(localPath(to), { headers: { 'set-cookie': await languageCookie(lang) } });
}

/** The switch is a form; its address alone is no page. */
export function loader() {
  return noSuchPage();
}
