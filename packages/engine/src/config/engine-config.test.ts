import type { Configured, RunConfig } from '@seedbed/core';
import { describe, expect, it } from 'vitest';
import { layersWith, requestOf } from '../testing/configs.js';
import { engineConfigOf, engineRuns } from './engine-config.js';

const withLayers = (...layers: Configured[]): RunConfig => ({ ...requestOf().config, model: { layers } });
const { config } = requestOf();
const withTraining = (training: Partial<NonNullable<RunConfig['training']>>) => requestOf({ training }).config;
const relu = ['relu', 'classifier'] as const;

describe('what the engine computes of a run config', () => {
  it('holds every unit, with what is at its default filled in', () => {
    const layers = ['relu', 'maxPool'] as const;
    const small = withLayers({ conv: { filters: 8, stride: 2 } }, ...layers, { conv: { filters: 4, kernelSize: 5 } }, 'relu', { dense: { units: 3 } }, 'relu', { dropout: { rate: 0.5 } }, { dense: { units: 2 } }, ...relu); // prettier-ignore
    expect(engineConfigOf(small)).toEqual({
      input: { mean: [0], std: [1] },
      units: [
        { kind: 'convolution', name: 'conv1', filters: 8, kernelSize: 3, stride: 2, poolSize: 2 },
        { kind: 'convolution', name: 'conv2', filters: 4, kernelSize: 5, stride: 1, poolSize: 1 },
        { kind: 'dense', name: 'dense1', units: 3, dropout: { name: 'dropout1', rate: 0.5 } },
        { kind: 'dense', name: 'dense2', units: 2, dropout: null },
        { kind: 'dense', name: 'classifier', units: null, dropout: null },
      ],
      training: {
        optimizer: { momentum: 0.9, nesterov: true, weightDecay: 0 },
        ...{ learningRate: 0.02, schedule: 'cosine', batchSize: 8, augmentation: { flip: false, shift: 0 } },
      },
      ...{ copied: 0, frozen: 0 },
    });
  });

  it('copies all units but the output unless it is said', () => {
    const from = { run: 'f'.repeat(64) };
    expect(engineConfigOf({ ...config, weights: { from }, freeze: 2 })).toMatchObject({ copied: 3, frozen: 2 });
    expect(engineConfigOf({ ...config, weights: { from, layers: 1 } })).toMatchObject({ copied: 1, frozen: 0 });
  });

  it('trains as little or as much as is asked for', () => {
    expect(engineConfigOf(requestOf({ training: null }).config).training).toBeNull();
    const asked = { optimizer: { sgd: { clipNorm: 1, weightDecay: 0.1 } }, schedule: 'constant', methods: [{ augment: { flip: true, shift: 2 } }] }; // prettier-ignore
    expect(engineConfigOf(withTraining(asked)).training).toMatchObject({
      optimizer: { momentum: 0, nesterov: false, weightDecay: 0.1, clipNorm: 1 },
      ...{ schedule: 'constant', augmentation: { flip: true, shift: 2 } },
    });
  });
});

describe('what the engine cannot run', () => {
  const conv = (options: object): Configured => ({ conv: { filters: 2, ...options } });
  const transforms = (...list: Configured[]): RunConfig => requestOf({ learn: { transforms: list } }).config;
  const refusals: readonly (readonly [string, RunConfig])[] = [
    ['the layer batchNorm', withLayers(conv({}), 'batchNorm', ...relu)],
    ['conv1 without relu right after it', withLayers(conv({}), 'maxPool', ...relu)],
    ['dense1 without relu right after it', withLayers({ dense: { units: 2 } }, 'classifier')],
    ['the layer dropout after relu1', withLayers(conv({}), 'relu', { dropout: { rate: 0.5 } }, 'classifier')],
    ['the layer relu as the first one', withLayers(...relu)],
    ['the layer flatten', withLayers(conv({}), 'relu', 'flatten', 'classifier')],
    ['the layer residual', withLayers({ residual: { layers: [conv({}), 'relu'] } }, 'classifier')],
    ['the layer regressor', withLayers('regressor')],
    ['the layer somebody:spline', withLayers({ 'somebody:spline': { knots: 3 } }, 'classifier')],
    ['the layer conv@2', withLayers({ 'conv@2': { filters: 2 } }, ...relu)],
    ['conv after dense1', withLayers({ dense: { units: 2 } }, 'relu', conv({}), ...relu)],
    ['conv with padding "valid"', withLayers(conv({ padding: 'valid' }), ...relu)],
    ['conv with groups 2', withLayers(conv({ groups: 2 }), ...relu)],
    ['conv with bias false', withLayers(conv({ bias: false }), ...relu)],
    ['conv with initializer "glorot"', withLayers(conv({ initializer: 'glorot' }), ...relu)],
    ['dense with bias false', withLayers({ dense: { units: 2, bias: false } }, ...relu)],
    ['classifier with initializer "zeros"', withLayers({ classifier: { initializer: 'zeros' } })],
    ['maxPool with a stride that is not its poolSize', withLayers(conv({}), 'relu', { maxPool: { stride: 1 } }, 'classifier')], // prettier-ignore
    ['the optimizer adam', withTraining({ optimizer: 'adam' })],
    ['the schedule linear', withTraining({ schedule: 'linear' })],
    ['the schedule multiStep', withTraining({ schedule: { multiStep: { at: [0.5] } } })],
    ['the loss squaredError', withTraining({ loss: 'squaredError' })],
    ['crossEntropy with smoothing 0.1', withTraining({ loss: { crossEntropy: { smoothing: 0.1 } } })],
    ['the method mixup', withTraining({ methods: [{ mixup: { alpha: 0.2 } }] })],
    ['the method mixup after augment', withTraining({ methods: [{ augment: { flip: true } }, { mixup: { alpha: 1 } }] })], // prettier-ignore
    ['augment with rotate 5', withTraining({ methods: [{ augment: { flip: true, rotate: 5 } }] })],
    ['augment with cutout 4', withTraining({ methods: [{ augment: { cutout: 4 } }] })],
    ['the transform shufflePixels', transforms('shuffleLabels', 'shufflePixels')],
    ['the mask random', { ...config, mask: { random: { share: 0.5 } } }],
  ];

  it.each(refusals)('is refused by name: %s', (what, asked) => {
    expect(engineRuns(asked)).toMatchObject({
      ...{ code: 'SB_ENGINE_COMPONENT', exitCode: 2 },
      message: `the engine cannot run ${what} yet (stage target)`,
      hint: expect.stringMatching(/^it can run \S/),
    });
    expect(() => engineConfigOf(asked)).toThrow(expect.objectContaining({ code: 'SB_ENGINE_COMPONENT' }));
  });

  it('is nothing of what it does run', () => {
    expect(engineRuns(config)).toBeNull();
    expect(engineRuns(withLayers(...layersWith({ dropout: 0.5 })))).toBeNull();
    expect(engineRuns(withTraining({ loss: 'crossEntropy', schedule: undefined }))).toBeNull();
    expect(engineRuns(transforms('shuffleLabels', { randomLabels: { share: 0.5 } }))).toBeNull();
    expect(engineRuns(withLayers(conv({}), 'relu', { maxPool: { poolSize: 3, stride: 3 } }, 'classifier'))).toBeNull();
  });
});
