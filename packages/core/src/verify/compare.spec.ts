import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digestOf } from '../digest/canonical.js';
import type { Manifest } from '../manifest/schema.js';
import { exampleManifest, lossOf } from '../testing/manifests.js';
import { compareResults, compareRuns } from './compare.js';
import { reasonsToDiffer } from './reasons.js';

const recorded = exampleManifest();
const compare = (changes: Partial<Manifest>) => compareRuns(recorded, exampleManifest(changes));
const { data, weights, test, environment, backend, cost } = recorded;

describe('a run beside the recorded one', () => {
  it('is the same bit for bit when its results are, whoever computed it', () => {
    const elsewhere = { environment: { ...environment, os: 'darwin' }, cost: { ...cost, wallSeconds: 99 } };
    for (const changes of [{}, elsewhere, { id: digestOf('other'), backend: { ...backend, name: 'wasm' } }]) {
      expect(compare(changes)).toMatchObject({ bitwise: true, firstStep: null, difference: 0, sameStart: true });
    }
  });

  it('that ends in other weights or another test is not', () => {
    const ended = compare({ weights: { ...weights, after: digestOf('x') } });
    expect(ended).toMatchObject({ bitwise: false, firstStep: null, sameStart: true });
    const measured = compare({ test: { ...test!, accuracy: 0.5 } });
    expect(measured).toMatchObject({ bitwise: false, difference: -25 });
  });

  it('is told by the first step whose loss differs, in its bits', () => {
    const losses = fc.array(fc.float({ noNaN: true, noDefaultInfinity: true }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(losses, fc.nat(), (values, at) => {
        const step = at % values.length;
        const before = Float32Array.from(values);
        const after = before.slice();
        new Uint32Array(after.buffer)[step]! ^= 1;
        const [a, b] = [before, after].map((loss) =>
          exampleManifest({
            loss: {
              ...lossOf([...loss]),
              chain: digestOf([...loss].map(Object.is.bind(null, 0)).join() + loss.join()),
            },
          }),
        );
        if (a!.loss.chain === b!.loss.chain) return;
        expect(compareRuns(a!, b!)).toMatchObject({ bitwise: false, firstStep: step + 1 });
      }),
      { numRuns: 60, seed: 16 },
    );
  });

  it('that stopped earlier differs at the step that it lacks', () => {
    for (const [ours, first] of [
      [[1, 0.5], 3],
      [[1], 2],
      [[], 1],
      [[1, 0.5, 0.25, 0.1], 4],
      [[1, 0.5, 0.2], 3],
      [[2], 1],
    ] as const) {
      expect(compare({ loss: lossOf(ours) }).firstStep, String(ours)).toBe(first);
    }
    const lying = { ...lossOf([1, 0.5]), steps: 1000 };
    expect(
      compareRuns(exampleManifest({ loss: { ...lying, chain: digestOf('x') } }), exampleManifest({ loss: lying }))
        .firstStep,
    ).toBe(3);
  });

  it('has no difference in accuracy when either did not finish', () => {
    expect(compare({ test: null }).difference).toBeNull();
    expect(compareRuns(exampleManifest({ test: null }), recorded).difference).toBeNull();
  });

  it('started the same only with the same images, order and initial weights', () => {
    for (const key of ['train', 'validation', 'test', 'order'] as const) {
      expect(compare({ data: { ...data, [key]: digestOf('x') } }).sameStart, key).toBe(false);
    }
    const before = { ...weights, before: digestOf('x') };
    expect(compare({ weights: before }).sameStart).toBe(false);
    // Copied layers carry the source network's rounding.
    const copied = exampleManifest({ sourceRun: digestOf('source') });
    const other = exampleManifest({ sourceRun: digestOf('source'), weights: before });
    expect(compareRuns(copied, other).sameStart).toBe(true);
    const order = { ...data, order: digestOf('x') };
    expect(compareRuns(copied, exampleManifest({ sourceRun: digestOf('source'), data: order })).sameStart).toBe(false);
  });
});

it('runs are paired by what was asked, in the recorded order; those without a partner are left out', () => {
  const of = (name: string) => exampleManifest({ cellId: digestOf(name), id: digestOf([name]) });
  const pairs = compareResults([of('a'), of('b'), of('c')], [of('c'), of('x'), of('a')]);
  expect(pairs.map((pair) => pair.recorded)).toEqual([of('a'), of('c')]);
  for (const pair of pairs) expect([pair.ours.cellId, pair.bitwise]).toEqual([pair.recorded.cellId, true]);
  expect(compareResults([of('a')], [])).toEqual([]);
});

describe('reasons to differ', () => {
  const reasons = (changes: Partial<Manifest>, from = recorded) => reasonsToDiffer(from, exampleManifest(changes));

  it('are not what a backend sets itself, as a GPU does to repeat its bits', () => {
    const gpu = { ...backend, name: 'tensorflow-gpu', isa: 'default' };
    const set = exampleManifest({
      backend: gpu,
      environment: { ...environment, variables: { TF_DETERMINISTIC_OPS: '1' } },
    });
    const unset = { backend: gpu, environment: { ...environment, variables: {} } };
    expect(reasons(unset, set)).toEqual([]);
    expect(reasons({ ...unset, backend }, exampleManifest({ ...set, backend }))).toEqual([expect.stringContaining('TF_DETERMINISTIC_OPS: 1 recorded')]); // prettier-ignore
  });
  const cpu = { ...environment.cpu, model: 'Another', features: ['avx512'] };

  it('are none for what cannot change bits', () => {
    expect(reasons({})).toEqual([]);
    expect(reasons({ environment: { ...environment, os: 'darwin', node: '24' }, experiment: 'x' })).toEqual([]);
  });

  it('name each circumstance that differs, recorded and here', () => {
    const expected: [Partial<Manifest>, string[]][] = [
      [{ backend: { ...backend, name: 'cpu', library: 'x' } }, ['backend: tensorflow recorded, cpu here']],
      [{ backend: { ...backend, library: 'tensorflow 2.22' } }, ['library: tensorflow 2.21.0 recorded, tensorflow 2.22 here']],
      [{ backend: { ...backend, threads: 4 } }, ['threads: 1 recorded, 4 here']],
      [{ backend: { ...backend, isa: 'avx2' } }, ['instruction-set pin: default recorded, avx2 here']],
      [{ numerics: 2 }, ["engine's numerics version: 1 recorded, 2 here"]],
      [{ data: { ...data, version: '2' } }, ["data plugin's version: 1 recorded, 2 here"]],
      [{ data: { ...data, fingerprint: '0'.repeat(64) } }, [expect.stringMatching(/^data fingerprint: \w{12} recorded, 0{12} here$/)]],
      [{ environment: { ...environment, cpu } }, [
        'processor: A processor recorded, Another here', 'instruction sets: avx2 fma recorded, avx512 here']],
    ]; // prettier-ignore
    for (const [changes, reason] of expected) expect(reasons(changes)).toEqual(reason);
  });

  it('are no processor where the instruction set is pinned', () => {
    const pin = { backend: { ...backend, isa: 'AVX2' } };
    const set = { TF_ENABLE_ONEDNN_OPTS: '1', ONEDNN_MAX_CPU_ISA: 'AVX2' };
    const there = exampleManifest({ ...pin, environment: { ...environment, variables: set } });
    expect(reasons({ ...pin, environment: { ...environment, cpu } }, there)).toEqual([]);
    expect(reasons({ environment: { ...environment, cpu } }, there).join()).toContain(
      'pin: AVX2 recorded, default here',
    );
  });

  it('are no processor where WebAssembly computed', () => {
    const wasm = { backend: { ...backend, name: 'wasm' } };
    expect(reasons({ ...wasm, environment: { ...environment, cpu } }, exampleManifest(wasm))).toEqual([]);
  });
});
