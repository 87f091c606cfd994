import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Manifest } from '../manifest/schema.js';
import { outsideBand } from './band.js';
import { compareRuns } from './compare.js';

const root = new URL('../../../../', import.meta.url);
const recorded = (file: string): Map<string, Manifest> => {
  const lines = readFileSync(fileURLToPath(new URL(file, root)), 'utf8')
    .trim()
    .split('\n');
  const manifests = lines.map((line) => JSON.parse(line) as Manifest);
  return new Map(manifests.map((manifest) => [manifest.configId, manifest]));
};
const engine = recorded('experiments/fashion-mnist/results.jsonl');
const pytorch = recorded('clients/python/examples/pytorch-layers/results.jsonl');
const pairs = [...engine].map(([id, ours]) => [ours, pytorch.get(id) as Manifest] as const);

describe('the default experiment as the engine and as PyTorch trained it', () => {
  it('has the same runs, with the same classes, examples and order', () => {
    expect([...pytorch.keys()].sort()).toEqual([...engine.keys()].sort());
    for (const [ours, theirs] of pairs)
      expect(compareRuns(ours, theirs)).toMatchObject({ sameStart: true, bitwise: false });
  });

  it('agrees within the band wherever a network starts from nothing', () => {
    const fresh = pairs.filter(([{ config }]) => config.weights === undefined);
    expect(fresh).toHaveLength(36);
    for (const [ours, theirs] of fresh) {
      expect(theirs.weights.before).toBe(ours.weights.before);
      expect(outsideBand(compareRuns(ours, theirs))).toEqual([]);
    }
  });

  it('has no difference in test accuracy that is larger than what replicates differ by', () => {
    const accuracy = ({ measured }: Manifest) => measured?.test?.values['accuracy'] as number;
    const byReplicate = [0, 1, 2, 3, 4, 5].map((replicate) => {
      const own = pairs.filter(([ours]) => ours.replicate === replicate && ours.measured?.test);
      return own.reduce((sum, [ours, theirs]) => sum + accuracy(theirs) - accuracy(ours), 0) / own.length;
    });
    const mean = byReplicate.reduce((sum, each) => sum + each, 0) / 6;
    const error = Math.sqrt(byReplicate.reduce((sum, each) => sum + (each - mean) ** 2, 0) / 30);
    // Student's t with five degrees of freedom, 95 %.
    expect(Math.abs(mean)).toBeLessThan(2.571 * error);
  });
});
