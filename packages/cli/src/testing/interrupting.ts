import { expect } from 'vitest';
import { until, workersOf } from './processes.js';
import { documentOf, run, start, type Started } from './seedbed.js';
import { countOf, digestsOf, filesIn } from './stores.js';
import { tinyFolder } from './tiny.js';

/** Starts an experiment in two workers. */
export const begin = (folder: string, store: string, ...more: string[]) =>
  start(['run', folder, '--store', store, '--backend', 'wasm', '--jobs', '2', ...more]);

/** Waits until so many runs are stored, or all is over, and says which workers there are. */
export async function reached(count: number, store: string, started: Started): Promise<number[]> {
  let over = false;
  void started.ended.then(() => (over = true));
  const begun = () => started.said().includes('at a time') && workersOf(started.pid).length > 0;
  const holds = () => over || (countOf(store) >= count && begun());
  await until(holds, `${count} runs in ${store}`);
  return workersOf(started.pid);
}

/** Runs the tiny experiment again: what was stored is complete, and the end is that of an undisturbed run. */
export async function expectWhole(store: string, digests: Readonly<Record<string, string>>): Promise<void> {
  const before = Object.keys(digestsOf(store)).length;
  const ended = await run(tinyFolder(), store, '--jobs', '2');
  expect(ended.code, ended.stderr).toBe(0);
  expect(documentOf(ended).skipped).toHaveLength(before);
  expect(ended.stderr).not.toContain('its manifest is damaged');
  expect(digestsOf(store)).toEqual(digests);
}

/** An upstream run that trains for hours: whatever must be noticed has to be noticed in the middle of a run. */
export const endlessFolder = () => tinyFolder({ 'steps: 8': 'steps: 1000000' });
export const checkpointed = (store: string) => filesIn(store).some((file) => file.endsWith('.checkpoint'));
