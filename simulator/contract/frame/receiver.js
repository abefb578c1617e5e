import { createServer } from 'node:http';

/**
 * A webhook target on this machine.
 *
 * @typedef {object} Received
 * @property {Record<string, string>} headers by name in lower case
 * @property {string} text the body
 * @property {any[]} events what is in it
 */
export class Receiver {
  #server;
  #arrivals = [];
  #waiting = () => {};
  /** What it answers: a status, or 0 for never. */
  status = 204;

  /** @returns {Promise<Receiver>} one that listens; to be closed */
  static async start() {
    const receiver = new Receiver();
    receiver.#server = createServer((request, response) => receiver.#receive(request, response));
    await new Promise((ready) => receiver.#server.listen(0, '127.0.0.1', ready));
    return receiver;
  }

  get url() {
    return `http://127.0.0.1:${this.#server.address().port}/events?a=b`;
  }

  async #receive(request, response) {
    let text = '';
    for await (const chunk of request.setEncoding('utf8')) {
      text += chunk;
    }
    this.#arrivals.push({ headers: request.headers, text, events: JSON.parse(text) });
    this.#waiting();
    if (this.status !== 0) {
      response.writeHead(this.status).end();
    }
  }

  /** @returns {any[]} the events of all requests so far */
  get events() {
    return this.#arrivals.flatMap(({ events }) => events);
  }

  /** @returns {Received[]} all requests so far */
  get requests() {
    return this.#arrivals;
  }

  /**
   * Waits until something holds of what has arrived.
   *
   * @param {(receiver: Receiver) => boolean} condition
   * @throws if it does not come to hold within some seconds
   */
  async until(condition, seconds = 5) {
    const end = Date.now() + seconds * 1_000;
    while (!condition(this)) {
      if (Date.now() > end) {
        throw new Error(`Of what was awaited only this arrived: ${JSON.stringify(this.events)}`);
      }
      await new Promise((arrived) => {
        this.#waiting = arrived;
        setTimeout(arrived, 50);
      });
    }
  }

  close() {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}
