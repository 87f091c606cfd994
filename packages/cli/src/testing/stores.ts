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

/** Every file below a folder, whole or not. */
export const filesIn = (folder: string): string[] =>
  existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : [];

/** How many manifests lie in a store, whole or not. */
export const countOf = (folder: string): number =>
  filesIn(join(folder, 'runs')).filter((file) => file.endsWith('.json')).length;
