/** The only place in `ui` that knows the router: moving to another one is a change of this file. */
import { Link as RouterLink, useActionData, useNavigate } from '@remix-run/react';
import type { AnchorHTMLAttributes, ReactNode } from 'react';

export { useActionData, useNavigate };

export type LinkProps = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'> & {
  href: string;
  children: ReactNode;
  /** The address is a file, not a page: the browser fetches it, the router stays out. */
  file?: boolean;
  /** Stay where the page is scrolled to: sorting and filters. */
  keepScroll?: boolean;
};

/** A link to a page of the product. Addresses come from `paths.ts`. */
export function Link({ href, file, keepScroll, children, ...rest }: LinkProps) {
  if (file || href.startsWith('#')) {
    return (
      <a href={href} {...rest}>
        {children}
      </a>
    );
  }
  return (
    <RouterLink to={href} preventScrollReset={keepScroll} {...rest}>
      {children}
    </RouterLink>
  );
}
