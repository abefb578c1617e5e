import type { RouteObject } from 'react-router';

import { NotFound } from './frame/NotFound';
import { Activity } from './pages/activity/Activity';
import { Conflicts } from './pages/conflicts/Conflicts';
import { Failures } from './pages/failures/Failures';
import { Overview } from './pages/overview/Overview';
import { RecordPage } from './pages/records/RecordPage';
import { Records } from './pages/records/Records';

/** All pages are loaded at first, so that each opens even while the server is away; together they are small enough. */
export const routes: RouteObject[] = [
  { index: true, element: <Overview /> },
  { path: 'conflicts/:id?', element: <Conflicts /> },
  { path: 'records', element: <Records /> },
  { path: 'records/:objectType', element: <Records /> },
  { path: 'records/:objectType/:id', element: <RecordPage /> },
  { path: 'failures', element: <Failures /> },
  { path: 'activity', element: <Activity /> },
  { path: '*', element: <NotFound /> },
];
