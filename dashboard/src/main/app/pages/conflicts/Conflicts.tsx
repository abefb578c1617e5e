import { useMemo, useState } from 'react';
import { flushSync } from 'react-dom';
import { useNavigate, useParams, useSearchParams } from 'react-router';

import { answer, api, type Conflict, type ConflictFilter, recordId } from '../../api/client';
import { usePagedList } from '../../api/paging';
import { Page } from '../../frame/Page';
import { Button, LinkButton } from '../../parts/Button';
import { BackIcon } from '../../parts/icons';
import { useRoomForTwo } from '../../parts/usePhone';
import { typeName } from '../../words/counts';
import { readFilters } from '../../words/filters';
import { BulkDialog } from './BulkDialog';
import type { Scope, Side } from './bulk';
import { ConflictFilters, FILTERS } from './ConflictFilters';
import { ConflictList } from './ConflictList';
import { ConflictPane } from './ConflictPane';
import styles from './Conflicts.module.css';
import { caseOf, named, recordName } from './decisions';
import { type Command, useCommands, useSingleKeys } from './keys';
import { KeyHints, KeysDialog } from './KeysDialog';
import { useConflict } from './useConflict';
import { type Decision, useDecisions } from './useDecisions';

const rowKey = (row: Conflict) => String(row.id);
const NONE: ReadonlyMap<string, Conflict> = new Map();

interface Bulk {
  scope: Scope;
  what: string;
}

