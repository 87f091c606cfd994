import { Presets, SingleBar } from 'cli-progress';
import { duration } from '@seedbed/core/words';
import { Pace } from './pace.js';
import type { Terminal } from './terminal.js';

export interface Bar {
  /**
   * @param note what is going on right now.
   * @param before how much of `done` was done before the bar was begun.
   */
  update(done: number, total: number, note?: string, before?: number): void;
  stop(): void;
}

/** Plain lines, where there is no terminal, come no more often than this, seconds. */
const plainEvery = 10;

/**
 * Shows progress with the time that is left: a bar on a terminal, now and then a line elsewhere. Nothing is shown of
 * work that ends within two seconds.
 * @param what "training", "packing fashionmnist".
 */
export function progressBar(terminal: Terminal, what: string): Bar {
  const started = Date.now();
  let shown = started;
  let bar: SingleBar | undefined;
  const pace = new Pace();
  return {
    update(done, total, note = '', before = 0) {
      const now = Date.now();
      const seconds = pace.left(now / 1000, done, total, before);
      const left = seconds === null ? '?' : duration(Math.round(seconds));
      if (now - started < 2000) return;
      if (terminal.interactive) {
        bar ??= start(what);
        bar.setTotal(total);
        bar.update(done, { left, note });
      } else if (now - shown >= plainEvery * 1000) {
        shown = now;
        const share = total > 0 ? Math.floor((100 * done) / total) : 0;
        terminal.say(`${what}: ${share} %, ${left} left${note && ` (${note})`}`);
      }
    },
    stop() {
      bar?.stop();
      const seconds = (Date.now() - started) / 1000;
      if (seconds > 2 && !terminal.interactive) terminal.say(`${what}: done in ${duration(seconds)}`);
    },
  };

  function start(title: string): SingleBar {
    const format = `${title} {bar} {percentage} % | {left} left | {note}`;
    const made = new SingleBar(
      { format, clearOnComplete: true, hideCursor: true, stream: process.stderr, fps: 5 },
      Presets.shades_classic,
    );
    made.start(1, 0, { left: '?', note: '' });
    // However the process ends, the cursor comes back.
    process.once('exit', () => made.stop());
    return made;
  }
}
