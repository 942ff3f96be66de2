import type { AnchorHTMLAttributes, ReactNode } from 'react';

export type LinkProps = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'> & {
  href: string;
  children: ReactNode;
  /** Come back to where the page is scrolled to: sorting and filters. Its part of the page ships `keepPlace`. */
  keepScroll?: boolean;
};

/** A link to a page or a file of the product. Addresses come from `paths.ts`. */
export function Link({ keepScroll, children, ...rest }: LinkProps) {
  return (
    <a data-keeps-place={keepScroll ? '' : undefined} {...rest}>
      {children}
    </a>
  );
}
