import { Component, type ReactNode } from 'react';

import { useRouteError } from 'react-router';

import { Button } from '../parts/Button';
import { Empty } from '../parts/States';

/** Keeps a fault of one page from taking the others along; going to another `place` tries again. */
export class ErrorBoundary extends Component<
  { place: string; children: ReactNode },
  { failure: Error | null }
> {
  override state: { failure: Error | null } = { failure: null };

  static getDerivedStateFromError(failure: unknown): { failure: Error } {
    return { failure: failure instanceof Error ? failure : new Error(String(failure)) };
  }

  override componentDidUpdate(before: { place: string }): void {
    if (before.place !== this.props.place && this.state.failure !== null) {
      this.setState({ failure: null });
    }
  }

  override render(): ReactNode {
    const { failure } = this.state;
    return failure === null ? this.props.children : <Fault message={failure.message} />;
  }
}

/** A page could not be loaded at all, as after an update of the server. */
export function RouteFault() {
  const failure = useRouteError();
  return <Fault message={failure instanceof Error ? failure.message : 'It could not be loaded.'} />;
}

function Fault({ message }: { message: string }) {
  return (
    <div role="alert">
      <Empty title="This page has a fault">
        <p>{message}</p>
        <p>Linchpin itself goes on, and nothing is lost. Reloading usually helps.</p>
        <Button onClick={() => window.location.reload()}>Reload</Button>
      </Empty>
    </div>
  );
}
