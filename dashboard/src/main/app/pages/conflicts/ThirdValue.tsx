import { type KeyboardEvent, type SubmitEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';

import type { Conflict } from '../../api/client';
import type { FieldShape } from '../../api/fields';
import { Button } from '../../parts/Button';
import { focusIfLost } from '../../parts/focus';
import { ValueInput } from '../../parts/ValueInput';
import { faultOf } from '../../words/values';
import { fieldName } from './decisions';
import { shortcuts, useSingleKeys } from './keys';
import styles from './ThirdValue.module.css';

/** Another value than either side holds, typed in a way that fits the field. */
export function ThirdValue({
  conflict,
  shape,
  open,
  setOpen,
  onDecide,
}: {
  conflict: Conflict;
  shape: FieldShape | undefined;
  open: boolean;
  setOpen: (open: boolean) => void;
  onDecide: (value: string | null) => void;
}) {
  const keys = useSingleKeys();
  const button = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(false);
  useEffect(() => {
    if (wasOpen.current && !open) {
      focusIfLost(button.current);
    }
    wasOpen.current = open;
  }, [open]);
  if (!open) {
    return (
      <div>
        <Button onClick={() => setOpen(true)} aria-keyshortcuts={keys ? shortcuts('value') : undefined}>
          Another value…
          {keys && (
            <kbd className={styles.key} aria-hidden="true">
              3
            </kbd>
          )}
        </Button>
      </div>
    );
  }
  return <Form conflict={conflict} shape={shape} onCancel={() => setOpen(false)} onDecide={onDecide} />;
}

function Form({
  conflict,
  shape,
  onCancel,
  onDecide,
}: {
  conflict: Conflict;
  shape: FieldShape | undefined;
  onCancel: () => void;
  onDecide: (value: string | null) => void;
}) {
  const [value, setValue] = useState(conflict.database_value ?? conflict.hubspot_value ?? '');
  const [fault, setFault] = useState<string | null>(null);
  const form = useRef<HTMLFormElement>(null);
  // At once, not after the next paint: what is typed right after the key belongs in here.
  useLayoutEffect(() => {
    const input = form.current?.querySelector<HTMLElement>('input, select, textarea');
    input?.focus();
    form.current?.scrollIntoView({ block: 'nearest' });
    if (input instanceof HTMLInputElement && input.type === 'text') {
      input.select();
    }
  }, []);
  const type = shape?.type;
  useEffect(() => {
    // Another input has come in its place, now that it is known what fits.
    focusIfLost(form.current?.querySelector<HTMLElement>('input, select, textarea'));
  }, [type]);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const wrong = faultOf(value, shape);
    setFault(wrong);
    if (wrong === null) {
      onDecide(value === '' ? null : value);
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.preventDefault();
      onCancel();
    }
  };
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape leaves the form from any input
    <form
      ref={form}
      className={styles.form}
      onSubmit={submit}
      onKeyDown={onKeyDown}
      aria-label="Another value"
    >
      <ValueInput
        label={`${fieldName(conflict)} on both sides`}
        shape={shape}
        value={value}
        onChange={(typed) => {
          setValue(typed);
          setFault(null);
        }}
        fault={fault}
      />
      <div className={styles.buttons}>
        <Button type="submit" look="main">
          {value === '' ? 'Leave blank on both sides' : 'Use this on both sides'}
        </Button>
        <Button onClick={onCancel}>Cancel</Button>
      </div>
    </form>
  );
}
