import { Page } from '../../frame/Page';
import { Skeleton } from '../../parts/States';

export function Failures() {
  return (
    <Page title="Failures">
      <Skeleton />
    </Page>
  );
}
