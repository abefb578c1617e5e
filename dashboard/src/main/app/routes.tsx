import type { RouteObject } from 'react-router';

import { NotFound } from './frame/NotFound';
import { Overview } from './pages/overview/Overview';

/** Every page but the first is loaded when it is first opened. */
export const routes: RouteObject[] = [
  { index: true, element: <Overview /> },
  {
    path: 'conflicts/:id?',
    lazy: async () => ({ Component: (await import('./pages/conflicts/Conflicts')).Conflicts }),
  },
  { path: 'records', lazy: async () => ({ Component: (await import('./pages/records/Records')).Records }) },
  {
    path: 'records/:objectType',
    lazy: async () => ({ Component: (await import('./pages/records/Records')).Records }),
  },
  {
    path: 'records/:objectType/:id',
    lazy: async () => ({ Component: (await import('./pages/records/RecordPage')).RecordPage }),
  },
  {
    path: 'failures',
    lazy: async () => ({ Component: (await import('./pages/failures/Failures')).Failures }),
  },
  {
    path: 'activity',
    lazy: async () => ({ Component: (await import('./pages/activity/Activity')).Activity }),
  },
  { path: '*', element: <NotFound /> },
];
