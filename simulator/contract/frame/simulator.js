/** The simulator's control API, and the way back to how it was before a check. */
export class Simulator {
  #baseUrl;
  #settingsBefore = null;
  #faulty = false;

  constructor(baseUrl) {
    this.#baseUrl = baseUrl;
  }

  /**
   * The simulator at a base URL; undefined if something else answers there.
   *
   * @returns {Promise<Simulator | undefined>}
   */
  static async at(baseUrl) {
    const response = await fetch(`${baseUrl}/_simulator/settings`, { redirect: 'manual' });
    await response.text();
    return response.ok ? new Simulator(baseUrl) : undefined;
  }

  /** Changes settings until the end of the check. */
  async settings(changes) {
    this.#settingsBefore ??= await this.call('GET', 'settings');
    return this.call('PUT', 'settings', changes);
  }

  /** Puts fault rules in force until the end of the check. */
  async faults(...rules) {
    this.#faulty = true;
    return this.call('PUT', 'faults', { rules });
  }

  /** Moves the simulator's clock forward, by a duration such as `PT10S`. */
  async advance(duration) {
    return this.call('POST', 'clock', { advance: duration });
  }

  /** The time by the simulator's clock. */
  async now() {
    return new Date((await this.call('GET', 'clock')).now);
  }

  /** Does what a person does in HubSpot's own user interface. */
  async edit(userId, edit) {
    return this.call('POST', `users/${userId}/edits`, edit);
  }

  /**
   * Any call under `/_simulator`.
   *
   * @throws if the simulator refuses it
   */
  async call(method, name, body) {
    const response = await fetch(`${this.#baseUrl}/_simulator/${name}`, {
      method,
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) {
      throw new Error(`The simulator refused ${method} /_simulator/${name}: ${response.status} ${text}`);
    }
    return text === '' ? null : JSON.parse(text);
  }

  /** Undoes {@link settings} and {@link faults}. */
  async restore() {
    if (this.#faulty) {
      this.#faulty = false;
      await this.call('DELETE', 'faults');
    }
    if (this.#settingsBefore !== null) {
      const before = this.#settingsBefore;
      this.#settingsBefore = null;
      await this.call('PUT', 'settings', before);
    }
  }
}
