import { Button } from '../../parts/Button';
import { Dialog } from '../../parts/Dialog';
import { KEYS, setSingleKeys } from './keys';
import styles from './Keys.module.css';

/** All keys of the page, and the switch to turn them off. */
export function KeysDialog({ on, onClose }: { on: boolean; onClose: () => void }) {
  return (
    <Dialog title="Keys" open onClose={onClose} actions={<Button onClick={onClose}>Close</Button>}>
      <dl className={styles.all}>
        {KEYS.map(({ command, keys, does }) => (
          <div key={command}>
            <dt>
              {keys.map((key) => (
                <kbd key={key} className={styles.key}>
                  {key}
                </kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <label className={styles.switch}>
        <input type="checkbox" checked={on} onChange={(event) => setSingleKeys(event.target.checked)} />
        Use these keys
      </label>
      <p className={styles.note}>
        Switch them off if you dictate, or if they get in the way of other programs. Everything also works
        with Tab, arrows and Enter.
      </p>
    </Dialog>
  );
}

/** The keys at a glance, at the foot of the page. */
export function KeyHints({ on, onShow }: { on: boolean; onShow: () => void }) {
  return (
    <footer className={styles.hints}>
      {on &&
        KEYS.filter(({ command }) => command !== 'help').map(({ command, keys }) => (
          <span key={command}>
            <kbd className={styles.key}>{keys[0]}</kbd> {SHORT[command]}
          </span>
        ))}
      <Button small look="quiet" onClick={onShow} className={styles.more}>
        {on ? (
          <>
            <kbd className={styles.key}>?</kbd> All keys
          </>
        ) : (
          'Keys are off'
        )}
      </Button>
    </footer>
  );
}

const SHORT: Readonly<Record<(typeof KEYS)[number]['command'], string>> = {
  next: 'next',
  previous: 'previous',
  database: 'database',
  hubspot: 'HubSpot',
  value: 'other value',
  undo: 'take back',
  select: 'select',
  help: 'keys',
};
