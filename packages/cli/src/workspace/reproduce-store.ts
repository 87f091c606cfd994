import { join, relative } from 'node:path';
import { sha256 } from '@seedbed/core';
import type { Experiment } from './experiment.js';
import { workspaceRoot } from './folders.js';

/**
 * Where `reproduce` trains. An experiment in its usual place has a store of its name; any other spec may have a name that
 * is taken, and has its path in the store's name, too.
 */
export function reproduceStore({ parsed: { path, spec }, folder }: Pick<Experiment, 'parsed' | 'folder'>): string {
  const root = workspaceRoot(folder);
  const usual = [join(root, 'experiments', spec.name, 'experiment.yaml'), join(root, 'experiment.yaml')];
  const where = relative(root, path).replaceAll('\\', '/');
  const name = usual.includes(path) ? spec.name : `${spec.name}-${sha256(Buffer.from(where)).slice(0, 8)}`;
  return join(root, '.seedbed', 'reproduce', name);
}
