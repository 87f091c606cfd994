import { join } from 'node:path';
import type { Dataset, DatasetPlugin } from '@seedbed/core';
import { type Bar, progressBar } from '../progress/bar.js';
import type { Terminal } from '../progress/terminal.js';
import { cacheFolder } from './folders.js';
import { waitFor } from './waiting.js';

/** Where original data lie, and whether damaged images are left out. */
export interface DataPlace {
  readonly data?: string;
  readonly skipDamaged?: boolean;
}

/** Packed data; another environment may keep it elsewhere. */
export const dataCache = (environment?: NodeJS.ProcessEnv) => join(cacheFolder(environment), 'data');

/**
 * Opens a data set, packing it the first time, and shows how far that is, step by step.
 * @param identityOnly no image will be read.
 */
export async function openDataset(
  plugin: DatasetPlugin,
  options: unknown,
  { data, skipDamaged = false, identityOnly = false }: DataPlace & { readonly identityOnly?: boolean },
  terminal: Terminal,
  cacheDir = dataCache(),
): Promise<Dataset> {
  let step: { name: string; bar: Bar } | undefined;
  const barOf = (name: string) => {
    if (step?.name === name) return step.bar;
    step?.bar.stop();
    step = { name, bar: progressBar(terminal, `${name} ${plugin.name}`) };
    return step.bar;
  };
  const waiting = waitFor(plugin.name, (text) => terminal.say(text));
  const opening = plugin.open(options, {
    cacheDir,
    skipDamaged,
    identityOnly,
    ...(data === undefined ? {} : { dataDir: data }),
    onProgress: (done, total, what = 'packing') => {
      waiting.goesOn();
      barOf(what).update(done, total);
    },
  });
  return Promise.race([opening, waiting.inVain]).finally(() => {
    waiting.end();
    step?.bar.stop();
  });
}
