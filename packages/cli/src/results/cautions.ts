import { type Manifest, meanClassAccuracy, mostUneven, notLearned, unevenWords, labelOf } from '@seedbed/core';
import type { Terminal } from '../progress/terminal.js';

/** Runs named one by one; more are counted. */
const most = 6;

/** What a reader of these results has to know first, as it stands in a document. */
export const cautionsOf = (manifests: readonly Manifest[]) => ({
  notLearned: notLearned(manifests).map(({ manifest, signs }) => ({
    label: labelOf(manifest),
    id: manifest.id,
    signs,
  })),
  uneven: mostUneven(manifests),
});

/** Names the runs that did not learn, and says where accuracy is mostly that of the largest class. */
export function sayCautions(manifests: readonly Manifest[], terminal: Terminal): void {
  const { notLearned: idle, uneven } = cautionsOf(manifests);
  for (const { label, signs } of idle.slice(0, most))
    terminal.say(`caution: ${label} did not learn: ${signs.join('; ')}`);
  if (idle.length > most) terminal.say(`caution: ${idle.length - most} more did not learn: --json names them`);
  if (uneven) terminal.say(`caution: ${unevenWords(uneven)}`);
}

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

/** Both measures of a run's test, in a line; null where it was not tested. */
export function testedWords(manifest: Manifest): string | null {
  const mean = meanClassAccuracy(manifest);
  if (!manifest.test || mean === null) return null;
  return `test accuracy ${percent(manifest.test.accuracy)}, mean class accuracy ${percent(mean)}`;
}
