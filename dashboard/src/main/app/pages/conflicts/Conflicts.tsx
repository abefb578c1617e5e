import { Page } from '../../frame/Page';
import { Skeleton } from '../../parts/States';

export function Conflicts() {
  return (
    <Page title="Conflicts">
      <Skeleton />
    </Page>
  );
}
