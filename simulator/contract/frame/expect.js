import assert from 'node:assert/strict';

/**
 * Expects an answer's status to be one of these, and gives its body.
 *
 * @param {import('./drivers.js').Answer} answer
 * @param {...number} statuses
 */
export function expectStatus(answer, ...statuses) {
  assert.ok(
    statuses.includes(answer.status),
    `expected status ${statuses.join(' or ')}, but got ${answer.status}: ${JSON.stringify(answer.body)}`,
  );
  return answer.body;
}

/**
 * Expects HubSpot's error envelope with this status and category, and gives the body.
 *
 * @param {import('./drivers.js').Answer} answer
 * @param {number} status
 * @param {string} category such as `VALIDATION_ERROR`
 */
export function expectError(answer, status, category) {
  const body = expectStatus(answer, status);
  assert.equal(body?.status, 'error', `the body of a ${status} is no error: ${JSON.stringify(body)}`);
  assert.equal(body.category, category, JSON.stringify(body));
  assert.ok(body.message, `the error has no message: ${JSON.stringify(body)}`);
  assert.match(body.correlationId ?? '', /^[0-9a-f-]{36}$/, 'the error has no correlationId');
  return body;
}
