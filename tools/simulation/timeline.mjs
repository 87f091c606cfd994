/* Simulated time: what is to happen, in its order. Between two events all that was promised is done. */
import { setImmediate } from 'node:timers/promises';

export class Timeline {
  /** Milliseconds. */
  now = 0;
  #events = [];
  #made = 0;

  /** @returns what takes it back. */
  at(time, call) {
    const event = { time, number: this.#made++, call };
    let [low, high] = [0, this.#events.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = this.#events[middle];
      // The next one last, so that it is taken from the end.
      if (other.time > time || (other.time === time && other.number < event.number)) low = middle + 1;
      else high = middle;
    }
    this.#events.splice(low, 0, event);
    return () => (event.call = null);
  }

  in(milliseconds, call) {
    return this.at(this.now + milliseconds, call);
  }

  /** Lets time pass until `done()` holds. */
  async passUntil(done, onProgress) {
    await setImmediate();
    while (!done()) {
      const event = this.#events.pop();
      if (!event) throw new Error('nothing more happens, and it is not done');
      this.now = event.time;
      if (!event.call) continue;
      event.call();
      await setImmediate();
      onProgress();
    }
  }
}
