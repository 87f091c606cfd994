import type { Dataset } from '@seedbed/core';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { cpuBackend } from '../backends/cpu.js';
import { type Hold, sourceOf } from '../data/held.js';
import type { Inputs } from '../data/inputs.js';
import type { NodeBackend } from '../graph/node-backend.js';
import { portableHold } from '../kernels/portable-hold.js';
import { tensorflowHold } from '../kernels/tensorflow-hold.js';
import { type Changes, copied, requestOf, upstreamWith } from '../testing/configs.js';
import { describeBackends } from '../testing/each-backend.js';
import { syntheticDataset } from '../testing/synthetic-dataset.js';
import { type TrainedRun, trainRun } from './train.js';

const gray = syntheticDataset();
/** Seven pixels high, five wide, three channels: 105 values, no multiple of four. */
const colored: Dataset = {
  ...gray,
  inputs: { shape: [7, 5, 3], type: 'uint8' },
  readInputs(part, classIndex, item, target, offset) {
    for (let at = 0; at < 105; at++) target[offset + at] = (31 * at + 17 * classIndex + 7 * item + (part === 'test' ? 3 : 0)) % 256; // prettier-ignore
  },
};

const augment = (how: Record<string, unknown>) => ({ training: { methods: [{ augment: how }] } });
interface Case {
  readonly name: string;
  /** Whether images lie on the device, else numbers made of them. */
  readonly pixels: boolean;
  readonly changes: Changes;
  readonly data?: Dataset;
}
const frozen = { weights: copied(2), freeze: 2 };
const cases: readonly Case[] = [
  { name: 'images as they are', pixels: true, changes: {} },
  { name: 'images in color, mirrored and shifted', pixels: true, changes: augment({ flip: true, shift: 2 }), data: colored }, // prettier-ignore
  { name: 'images shifted and blanked', pixels: true, changes: augment({ shift: 1, cutout: 3 }), data: colored },
  { name: 'images blanked by a square of an even side', pixels: true, changes: augment({ cutout: 2 }) },
  { name: 'mixed images', pixels: true, changes: { training: { methods: [{ augment: { flip: true } }, { mixup: { alpha: 0.4 } }] } } }, // prettier-ignore
  { name: 'shuffled pixels', pixels: false, changes: { learn: { transforms: ['shufflePixels'] } } },
  { name: 'outputs of frozen layers', pixels: false, changes: frozen },
  { name: 'outputs of frozen layers, mirrored', pixels: false, changes: { ...augment({ flip: true }), ...frozen } },
  { name: 'shifted images below frozen layers', pixels: true, changes: { ...augment({ shift: 1 }), ...frozen } },
];

const compared = ({ digests, loss, measured, curve, predictions }: TrainedRun) => ({ digests, loss, measured, curve, predictions }); // prettier-ignore

// Not wasm, which keeps its images on the host: its gather knows no batches.
describeBackends(['cpu', 'tensorflow', 'webgpu'], (backend, name) => {
  const keeps = (): Hold => (name === 'tensorflow' ? tensorflowHold(tf.backend() as unknown as NodeBackend) : portableHold); // prettier-ignore

  const on = (hold?: Hold) => ({ ...backend(), kernels: { ...backend().kernels, hold: hold as Hold } });

  it.each(cases)(
    'trains and evaluates with the same bits on rows that lie on the device: $name',
    async ({ changes, pixels, data = gray }) => {
      // prettier-ignore
      const request = requestOf({ ...changes, training: { steps: 6, ...changes.training }, evaluations: 2 });
      const upstream = upstreamWith(new Float32Array(10_000).fill(0.01), changes);
      const train = async (hold?: Hold) =>
      compared(await trainRun(request, data, on(hold), { upstream })); // prettier-ignore
      const before = tf.memory().numTensors;
      const { pixels: keep, ...hold } = keeps();
      let kept = 0;
      expect(await train({ ...hold, pixels: (...given) => (kept++, keep(...given)) })).toEqual(await train());
      expect(kept > 0).toBe(pixels);
      expect(tf.memory().numTensors).toBe(before);
    },
  );

  it.each([0.5, 0.9, 0.1])('blanks with the mean of its own run, whatever ran before: %d', async (mean) => {
    const request = requestOf({ training: { steps: 3, methods: [{ augment: { cutout: 3 } }] }, evaluations: 1 });
    const model = { ...request.config.model, input: { mean: [mean], std: [0.25] } };
    const own = { ...request, config: { ...request.config, model } };
    expect(compared(await trainRun(own, gray, on(keeps())))).toEqual(compared(await trainRun(own, gray, on())));
  });

  it('leaves nothing behind where images cannot be read', async () => {
    const before = tf.memory().numTensors;
    const broken: Dataset = { ...gray, readInputs: () => expect.fail('no disk') };
    await expect(trainRun(requestOf(), broken, on(keeps()))).rejects.toThrow('no disk');
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe('sourceOf', () => {
  beforeAll(() => cpuBackend.open());
  const inputs = (rows: number, pixels = true): Inputs => ({
    ...{ rows, width: 4, labels: new Int32Array(0), fill: () => undefined },
    ...(pixels && { pixels: { image: { height: 2, width: 2, channels: 1 }, tables: [], fill: () => undefined } }),
  });
  const keyOf = (...given: Parameters<typeof sourceOf>) => [sourceOf(...given).key].flat()[0];
  const plain = { key: 'x', draw: () => [], change: (pixels: Uint8Array) => pixels };

  it('keeps on the host what the device does not keep, what it cannot change, and what is too large', () => {
    const hold = { ...portableHold, most: 64 };
    const changed = (change: object) => ({ changes: [{ ...plain, ...change }], onHost: () => inputs(3) });
    expect(keyOf(undefined, inputs(3))).toBe('host');
    expect(keyOf(hold, inputs(3))).toBe('pixels');
    expect(keyOf(hold, inputs(3), changed({}))).toBe('host');
    expect(keyOf(hold, inputs(3), changed({ inGraph: (pixels: tf.Tensor4D) => pixels }))).toBe('pixels');
    expect([4, 5].map((rows) => keyOf(hold, inputs(rows)))).toEqual(['pixels', 'host']);
    expect([16, 17].map((rows) => keyOf({ ...hold, bytesPerPixel: 1 }, inputs(rows)))).toEqual(['pixels', 'host']);
    expect([4, 5].map((rows) => keyOf(hold, inputs(rows, false)))).toEqual(['rows', 'host']);
  });
});
