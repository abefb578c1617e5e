import './styles/tokens.css';
import './styles/base.css';

import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

import { loadConfig } from './api/config';
import { session, takeKeyFromLink } from './api/session';
import { App } from './App';
import { applyTheme } from './frame/theme';

applyTheme();
// Before anything else: the key must not stay in the address bar, nor in what someone copies from it.
const key = takeKeyFromLink(window.location, window.history);
window.addEventListener('hashchange', () => {
  const another = takeKeyFromLink(window.location, window.history);
  if (another !== null) {
    void session.signIn(another);
  }
});

const root = document.getElementById('root');
if (root === null) {
  throw new Error('The page has no place for the app.');
}
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);

await loadConfig();
await session.start(key);