/** What only a person can decide: a list, and beside it, or on a page of its own where there is little room, one of them. */
export function Conflicts() {
  const { id: shown } = useParams();
  const [address] = useSearchParams();
  const navigate = useNavigate();
  const twoPanes = useRoomForTwo();
  const keys = useSingleKeys();
  const filters = useMemo(() => readFilters(address, FILTERS), [address]);
  const list = usePagedList<Conflict>({
    key: ['conflicts', filters],
    read: (after, limit) =>
      answer(
        api.GET('/api/conflicts', {
          params: {
            query: { ...(filters as ConflictFilter), limit, ...(after !== undefined && { after }) },
          },
        }),
      ),
    rowKey,
    interest: {
      what: ['conflicts'],
      ...(filters.object_type !== undefined && { objectType: filters.object_type }),
    },
  });

  // Beside a list something is always shown, and stays shown when the list moves under it.
  const [pinned, setPinned] = useState<number | null>(null);
  const [selected, setSelected] = useState<ReadonlyMap<string, Conflict>>(NONE);
  const [listed, setListed] = useState(address.toString());
  if (listed !== address.toString()) {
    setListed(address.toString());
    setPinned(null);
    setSelected(NONE);
  }
  const chosen = shown === undefined ? (twoPanes ? pinned : null) : Number(shown);
  if (shown === undefined && twoPanes && pinned === null && list.rows[0] !== undefined) {
    setPinned(list.rows[0].id);
  }
  if (shown !== undefined && pinned !== null) {
    setPinned(null);
  }

  const [byKey, setByKey] = useState(false);
  const [typing, setTyping] = useState(false);
  const [bulk, setBulk] = useState<Bulk | null>(null);
  const [help, setHelp] = useState(false);
  const view = useConflict(
    chosen,
    list.rows.find((row) => row.id === chosen),
  );

  const open = (id: number, replace = false) => {
    setTyping(false);
    void navigate({ pathname: `/conflicts/${id}`, search: address.toString() }, { replace });
  };
  const { decide, takeBack, takeBackLast, decideMany } = useDecisions(list.refresh, open);

  const index = list.rows.findIndex((row) => row.id === chosen);
  // Where it was before it was settled: the next one has moved up to there.
  const [place, setPlace] = useState(0);
  if (index >= 0 && index !== place) {
    setPlace(index);
  }
  const step = (by: number) => {
    const row = list.rows[index >= 0 ? index + by : by > 0 ? place : place - 1];
    if (row !== undefined) {
      open(row.id, true);
    }
    return row !== undefined;
  };
  const go = (by: number) => {
    setByKey(true);
    step(by);
  };
  const decideNow = (conflict: Conflict, decision: Decision) => {
    setTyping(false);
    void decide(conflict, decision);
  };
  const toggle = (row: Conflict) =>
    setSelected((now) => {
      const next = new Map(now);
      return next.delete(rowKey(row)) ? next : next.set(rowKey(row), row);
    });

  const run = (command: Command) => {
    const { conflict } = view;
    switch (command) {
      case 'next':
        go(1);
        break;
      case 'previous':
        go(-1);
        break;
      case 'help':
        setHelp(true);
        break;
      case 'undo':
        void (conflict?.pending ? takeBack(conflict) : takeBackLast());
        break;
      case 'value':
        // Before the next key arrives, which is to be a letter of the value, and no command.
        flushSync(() => setTyping(conflict?.field_name != null && conflict.pending === null));
        break;
      case 'select':
        if (conflict !== null) {
          toggle(conflict);
        }
        break;
      case 'database':
      case 'hubspot':
        if (conflict !== null && conflict.pending === null && takes(conflict, command)) {
          decideNow(conflict, { resolution: command });
          go(1);
        }
    }
  };
  useCommands(keys && bulk === null && !help, run);

  const pane = chosen !== null && (
    <ConflictPane
      view={view}
      heading={twoPanes}
      actions={{
        decide: decideNow,
        takeBack: (conflict) => void takeBack(conflict),
        decideRecord: (conflict) => setBulk(wholeRecord(conflict)),
        next: () => step(1) || void navigate({ pathname: '/conflicts', search: address.toString() }),
        typing,
        setTyping,
      }}
    />
  );
  const dialogs = (
    <>
      {bulk !== null && (
        <BulkDialog
          {...bulk}
          onClose={() => setBulk(null)}
          onDecide={async (scope, side, matched) => {
            await decideMany(scope, side, matched);
            setSelected(NONE);
          }}
        />
      )}
      {help && <KeysDialog on={keys} onClose={() => setHelp(false)} />}
    </>
  );
  if (!twoPanes && chosen !== null) {
    return (
      <Page
        key="one"
        title={view.conflict === null ? 'Conflict' : named(view.conflict)}
        heading={view.conflict === null ? 'Conflict' : recordName(view.conflict)}
        actions={
          <>
            <LinkButton
              look="quiet"
              className={styles.back ?? ''}
              to={{ pathname: '/conflicts', search: address.toString() }}
            >
              <BackIcon size={14} />
              All conflicts
            </LinkButton>
          </>
        }
      >
        {pane}
        {dialogs}
      </Page>
    );
  }
  const anyFilter = Object.keys(filters).length > 0;
  return (
    <Page
      key="list"
      title="Conflicts"
      fill
      actions={
        selected.size > 0 ? (
          <>
            <Button look="quiet" onClick={() => setSelected(NONE)}>
              Clear selection
            </Button>
            <Button look="main" onClick={() => setBulk(these([...selected.values()]))}>
              Decide {selected.size} selected…
            </Button>
          </>
        ) : (
          list.rows.length > 0 && (
            <Button
              onClick={() =>
                setBulk({
                  scope: { filter: filters as ConflictFilter },
                  what: anyFilter ? 'all that fit the filters' : 'all conflicts',
                })
              }
            >
              Decide all…
            </Button>
          )
        )
      }
    >
      <ConflictFilters filters={filters} list={list} />
      <div className={styles.panes}>
        <ConflictList
          list={list}
          filtered={anyFilter}
          narrow={twoPanes}
          current={chosen === null ? undefined : String(chosen)}
          followCurrent={byKey}
          selected={selected}
          onSelect={setSelected}
          remember={`conflicts?${address.toString()}`}
          onOpen={(row) => {
            setByKey(false);
            open(row.id, twoPanes);
          }}
          onMove={twoPanes ? (row) => open(row.id, true) : undefined}
        />
        {twoPanes && (list.rows.length > 0 || (chosen !== null && !view.settled)) && (
          // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolls by itself, so keys must reach it
          <div className={styles.pane} tabIndex={0} role="region" aria-label="Chosen conflict">
            {pane}
          </div>
        )}
      </div>
      {list.rows.length > 0 && <KeyHints on={keys} onShow={() => setHelp(true)} />}
      {dialogs}
    </Page>
  );
}

function takes(conflict: Conflict, resolution: Side): boolean {
  return caseOf(conflict).choices.some((choice) => choice.resolution === resolution);
}

function these(conflicts: readonly Conflict[]): Bulk {
  return {
    scope: { items: conflicts.map(({ id, version }) => ({ id, version })) },
    what: conflicts.length === 1 ? 'the selected conflict' : `the ${conflicts.length} selected conflicts`,
  };
}

function wholeRecord(conflict: Conflict): Bulk {
  const id = recordId(conflict.row_id, conflict.hubspot_id);
  return {
    scope: { filter: { object_type: conflict.object_type, ...(id !== null && { id }) } },
    what: `all of ${recordName(conflict)} (${typeName(conflict.object_type)})`,
  };
}
