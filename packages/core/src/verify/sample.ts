import type { Manifest } from '../manifest/schema.js';
import { permutation } from '../seeds/permutation.js';
import type { Stream } from '../seeds/streams.js';

/**
 * A stratified sample of the measured runs: drawn at random, but so that the levels of every factor are covered evenly,
 * and that few upstream runs have to be trained for it. Upstream runs come along by themselves where a run starts from
 * one. Where nothing is measured, all runs are drawn from.
 * @param size runs wanted; all of them where there are fewer.
 */
export function stratifiedSample(manifests: readonly Manifest[], size: number, stream: Stream): Manifest[] {
  const measured = manifests.filter(({ measure }) => measure.length > 0);
  const from = measured.length > 0 ? measured : manifests;
  const left = [...permutation(from.length, stream)].map((index) => from[index] as Manifest);
  const chosen: Manifest[] = [];
  const wanted = Math.min(size, left.length);
  while (chosen.length < wanted) {
    const times = (same: (other: Manifest) => boolean) => chosen.filter(same).length;
    const scores = left.map((run) => [
      times((other) => other.stage === run.stage && sharedLevels(other, run) === Object.keys(run.at).length),
      chosen.reduce((sum, other) => sum + sharedLevels(other, run), 0),
      times((other) => other.replicate === run.replicate) > 0 ? 0 : 1,
    ]);
    const best = scores.reduce(
      (least, score, index) => (isBefore(score, scores[least] as number[]) ? index : least),
      0,
    );
    chosen.push(...left.splice(best, 1));
  }
  return chosen;
}

/** In how many factors two runs have the same level. */
const sharedLevels = (a: Manifest, b: Manifest) =>
  Object.entries(b.at).filter(([factor, level]) => a.at[factor] === level).length;

function isBefore(a: readonly number[], b: readonly number[]): boolean {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at >= 0 && (a[at] as number) < (b[at] as number);
}
