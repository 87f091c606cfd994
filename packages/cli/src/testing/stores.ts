import { cpSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { RunStore, type Manifest } from '@seedbed/core';
import { temporaryFolder } from './tiny.js';

/** Every manifest of a store, each checked as it is read. */
export const manifestsOf = (folder: string): Manifest[] => {
  const store = new RunStore(folder);
  return store.ids().map((id) => store.read(id));
};

/** Result digests by run id. */
export const digestsOf = (folder: string): Record<string, string> =>
  Object.fromEntries(manifestsOf(folder).map(({ id, result }) => [id, result]));

export const newStore = () => join(temporaryFolder(), 'store');

export function copyOf(folder: string): string {
  const copy = newStore();
  cpSync(folder, copy, { recursive: true });
  return copy;
}

export const manifestPath = (folder: string, id: string) => join(folder, 'runs', id.slice(0, 2), `${id}.json`);

/** How many manifests lie in a store, whole or not. */
export function countOf(folder: string): number {
  if (!existsSync(join(folder, 'runs'))) return 0;
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.json')).length;
}
