import { useEffect, useState } from 'react';
import { NavLink, Outlet, useLocation } from 'react-router';

import { live, useConnection } from '../api/live';
import { useOverview } from '../api/overview';
import { session } from '../api/session';
import { Count } from '../parts/Badge';
import { Button } from '../parts/Button';
import { classes } from '../parts/classes';
import { MoonIcon, SignOutIcon, SunIcon, SystemIcon } from '../parts/icons';
import { ToastRegion } from '../parts/ToastRegion';
import { capitalised, count, shortCount } from '../words/counts';
import { AREAS } from './areas';
import { ErrorBoundary } from './ErrorBoundary';
import styles from './Frame.module.css';
import { setTheme, type Theme, useTheme } from './theme';

/** What is around every page once someone is signed in. */
export function Frame() {
  useEffect(() => live.run(), []);
  const { pathname } = useLocation();
  return (
    <div className={styles.frame}>
      <a className={styles.skip} href="#main">
        Skip to content
      </a>
      <header className={styles.side}>
        <NavLink to="/" className={styles.brand ?? ''} aria-label="Linchpin, overview">
          <img src="/icon.svg" alt="" width={24} height={24} />
          <span>Linchpin</span>
        </NavLink>
        <Navigation />
        <div className={styles.tools}>
          <ConnectionMark />
          <ThemeButton />
          <Button
            small
            look="quiet"
            aria-label="Sign out"
            title="Sign out"
            onClick={() => void session.signOut()}
          >
            <SignOutIcon />
          </Button>
        </div>
      </header>
      <main id="main" tabIndex={-1} className={styles.main}>
        <AwayBanner />
        <ErrorBoundary place={pathname}>
          <Outlet />
        </ErrorBoundary>
      </main>
      <ToastRegion />
    </div>
  );
}

function Navigation() {
  const { data } = useOverview();
  return (
    <nav className={styles.nav} aria-label="Areas">
      <ul>
        {AREAS.map(({ path, name, icon: Icon, count: waiting, tone = 'idle', counted = '' }) => {
          const number = data && waiting ? waiting(data) : 0;
          return (
            <li key={path}>
              <NavLink
                to={path}
                end={path === '/'}
                className={({ isActive }) => classes(styles.area, isActive && styles.here)}
              >
                <Icon />
                <span className={styles.name}>{name}</span>
                {number > 0 && (
                  <Count tone={tone}>
                    <span aria-hidden="true">{shortCount(number)}</span>
                    <span className="visually-hidden">{`${count(number)} ${counted}`}</span>
                  </Count>
                )}
              </NavLink>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

const CONNECTIONS = {
  connecting: 'Connecting',
  live: 'Live',
  away: 'Reconnecting',
} as const;

function ConnectionMark() {
  const state = useConnection();
  return (
    <span
      className={classes(styles.connection, styles[state])}
      title="Whether changes show here as they happen"
    >
      {CONNECTIONS[state]}
    </span>
  );
}

const QUIET_MILLISECONDS = 2000;

/** Tells that the server is away, unless it comes back at once, as after most restarts of a connection. */
function AwayBanner() {
  const away = useConnection() === 'away';
  const [shown, setShown] = useState(false);
  if (!away && shown) {
    setShown(false);
  }
  useEffect(() => {
    if (away) {
      const timer = setTimeout(() => setShown(true), QUIET_MILLISECONDS);
      return () => clearTimeout(timer);
    }
    return undefined;
  }, [away]);
  return (
    <div role="status">
      {shown && (
        <p className={styles.away}>
          Linchpin does not answer. You see what was there before; it is brought up to date as soon as
          Linchpin is back.
        </p>
      )}
    </div>
  );
}

const THEMES: Readonly<Record<Theme, { next: Theme; icon: typeof SunIcon }>> = {
  system: { next: 'light', icon: SystemIcon },
  light: { next: 'dark', icon: SunIcon },
  dark: { next: 'system', icon: MoonIcon },
};

function ThemeButton() {
  const theme = useTheme();
  const { next, icon: Icon } = THEMES[theme];
  const label = `Colours: ${theme === 'system' ? 'as the system' : theme}. Change to ${next === 'system' ? 'as the system' : next}`;
  return (
    <Button small look="quiet" aria-label={label} title={capitalised(label)} onClick={() => setTheme(next)}>
      <Icon />
    </Button>
  );
}
