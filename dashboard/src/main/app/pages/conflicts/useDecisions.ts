import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';

import {
  answer,
  api,
  type BulkOutcome,
  type Conflict,
  type ConflictDetail,
  type Resolution,
} from '../../api/client';
import { messageOf, Problem } from '../../api/problem';
import { toasts } from '../../parts/toasts';
import { doneSentence, type Scope, type Side } from './bulk';
import { decided, effect, named } from './decisions';

/** How long a decision can be taken back before it takes effect. */
export const AFTER_SECONDS = 8;
const BULK_AFTER_SECONDS = 15;
/** After which what became of decisions is looked at; a refused one raises no event. */
const SLACK_MILLISECONDS = 800;

export type Decision = Pick<Resolution, 'resolution' | 'value' | 'candidate'>;

/** Something that can still be taken back. */
interface Step {
  until: number;
  conflict: number | null;
  back: () => Promise<void>;
}

/** Sends decisions, tells what became of them, and takes them back. `look` reads the list anew; `open` shows a conflict. */
export function useDecisions(look: () => Promise<void>, open: (id: number) => void) {
  const client = useQueryClient();
  const steps = useRef<Step[]>([]);
  const timers = useRef(new Set<ReturnType<typeof setTimeout>>());
  useEffect(() => {
    const running = timers.current;
    return () => running.forEach(clearTimeout);
  }, []);

  const lookAgain = async (id: number | null) => {
    await Promise.allSettled([
      look(),
      client.refetchQueries({ queryKey: id === null ? ['conflict'] : ['conflict', id] }),
    ]);
  };

  const remember = (
    seconds: number,
    conflict: number | null,
    back: () => Promise<unknown>,
    toast: () => number,
  ) => {
    const step: Step = {
      until: Date.now() + seconds * 1000,
      conflict,
      back: async () => {
        steps.current = steps.current.filter((other) => other !== step);
        toasts.dismiss(shown);
        try {
          await back();
          toasts.add('Taken back: nothing was changed.');
        } catch (failure) {
          toasts.add(messageOf(failure), { tone: 'bad' });
        }
        await lookAgain(conflict);
      },
    };
    steps.current = [...steps.current.filter((other) => other.until > Date.now()), step];
    const shown = toast();
    const timer = setTimeout(
      () => {
        timers.current.delete(timer);
        void lookAgain(conflict);
      },
      seconds * 1000 + SLACK_MILLISECONDS,
    );
    timers.current.add(timer);
    return step;
  };

  /** Gives whether the decision was taken. */
  const decide = async (conflict: Conflict, decision: Decision): Promise<boolean> => {
    const params = { path: { id: conflict.id } };
    const body = { ...decision, version: conflict.version, after_seconds: AFTER_SECONDS };
    try {
      const outcome = await answer(api.POST('/api/conflicts/{id}/resolve', { params, body }));
      if ('outcome' in outcome) {
        const pending = {
          resolution: decision.resolution,
          value: decision.value === undefined || decision.value === null ? null : String(decision.value),
          due_at: outcome.due_at,
          batch: outcome.batch,
        };
        client.setQueryData<ConflictDetail>(
          ['conflict', conflict.id],
          (now) => now && { ...now, pending, refused: null },
        );
        const step = remember(
          AFTER_SECONDS,
          conflict.id,
          () => api.DELETE('/api/conflicts/{id}/resolve', { params }),
          () =>
            toasts.add(`${decided(decision.resolution)}: ${named(conflict)} – ${effect(AFTER_SECONDS)}`, {
              milliseconds: AFTER_SECONDS * 1000,
              action: { label: 'Take back', run: () => void step.back() },
            }),
        );
      }
      await look();
      return true;
    } catch (failure) {
      const moved = failure instanceof Problem && failure.code === 'conflict_moved';
      toasts.add(
        moved ? `${named(conflict)}: a value changed meanwhile. Look at both again.` : messageOf(failure),
        {
          tone: 'bad',
          action: { label: 'Show', run: () => open(conflict.id) },
        },
      );
      await lookAgain(conflict.id);
      return false;
    }
  };

  /** Takes this conflict's decision back, whoever took it. */
  const takeBack = async (conflict: Conflict): Promise<void> => {
    const step = steps.current.findLast((one) => one.conflict === conflict.id);
    if (step) {
      return step.back();
    }
    try {
      await api.DELETE('/api/conflicts/{id}/resolve', { params: { path: { id: conflict.id } } });
      toasts.add('Taken back: nothing was changed.');
    } catch (failure) {
      toasts.add(messageOf(failure), { tone: 'bad' });
    }
    await lookAgain(conflict.id);
  };

  /** Takes the last decision back that has not taken effect yet. */
  const takeBackLast = async (): Promise<void> => {
    const step = steps.current.findLast((one) => one.until > Date.now());
    if (step === undefined) {
      toasts.add('There is nothing to take back: every decision has taken effect.');
      return;
    }
    await step.back();
  };

  const decideMany = async (scope: Scope, side: Side, matched: number): Promise<BulkOutcome> => {
    const body = { ...scope, resolution: side, matched, preview: false, after_seconds: BULK_AFTER_SECONDS };
    const outcome = await answer(api.POST('/api/conflicts/resolve', { body }));
    const { batch } = outcome;
    const text = doneSentence(outcome, side);
    if (outcome.outcome === 'pending' && batch !== null) {
      const step = remember(
        BULK_AFTER_SECONDS,
        null,
        () => api.DELETE('/api/conflicts/resolve/{batch}', { params: { path: { batch } } }),
        () =>
          toasts.add(`${text} – ${effect(BULK_AFTER_SECONDS)}`, {
            milliseconds: BULK_AFTER_SECONDS * 1000,
            action: { label: 'Take back', run: () => void step.back() },
          }),
      );
    } else {
      toasts.add(`${text}.`);
    }
    await lookAgain(null);
    return outcome;
  };

  return { decide, takeBack, takeBackLast, decideMany };
}
