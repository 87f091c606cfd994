import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digestOf } from '../digest/canonical.js';
import type { Manifest } from '../manifest/schema.js';
import { exampleManifest, lossOf } from '../testing/manifests.js';
import { compareResults, compareRuns } from './compare.js';
import { reasonsToDiffer } from './reasons.js';

const recorded = exampleManifest();
const compare = (changes: Partial<Manifest>) => compareRuns(recorded, exampleManifest(changes));
const { data, weights, measured, environment, backend, cost, config } = recorded;
const test = measured!.test!;
const tested = (changes: Partial<typeof test>) => ({ measured: { ...measured, test: { ...test, ...changes } } });

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
    const worse = compare(tested({ values: { ...test.values, accuracy: 50 } }));
    expect(worse).toMatchObject({ bitwise: false, difference: -25 });
    expect(compare(tested({ predictions: digestOf('x') }))).toMatchObject({ bitwise: false, difference: 0 });
    expect(compare({ seeds: { split: digestOf('x') } })).toMatchObject({ bitwise: false, sameStart: true });
  });

  it('is shown by the first step whose loss differs, in its bits', () => {
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

  it('is compared in what both measured: a metric or a digest that came later is no difference', () => {
    const more = tested({ values: { ...test.values, topK: 100 }, errors: { topK: 0 } });
    const { predictions, ...without } = test;
    expect(predictions).toBeDefined();
    for (const later of [more, tested({}), { measured: { ...measured, test: without } }]) {
      expect(compare(later)).toMatchObject({ bitwise: true });
      expect(compareRuns(exampleManifest(later), recorded)).toMatchObject({ bitwise: true });
    }
    expect(compareRuns(exampleManifest(more), exampleManifest(tested({ values: { ...test.values, topK: 50 } }))).bitwise).toBe(false); // prettier-ignore
    const lost = compare({ measured: { test } });
    expect(lost.checks.find(({ name }) => name === 'measurements')).toMatchObject({ equal: false });
    expect(lost.bitwise).toBe(false);
  });

  it('says which measurement differs first, recorded and here', () => {
    const detail = (changes: Partial<Manifest>) => compare(changes).checks.find(({ name }) => name === 'measurements')?.detail; // prettier-ignore
    expect(detail({})).toBe('equal');
    expect(detail(tested({ values: { ...test.values, accuracy: 50 } }))).toBe('test.accuracy: 75 recorded, 50 here');
    expect(detail(tested({ confusion: [[2, 0], [0, 2]] }))).toBe('test.confusion.1.0: 1 recorded, 0 here'); // prettier-ignore
    expect(detail({ measured: null })).toBe('differs');
  });

  it('has no difference in its main metric when either did not finish', () => {
    expect(compare({ measured: null }).difference).toBeNull();
    expect(compareRuns(exampleManifest({ measured: null }), recorded).difference).toBeNull();
    const validated = exampleManifest({ measured: { validation: measured!.validation! } });
    expect(compareRuns(validated, exampleManifest({ measured: { ...measured, test } })).difference).toBe(0);
  });

  it('started the same only with the same images, order and initial weights', () => {
    for (const key of ['train', 'validation', 'test', 'order'] as const) {
      expect(compare({ data: { ...data, [key]: digestOf('x') } }).sameStart, key).toBe(false);
    }
    const before = { ...weights, before: digestOf('x') };
    expect(compare({ weights: before }).sameStart).toBe(false);
    // Copied layers carry the upstream run's rounding.
    const copying = { ...config, weights: { from: { run: digestOf('source') } } };
    const copied = exampleManifest({ config: copying });
    const other = exampleManifest({ config: copying, weights: before });
    expect(compareRuns(copied, other).sameStart).toBe(true);
    const order = { ...data, order: digestOf('x') };
    expect(compareRuns(copied, exampleManifest({ config: copying, data: order })).sameStart).toBe(false);
  });
});

it('runs are paired by what was asked, in the recorded order; those without a partner are left out', () => {
  const of = (name: string) => exampleManifest({ configId: digestOf(name), id: digestOf([name]) });
  const pairs = compareResults([of('a'), of('b'), of('c')], [of('c'), of('x'), of('a')]);
  expect(pairs.map((pair) => pair.recorded)).toEqual([of('a'), of('c')]);
  for (const pair of pairs) expect([pair.ours.configId, pair.bitwise]).toEqual([pair.recorded.configId, true]);
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
