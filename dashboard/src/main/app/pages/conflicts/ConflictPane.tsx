import { Button } from '../../parts/Button';
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
    return (
      <Empty title="This conflict is settled" icon={<CheckIcon size={20} />}>
        <p>Both sides agree again, or soon will.</p>
        <Button onClick={actions.next}>Next conflict</Button>
      </Empty>
    );
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
