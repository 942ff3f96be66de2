import { type ButtonHTMLAttributes, type ReactNode, useId } from 'react';
import css from './button.module.css';
import { Link, type LinkProps } from './link.tsx';

export type ButtonLook = 'primary' | 'secondary' | 'quiet' | 'danger';

type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & {
  look?: ButtonLook;
  /** Why it can't be pressed now: stands beside the button instead of hiding it. */
  disabledBecause?: string;
};

/** Submits its form unless told otherwise. */
export function Button({ look = 'primary', disabledBecause, className, ...rest }: ButtonProps) {
  const reason = useId();
  const button = (
    <button
      type="submit"
      className={`${css.button} ${css[look]} ${className ?? ''}`}
      {...(disabledBecause && { disabled: true, 'aria-describedby': reason })}
      {...rest}
    />
  );
  if (!disabledBecause) return button;
  return (
    <span className={css.withReason}>
      {button}
      <span id={reason} className={css.reason}>
        {disabledBecause}
      </span>
    </span>
  );
}

/** A link that begins something. What changes data is a Button in a form. */
export function LinkButton({ look = 'primary', className, ...rest }: LinkProps & { look?: ButtonLook }) {
  return <Link className={`${css.button} ${css[look]} ${className ?? ''}`} {...rest} />;
}

/** Buttons side by side, the main one first. */
export function ButtonRow({ children }: { children: ReactNode }) {
  return <div className={css.row}>{children}</div>;
}
