import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { laddersOf } from '#app/domain/orders/ladder.ts';
import { answer } from '#app/http/answer.server.ts';
import { userContext } from '#app/http/context.server.ts';
import { idFrom } from '#app/http/params.server.ts';
import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { pageTitle } from '#app/text/page-title.ts';
import { Link } from '#app/ui/link.tsx';
import { Page } from '#app/ui/page.tsx';
import { SummaryList } from '#app/ui/summary-list.tsx';
import { seeOrder } from '#app/use-cases/orders/see-order.server.ts';
import { orderName } from '../../_campaign/campaign.ts';
import { ClosingNotice } from '../../_campaign/closing.tsx';
import { LadderLinks } from '../../_campaign/ladder-links.tsx';
import { Forms } from './forms.tsx';
import { Measures } from './measures.tsx';
import css from './order.module.css';
import { Targets } from './targets.tsx';

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageTitle(matches, (speech) => (data ? orderName(data.order, speech) : speech.t.everywhere.navigation.orders));

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await userContext({ request, context });
  return answer(() => seeOrder(ctx, idFrom(params.campaignId)));
}

/** An order as the campaign carries it out, in its own words. */
export default function OrderPage() {
  const { campaignId, order, movedByYears, closing, dates, stated } = useLoaderData<typeof loader>();
  const speech = useText();
  const { t, format } = speech;
  const words = t.orders;
  return (
    <Page caption={orderName(order, speech)} title={<span lang="ru">{order.title}</span>}>
      <ClosingNotice closing={closing} />
      {movedByYears !== 0 && <p>{words.moved(`${format.integer(movedByYears)} ${words.years(movedByYears)}`)}</p>}
      <SummaryList
        rows={[
          { key: 'authority', term: words.authority, value: <span lang="ru">{order.authority}</span> },
          { key: 'control', term: words.control, value: <span lang="ru">{order.control}</span> },
        ]}
      />
      <Targets targets={order.targets} />
      <Forms campaignId={campaignId} forms={order.forms} dates={dates} stated={stated} />
      <p>
        <Link href={paths.calendar(campaignId)}>{t.calendar.link}</Link>
      </p>
      {order.stages.length > 0 && (
        <section>
          <h2>{words.stages}</h2>
          <ol className={css.plain} lang="ru">
            {order.stages.map(({ id, number, title, termText, content }) => (
              <li key={id}>
                <details>
                  <summary>
                    {number}. {title} – {termText}
                  </summary>
                  <Texts texts={content} />
                </details>
              </li>
            ))}
          </ol>
        </section>
      )}
      <LadderLinks campaignId={campaignId} ladders={laddersOf(order)} />
      <Measures campaignId={campaignId} measures={order.measures} moved={movedByYears !== 0} stated={stated} />
      <Section title={words.basis} texts={order.basis} />
      <section>
        <h2>{words.clauses}</h2>
        <div lang="ru">
          {order.clauses.map(({ id, number, text }) => (
            <div key={id} id={id} className={css.clause}>
              <span className={css.number}>{number}</span>
              <p>{text}</p>
            </div>
          ))}
        </div>
      </section>
      <Section title={words.repeals} texts={order.repeals} />
      <Section title={words.remarks} texts={order.remarks} />
    </Page>
  );
}

function Section({ title, texts }: { title: string; texts: readonly string[] }) {
  if (texts.length === 0) return null;
  return (
    <section>
      <h2>{title}</h2>
      <Texts texts={texts} />
    </section>
  );
}

function Texts({ texts }: { texts: readonly string[] }) {
  return (
    <ul lang="ru">
      {texts.map((text) => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  );
}
