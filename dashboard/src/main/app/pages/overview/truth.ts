import type { Overview, OverviewType } from '../../api/client';
import type { Connection } from '../../api/events';
import { count, counted, listed, percent, typeName } from '../../words/counts';
import { span } from '../../words/time';

export type Mark = 'agree' | 'busy' | 'unchecked' | 'decide' | 'differ' | 'away';

/** What the whole page is about, in one sentence that says no more than what is known. */
export interface Truth {
  mark: Mark;
  sentence: string;
  /** When the type that was checked longest ago was checked; null if one never was. */
  checkedAt: string | null;
}

/** Puts the figures into a sentence. What is worst comes first; "all agree" is only said if nothing speaks against it. */
export function truth(overview: Overview, connection: Connection): Truth {
  const checkedAt = oldestCheck(overview.types);
  const [mark, sentence] = judge(overview);
  if (connection === 'away') {
    return {
      mark: 'away',
      sentence: `Linchpin does not answer. Before that: ${lowered(sentence)}`,
      checkedAt,
    };
  }
  return { mark, sentence, checkedAt };
}

function judge(overview: Overview): [Mark, string] {
  const { types } = overview;
  const total = (figure: (type: OverviewType) => number) =>
    types.reduce((sum, type) => sum + figure(type), 0);
  const linked = total((type) => type.linked);
  const differing = total((type) => type.differing);
  const held = overview.held.reduce((sum, hold) => sum + hold.records, 0);
  const waiting = [
    overview.open_conflicts > 0 && counted(overview.open_conflicts, 'conflict'),
    overview.dead_letters > 0 && counted(overview.dead_letters, 'refused value'),
    held > 0 && `${counted(held, 'change')} held back`,
  ].filter((part) => part !== false);
  const decide =
    waiting.length > 0
      ? `${listed(waiting)} ${waiting.length === 1 && isOne(overview, held) ? 'waits' : 'wait'} for you`
      : null;

  const [problem] = overview.problems;
  if (problem !== undefined) {
    return ['differ', problem];
  }
  const [failed] = overview.mirrors.filter((mirror) => mirror.problem !== null);
  if (failed !== undefined) {
    return ['differ', `The mirror of ${typeName(failed.object_type)} failed; it is tried again.`];
  }
  const loading = loadSentence(overview);
  if (loading !== null) {
    return ['busy', loading];
  }
  if (types.length === 0) {
    return mirrored(overview);
  }
  const agreeing = agreement(types, linked);
  if (differing > 0) {
    const found = `The last check found ${counted(differing, 'difference')} that nothing explains; ${differing === 1 ? 'it is' : 'they are'} being mended`;
    return ['differ', decide === null ? `${found}.` : `${found}. ${capital(decide)}.`];
  }
  const frozen = new Set(overview.frozen.map((field) => field.object_type));
  if (decide !== null) {
    return ['decide', `${agreeing}; ${decide}.`];
  }
  if (frozen.size > 0) {
    return ['decide', `${agreeing}, except for what is paused because a field or table is gone.`];
  }
  const onTheirWay = Math.max(
    total((type) => type.pending),
    overview.queued,
  );
  if (onTheirWay > 0) {
    return [
      'busy',
      `${agreeing}; ${counted(onTheirWay, 'change')} ${onTheirWay === 1 ? 'is on its' : 'are on their'} way.`,
    ];
  }
  const parked = total((type) => type.parked);
  if (parked > 0) {
    return ['busy', `${agreeing}; ${count(parked)} ${parked === 1 ? 'waits' : 'wait'} for another record.`];
  }
  if (linked === 0) {
    return ['unchecked', 'Nothing is linked yet: neither side holds records of the mapped types.'];
  }
  if (types.some((type) => type.linked > 0 && type.checked_at === null)) {
    return ['unchecked', `${agreeing} as far as Linchpin has seen; not everything has been checked yet.`];
  }
  return [overview.idle ? 'agree' : 'busy', `${agreeing}.`];
}

/** Where nothing is kept in step both ways. */
function mirrored({ mirrors }: Overview): [Mark, string] {
  if (mirrors.length === 0) {
    return ['unchecked', 'No object type is mapped yet.'];
  }
  const rows = mirrors.reduce((sum, mirror) => sum + (mirror.rows ?? 0), 0);
  return mirrors.some((mirror) => mirror.running)
    ? ['busy', 'The mirrors are being brought up to date.']
    : ['agree', `The mirrors show ${counted(rows, 'row')} as HubSpot had them at the last run.`];
}

function isOne(overview: Overview, held: number): boolean {
  return overview.open_conflicts + overview.dead_letters + held === 1;
}

/** "All 12,403 contacts agree", or how many of them. */
function agreement(types: OverviewType[], linked: number): string {
  const [only] = types;
  const noun = types.length === 1 && only ? typeName(only.object_type) : 'records';
  const inSync = types.reduce((sum, type) => sum + type.in_sync, 0);
  return inSync >= linked
    ? `All ${count(linked)} ${noun} agree`
    : `${count(inSync)} of ${count(linked)} ${noun} agree`;
}

function loadSentence({ running }: Overview): string | null {
  const loads = running.filter((run) => run.activity === 'load');
  if (loads.length === 0) {
    return null;
  }
  const names = listed(loads.map((load) => typeName(load.object_type)));
  const done = loads.reduce((sum, load) => sum + load.done, 0);
  const totals = loads.map((load) => load.total);
  const total = totals.every((known) => known !== null)
    ? totals.reduce((sum, known) => sum + known, 0)
    : null;
  const progress =
    total === null || total < done
      ? `${count(done)} so far`
      : `${count(done)} of ${count(total)}, ${percent(done, total)}`;
  const left = Math.max(...loads.map((load) => load.eta_seconds ?? -1));
  return `Loading ${names} for the first time: ${progress}${left > 0 ? `, about ${span(left)} left` : ''}.`;
}

function oldestCheck(types: OverviewType[]): string | null {
  const checks = types.filter((type) => type.linked > 0).map((type) => type.checked_at);
  return checks.length === 0 || checks.includes(null) ? null : (checks.toSorted()[0] ?? null);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function lowered(text: string): string {
  return text.startsWith('HubSpot') ? text : text.charAt(0).toLowerCase() + text.slice(1);
}
