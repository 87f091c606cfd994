import { SeedbedError } from '../errors.js';
import { measuredTheSame } from '../manifest/same-measured.js';
import type { Manifest } from '../manifest/schema.js';

/** The file that a manifest was read from, for messages. */
export type FileOf = (manifest: Manifest) => string | undefined;

/**
 * The one of several manifests of a run, which have equal results: the one that ended first.
 * @throws SeedbedError SB_RESULTS_CONFLICT (exit 1) that names the run and both manifests where results differ.
 */
export function oneAnswer(label: string, same: readonly Manifest[], fileOf: FileOf = () => undefined): Manifest {
  const [first, ...more] = [...same].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1)) as [Manifest, ...Manifest[]];
  const other = more.find((each) => each.result !== first.result || !measuredTheSame(each, first));
  if (!other) return first;
  const place = (manifest: Manifest) =>
    `${fileOf(manifest) ?? `manifest ${manifest.digest.slice(0, 8)}`} (result ${manifest.result.slice(0, 8)})`;
  const ids = first.id === other.id ? `run ${first.id.slice(0, 12)}` : `runs ${first.id.slice(0, 12)} and ${other.id.slice(0, 12)}`; // prettier-ignore
  const message = `${label} is there twice with different results, ${ids}: ${place(first)} and ${place(other)}`;
  throw new SeedbedError('SB_RESULTS_CONFLICT', message, {
    hint: 'seedbed diff shows where they part, seedbed verify which of them comes out again; remove the other one',
  });
}

const keyOf = ({ cost, digest }: Manifest) => `${cost.finishedAt}/${digest}`;
