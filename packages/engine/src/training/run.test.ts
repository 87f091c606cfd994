import { type Example, storedCount } from '@seedbed/core';
import { describe, expect, it } from 'vitest';
import { portableKernels } from '../kernels/portable.js';
import { initialNumbers } from '../network/initialize.js';
import { copied, requestOf, upstreamOf, upstreamWith } from '../testing/configs.js';
import { syntheticDataset } from '../testing/synthetic-dataset.js';
import { prepareRun, type RunRequest } from './run.js';

const dataset = syntheticDataset();
const prepared = (request: RunRequest, upstream?: Float32Array) => prepareRun(request, dataset, portableKernels, upstream && upstreamWith(upstream)); // prettier-ignore
const keys = (examples: readonly Example[]) => examples.map(({ classIndex, item }) => `${classIndex}/${item}`);
const targets = (perClass: number) => prepared(requestOf({ learn: { perClass } })).drawn;

describe('prepareRun', () => {
  it('draws smaller training sets as parts of larger ones, and the same validation and test images at every size', () => {
    const sizes = [4, 9, 20, 36].map(targets);
    for (let size = 1; size < sizes.length; size++) {
      const larger = new Set(keys(sizes[size]?.train ?? []));
      const smaller = keys(sizes[size - 1]?.train ?? []);
      expect(smaller.filter((key) => !larger.has(key))).toEqual([]);
      expect(larger.size).toBeGreaterThan(smaller.length);
    }
    for (const drawn of sizes) {
      expect(drawn.validation).toEqual(sizes[0]?.validation);
      expect(drawn.test).toEqual(sizes[0]?.test);
      expect(drawn.classes).toEqual(sizes[0]?.classes);
    }
  });

  it('keeps validation images apart from training images', () => {
    const { train, validation, test } = targets(36);
    const trained = new Set(keys(train));
    expect(keys(validation).filter((key) => trained.has(key))).toEqual([]);
    expect([train.length, validation.length, test.length]).toEqual([3 * 36, 3 * 4, 3 * 20]);
    expect([trained.size, new Set(keys(validation)).size]).toEqual([train.length, validation.length]);
  });

  it('gives source and target classes that are disjoint, others in other replicates', () => {
    const source = prepared(upstreamOf()).drawn.classes;
    const target = prepared(requestOf()).drawn.classes;
    expect([source.length, target.length]).toEqual([4, 3]);
    expect(target.filter((name) => source.includes(name))).toEqual([]);
    const splits = Array.from({ length: 6 }, (_, replicate) => prepared(requestOf({ replicate })).drawn.classes.join());
    expect(new Set(splits).size).toBeGreaterThan(1);
  });

  it('shuffles labels among the same training images, and leaves validation and test alone', () => {
    const plain = prepared(upstreamOf()).drawn;
    const shuffled = prepared(upstreamOf({ learn: { transforms: ['shuffleLabels'] } })).drawn;
    expect(keys(shuffled.train)).toEqual(keys(plain.train));
    const labels = (examples: readonly Example[]) => examples.map(({ label }) => label);
    expect(labels(shuffled.train)).not.toEqual(labels(plain.train));
    expect(labels(shuffled.train).sort()).toEqual(labels(plain.train).sort());
    expect([shuffled.validation, shuffled.test]).toEqual([plain.validation, plain.test]);
  });

  it('copies exactly the first units of the upstream run, and initializes the others as from scratch', () => {
    const upstream = prepared(upstreamOf()).start.map((value, index) => value + index);
    const scratch = prepared(requestOf());
    // Each with its relu, the first with its pool too.
    for (const [units, length] of [
      [1, 3],
      [2, 5],
      [3, 7],
    ] as const) {
      const run = prepared(requestOf({ weights: copied(units) }), upstream);
      const to = storedCount(run.layers.slice(0, length));
      expect(to).toBe([40, 262, 1232][units - 1]);
      expect(run.start.slice(0, to)).toEqual(upstream.slice(0, to));
      expect(run.start.slice(to)).toEqual(scratch.start.slice(to));
      expect(Object.keys(run.streams.used).filter((name) => name.includes('/init/'))).toHaveLength(4 - units);
    }
    expect(scratch.start).toEqual(initialNumbers(scratch.layers, 'target', scratch.streams));
    expect(prepared(requestOf({ weights: copied() }), upstream).start).toEqual(
      prepared(requestOf({ weights: copied(3) }), upstream).start,
    );
  });

  it('refuses to start without the weights that it copies, or with too few', () => {
    expect(() => prepared(requestOf({ weights: copied(1) }))).toThrow(TypeError);
    expect(() => prepared(requestOf({ weights: copied(1) }), new Float32Array(39))).toThrow(RangeError);
  });

  it('gives runs of a replicate the same start and images, and shares no stream with an upstream run of another group', () => {
    const runs = [{}, { freeze: 2 }, { measure: [], evaluations: 0 }].map((changes) => prepared(requestOf(changes)));
    for (const run of runs) {
      expect(run.start).toEqual(runs[0]?.start);
      expect(run.drawn).toEqual(runs[0]?.drawn);
    }
    const names = (run: ReturnType<typeof prepared>) =>
      Object.keys(run.streams.used).filter((name) => name !== 'split');
    const own = new Set(names(runs[0] as ReturnType<typeof prepared>));
    expect(names(prepared(upstreamOf())).filter((name) => own.has(name))).toEqual([]);
    // A hundredfold step count, another rate, other evaluations: the same start.
    expect(prepared(requestOf({ training: { steps: 1200, learningRate: 1 }, evaluations: 1 })).start).toEqual(
      runs[0]?.start,
    );
  });

  it('refuses a class with too few images', () => {
    expect(() => prepared(requestOf({ learn: { perClass: 37 } }))).toThrow(
      expect.objectContaining({ code: 'SB_DATA_TOO_FEW' }),
    );
  });

  it('refuses to measure a part without examples, or to learn from none', () => {
    const refused = expect.objectContaining({ code: 'SB_DATA_TOO_FEW' });
    expect(() => prepared(requestOf({ validation: 0, measure: ['validation'] }))).toThrow(refused);
    expect(() => prepared(requestOf({ learn: { perClass: undefined, share: 0.001 } }))).toThrow(refused);
  });

  it('counts steps by epochs where these are asked for', () => {
    const { training } = prepared(requestOf({ training: { steps: undefined, epochs: 2.5 } }));
    // 36 examples in batches of 8
    expect(training?.steps).toBe(Math.ceil((2.5 * 36) / 8));
  });

  it('takes no step where nothing is said of training', () => {
    const upstream = prepared(upstreamOf()).start;
    const run = prepared(requestOf({ training: null, weights: copied(3) }), upstream);
    expect(run.training).toBeNull();
    expect(Object.keys(run.streams.used)).not.toContain('target/order');
  });

  it('draws what is tagged from other streams, and nothing else', () => {
    const [plain, tagged] = [prepared(requestOf()), prepared(requestOf({ streams: { init: 'b' } }))];
    expect(tagged.start).not.toEqual(plain.start);
    expect(tagged.drawn).toEqual(plain.drawn);
    expect(Object.keys(tagged.streams.used)).toContain('target/init@b/conv1');
  });
});
