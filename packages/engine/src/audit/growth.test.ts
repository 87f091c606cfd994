import { philoxUniforms, SeedStreams, sizeOf } from '@seedbed/core';
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { cpuBackend } from '../backends/cpu.js';
import { portableKernels } from '../kernels/portable.js';
import { initialNumbers } from '../network/initialize.js';
import { type Changes, layersOn, type Network, requestOf } from '../testing/configs.js';
import { propertySeed } from '../testing/numbers.js';
import { syntheticDataset } from '../testing/synthetic-dataset.js';
import { Batches } from '../training/batches.js';
import { prepareRun, type TrainingRun } from '../training/run.js';

beforeAll(async () => {
  await cpuBackend.open();
});

const convolution = fc.record({
  filters: fc.integer({ min: 1, max: 5 }),
  kernelSize: fc.constantFrom(1, 3),
});
const networks = fc.record({
  convolutions: fc.array(convolution, { minLength: 1, maxLength: 3 }),
  dense: fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 3 }),
});
const places = fc.record({ seed: fc.nat(), replicate: fc.nat(20) });
const property = <T>(arbitrary: fc.Arbitrary<T>, check: (value: T) => void) =>
  fc.assert(fc.property(arbitrary, check), { numRuns: 30, seed: propertySeed });

const image = [4, 4, 1];

/** What a layer's stream gave, between -1 and 1, by layer name; its bound depends on what the layer sums over. */
function drawnWeights(network: Network, classes: number, at: { seed: number; replicate: number }) {
  const layers = layersOn(network, image, classes);
  const start = initialNumbers(layers, 'target', new SeedStreams(at.seed, at.replicate));
  let end = 0;
  const drawn = layers.flatMap(({ name, parameters }) =>
    parameters.flatMap(({ shape, start: how }) => {
      const values = start.slice(end, (end += sizeOf(shape)));
      if (typeof how !== 'object' || !('fanIn' in how)) return [];
      const limit = Math.sqrt((name === 'classifier' ? 1 : 6) / how.fanIn);
      return [[name, { fanIn: how.fanIn, values, drawn: Array.from(values, (value) => value / limit) }] as const];
    }),
  );
  return new Map(drawn);
}

/** Rows, numbers for dropout and what entered the network, of four batches. */
function batchesOf(at: { seed: number; replicate: number }, asked: Changes) {
  const run = prepareRun(requestOf({ ...at, ...asked }), syntheticDataset(), portableKernels) as TrainingRun;
  const batches = new Batches(run);
  const rows: number[][] = [];
  const uniforms: Record<string, number[]>[] = [];
  const entering: number[][] = [];
  const { images } = batches;
  const source = { ...images, given: (indices: ArrayLike<number>) => (rows.push(Array.from(indices)), images.given(indices)) }; // prettier-ignore
  for (let step = 0; step < 4; step++) {
    const batch = batches.next(source);
    uniforms.push(Object.fromEntries(Object.entries(batches.draws).map(([name, { key, shape }]) => [name, Array.from(philoxUniforms(key, step, sizeOf(shape)))]))); // prettier-ignore
    entering.push(Array.from(images.taken(batch.rows).dataSync()));
    tf.dispose([...Object.values(batch.rows), batch.labels, ...Object.values(batch.drawn)]);
  }
  return { rows, uniforms, entering, positions: batches.positions };
}

describe('numbers stay as they are when something is added:', () => {
  it('initial weights of every layer, when layers are added or widened, or classes', () => {
    property(fc.tuple(networks, networks, places, fc.integer({ min: 2, max: 9 })), ([small, added, at, classes]) => {
      const grown = {
        convolutions: [...small.convolutions, ...added.convolutions],
        dense: [...small.dense, ...added.dense],
      };
      const [before, after] = [drawnWeights(small, 2, at), drawnWeights(grown, classes, at)];
      for (const [name, old] of before) {
        const now = after.get(name)!;
        if (now.fanIn === old.fanIn && now.values.length === old.values.length) expect(now.values).toEqual(old.values);
        const both = Math.min(old.drawn.length, now.drawn.length);
        for (let at = 0; at < both; at++) expect(now.drawn[at]).toBeCloseTo(old.drawn[at]!, 5);
      }
    });
  });

  const additions = fc.record({
    network: networks,
    dropout: fc.constantFrom(0, 0.2, 0.5),
    freeze: fc.constantFrom(undefined, 1),
    steps: fc.integer({ min: 4, max: 50 }),
    methods: fc.constantFrom([], [{ augment: { flip: true } }], [{ augment: { flip: true, shift: 2 } }]),
  });

  it('the batch order, whatever the network, what is frozen, dropout or augmentation', () => {
    property(fc.tuple(places, additions), ([at, { network, dropout, freeze, steps, methods }]) => {
      const { rows } = batchesOf(at, {});
      const asked = { network: { ...network, dropout }, freeze, training: { steps, methods } };
      expect(batchesOf(at, asked).rows).toEqual(rows);
    });
  });

  it('numbers for dropout, when convolutions, frozen units, augmentation or images are added', () => {
    property(fc.tuple(places, additions, fc.integer({ min: 13, max: 30 })), ([at, more, images]) => {
      const { freeze, steps, methods, network } = more;
      const dropped = { dense: [5, 3], dropout: 0.5 };
      const { uniforms } = batchesOf(at, { network: dropped });
      const asked = {
        learn: { perClass: images },
        network: { ...dropped, convolutions: network.convolutions },
        freeze,
      };
      expect(batchesOf(at, { ...asked, training: { steps, methods } }).uniforms).toEqual(uniforms);
    });
  });

  it('numbers for dropout of every step, when dense layers are added', () => {
    property(fc.tuple(places, networks), ([at, { dense }]) => {
      const { uniforms } = batchesOf(at, { network: { dense: [5], dropout: 0.5 } });
      const grown = batchesOf(at, { network: { dense: [5, ...dense], dropout: 0.5 } });
      const first = (each: Record<string, number[]>) => each['dropout1/uniforms'];
      expect(grown.uniforms.map(first)).toEqual(uniforms.map(first));
      expect(uniforms.map(first).every((values) => values?.length === 8 * 5)).toBe(true);
    });
  });

  it('augmented images, whatever the network, what is frozen, or dropout', () => {
    property(fc.tuple(places, additions), ([at, { network, dropout, freeze }]) => {
      const training = { methods: [{ augment: { flip: true, shift: 1 } }] };
      const { entering } = batchesOf(at, { training, network: { ...network, dropout }, freeze });
      expect(entering).toEqual(batchesOf(at, { training }).entering);
    });
  });

  it('augmentation draws three numbers an image, whatever the number of images', () => {
    property(
      fc.tuple(places, additions, fc.integer({ min: 1, max: 30 })),
      ([at, { network, dropout, freeze }, images]) => {
        const training = { methods: [{ augment: { flip: true, shift: 1 } }] };
        const asked = { learn: { perClass: images }, training, network: { ...network, dropout }, freeze };
        expect(batchesOf(at, asked).positions['augment']).toBe(batchesOf(at, { training }).positions['augment']);
      },
    );
  });
});
