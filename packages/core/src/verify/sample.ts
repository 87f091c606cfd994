import type { Manifest } from '../manifest/schema.js';
import { permutation } from '../seeds/permutation.js';
import type { Stream } from '../seeds/streams.js';

/**
 * A stratified sample of the cells: drawn at random, but so that conditions and sizes are covered evenly, and that few
 * source networks have to be trained for it. Source networks come along by themselves where a cell starts from one.
 * @param size cells wanted; all of them where there are fewer.
 */
export function stratifiedSample(manifests: readonly Manifest[], size: number, stream: Stream): Manifest[] {
  const cells = manifests.filter(({ role }) => role === 'cell');
  const left = [...permutation(cells.length, stream)].map((index) => cells[index] as Manifest);
  const chosen: Manifest[] = [];
  const wanted = Math.min(size, left.length);
  while (chosen.length < wanted) {
    const times = (same: (other: Manifest) => boolean) => chosen.filter(same).length;
    const scores = left.map((cell) => [
      times((other) => other.condition === cell.condition && other.images === cell.images),
      times((other) => other.condition === cell.condition) + times((other) => other.images === cell.images),
      times((other) => other.replicate === cell.replicate) > 0 ? 0 : 1,
    ]);
    const best = scores.reduce(
      (least, score, index) => (isBefore(score, scores[least] as number[]) ? index : least),
      0,
    );
    chosen.push(...left.splice(best, 1));
  }
  return chosen;
}

function isBefore(a: readonly number[], b: readonly number[]): boolean {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at >= 0 && (a[at] as number) < (b[at] as number);
}
