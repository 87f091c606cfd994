import { knownComponents, type Configured, placeNetwork } from '@seedbed/core';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { slicesOf, unstored } from '../network/layout.js';
import { agreesOneByOne } from '../testing/compiled.js';
import { type Changes, copied, requestOf, upstreamOf, upstreamWith } from '../testing/configs.js';
import { describeBackends, everyBackend } from '../testing/each-backend.js';
import { propertySeed } from '../testing/numbers.js';
import { syntheticDataset } from '../testing/synthetic-dataset.js';
import { trainRun } from './train.js';

/** Layers that images go through and stay images. */
const onImages: readonly Configured[] = [
  { conv: { filters: 4, groups: 2, stride: 2 } },
  { conv: { filters: 6, bias: false } },
  { depthwiseConv: { multiplier: 2, kernelSize: 2, padding: 'valid' } },
  { pointwise: { units: 4 } },
  'batchNorm',
  { batchNorm: { momentum: 0.5 } },
  'layerNorm',
  { groupNorm: { groups: 2 } },
  'relu',
  { leakyRelu: { slope: 0.1 } },
  'gelu',
  'tanh',
  'sigmoid',
  { dropout: { rate: 0.3 } },
  { maxPool: { poolSize: 2, stride: 1 } },
  { averagePool: { poolSize: 2, stride: 1 } },
  { residual: { layers: [{ conv: { filters: 8 } }, 'batchNorm', 'relu'], shortcut: 'projection' } },
];

/** Networks of random layers, the first and the last ones with weights. */
const networks = fc
  .tuple(
    fc.array(fc.constantFrom(...onImages), { minLength: 2, maxLength: 6 }),
    fc.constantFrom<Configured[]>(['globalAveragePool'], ['flatten', 'batchNorm'], [{ dense: { units: 6 } }, 'layerNorm', 'tanh']), // prettier-ignore
  )
  .map(([inner, end]): Configured[] => [{ conv: { filters: 4 } }, ...inner, ...end, 'classifier']);

/** The numbers that training keeps beside the parameters. */
const buffersOf = (layers: readonly Configured[], classes: number, weights: Float32Array) =>
  unstored(slicesOf(placeNetwork(layers, [8, 8, 1], classes, knownComponents)), weights).buffers;

describeBackends(everyBackend, (backend, name) => {
  const dataset = syntheticDataset();

  it.runIf(name === 'tensorflow')('trains random networks to the same bits as graphs and one by one', async () => {
    const depth = fc.option(fc.constant(1), { nil: undefined });
    await fc.assert(
      fc.asyncProperty(networks, depth, async (layers, freeze) => {
        const training = { steps: 5, learningRate: 0.01 };
        await agreesOneByOne(backend(), dataset, { layers, training, weights: copied(), ...(freeze && { freeze }) });
      }),
      { seed: propertySeed, numRuns: 12 },
    );
  });

  it('moves running statistics in training, but not those of frozen layers', async () => {
    const layers: Configured[] = [{ conv: { filters: 3 } }, 'batchNorm', 'relu', { conv: { filters: 3 } }, 'batchNorm', 'relu', 'classifier']; // prettier-ignore
    const asked: Changes = { layers, training: { steps: 4 } };
    const { weights: before } = await trainRun(upstreamOf(asked), dataset, backend());
    const learned = buffersOf(layers, 4, before);
    expect(learned.subarray(0, 6)).not.toEqual(Float32Array.of(0, 0, 0, 1, 1, 1));
    const frozen = requestOf({ ...asked, weights: copied(), freeze: 1 });
    const { weights: after } = await trainRun(frozen, dataset, backend(), { upstream: upstreamWith(before, asked) });
    const kept = buffersOf(layers, 3, after);
    expect(kept.subarray(0, 6)).toEqual(learned.subarray(0, 6));
    for (let at = 6; at < 12; at++) expect(kept[at]).not.toBe(learned[at]);
  });
});
