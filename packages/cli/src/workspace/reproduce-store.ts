import { join, relative } from 'node:path';
import { sha256 } from '@seedbed/core';
import type { Experiment } from './experiment.js';
import { workspaceRoot } from './folders.js';

/** What says where a spec is. */
type Located = Pick<Experiment, 'name' | 'folder'> & {
  readonly loaded: { readonly experiment: { readonly path: string } };
};

/**
 * Where `reproduce` trains. An experiment in its usual place has a store of its name; any other spec may have a name that
 * is taken, and has its path in the store's name, too.
 */
export function reproduceStore({ loaded, name: own, folder }: Located): string {
  const { path } = loaded.experiment;
  const root = workspaceRoot(folder);
  const usual = [join(root, 'experiments', own, 'experiment.yaml'), join(root, 'experiment.yaml')];
  const where = relative(root, path).replaceAll('\\', '/');
  const name = usual.includes(path) ? own : `${own}-${sha256(Buffer.from(where)).slice(0, 8)}`;
  return join(root, '.seedbed', 'reproduce', name);
}
