import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { beforeEach, describe, expect, it, vi } from 'vitest';

import type { Conflict } from '../../api/client';
import { toasts } from '../../parts/toasts';
import { ABOUT_RECORD, conflict, detailOf } from '../../testing/findings';
import { json, overview } from '../../testing/samples';
import { setSingleKeys } from './keys';

// A wide window: the list and what is chosen in it beside each other.
vi.stubGlobal('matchMedia', (media: string) =>
  Object.assign(new EventTarget(), { matches: media.includes('min-width'), media }),
);
const { Conflicts } = await import('./Conflicts');

interface Call {
  call: string;
  body: unknown;
}

let open: Conflict[];
let calls: Call[];
let answers: Record<string, () => Response>;

async function serve(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  const call = `${request.method} ${pathname}`;
  if (request.method !== 'GET') {
    const text = await request.text();
    calls.push({ call, body: text === '' ? null : JSON.parse(text) });
  }
  const answer = answers[call];
  if (answer) {
    return answer();
  }
  if (pathname === '/api/overview') {
    return json(overview());
  }
  if (pathname === '/api/conflicts') {
    return json({ items: open, next: null });
  }
  const id = Number(/^\/api\/conflicts\/(\d+)/.exec(pathname)?.[1]);
  const found = open.find((one) => one.id === id);
  if (found === undefined) {
    return json({ title: 'Gone', status: 404, detail: 'It is gone.', code: 'not_found' }, 404);
  }
  if (request.method === 'POST') {
    const due_at = new Date(Date.now() + 8000).toISOString();
    found.pending = { resolution: 'hubspot', value: null, due_at, batch: 'b1' };
    return json({ id, outcome: 'pending', due_at, batch: 'b1' }, 202);
  }
  if (request.method === 'DELETE') {
    found.pending = null;
    return new Response(null, { status: 204 });
  }
  return json(detailOf(found));
}

async function show(path = '/conflicts') {
  const router = createMemoryRouter([{ path: '/conflicts/:id?', element: <Conflicts /> }], {
    initialEntries: [path],
  });
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <RouterProvider router={router} />
    </QueryClientProvider>,
  );
  await screen.findByRole('article');
  return router;
}

const shown = () => screen.getByRole('article').getAttribute('aria-label');
const posted = () => calls.filter(({ call }) => call.startsWith('POST'));

beforeEach(() => {
  vi.stubGlobal('fetch', serve);
  calls = [];
  answers = {};
  open = [
    conflict({ id: 1 }),
    conflict({ id: 2, record_name: 'Grace Hopper', version: 4 }),
    conflict({ id: 3, record_name: 'Alan Turing', kind: 'DOUBLE', ...ABOUT_RECORD }),
  ];
  toasts.get().forEach(({ id }) => toasts.dismiss(id));
  setSingleKeys(true);
});

describe('conflicts', () => {
  it('show the first one beside the list, with both sides and who changed them', async () => {
    await show();
    expect(shown()).toBe('Ada Lovelace, Job title');
    expect(await screen.findByText(/by user 7/)).toBeTruthy();
    expect(within(screen.getByRole('article')).getByText('Purchaser')).toBeTruthy();
  });

  it('are decided by a key for the version shown, and go on to the next', async () => {
    await show('/conflicts/2');
    await userEvent.keyboard('h');
    await waitFor(() =>
      expect(posted()).toEqual([
        {
          call: 'POST /api/conflicts/2/resolve',
          body: { resolution: 'hubspot', version: 4, after_seconds: 8 },
        },
      ]),
    );
    await waitFor(() => expect(shown()).toBe('Alan Turing'));
    expect(toasts.get().map(({ text }) => text)).toEqual([
      'Decided for HubSpot: Grace Hopper, Job title – takes effect in 8 s',
    ]);
  });

  it('are taken back by a key, also from another one', async () => {
    await show('/conflicts/1');
    await userEvent.keyboard('2');
    await waitFor(() => expect(shown()).toBe('Grace Hopper, Job title'));
    await waitFor(() => expect(toasts.get()).toHaveLength(1));
    await userEvent.keyboard('u');
    await waitFor(() => expect(calls.at(-1)?.call).toBe('DELETE /api/conflicts/1/resolve'));
    await waitFor(() =>
      expect(toasts.get().map(({ text }) => text)).toEqual(['Taken back: nothing was changed.']),
    );
  });

  it('do not take a decision that does not fit', async () => {
    await show('/conflicts/3');
    await userEvent.keyboard('hd12v');
    expect(posted()).toEqual([]);
    expect(screen.queryByRole('button', { name: /Another value/ })).toBeNull();
    expect(screen.getByRole('button', { name: 'Keep both' })).toBeTruthy();
  });

  it('leave letters alone when the keys are off', async () => {
    await show('/conflicts/1');
    act(() => setSingleKeys(false));
    await userEvent.keyboard('h');
    expect(posted()).toEqual([]);
    expect(screen.getByRole('button', { name: 'Keys are off' })).toBeTruthy();
  });

  it('take a third value that is typed, in which letters are letters', async () => {
    await show('/conflicts/1');
    await userEvent.keyboard('v');
    await userEvent.keyboard('chief{Enter}');
    await waitFor(() =>
      expect(posted().map(({ body }) => body)).toEqual([
        { resolution: 'value', value: 'chief', version: 1, after_seconds: 8 },
      ]),
    );
  });

  it('show the new pair when a value moved meanwhile', async () => {
    await show('/conflicts/1');
    answers['POST /api/conflicts/1/resolve'] = () => {
      open[0] = conflict({ id: 1, version: 2, hubspot_value: 'Chief' });
      return json({ title: 'Moved', status: 409, detail: 'Moved.', code: 'conflict_moved' }, 409);
    };
    await userEvent.click(screen.getByRole('button', { name: /Keep HubSpot/ }));
    expect(await screen.findByText(/A value changed while you looked/)).toBeTruthy();
    expect(within(screen.getByRole('article')).getByText('Chief')).toBeTruthy();
    expect(toasts.get()[0]?.text).toMatch(/a value changed meanwhile/);
  });

  it('show what deciding many would do before it is done', async () => {
    await show();
    answers['POST /api/conflicts/resolve'] = () =>
      json({
        matched: 3,
        resolvable: 2,
        refused: [{ id: 3, reason: 'This is about who belongs to whom.' }],
        by_field: [{ object_type: 'contacts', field_name: 'jobtitle', field_label: 'Job title', count: 2 }],
        outcome: 'preview',
        batch: null,
        due_at: null,
      });
    await userEvent.click(screen.getByRole('button', { name: 'Decide all…' }));
    const dialog = screen.getByRole('dialog');
    expect(within(dialog).getByRole('button', { name: 'Decide' })).toHaveProperty('disabled', true);
    await userEvent.click(within(dialog).getByRole('radio', { name: /^HubSpot/ }));
    expect(await within(dialog).findByText('2 of 3 conflicts will be decided.')).toBeTruthy();
    expect(within(dialog).getByText('This is about who belongs to whom.', { exact: false })).toBeTruthy();
    await userEvent.click(within(dialog).getByRole('button', { name: 'Decide 2 for HubSpot' }));
    await waitFor(() =>
      expect(posted().map(({ body }) => body)).toEqual([
        { filter: {}, resolution: 'hubspot', preview: true },
        { filter: {}, resolution: 'hubspot', matched: 3, preview: false, after_seconds: 15 },
      ]),
    );
  });

  it('break no rule of accessibility', async () => {
    await show();
    const { violations } = await axe.run(document.body, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
      rules: { 'color-contrast': { enabled: false } },
    });
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  });
});
