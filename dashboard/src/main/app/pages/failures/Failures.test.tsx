import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { beforeEach, describe, expect, it, vi } from 'vitest';

import type { DeadLetter, RecordField } from '../../api/client';
import { toasts } from '../../parts/toasts';
import { group, letter } from '../../testing/findings';
import { json } from '../../testing/samples';

// A wide window: the causes and what was refused for one of them beside each other.
vi.stubGlobal('matchMedia', (media: string) =>
  Object.assign(new EventTarget(), { matches: media.includes('min-width'), media }),
);
const { Failures } = await import('./Failures');

let letters: DeadLetter[];
let calls: { call: string; body: unknown }[];
let refusal: Response | null;

const shape: RecordField = {
  field_name: 'annualrevenue',
  label: 'Annual revenue',
  type: 'NUMBER',
  direction: 'BOTH',
  policy: 'MANUAL',
  options: null,
  database_value: null,
  hubspot_value: null,
  base_database: null,
  base_hubspot: null,
  state: 'FAILED',
  conflict_id: null,
  dead_letter_id: 3,
};

async function serve(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  if (request.method !== 'GET') {
    calls.push({ call: `${request.method} ${pathname}`, body: await request.json() });
    if (refusal !== null) {
      return refusal;
    }
    const { length } = letters;
    letters = [];
    return request.method === 'PUT'
      ? json({ id: 3, outcome: 'retrying' })
      : json({ matched: length, done: length });
  }
  if (pathname === '/api/dead-letters/groups') {
    return json({ items: letters.length === 0 ? [] : [group({ count: letters.length })] });
  }
  if (pathname === '/api/dead-letters') {
    return json({ items: letters, next: null });
  }
  if (pathname.endsWith('/fields')) {
    return json({ hubspot_read: 'ok', items: [shape] });
  }
  const found = letters.find(({ id }) => pathname === `/api/dead-letters/${id}`);
  return found === undefined
    ? json({ title: 'Gone', status: 404, detail: 'It is gone.', code: 'not_found' }, 404)
    : json(found);
}

function show(path = '/failures') {
  const router = createMemoryRouter([{ path: '/failures', element: <Failures /> }], {
    initialEntries: [path],
  });
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <RouterProvider router={router} />
    </QueryClientProvider>,
  );
}

beforeEach(() => {
  vi.stubGlobal('fetch', serve);
  calls = [];
  refusal = null;
  letters = [letter(), letter({ id: 4, record_name: 'Grace Hopper', refused_value: 'n/a' })];
  toasts.get().forEach(({ id }) => toasts.dismiss(id));
});

describe('failures', () => {
  it('show each cause with what was said and what to do', async () => {
    show();
    expect(await screen.findByRole('heading', { name: 'Annual revenue of contacts' })).toBeTruthy();
    expect(screen.getByText('Correct the value to a number.')).toBeTruthy();
    expect(screen.getByText('2 refused values')).toBeTruthy();
  });

  it('are retried together, and are gone when they healed', async () => {
    show();
    await userEvent.click(await screen.findByRole('button', { name: 'Retry all 2' }));
    expect(calls).toEqual([{ call: 'POST /api/dead-letters/retry', body: { cause: group().cause } }]);
    expect(await screen.findByText('Nothing was refused')).toBeTruthy();
    expect(toasts.get().map(({ text }) => text)).toEqual(['2 values are tried again.']);
  });

  it('are discarded only after a question', async () => {
    show();
    await userEvent.click(await screen.findByRole('button', { name: 'Discard all 2…' }));
    const question = await screen.findByRole('dialog', { name: 'Discard 2 refused values?' });
    expect(calls).toEqual([]);
    await userEvent.click(within(question).getByRole('button', { name: 'Discard' }));
    await waitFor(() => expect(calls.map(({ call }) => call)).toEqual(['POST /api/dead-letters/discard']));
  });

  it('are corrected by a value that fits the field', async () => {
    show('/failures?letter=3');
    await screen.findByLabelText('Corrected value');
    await waitFor(() =>
      expect(screen.getByLabelText('Corrected value').getAttribute('inputmode')).toBe('decimal'),
    );
    const correct = screen.getByRole('button', { name: 'Correct and retry' });
    await userEvent.click(correct);
    expect(await screen.findByText(/This is the value that was refused/)).toBeTruthy();
    await userEvent.clear(screen.getByLabelText('Corrected value'));
    await userEvent.type(screen.getByLabelText('Corrected value'), 'lots');
    await userEvent.click(correct);
    expect(await screen.findByText(/Write a number/)).toBeTruthy();
    expect(calls).toEqual([]);
    await userEvent.clear(screen.getByLabelText('Corrected value'));
    await userEvent.type(screen.getByLabelText('Corrected value'), '12000{Enter}');
    await waitFor(() =>
      expect(calls).toEqual([{ call: 'PUT /api/dead-letters/3', body: { value: '12000' } }]),
    );
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('say why a correction was refused, and keep what was typed', async () => {
    show('/failures?letter=3');
    await screen.findByLabelText('Corrected value');
    await waitFor(() =>
      expect(screen.getByLabelText('Corrected value').getAttribute('inputmode')).toBe('decimal'),
    );
    refusal = json(
      { title: 'Gone', status: 409, detail: 'There is no row to correct any more.', code: 'record_gone' },
      409,
    );
    await userEvent.clear(screen.getByLabelText('Corrected value'));
    await userEvent.type(screen.getByLabelText('Corrected value'), '7{Enter}');
    expect(await screen.findByText('There is no row to correct any more.')).toBeTruthy();
    expect(screen.getByLabelText('Corrected value')).toHaveProperty('value', '7');
  });

  it('that healed meanwhile say so', async () => {
    show('/failures?letter=99');
    expect(await screen.findByText(/This has healed/)).toBeTruthy();
  });

  it('break no rule of accessibility', async () => {
    show('/failures?letter=3');
    await screen.findByLabelText('Corrected value');
    const { violations } = await axe.run(document.body, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
      rules: { 'color-contrast': { enabled: false } },
    });
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  });
});
