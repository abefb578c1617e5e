import { Button } from '../../parts/Button';
import { Dialog } from '../../parts/Dialog';
import { counted } from '../../words/counts';

/** Asks before refusals are lived with. */
export function DiscardDialog({
  number,
  onClose,
  onDiscard,
}: {
  number: number;
  onClose: () => void;
  onDiscard: () => void;
}) {
  const it = number === 1 ? 'it' : 'them';
  return (
    <Dialog
      title={`Discard ${counted(number, 'refused value')}?`}
      open
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            look="danger"
            onClick={() => {
              onClose();
              onDiscard();
            }}
          >
            Discard
          </Button>
        </>
      }
    >
      <p>
        The two sides stay different there, and Linchpin stops telling you of {it}. As soon as either side
        changes the value, it is tried again.
      </p>
    </Dialog>
  );
}
