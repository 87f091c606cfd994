import { type CellSpec, SeedStreams } from '@seedbed/core';
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { cpuBackend } from '../backends/cpu.js';
import { portableKernels } from '../kernels/portable.js';
import { initialParameters } from '../network/initialise.js';
import { layersOf } from '../network/layers.js';
import { cellOf } from '../testing/cells.js';
import { propertySeed } from '../testing/numbers.js';
import { syntheticDataset } from '../testing/synthetic-dataset.js';
import { Batches } from '../training/batches.js';
import { plainImages } from '../training/frozen-outputs.js';
import { prepareRun } from '../training/run.js';

beforeAll(async () => {
  await cpuBackend.open();
});

const convolution = fc.record({
  filters: fc.integer({ min: 1, max: 5 }),
  kernel: fc.constantFrom(1, 3),
  stride: fc.constant(1),
  pool: fc.constant(1),
});
const networks = fc.record({
  convolutions: fc.array(convolution, { minLength: 1, maxLength: 3 }),
  dense: fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 3 }),
});
const places = fc.record({ seed: fc.nat(), replicate: fc.nat(20) });
const property = <T>(arbitrary: fc.Arbitrary<T>, check: (value: T) => void) =>
  fc.assert(fc.property(arbitrary, check), { numRuns: 30, seed: propertySeed });

const { model } = cellOf();
const image = { height: 4, width: 4, channels: 1 };

/** What a layer's stream gave, between -1 and 1, by layer name; its bound depends on what the layer sums over. */
function drawnWeights(network: Partial<CellSpec['model']>, classes: number, at: { seed: number; replicate: number }) {
  const layers = layersOf({ ...model, ...network }, image, classes);
  const parameters = initialParameters(layers, 'target', new SeedStreams(at.seed, at.replicate));
  return new Map(
    layers.map(({ name, from, to, weights, fanIn, relu }) => {
      const values = parameters.slice(from, to - (weights.at(-1) as number));
      return [name, { fanIn, values, drawn: Array.from(values, (value) => value / Math.sqrt((relu ? 6 : 1) / fanIn)) }];
    }),
  );
}

type Training = Partial<CellSpec['training']>;
interface Asked {
  readonly model?: Partial<CellSpec['model']>;
  readonly training?: Training;
  readonly transfer?: Partial<CellSpec['transfer']>;
  readonly images?: number;
}

/** Rows, masks and what entered the network, of four batches. */
function batchesOf(at: { seed: number; replicate: number }, asked: Asked) {
  const run = prepareRun(cellOf({ ...at, ...asked }), syntheticDataset(), portableKernels);
  const batches = new Batches(run);
  const rows: number[][] = [];
  const masks: Record<string, number[]>[] = [];
  const entering: number[][] = [];
  const plain = batches.augmented ?? plainImages(run, 'train');
  const inputs = { ...plain, fill: (indices: ArrayLike<number>, target: Float32Array) => (rows.push(Array.from(indices)), plain.fill(indices, target)) }; // prettier-ignore
  const layers = run.layers.slice(asked.transfer?.frozen ?? 0);
  for (let step = 0; step < 4; step++) {
    const batch = batches.next(inputs, layers);
    masks.push(Object.fromEntries(Object.entries(batch.masks).map(([name, mask]) => [name, Array.from(mask.dataSync())]))); // prettier-ignore
    entering.push(Array.from(batch.inputs.dataSync()));
    tf.dispose([batch.inputs, batch.labels, ...Object.values(batch.masks)]);
  }
  return { rows, masks, entering, positions: batches.positions };
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
    frozen: fc.integer({ min: 0, max: 1 }),
    steps: fc.integer({ min: 4, max: 50 }),
    augmentation: fc.record({ flip: fc.boolean(), shift: fc.nat(2) }),
  });

  it('the batch order, whatever the network, the condition, dropout or augmentation', () => {
    property(fc.tuple(places, additions), ([at, { network, dropout, frozen, steps, augmentation }]) => {
      const { rows } = batchesOf(at, {});
      const asked = { model: { ...network, dropout }, transfer: { frozen }, training: { steps, augmentation } };
      expect(batchesOf(at, asked).rows).toEqual(rows);
    });
  });

  it('dropout masks, when convolutions, conditions, augmentation or images are added', () => {
    property(fc.tuple(places, additions, fc.integer({ min: 13, max: 30 })), ([at, more, images]) => {
      const { frozen, steps, augmentation, network } = more;
      const dropped = { dense: [5, 3], dropout: 0.5 };
      const { masks } = batchesOf(at, { model: dropped });
      const asked = { images, model: { ...dropped, convolutions: network.convolutions }, transfer: { frozen } };
      expect(batchesOf(at, { ...asked, training: { steps, augmentation } }).masks).toEqual(masks);
    });
  });

  it('dropout masks of every step, when dense layers are added', () => {
    property(fc.tuple(places, networks), ([at, { dense }]) => {
      const { masks } = batchesOf(at, { model: { dense: [5], dropout: 0.5 } });
      const grown = batchesOf(at, { model: { dense: [5, ...dense], dropout: 0.5 } });
      expect(grown.masks.map((each) => each['dense1'])).toEqual(masks.map((each) => each['dense1']));
    });
  });

  it('augmented images, whatever the network, the condition or dropout', () => {
    property(fc.tuple(places, additions), ([at, { network, dropout, frozen }]) => {
      const training = { augmentation: { flip: true, shift: 1 } };
      const { entering } = batchesOf(at, { training, model: { ...network, dropout }, transfer: { frozen } });
      expect(entering).toEqual(batchesOf(at, { training }).entering);
    });
  });

  it('augmentation draws three numbers an image, whatever the number of images', () => {
    property(
      fc.tuple(places, additions, fc.integer({ min: 1, max: 30 })),
      ([at, { network, dropout, frozen }, images]) => {
        const training = { augmentation: { flip: true, shift: 1 } };
        const asked = { images, training, model: { ...network, dropout }, transfer: { frozen } };
        expect(batchesOf(at, asked).positions.augment).toBe(batchesOf(at, { training }).positions.augment);
      },
    );
  });
});
