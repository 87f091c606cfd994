import { SeedbedError } from '@seedbed/core';

/** Seconds without news after which it is said what is waited for, each time twice as long. */
const firstAfter = 10;

export interface Waiting {
  /** Rejects when nothing is left that could answer: the process would end without a word. */
  readonly inVain: Promise<never>;
  /** There was news. */
  goesOn(): void;
  end(): void;
}

/**
 * Watches over a plugin that opens its data: says now and then what is waited for, and gives up when nothing is under way
 * any more that could end it.
 */
export function waitFor(name: string, say: (text: string) => void): Waiting {
  let patience = firstAfter;
  let silent = 0;
  const timer = setInterval(() => {
    silent++;
    if (silent < patience) return;
    say(`waiting for the plugin of data set "${name}" to open it: no news for ${silent} seconds`);
    patience *= 2;
  }, 1000).unref();
  let giveUp: () => void = () => undefined;
  const inVain = new Promise<never>((_resolve, reject) => {
    giveUp = () => {
      const message = `data set "${name}": its plugin never finished opening it, and nothing is under way that could end it`;
      reject(
        new SeedbedError('SB_DATASET_ANSWER', message, {
          hint: 'This is a fault of the plugin: a promise of its open(), content() or examples() is never settled.',
        }),
      );
    };
    process.once('beforeExit', giveUp);
  });
  return {
    inVain,
    goesOn: () => void (silent = 0),
    end() {
      clearInterval(timer);
      process.off('beforeExit', giveUp);
    },
  };
}
