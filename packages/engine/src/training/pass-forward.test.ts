import { storedCount } from '@seedbed/core';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it, vi } from 'vitest';
import { rowInputs } from '../data/inputs.js';
import { rowsInMemory } from '../data/rows.js';
import { layersOn } from '../testing/configs.js';
import { describeBackends, everyBackend } from '../testing/each-backend.js';
import { numbers, relativeError } from '../testing/numbers.js';
import { referenceOutput } from '../testing/reference-network.js';
import { passForward, rowsAtOnce } from './pass-forward.js';

describe('rowsAtOnce', () => {
  const convolution = { filters: 64, poolSize: 2 };
  const network = { convolutions: [convolution], dense: [] };
  const rows = (extent: number, stride = 1) =>
    rowsAtOnce(layersOn({ ...network, convolutions: [{ ...convolution, stride }] }, [extent, extent, 3], 2)); // prettier-ignore

  it('is 500, and less where a layer is so wide that its values would take more than 64 MiB', () => {
    expect([rows(8), rows(16), rows(64), rows(64, 2)]).toEqual([500, 500, 64, 256]);
    expect(rows(4096)).toBe(1);
  });

  it('counts only the layers that the rows pass, and what enters them', () => {
    const layers = layersOn(network, [64, 64, 3], 2);
    expect(rowsAtOnce(layers.slice(3))).toBe(256);
  });
});

describeBackends(everyBackend, (backend) => {
  const network = { convolutions: [{ filters: 2, poolSize: 2 }], dense: [3], dropout: 0.5 };
  const layers = layersOn(network, [4, 4, 1], 2);
  const parameters = numbers('evaluated', storedCount(layers));

  it('sends more rows than it takes at once through the network, each as itself, without dropout', async () => {
    const rows = 1007;
    const images = numbers('rows', rows * 16, 2);
    const before = tf.memory().numTensors;
    const vector = tf.tensor1d(parameters);
    const inputs = rowInputs(rowsInMemory(images, 16), { labels: new Int32Array(rows) });
    const outputs = new Float32Array(rows * 2);
    await passForward(backend().kernels, layers, vector, inputs, (first, values) => outputs.set(values, first * 2));
    vector.dispose();
    expect(tf.memory().numTensors).toBe(before);
    const expected = referenceOutput(layers, parameters, images, rows);
    expect(relativeError(outputs, expected)).toBeLessThan(1e-6);
  });

  it.each([
    [249, 0],
    [250, 1],
    [1007, 1],
  ])(
    'makes a graph of %d rows %d times, since fewer than half of what it takes at once are not worth one',
    async (rows, graphs) => {
      // prettier-ignore
      const { kernels } = backend();
      const load = vi.fn(kernels.load);
      const vector = tf.tensor1d(parameters);
      const inputs = rowInputs(rowsInMemory(numbers('rows', rows * 16, 2), 16), { labels: new Int32Array(rows) });
      await passForward({ ...kernels, load }, layers, vector, inputs, () => undefined);
      vector.dispose();
      expect(load).toHaveBeenCalledTimes(graphs);
    },
  );
});
