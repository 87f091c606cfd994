import { labelOf, type Manifest, mostUneven, notLearned, sameStarts, unevenWords } from '@seedbed/core';
import { percent } from '@seedbed/core/words';
import type { Terminal } from '../progress/terminal.js';

/** Runs named one by one; more are counted. */
const most = 6;

/** What a reader of these results has to know first, as a document holds it. */
export const cautionsOf = (manifests: readonly Manifest[]) => ({
  notLearned: notLearned(manifests).map(({ manifest, signs }) => ({
    label: labelOf(manifest),
    id: manifest.id,
    signs,
  })),
  uneven: mostUneven(manifests),
  sameStart: sameStarts(manifests),
});

/** Names the runs that did not learn, and says where accuracy is mostly that of the largest class. */
export function sayCautions(manifests: readonly Manifest[], terminal: Terminal): void {
  const { notLearned: idle, uneven, sameStart } = cautionsOf(manifests);
  const [pair] = sameStart;
  const others = sameStart.length > 1 ? `, and ${sameStart.length - 1} more so` : '';
  if (pair)
    terminal.say(`caution: ${pair.join(' and ')} start from the same weights${others}, though their seeds differ: does the program draw its start from the run's seed, in each run?`); // prettier-ignore
  for (const { label, signs } of idle.slice(0, most))
    terminal.say(`caution: ${label} did not learn: ${signs.join('; ')}`);
  if (idle.length > most) terminal.say(`caution: ${idle.length - most} more did not learn: --json names them`);
  if (uneven) terminal.say(`caution: ${unevenWords(uneven)}`);
}

/** A value of a metric with its unit: "81.2 %", "0.5123". */
export const valueWords = (value: number, unit: string | undefined): string =>
  unit === '%' ? percent(value) : String(Number(value.toPrecision(4)));

/** What was measured of a run at the end, a line a part: "test accuracy 81.2 %, loss 0.5123". */
export const measuredWords = ({ measured, metrics }: Manifest): string[] =>
  Object.entries(measured ?? {}).map(([part, { values }]) => {
    const all = Object.entries(values).map(([name, value]) => `${name} ${valueWords(value, metrics[name]?.unit)}`);
    return `${part} ${all.join(', ')}`;
  });
