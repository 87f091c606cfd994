import { philoxUniforms, SeedStreams, sha256, storedCount } from '@seedbed/core';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { cpuBackend } from '../backends/cpu.js';
import { hostSource } from '../data/source.js';
import { augmented, drawnFor } from '../methods/augment.js';
import { portableKernels } from '../kernels/portable.js';
import { requestOf, upstreamOf } from '../testing/configs.js';
import { syntheticDataset } from '../testing/synthetic-dataset.js';
import { Batches } from '../training/batches.js';
import { plainImages } from '../training/frozen-outputs.js';
import { prepareRun, type RunRequest, type TrainingRun } from '../training/run.js';

/*
 * What the engine makes of the streams of one small run. None of it depends on the backend. Where one of these moves, no
 * earlier result can be had again: raise the numerics version, and say why.
 */

const bytes = (values: Float32Array) => new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
const prepared = (request: RunRequest) => prepareRun(request, syntheticDataset(), portableKernels) as TrainingRun;
const asked = { network: { dense: [10, 6], dropout: 0.5 } };

beforeAll(async () => {
  await cpuBackend.open();
});

describe('frozen', () => {
  it('classes, images and shuffled labels', () => {
    const { drawn } = prepared(requestOf());
    expect(drawn.classes).toEqual(['class0', 'class4', 'class1']);
    expect(drawn.train.slice(0, 6).map(({ item }) => item)).toEqual([30, 8, 39, 16, 1, 14]);
    expect(drawn.validation.slice(0, 4).map(({ item }) => item)).toEqual([13, 15, 34, 38]);
    const shuffled = prepared(upstreamOf({ learn: { transforms: ['shuffleLabels'] } })).drawn;
    expect(shuffled.classes).toEqual(['class3', 'class2', 'class6', 'class7']);
    expect(shuffled.train.slice(0, 12).map(({ label }) => label)).toEqual([1, 1, 3, 3, 1, 1, 1, 3, 3, 0, 0, 2]);
  });

  it.each([
    [
      'target',
      requestOf(asked),
      {
        conv1: 'a7ddddd8bb01c77c',
        conv2: 'b66d3e5474efb033',
        dense1: '6d94d7725fe96004',
        dense2: '94ac496a1c90189e',
        classifier: 'bd889e7b7639ecff',
      },
    ],
    [
      'source',
      upstreamOf(asked),
      {
        conv1: '62bd5bac34d92d27',
        conv2: 'ebb545d031f473e8',
        dense1: '5c652a336fb5368b',
        dense2: '818facb289ce78f2',
        classifier: 'dd21a8e5b2243c03',
      },
    ],
  ])('initial weights of %s', (_stage, request, expected) => {
    const { layers, start } = prepared(request);
    const digests = layers.flatMap((layer, at) => {
      const from = storedCount(layers.slice(0, at));
      const own = start.slice(from, from + storedCount([layer]));
      return own.length > 0 ? [[layer.name, sha256(bytes(own)).slice(0, 16)] as const] : [];
    });
    expect(Object.fromEntries(digests)).toEqual(expected);
  });

  it('the first two weights, as they are', () => {
    expect([...prepared(requestOf()).start.slice(0, 2)]).toEqual([0.8061138987541199, 0.3058636784553528]);
  });

  it('batch order and the numbers that dropout draws', () => {
    const run = prepared(requestOf(asked));
    const batches = new Batches(run);
    const images = plainImages(run, 'train');
    const rows: number[] = [];
    const fill = (indices: ArrayLike<number>) => void rows.push(...Array.from(indices));
    for (let step = 0; step < 5; step++) {
      const batch = batches.next(hostSource({ ...images, fill }));
      batches.counts();
      tf.dispose([...Object.values(batch.rows), batch.labels, ...Object.values(batch.drawn)]);
    }
    expect(rows.slice(0, 16)).toEqual([7, 17, 22, 29, 27, 26, 15, 1, 32, 12, 4, 31, 8, 0, 2, 25]);
    // Multiples of 2^-23: three of each layer in the first step, then in the second.
    const drawn = [0, 1].flatMap((step) =>
      Object.values(batches.draws).map(({ key }) => [...philoxUniforms(key, step, 3)]),
    );
    expect(drawn.map((values) => values.map((value) => value * 2 ** 23))).toEqual([
      [2554339, 844838, 4827435],
      [8251020, 7911890, 3849491],
      [7264768, 7750927, 2787140],
      [3375985, 7534113, 5795249],
    ]);
    expect(batches.digest()).toBe('4a1e57978f55c115b676eabb472c8ceb0ec9e113388faaf92bbdad145734e54c');
    expect(batches.positions).toEqual({ order: 70 });
  });

  it('mirroring and shifting', () => {
    const stream = new SeedStreams(11, 0).open('target/augment');
    const dot = new Uint8Array(49);
    dot[3 * 7 + 3] = 1;
    dot[3 * 7 + 4] = 2;
    const seen = Array.from({ length: 8 }, () => {
      const image = { height: 7, width: 7, channels: 1 };
      const how = { flip: true, shift: 2, rotate: 0, cutout: 0 };
      const shown = augmented(dot, image, how, drawnFor(how, image, stream), [0]);
      const at = shown.indexOf(1);
      return `${Math.floor(at / 7) - 3},${(at % 7) - 3}${shown[at + 1] === 2 ? '' : ' mirrored'}`;
    });
    expect(seen).toEqual([
      '2,0',
      '-2,0 mirrored',
      '0,-1',
      '1,2 mirrored',
      '1,-2 mirrored',
      '0,1 mirrored',
      '2,1',
      '-2,-2',
    ]);
  });
});
