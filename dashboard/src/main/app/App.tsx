import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { createBrowserRouter, RouterProvider } from 'react-router';

import { Unreachable } from './api/problem';
import { session } from './api/session';
import { RouteFault } from './frame/ErrorBoundary';
import { Frame } from './frame/Frame';
import { SignIn } from './frame/SignIn';
import { Waiting } from './frame/Waiting';
import { routes } from './routes';

const router = createBrowserRouter([
  { element: <Frame />, errorElement: <RouteFault />, HydrateFallback: () => null, children: routes },
]);

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      // Whatever is shown is read again by hints; a failure is read again once the server is back.
      retry: (failures, failure) => failures < 2 && failure instanceof Unreachable,
      retryDelay: 400,
      refetchOnWindowFocus: false,
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
});

const AGAIN_MILLISECONDS = 2000;

export function App() {
  const current = useSyncExternalStore(session.subscribe, session.get);
  const signedOut = current.state === 'out' && current.reason === 'none';
  useEffect(() => {
    if (signedOut) {
      queries.clear();
    }
  }, [signedOut]);
  useEffect(() => {
    if (current.state !== 'away') {
      return undefined;
    }
    const timer = setInterval(() => void session.check(), AGAIN_MILLISECONDS);
    return () => clearInterval(timer);
  }, [current.state]);

  switch (current.state) {
    case 'unknown':
      return null;
    case 'away':
      return <Waiting />;
    case 'out':
      return <SignIn state={current} />;
    case 'in':
      return (
        <QueryClientProvider client={queries}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      );
  }
}
