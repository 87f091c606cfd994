import { type Manifest, type Staleness, stalenessOf, readVerification } from '@seedbed/core';
import { numericsVersion } from '@seedbed/engine/numerics';
import type { Terminal } from '../progress/terminal.js';
import { count } from '../progress/words.js';
import type { Experiment } from '../workspace/experiment.js';
import { engineDigest } from '../workspace/engine-sources.js';

/** Says in a line how many of the runs that answer were made by other sources than these, and how to try them. */
export function sayWhatIsStale(
  spec: string,
  { folder }: Experiment,
  manifests: readonly Manifest[],
  terminal: Terminal,
): void {
  if (manifests.length === 0) return;
  const present = { engine: engineDigest, numerics: numericsVersion };
  const staleness = stalenessOf(manifests, present, readVerification(folder));
  const line = staleLine(spec, staleness, manifests.length);
  if (line !== null) terminal.say(line);
}

/** @param total how many runs answer. @returns null where none can be stale. */
export function staleLine(spec: string, { untried, equal, differing }: Staleness, total: number): string | null {
  const offer = `seedbed verify ${spec} --sample 5`;
  if (differing.length > 0)
    return `stale: ${count(differing.length, 'stored run')} of ${total} came out otherwise with the sources here; ${offer} shows it`;
  if (untried.length === 0) return null;
  const tried = equal > 0 ? `, ${equal} more came out equal` : '';
  return `${untried.length} of ${count(total, 'stored run')} ${untried.length === 1 ? 'was' : 'were'} made by other engine sources than those here${tried}: ${offer} tries some again`;
}
