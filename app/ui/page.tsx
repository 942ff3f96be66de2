import type { ReactNode } from 'react';
import { Breadcrumbs, type Crumb } from './breadcrumbs.tsx';
import css from './page.module.css';

type PageProps = {
  title: ReactNode;
  /** Above the title: the campaign, the month, the number of the report. */
  caption?: ReactNode;
  lead?: ReactNode;
  breadcrumbs?: Crumb[];
  /** Buttons and links for the page as a whole: download, print. */
  actions?: ReactNode;
  children?: ReactNode;
};

export function Page({ title, caption, lead, breadcrumbs, actions, children }: PageProps) {
  return (
    <>
      {breadcrumbs && <Breadcrumbs crumbs={breadcrumbs} />}
      <div className={css.top}>
        <div>
          {caption && <p className={css.caption}>{caption}</p>}
          <h1 className={css.title}>{title}</h1>
        </div>
        {actions && <div className={css.actions}>{actions}</div>}
      </div>
      {lead && <p className={css.lead}>{lead}</p>}
      {children}
    </>
  );
}
