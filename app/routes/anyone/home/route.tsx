import { type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { answer } from '#app/http/answer.server.ts';
import { userContext } from '#app/http/context.server.ts';
import { paths } from '#app/paths.ts';
import { campaignsOfMunicipality } from '#app/use-cases/territory/see-municipality.server.ts';

/** Everyone's first page is the one that answers their question. */
export async function loader({ request, context }: LoaderFunctionArgs): Promise<Response> {
  const ctx = await userContext({ request, context });
  const { user } = ctx;
  switch (user.role) {
    case 'director':
    case 'responsible':
      return redirect(paths.school(user.schoolId));
    case 'coordinator': {
      const { campaigns } = await answer(() => campaignsOfMunicipality(ctx, user.municipalityId));
      const [first] = campaigns;
      return redirect(first ? paths.municipalityReports(first.id, user.municipalityId) : paths.account());
    }
    case 'administrator':
      return redirect(paths.admin());
    case 'analyst':
    case 'supervisor':
    case 'methodist':
      return redirect(paths.regionHome());
  }
}
