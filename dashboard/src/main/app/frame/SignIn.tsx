import { type SubmitEvent, useEffect, useRef, useState } from 'react';

import { type Session, session } from '../api/session';
import { Button } from '../parts/Button';
import styles from './SignIn.module.css';

/** The way in. The address stays what it was, so that it leads to the page that one wanted. */
export function SignIn({ state }: { state: Extract<Session, { state: 'out' }> }) {
  const [key, setKey] = useState('');
  const [busy, setBusy] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    document.title = 'Sign in · Linchpin';
    input.current?.focus();
  }, []);
  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    setBusy(true);
    await session.signIn(key.trim());
    setBusy(false);
    setKey('');
    input.current?.focus();
  };
  const refused = state.reason === 'refused';
  return (
    <main className={styles.page}>
      <form className={styles.form} onSubmit={(event) => void submit(event)}>
        <img src="/icon.svg" alt="" width={40} height={40} />
        <h1>Sign in to Linchpin</h1>
        <p
          id="sign-in-help"
          className={refused ? styles.refused : styles.help}
          role={refused ? 'alert' : 'status'}
        >
          {state.message || 'Linchpin printed an API key when it first started. Paste it here.'}
        </p>
        <label className={styles.field}>
          API key
          <input
            ref={input}
            type="password"
            value={key}
            required
            autoComplete="current-password"
            spellCheck={false}
            aria-describedby="sign-in-help"
            aria-invalid={refused}
            onChange={(event) => setKey(event.target.value)}
          />
        </label>
        <Button type="submit" look="main" disabled={busy}>
          {busy ? 'Signing in …' : 'Sign in'}
        </Button>
        <p className={styles.note}>
          Lost it? <code>./linchpin serve --new-key</code> makes a new one.
        </p>
      </form>
    </main>
  );
}
