import { basename, dirname, relative } from 'node:path';
import { sha256 } from '../digest/canonical.js';
import type { Experiment } from './experiment.js';
import type { Value } from './value.js';

/** A spec with all that it takes from others, in the order in which it was declared. JSON is YAML. */
export const resolvedText = ({ root }: Pick<Experiment, 'root'>): string => `${written(root, '')}\n`;

/** JSON in the order in which keys were written: an object would put those first that look like numbers. */
function written(value: Value, indent: string): string {
  if (value.kind === 'scalar') return JSON.stringify(value.value);
  const deeper = `${indent}  `;
  const inner =
    value.kind === 'list'
      ? value.items.map((item) => written(item, deeper))
      : [...value.entries].map(([key, entry]) => `${JSON.stringify(key)}: ${written(entry.value, deeper)}`);
  const [open, close] = value.kind === 'list' ? '[]' : '{}';
  return inner.length === 0 ? `${open}${close}` : `${open}\n${deeper}${inner.join(`,\n${deeper}`)}\n${indent}${close}`;
}

/** The first line of a resolved form that is kept beside results. */
const head = (name: string, digest: string) =>
  `# ${name} (sha256 ${digest}) with all that it extends; written by seedbed record\n`;
const headShape = /^# .+ \(sha256 ([0-9a-f]{64})\) with all that it extends; written by seedbed record$/;

/**
 * What is kept beside the results of a spec that takes something from outside its folder, so that the folder can be read
 * alone; null where the spec needs nothing from elsewhere.
 */
export function resolvedForm(experiment: Pick<Experiment, 'path' | 'files' | 'root'>): string | null {
  const { path, files } = experiment;
  const outside = files.filter((file) => relative(dirname(path), file.path).startsWith('..'));
  if (outside.length === 0) return null;
  return head(basename(path), sha256(files[0]?.text ?? '')) + resolvedText(experiment);
}

/** Digest of the spec's own file of which a text is the resolved form; null where it is none. */
export const resolvedFrom = (text: string): string | null => headShape.exec(text.split('\n', 1)[0] ?? '')?.[1] ?? null;
