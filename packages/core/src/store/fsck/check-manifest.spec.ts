import { describe, expect, it } from 'vitest';
import { lossChainOf } from '../../manifest/loss-chain.js';
import type { Manifest } from '../../manifest/schema.js';
import { seal } from '../../manifest/seal.js';
import { type CellSpec, cellIdOf } from '../../plan/cell.js';
import { recordedContext, runIdOf } from '../../plan/run-id.js';
import { forge, leavesOf, otherThan } from '../../testing/edits.js';
import { exampleRuns, storedManifest } from '../../testing/stored-example.js';
import { contradictionsIn } from './check-manifest.js';

const manifests = exampleRuns().map(storedManifest);
const [source, , tuned] = manifests as [Manifest, Manifest, Manifest];

/** What follows from nothing else in a manifest (docs/store.md says so): only a training tells. */
const onlyTrainingTells = [
  /^experiment$/,
  /^(environment|code|cost)\./,
  /^data\.(train|validation|test|order)$/,
  /^weights\./,
  /^test\.loss$/,
  /^evaluations\.\d+\.validationLoss$/,
];

/** Reading finds the format, sealing makes the digests anew, and the source's own manifest tells whether it is the one. */
const foundElsewhere = /^(format|result|digest|sourceRun)$/;

describe('a manifest that was edited and given new digests', () => {
  it.each(manifests.map((manifest) => [manifest.condition ?? 'source', manifest] as const))(
    'of %s is found out in every field but those that only a training tells',
    (_, manifest) => {
      expect(contradictionsIn(manifest)).toEqual([]);
      const leaves = [...leavesOf(manifest)].filter(({ path }) => !foundElsewhere.test(path.join('.')));
      expect(leaves.length).toBeGreaterThan(80);
      const unnoticed = leaves
        .filter(({ path, value }) => contradictionsIn(forge(manifest, path, otherThan(value))).length === 0)
        .map(({ path }) => path.join('.'));
      const allowed = (path: string) => onlyTrainingTells.some((pattern) => pattern.test(path));
      expect(unnoticed.filter((path) => !allowed(path))).toEqual([]);
      expect(
        leaves
          .map(({ path }) => path.join('.'))
          .filter(allowed)
          .sort(),
      ).toEqual(unnoticed.sort());
    },
  );

  it.each<[string, Partial<Manifest>, RegExp]>([
    ['a better accuracy', { test: { ...tuned.test!, accuracy: 1 } }, /^test\.accuracy is 1, but test\.confusion gives 0\.83/], // prettier-ignore
    ['other losses with a chain of their own', forgedLoss(tuned), /^the evaluation after step 2: trainLoss is not the mean/], // prettier-ignore
    ['a step left out', { loss: { ...tuned.loss, steps: 3 } }, /^loss\.steps is 3, but loss\.bits hold 4$/],
    ["another seed's name", { seeds: { ...tuned.seeds, split: '0'.repeat(64) } }, /^seeds\.split is not the seed/],
    ['a class swapped', { data: { ...tuned.data, classes: ['x', 'y'] } }, /subset streams were opened$/],
    ['a backend', { backend: { ...tuned.backend, threads: 2 } }, /^its run id is not the digest/],
    ['a request', { cell: { ...tuned.cell, seed: 8 } }, /^its cell id is not the digest/],
    ['a condition', { condition: 'S1T' }, /^condition S1T is not what was trained$/],
    ['a failure hidden', { outcome: { ...tuned.outcome, status: 'diverged' } }, /^test does not agree with the outcome$/], // prettier-ignore
    ['no request at all', { cell: {} }, /^its request is none that Seedbed makes: cell\.role/],
  ])('%s: it is said what is wrong', (_, changes, expected) => {
    const found = contradictionsIn(seal({ ...tuned, ...changes }));
    expect(found).toContainEqual(expect.stringMatching(expected));
  });

  it('names its plugin as its request does; the first ones of a package by its short name', () => {
    const plugin = '@my-lab/datasets-animals';
    const cell = { ...tuned.cell, dataset: { ...(tuned.cell['dataset'] as object), plugin } } as unknown as CellSpec;
    const asked = { ...tuned, cell: { ...cell }, cellId: cellIdOf(cell), id: runIdOf(cell, recordedContext(tuned)) };
    const found = (name: string) => contradictionsIn(seal({ ...asked, data: { ...tuned.data, plugin: name } }));
    expect([found(plugin), found('animals')]).toEqual([[], []]);
    expect(found('@my-lab/datasets-plants')).toEqual([
      `data.plugin is @my-lab/datasets-plants, but ${plugin} was asked for`,
    ]);
  });

  it('of a diverged run is held to what it says', () => {
    const losses = Buffer.from(Float32Array.of(1, NaN).buffer);
    const loss = { steps: 2, bits: losses.toString('base64'), chain: lossChainOf(losses) };
    const reason = 'the training loss is not finite after step 2';
    const diverged = { ...source, loss, evaluations: [], test: null, outcome: { status: 'diverged' as const, step: 2, reason } }; // prettier-ignore
    expect(contradictionsIn(seal(diverged))).toEqual([]);
    expect(contradictionsIn(seal({ ...diverged, outcome: source.outcome }))).toContain(
      'the loss of step 2 is not finite, but the status is ok',
    );
  });
});

function forgedLoss(manifest: Manifest): Partial<Manifest> {
  const bits = Buffer.from(Float32Array.of(0.5, 0.25, 0.125, 0.0625).buffer);
  return { loss: { steps: 4, bits: bits.toString('base64'), chain: lossChainOf(bits) }, evaluations: manifest.evaluations }; // prettier-ignore
}
