import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { differingClasses, type Manifest, predictedClasses, predictionsFile, RunStore } from '@seedbed/core';
import { beforeAll, expect, it } from 'vitest';
import { documentOf, run, seedbed } from '../testing/seedbed.js';
import { digestsOf, filesIn, manifestsOf, newStore } from '../testing/stores.js';
import { temporaryFolder } from '../testing/tiny.js';

const spec = `seedbed: 2
name: churn
title: Which random choice matters
question: If one choice is drawn again, on how many images do two networks disagree?
seed: 5
replicates: 2
data: { fashion: { plugin: fashionmnist, classes: { a: 3 } } }
model: { layers: [{ dense: 6 }, relu, classifier] }
training: { optimizer: sgd, learningRate: 0.1, batchSize: 4, steps: 12 }
stages:
  source: { learn: { data: fashion, classes: a, perClass: 8 } }
  net: { learn: { data: fashion, classes: a, perClass: 8 }, weights: source, measure: [test] }
factors:
  redrawn:
    nothing: {}
    weights: { stages.net.streams: { init: again } }
    order: { stages.net.streams: { order: again } }
metrics:
  churn: { disagreement: { with: { stage: net, at: { redrawn: nothing } } } }
claims:
  - id: V1
    statement: Drawing the order again matters more than drawing the weights again.
    origin: ours
    metric: churn
    test: { contrasts: [{ plus: { redrawn: order }, minus: { redrawn: weights } }] }
    margin: 1
figures:
  - lines: { y: churn, x: redrawn }
`;

const [folder, store] = [join(temporaryFolder(), 'churn'), newStore()];
const predictionsIn = (place: string) => filesIn(join(place, 'predictions'));
const claims = async (place: string) => {
  const { code, stdout, stderr } = await seedbed(['claims', folder, '--results', place, '--json']);
  expect(code, stderr).toBe(0);
  const [claim] = (JSON.parse(stdout) as { claims: { summary: string; findings: { interval: { mean: number } }[] }[] }).claims; // prettier-ignore
  return { summary: claim!.summary, mean: claim!.findings[0]?.interval.mean, stderr };
};
const report = async (place: string) => {
  const out = join(temporaryFolder(), 'report.html');
  const { code, stderr } = await seedbed(['report', folder, '--results', place, '--out', out]);
  expect(code, stderr).toBe(0);
  return readFileSync(out, 'utf8');
};

beforeAll(async () => {
  mkdirSync(folder);
  writeFileSync(join(folder, 'experiment.yaml'), spec);
  const { code, stderr } = await run(folder, store);
  expect(code, stderr).toBe(0);
});

/** What the contrast of the claim is, from the stored probabilities alone. */
function expected(): number {
  const kept = new RunStore(store);
  const manifests = manifestsOf(store);
  const classesOf = ({ measured, data }: Manifest) => {
    const probabilities = kept.readPredictions(measured!.test!.predictions as string);
    return predictedClasses({ classes: data.classes.length, probabilities: probabilities! });
  };
  const churn = (replicate: number, redrawn: string) => {
    const at = (level: string) => manifests.find((each) => each.stage === 'net' && each.replicate === replicate && each.at['redrawn'] === level)!; // prettier-ignore
    return differingClasses(classesOf(at(redrawn)), classesOf(at('nothing'))).value;
  };
  const contrast = (replicate: number) => churn(replicate, 'order') - churn(replicate, 'weights');
  return (contrast(0) + contrast(1)) / 2;
}

it('keeps the predictions of the runs that are compared, and of no other', () => {
  const compared = manifestsOf(store).filter(({ stage }) => stage === 'net');
  expect(compared).toHaveLength(6);
  const digests = new Set(compared.map(({ measured }) => `${measured!.test!.predictions}.f32`));
  expect(predictionsIn(store).sort()).toEqual([...digests].sort());
});

it('claims and report have it from the store and, the same, from what was recorded', async () => {
  const results = join(folder, 'results.jsonl');
  const fromStore = await claims(store);
  expect(fromStore.mean).toBeCloseTo(expected(), 10);
  expect(fromStore.mean).not.toBe(0);
  const page = await report(store);
  expect(page).toContain('Churn');

  const recorded = await seedbed(['record', folder, '--store', store]);
  expect(recorded.code, recorded.stderr).toBe(0);
  const fromFile = await claims(results);
  expect([fromFile.summary, fromFile.mean]).toEqual([fromStore.summary, fromStore.mean]);
  expect(await report(results)).toBe(page);
  const checked = await seedbed(['fsck', '--results', results]);
  expect([checked.code, checked.stdout]).toEqual([0, expect.stringMatching(/8 manifests.*6 predictions files.*no damage/)]); // prettier-ignore

  // Without them it is said what to do.
  const aside = join(folder, `${predictionsFile}.aside`);
  cpSync(join(folder, predictionsFile), aside);
  rmSync(join(folder, predictionsFile));
  const without = await claims(results);
  expect(without.summary).toMatch(/^Incomplete: 4 runs of this claim have no value of churn/);
  expect(without.stderr).toContain(`caution: the predictions of 6 of 8 runs are not kept`);
  expect((await seedbed(['fsck', '--results', results])).stdout).toContain(`missing: ${predictionsFile}: the predictions of r0 net`); // prettier-ignore
  writeFileSync(join(folder, predictionsFile), readFileSync(aside, 'utf8').replace('"bytes":1', '"bytes":2'));
  const damaged = await seedbed(['claims', folder, '--results', results]);
  expect([damaged.code, damaged.stderr]).toEqual([1, expect.stringContaining('SB_PREDICTIONS_DAMAGED')]);
});

it('a run without its predictions is trained again where a metric compares it, and comes out the same', async () => {
  const before = digestsOf(store);
  const [lost] = predictionsIn(store) as [string];
  const owners = manifestsOf(store).filter(({ measured }) => `${measured?.test?.predictions}.f32` === lost);
  rmSync(join(store, 'predictions', lost));
  const refused = await seedbed(['record', folder, '--store', store]);
  expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('SB_RECORD_INCOMPLETE')]);
  const again = documentOf(await run(folder, store));
  expect(again.trained.map(({ id }) => id).sort()).toEqual(owners.map(({ id }) => id).sort());
  expect([digestsOf(store), existsSync(join(store, 'predictions', lost))]).toEqual([before, true]);
});
