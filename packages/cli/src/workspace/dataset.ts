import { join } from 'node:path';
import type { Dataset, DatasetPlugin } from '@seedbed/core';
import { type Bar, progressBar } from '../progress/bar.js';
import type { Terminal } from '../progress/terminal.js';
import type { DataPlace } from './data-sets.js';
import { cacheFolder } from './folders.js';
import { openPlugin } from './open-plugin.js';
import { waitFor } from './waiting.js';

/** Packed data; another environment may keep it elsewhere. */
export const dataCache = (environment?: NodeJS.ProcessEnv) => join(cacheFolder(environment), 'data');

/** Shows how far the opening of a data set is. */
export interface Progress {
  onProgress(done: number, total: number, what?: string): void;
  stop(): void;
}

/** A bar for each step. */
export function showProgress(name: string, terminal: Terminal): Progress {
  let step: { what: string; bar: Bar } | undefined;
  return {
    onProgress(done, total, what = 'packing') {
      if (step?.what !== what) {
        step?.bar.stop();
        step = { what, bar: progressBar(terminal, `${what} ${name}`) };
      }
      step.bar.update(done, total);
    },
    stop: () => step?.bar.stop(),
  };
}

/**
 * Opens a data set, packing it the first time, and shows how far that is, step by step.
 * @param identityOnly no example will be read.
 */
export async function openDataset(
  plugin: DatasetPlugin,
  options: unknown,
  { data, skipDamaged = false, identityOnly = false }: DataPlace & { readonly identityOnly?: boolean },
  terminal: Terminal,
  cacheDir = dataCache(),
): Promise<Dataset> {
  const progress = showProgress(plugin.name, terminal);
  const waiting = waitFor(plugin.name, (text) => terminal.say(text));
  const opening = openPlugin(plugin, options, {
    cacheDir,
    skipDamaged,
    identityOnly,
    ...(data === undefined ? {} : { dataDir: data }),
    onProgress: (done, total, what) => {
      waiting.goesOn();
      progress.onProgress(done, total, what);
    },
  });
  return Promise.race([opening, waiting.inVain]).finally(() => {
    waiting.end();
    progress.stop();
  });
}
