import { LinkButton } from '../parts/Button';
import { Empty } from '../parts/States';
import { Page } from './Page';

export function NotFound() {
  return (
    <Page title="Not found">
      <Empty title="There is no such page">
        <LinkButton to="/">To the overview</LinkButton>
      </Empty>
    </Page>
  );
}
