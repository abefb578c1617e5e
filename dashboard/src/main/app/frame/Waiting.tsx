import { Empty } from '../parts/States';

/** Before anyone could be signed in the server was away. */
export function Waiting() {
  return (
    <main role="status">
      <Empty title="Linchpin does not answer">
        <p>
          It may be starting, or its address may be wrong. This page goes on by itself as soon as it answers.
        </p>
      </Empty>
    </main>
  );
}
