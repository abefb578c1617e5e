import { useEffect, useRef } from 'react';

import { Button } from '../../parts/Button';
import { focusIfLost } from '../../parts/focus';
import { CheckIcon } from '../../parts/icons';
import { Empty, Failed, Skeleton } from '../../parts/States';
import { ConflictDetail, type DetailActions } from './ConflictDetail';
import type { ConflictView } from './useConflict';

/** One conflict, or why there is none to show. */
export function ConflictPane({
  view,
  heading,
  actions,
}: {
  view: ConflictView;
  heading: boolean;
  actions: DetailActions;
}) {
  if (view.settled) {
    return <Settled next={actions.next} />;
  }
  if (view.failure !== null) {
    return <Failed failure={view.failure} onRetry={view.retry} />;
  }
  if (view.conflict === null) {
    return <Skeleton lines={8} />;
  }
  return (
    <ConflictDetail
      conflict={view.conflict}
      detail={view.detail}
      moved={view.moved}
      heading={heading}
      actions={actions}
    />
  );
}

function Settled({ next }: { next: () => void }) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => focusIfLost(button.current), []);
  return (
    <div role="status">
      <Empty title="This conflict is settled" icon={<CheckIcon size={20} />}>
        <p>Both sides agree again, or soon will.</p>
        <Button ref={button} onClick={next}>
          Next conflict
        </Button>
      </Empty>
    </div>
  );
}
