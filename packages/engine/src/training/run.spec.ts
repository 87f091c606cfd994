import type { Example } from '@seedbed/core';
import { describe, expect, it } from 'vitest';
import { portableKernels } from '../kernels/portable.js';
import { initialParameters } from '../network/initialise.js';
import type { Layer } from '../network/layers.js';
import { cellOf, sourceOf } from '../testing/cells.js';
import { syntheticDataset } from '../testing/synthetic-dataset.js';
import { prepareRun } from './run.js';

const dataset = syntheticDataset();
const prepared = (cell: ReturnType<typeof cellOf>, source?: Float32Array) => prepareRun(cell, dataset, portableKernels, source); // prettier-ignore
const keys = (examples: readonly Example[]) => examples.map(({ classIndex, item }) => `${classIndex}/${item}`);
const targets = (images: number) => prepared(cellOf({ images })).drawn;

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
    const source = prepared(sourceOf()).drawn.classes;
    const target = prepared(cellOf()).drawn.classes;
    expect([source.length, target.length]).toEqual([4, 3]);
    expect(target.filter((name) => source.includes(name))).toEqual([]);
    const splits = Array.from({ length: 6 }, (_, replicate) => prepared(cellOf({ replicate })).drawn.classes.join());
    expect(new Set(splits).size).toBeGreaterThan(1);
  });

  it('shuffles labels among the same training images, and leaves validation and test alone', () => {
    const plain = prepared(sourceOf()).drawn;
    const shuffled = prepared(sourceOf({ labels: 'shuffled' })).drawn;
    expect(keys(shuffled.train)).toEqual(keys(plain.train));
    const labels = (examples: readonly Example[]) => examples.map(({ label }) => label);
    expect(labels(shuffled.train)).not.toEqual(labels(plain.train));
    expect(labels(shuffled.train).sort()).toEqual(labels(plain.train).sort());
    expect([shuffled.validation, shuffled.test]).toEqual([plain.validation, plain.test]);
  });

  it("copies exactly the source's first layers and initialises the others as base does", () => {
    const source = prepared(sourceOf()).start.map((value, index) => value + index);
    const base = prepared(cellOf());
    for (let copied = 1; copied < base.layers.length; copied++) {
      const run = prepared(cellOf({ transfer: { copied } }), source);
      const { to } = run.layers[copied - 1] as Layer;
      expect(run.start.slice(0, to)).toEqual(source.slice(0, to));
      expect(run.start.slice(to)).toEqual(base.start.slice(to));
    }
    expect(base.start).toEqual(initialParameters(base.layers, 'target', base.streams));
  });

  it('refuses to start without the source network that it copies from', () => {
    expect(() => prepared(cellOf({ transfer: { copied: 1 } }))).toThrow(TypeError);
  });

  it('gives conditions of a replicate the same start and images, and shares no stream with the source network', () => {
    const runs = [{}, { frozen: 2 }, { probe: 0.5 }].map((transfer) => prepared(cellOf({ transfer })));
    for (const run of runs) {
      expect(run.start).toEqual(runs[0]?.start);
      expect(run.drawn).toEqual(runs[0]?.drawn);
    }
    const names = (run: ReturnType<typeof prepared>) =>
      Object.keys(run.streams.used).filter((name) => name !== 'split');
    const own = new Set(names(runs[0] as ReturnType<typeof prepared>));
    expect(names(prepared(sourceOf())).filter((name) => own.has(name))).toEqual([]);
    // A hundredfold step count, another rate, other evaluations: the same start.
    expect(prepared(cellOf({ training: { steps: 1200, rate: 1, evaluations: 1 } })).start).toEqual(runs[0]?.start);
  });

  it('refuses a class with too few images', () => {
    expect(() => prepared(cellOf({ images: 37 }))).toThrow(expect.objectContaining({ code: 'SB_DATA_TOO_FEW' }));
  });
});
