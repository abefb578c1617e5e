import type { components, paths } from '#schema';
import createClient from 'openapi-fetch';

import { apiUrl } from './config';
import { Problem, problemOf, Unreachable } from './problem';
import { session, type SessionStore } from './session';

type Schemas = components['schemas'];
export type Overview = Schemas['Overview'];
export type OverviewType = Schemas['OverviewType'];
export type OverviewFeed = Schemas['OverviewFeed'];
export type Mirror = Schemas['Mirror'];
export type Budget = Schemas['Budget'];
export type Running = Schemas['Running'];
export type Hold = Schemas['Hold'];
export type Statistics = Schemas['Statistics'];
export type Series = Schemas['Series'];
export type Standing = Schemas['Standing'];
export type Side = Schemas['Side'];
export type Action = Schemas['Action'];
export type Cause = Schemas['Cause'];
export type Conflict = Schemas['Conflict'];
export type ConflictDetail = Schemas['ConflictDetail'];
export type ConflictKind = Schemas['ConflictKind'];
export type ConflictFilter = Schemas['ConflictFilter'];
export type ConflictVersion = Schemas['ConflictVersion'];
export type Resolution = Schemas['Resolution'];
export type PendingDecision = Schemas['PendingDecision'];
export type BulkOutcome = Schemas['BulkOutcome'];
export type DeadLetter = Schemas['DeadLetter'];
export type DeadLetterGroup = Schemas['DeadLetterGroup'];
export type DeadLetterSelection = Schemas['DeadLetterSelection'];
export type JournalEntry = Schemas['JournalEntry'];
export type RecordSummary = Schemas['RecordSummary'];
export type RecordStatus = Schemas['RecordStatus'];
export type RecordField = Schemas['RecordField'];
export type RecordFields = Schemas['RecordFields'];
export type Association = Schemas['Association'];
export type FieldValue = Schemas['FieldValue'];
export type FieldType = Schemas['FieldType'];
export type EventChanged = Schemas['EventChanged'];
export type Change = EventChanged['what'][number];

/**
 * Carries calls to the API: sends the session's cookie and, with what changes something, its token; tells the session when the
 * server no longer knows it; and throws instead of answering an error. A token that has been replaced meanwhile is fetched anew, once.
 */
export function carrier(store: SessionStore, fetcher: typeof fetch = (...call) => fetch(...call)) {
  async function send(request: Request): Promise<Response> {
    const token = store.csrfToken();
    if (token !== null && request.method !== 'GET') {
      request.headers.set('X-CSRF-Token', token);
    }
    try {
      return await fetcher(request);
    } catch (failure) {
      if (failure instanceof DOMException && failure.name === 'AbortError') {
        throw failure;
      }
      throw new Unreachable();
    }
  }

  return async (request: Request): Promise<Response> => {
    const again = request.clone();
    const answer = await send(request);
    if (answer.ok) {
      return answer;
    }
    const problem = await problemOf(answer);
    if (problem instanceof Problem && problem.code === 'csrf_token_missing' && (await store.check())) {
      const second = await send(again);
      if (second.ok) {
        return second;
      }
      throw await problemOf(second);
    }
    if (problem instanceof Problem && problem.status === 401) {
      store.ended();
    }
    throw problem;
  };
}

const carry = carrier(session);

/** Every call of the API, as its OpenAPI document describes it. The address is looked up late: it is a setting of run time. */
export const api = createClient<paths>({
  baseUrl: window.location.origin,
  credentials: 'include',
  fetch: async (request) => carry(await addressed(request)),
});

/** The same request to where the API is. Its body goes along as text: as a stream, browsers would want HTTP/2 for it. */
async function addressed(request: Request): Promise<Request> {
  const { pathname, search, origin } = new URL(request.url);
  const { method, headers, credentials, signal } = request;
  const body = method === 'GET' ? '' : await request.text();
  return new Request(new URL(apiUrl(pathname + search), origin), {
    method,
    headers,
    credentials,
    signal,
    body: body || null,
  });
}

/** The answer's body. Errors were thrown before, as {@link Problem} or {@link Unreachable}. */
export async function answer<T>(call: Promise<{ data?: T }>): Promise<NonNullable<T>> {
  const { data } = await call;
  if (data === undefined || data === null) {
    throw new Problem('The server answered nothing.', 200, 'empty');
  }
  return data;
}

/** How a record is called in paths: by its row's key, or while there is none by its HubSpot id. */
export function recordId(rowKey: string | null, hubspotId: string | null): string | null {
  return rowKey ?? (hubspotId === null ? null : `hubspot:${hubspotId}`);
}

/** The address of a record's page; null if nobody knows which record it is. */
export function recordPath(
  objectType: string,
  rowKey: string | null,
  hubspotId: string | null,
): string | null {
  const id = recordId(rowKey, hubspotId);
  return id === null ? null : `/records/${encodeURIComponent(objectType)}/${encodeURIComponent(id)}`;
}
