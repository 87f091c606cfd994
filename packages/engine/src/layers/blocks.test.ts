import type { Configured, Shape } from '@seedbed/core';
import { expect, it } from 'vitest';
import { uncompiled } from '../graph/computation.js';
import { describeBackends, everyBackend } from '../testing/each-backend.js';
import { agree, batchOf, valuesOf } from '../testing/layers-agree.js';

const conv = (filters: number, stride = 1): Configured => ({ conv: { filters, stride } });
const block = (layers: Configured[], shortcut = 'identity'): Configured => ({ residual: { layers, shortcut } });
const pair = (filters: number, stride = 1) => [conv(filters, stride), 'relu', conv(filters)];

const networks: readonly (readonly [string, Configured[], Shape])[] = [
  ['a block that keeps its shape', [block(pair(3))], [4, 5, 3]],
  ['a block that halves even extents and adds channels', [block(pair(5, 2))], [4, 6, 3]],
  ['a block that halves odd extents', [block(pair(3, 2))], [5, 7, 2]],
  ['a stride of three that leaves pixels over', [block([conv(4, 3)])], [7, 8, 3]],
  ['a projection that keeps the shape', [block(pair(3), 'projection')], [3, 4, 3]],
  ['a projection to fewer channels', [block(pair(2, 2), 'projection')], [5, 4, 3]],
  ['a block without shortcut', [block(pair(3, 2), 'none')], [4, 4, 2]],
  ['blocks within blocks', [conv(2), block([conv(2), block([conv(2), 'relu'], 'projection'), block(pair(4, 2))]), 'relu'], [5, 5, 1]], // prettier-ignore
  ['a block that ends with relu, and pooling in a block', [block([conv(2), 'relu', 'maxPool'], 'projection'), block([conv(2), 'relu'])], [6, 6, 2]], // prettier-ignore
  ['a block of numbers', [{ dense: { units: 4 } }, block([{ dense: { units: 6 } }]), block([{ dense: { units: 3 } }], 'projection')], [5]], // prettier-ignore
  ['patches', [{ patchEmbedding: { patch: 2, units: 5 } }], [4, 6, 3]],
  ['a patch of one pixel, and one of the image', [{ patchEmbedding: { patch: 1, units: 3 } }, { dense: { units: 2 } }], [2, 3, 2]], // prettier-ignore
  ['statistics of the batch in blocks within blocks', [conv(3), block([conv(3), 'batchNorm', 'relu', block([conv(3), 'batchNorm']), conv(4, 2), 'batchNorm']), 'relu'], [5, 5, 2]], // prettier-ignore
  ['a transformer block', [{ patchEmbedding: { patch: 2, units: 6 } }, block(['layerNorm', { attention: { heads: 2 } }]), block(['layerNorm', { pointwise: { units: 8 } }, 'gelu', { pointwise: { units: 6 } }]), 'layerNorm', 'globalAveragePool'], [4, 6, 1]], // prettier-ignore
  ['attention of one head', [{ patchEmbedding: { patch: 2, units: 4 } }, { attention: { heads: 1 } }], [4, 4, 1]],
  ['attention of several heads in a block', [{ patchEmbedding: { patch: 2, units: 6 } }, block([{ attention: { heads: 3 } }]), 'classifier'], [4, 6, 1]], // prettier-ignore
];

/** Of the size that is trained, where other programs of a backend may compute than on a few numbers. */
const larger: typeof networks = [
  ['a transformer of 49 tokens', [{ patchEmbedding: { patch: 4, units: 64 } }, block([{ attention: { heads: 4 } }]), block([{ pointwise: { units: 128 } }, 'relu', { pointwise: { units: 64 } }])], [28, 28, 1]], // prettier-ignore
  ['blocks of 16 and 32 channels', [conv(16), block(pair(16)), 'relu', block(pair(32, 2)), 'relu', block(pair(32), 'projection')], [28, 28, 1]], // prettier-ignore
];

describeBackends([...everyBackend, 'webgpu'], (backend, name) => {
  /** On the others the larger networks take long. */
  const isQuick = name === 'tensorflow' || name === 'wasm';

  it.each(networks)('agrees with the reference, forward and backward: %s', async (_, layers, input) => {
    // Statistics of a batch of one say nothing.
    const fewest = JSON.stringify(layers).includes('batchNorm') ? 2 : 1;
    // A software GPU takes its time: there one number of rows has to do.
    for (const rows of name === 'webgpu' ? [3] : [fewest, 3]) {
      const compared = await agree(backend().kernels, batchOf(layers, input, rows));
      expect(compared).toBeGreaterThan(20);
    }
  });

  it.each([...networks, ...(isQuick ? larger : [])])(
    'has the same bits compiled and not, and each time: %s',
    async (_, layers, input) => {
      const { kernels } = backend();
      const batch = batchOf(layers, input, name === 'webgpu' ? 3 : 8);
      const oneByOne = await valuesOf({ ...kernels, compile: uncompiled }, batch);
      expect(await valuesOf(kernels, batch)).toEqual(oneByOne);
      expect(await valuesOf(kernels, batch)).toEqual(oneByOne);
    },
  );
});
