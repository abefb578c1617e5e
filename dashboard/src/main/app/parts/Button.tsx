import type { ComponentProps } from 'react';
import { Link, type LinkProps } from 'react-router';

import styles from './Button.module.css';
import { classes } from './classes';

interface Looks {
  look?: 'plain' | 'main' | 'quiet' | 'danger';
  small?: boolean;
}

function classOf(look: Looks['look'], small: Looks['small'], className: string | undefined) {
  return classes(styles.button, styles[look ?? 'plain'], small && styles.small, className);
}

export function Button({
  look,
  small,
  className,
  type = 'button',
  ...rest
}: Looks & ComponentProps<'button'>) {
  return <button type={type} className={classOf(look, small, className)} {...rest} />;
}

export function LinkButton({
  look,
  small,
  className,
  ...rest
}: Looks & Omit<LinkProps, 'className'> & { className?: string }) {
  return <Link className={classOf(look, small, className)} {...rest} />;
}

/** A link to another place, or to a file, in the looks of a button. */
export function OutsideButton({ look, small, className, children, ...rest }: Looks & ComponentProps<'a'>) {
  return (
    <a className={classOf(look, small, className)} {...rest}>
      {children}
    </a>
  );
}
