import type { Refusal } from '#app/domain/refusal.ts';
import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { Button, ButtonRow } from '#app/ui/button.tsx';
import { TextField } from '#app/ui/field.tsx';
import { Link } from '#app/ui/link.tsx';
import { useFormAnswer } from '../../_admin/form-answer.tsx';
import css from './explore.module.css';
import type { ExploredShown } from './route.tsx';

type ViewsProps = {
  shown: ExploredShown;
  result: { refusal: Refusal; typed: Record<string, string> } | undefined;
};

/** What the person has kept, and keeping what is shown. */
export function Views({ shown, result }: ViewsProps) {
  const { t } = useText();
  const words = t.explore.views;
  const { views, campaign, query } = shown;
  const { field, summary } = useFormAnswer(result, {});
  return (
    <section>
      <h2>{words.title}</h2>
      {summary}
      {views.length === 0 ? (
        <p>{words.none}</p>
      ) : (
        <ul className={css.views}>
          {views.map(({ id, name, query: asked }) => (
            <li key={id}>
              <Link href={paths.explore(campaign.id, asked)}>{name}</Link>
              <form method="post">
                <Button look="secondary" name="remove" value={id}>
                  {words.remove}
                  <span className="visually-hidden">{words.about(name)}</span>
                </Button>
              </form>
            </li>
          ))}
        </ul>
      )}
      <form method="post" noValidate>
        <input type="hidden" name="query" value={query} />
        <TextField {...field('name')} label={words.name} hint={words.nameHint} maxLength={100} width="medium" />
        <ButtonRow>
          <Button look="secondary">{words.save}</Button>
        </ButtonRow>
      </form>
    </section>
  );
}
