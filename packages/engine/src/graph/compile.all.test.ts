import { mkdtempSync, readdirSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { agreesOneByOne } from '../testing/compiled.js';
import { type Changes, copied } from '../testing/configs.js';
import { describeBackends } from '../testing/each-backend.js';
import { propertySeed } from '../testing/numbers.js';
import { syntheticDataset } from '../testing/synthetic-dataset.js';
import { tensorflowCompile } from './compile.js';
import type { Tensors } from './computation.js';
import { GraphCache } from './graph-cache.js';
import { tensorflowLoad } from './tensorflow-program.js';
import type { NodeBackend } from './node-backend.js';

const native = () => tf.backend() as unknown as NodeBackend;

const changes: fc.Arbitrary<Changes> = fc
  .record({
    convolutions: fc.array(
      fc.record({
        filters: fc.integer({ min: 1, max: 9 }),
        kernelSize: fc.integer({ min: 1, max: 5 }),
        stride: fc.constantFrom(1, 1, 1, 2),
        poolSize: fc.constantFrom(1, 2),
      }),
      { minLength: 1, maxLength: 2 },
    ),
    dense: fc.array(fc.integer({ min: 2, max: 20 }), { maxLength: 2 }),
    dropout: fc.constantFrom(0, 0.3),
    frozen: fc.nat({ max: 2 }),
    flip: fc.boolean(),
    shift: fc.nat({ max: 1 }),
    batchSize: fc.integer({ min: 1, max: 40 }),
    momentum: fc.constantFrom(0, 0.9),
    nesterov: fc.boolean(),
    weightDecay: fc.constantFrom(0, 0.01),
    clipNorm: fc.constantFrom(undefined, 0.5),
  })
  .map(
    ({
      convolutions,
      dense,
      dropout,
      frozen,
      flip,
      shift,
      batchSize,
      clipNorm,
      momentum,
      nesterov,
      weightDecay,
    }): Changes => {
      const freeze = Math.min(frozen, convolutions.length + dense.length);
      const sgd = { momentum, weightDecay, nesterov: nesterov && momentum > 0, ...(clipNorm && { clipNorm }) };
      return {
        network: { convolutions, dense, dropout },
        training: {
          ...{ batchSize, steps: 6, optimizer: { sgd } },
          ...(flip || shift > 0 ? { methods: [{ augment: { flip, shift } }] } : {}),
        },
        ...(freeze > 0 ? { weights: copied(freeze), freeze } : {}),
      };
    },
  );

describeBackends(['tensorflow'], (backend) => {
  it('trains and measures with the bits of the same operations one by one', async () => {
    const dataset = syntheticDataset({ test: 130 });
    await fc.assert(fc.asyncProperty(changes, (asked) => agreesOneByOne(backend(), dataset, asked)), { seed: propertySeed, numRuns: 25 }); // prettier-ignore
  });

  it('executes a graph from the second time on, one for each shape', () => {
    const computation = vi.fn(({ x }: { x: Tensor }) => ({ y: tf.mul(x, 2) }));
    const double = tensorflowCompile(native(), new GraphCache(native()))('double', computation);
    const apply = (values: number[]) => tf.tidy(() => Array.from(double({ x: tf.tensor1d(values) }).y.dataSync()));
    expect([apply([1, 2]), apply([3, 4]), apply([5, 6])]).toEqual([[2, 4], [6, 8], [10, 12]]); // prettier-ignore
    expect(computation).toHaveBeenCalledTimes(1);
    expect([apply([1, 2, 3]), apply([4, 5, 6])]).toEqual([[2, 4, 6], [8, 10, 12]]); // prettier-ignore
    expect(computation).toHaveBeenCalledTimes(2);
  });

  it('keeps no folder, and no more than 32 graphs', () => {
    const compile = tensorflowCompile(native(), new GraphCache(native()));
    const deleted = vi.spyOn(native(), 'deleteSavedModel');
    // A folder of its own: other tests compile meanwhile.
    const temporary = mkdtempSync(join(tmpdir(), 'seedbed-test-'));
    vi.stubEnv('TMPDIR', temporary);
    const apply = (key: number) =>
      tf.tidy(() => compile(String(key), ({ x }: { x: Tensor }) => ({ y: tf.add(x, key) }))({ x: tf.scalar(1) }).y.dataSync()[0]); // prettier-ignore
    for (let key = 0; key < 40; key++) expect(apply(key)).toBe(key + 1);
    expect(deleted).toHaveBeenCalledTimes(8);
    for (let key = 0; key < 40; key++) expect(apply(key)).toBe(key + 1);
    deleted.mockRestore();
    vi.unstubAllEnvs();
    expect(readdirSync(temporary)).toEqual([]);
    rmdirSync(temporary);
  });

  it('keeps the graph of a program, whatever else is compiled, until it is disposed', () => {
    const graphs = new GraphCache(native());
    const [compile, load] = [tensorflowCompile(native(), graphs), tensorflowLoad(native(), graphs)];
    const sum = ({ total, x }: Tensors) => ({ total: tf.add(total as Tensor, x as Tensor), seen: tf.clone(x as Tensor) }); // prettier-ignore
    const program = load({ key: 'sum', computation: sum, state: { total: tf.scalar(1) }, constants: {}, draws: {} });
    const steps = (count: number) => {
      for (let step = 0; step < count; step++) tf.tidy(() => void program.run({ x: tf.scalar(1) }, step));
      return tf.tidy(() => program.state()['total']?.dataSync()[0]);
    };
    expect(steps(1)).toBe(2);
    for (let key = 0; key < 40; key++)
      tf.tidy(
        () => void compile(`other ${key}`, ({ x }: { x: Tensor }) => ({ y: tf.add(x, key) }))({ x: tf.scalar(1) }),
      );
    expect(steps(2)).toBe(4);
    program.dispose();
  });

  it('executes one by one where temporary files cannot be written', () => {
    vi.stubEnv('TMPDIR', '/proc/nowhere');
    const computation = vi.fn(({ x }: { x: Tensor }) => ({ y: tf.mul(x, x) }));
    const square = tensorflowCompile(native(), new GraphCache(native()))('square', computation);
    const apply = (value: number) => tf.tidy(() => square({ x: tf.scalar(value) }).y.dataSync()[0]);
    expect([apply(2), apply(3), apply(4)]).toEqual([4, 9, 16]);
    expect(computation).toHaveBeenCalledTimes(4);
    vi.unstubAllEnvs();
  });

  it('leaves the backend as it was where the computation throws', () => {
    const { executeSingleOutput } = native();
    const broken = tensorflowCompile(native(), new GraphCache(native()))('broken', () => {
      throw new Error('broken');
    });
    expect(() => broken({})).toThrow('broken');
    expect(native().executeSingleOutput).toBe(executeSingleOutput);
  });
});
