import { knownComponents, type ComponentKind, type Configured, type RunConfig } from '@seedbed/core';
import { describe, expect, it } from 'vitest';
import { crossEntropy } from '../losses/cross-entropy.js';
import { augment } from '../methods/augment.js';
import { sgd } from '../optimizers/sgd.js';
import { constant } from '../schedules/constant.js';
import { cosine } from '../schedules/cosine.js';
import { layersWith, requestOf } from '../testing/configs.js';
import { codesOfAny } from './codes.js';
import { engineConfigOf, engineRuns } from './engine-config.js';

const withLayers = (...layers: Configured[]): RunConfig => ({ ...requestOf().config, model: { layers } });
const { config } = requestOf();
const withTraining = (training: Partial<NonNullable<RunConfig['training']>>) => requestOf({ training }).config;
const conv: Configured = { conv: { filters: 2 } };

describe('what the engine computes of a run config', () => {
  it('holds the layers, and how they are trained with what is at its default filled in', () => {
    expect(engineConfigOf(withLayers(conv, 'relu', 'maxPool', 'classifier'))).toEqual({
      input: { mean: [0], std: [1] },
      layers: [conv, 'relu', 'maxPool', 'classifier'],
      training: {
        optimizer: { code: sgd, options: { momentum: 0.9, nesterov: true, weightDecay: 0 } },
        schedule: { code: cosine, options: expect.anything() },
        loss: { code: crossEntropy, options: { smoothing: 0 } },
        ...{ methods: [], mask: null, learningRate: 0.02, batchSize: 8, clipNorm: undefined },
      },
      ...{ copied: 0, frozen: 0 },
    });
  });

  it('counts copied and frozen units as layers, each with what follows it, and copies all but the output unless it is said', () => {
    const from = { run: 'f'.repeat(64) };
    // A convolution with relu and pool, one with relu, a dense layer with relu, the classifier.
    expect(engineConfigOf({ ...config, weights: { from }, freeze: 2 })).toMatchObject({ copied: 7, frozen: 5 });
    expect(engineConfigOf({ ...config, weights: { from, layers: 1 } })).toMatchObject({ copied: 3, frozen: 0 });
    expect(engineConfigOf({ ...config, weights: { from, layers: 4 } })).toMatchObject({ copied: 8, frozen: 0 });
  });

  it('counts what comes before the first weights to the first unit', () => {
    const early = withLayers('flatten', { dropout: { rate: 0.5 } }, { dense: { units: 3 } }, 'relu', 'classifier');
    expect(engineConfigOf({ ...early, freeze: 1 })).toMatchObject({ frozen: 4 });
  });

  it('trains as little or as much as is asked for', () => {
    expect(engineConfigOf(requestOf({ training: null }).config).training).toBeNull();
    const asked = { optimizer: { sgd: { clipNorm: 1, weightDecay: 0.1 } }, schedule: 'constant', methods: [{ augment: { flip: true, shift: 2 } }] }; // prettier-ignore
    expect(engineConfigOf(withTraining(asked)).training).toMatchObject({
      optimizer: { code: sgd, options: { momentum: 0, nesterov: false, weightDecay: 0.1 } },
      schedule: { code: constant },
      methods: [{ code: augment, options: { flip: true, shift: 2 } }],
      clipNorm: 1,
    });
  });

  it('takes the constant schedule and cross-entropy where none is said', () => {
    const { training } = engineConfigOf(withTraining({ schedule: undefined, loss: undefined }));
    expect(training).toMatchObject({ schedule: { code: constant }, loss: { code: crossEntropy } });
  });
});

/** A config with a component in each place where one of its kind can be. */
const using: Readonly<Partial<Record<ComponentKind, (component: Configured) => RunConfig>>> = {
  layer: (layer) => withLayers(layer, 'classifier'),
  initializer: (initializer) => withLayers({ classifier: { initializer } }),
  optimizer: (optimizer) => withTraining({ optimizer }),
  schedule: (schedule) => withTraining({ schedule }),
  loss: (loss) => withTraining({ loss }),
  method: (method) => withTraining({ methods: [{ augment: { flip: true } }, method] }),
  mask: (mask) => ({ ...config, mask }),
  transform: (transform) => requestOf({ learn: { transforms: ['shuffleLabels', transform] } }).config,
};
const kinds = Object.entries(using) as [ComponentKind, (component: Configured) => RunConfig][];

describe('what the engine cannot run', () => {
  const refused = (asked: RunConfig, what: string) => {
    expect(engineRuns(asked)).toMatchObject({
      ...{ code: 'SB_ENGINE_COMPONENT', exitCode: 2 },
      message: `the engine cannot run the ${what} yet (stage target)`,
      hint: expect.stringMatching(/^it can run \S/),
    });
    expect(() => engineConfigOf(asked)).toThrow(expect.objectContaining({ code: 'SB_ENGINE_COMPONENT' }));
  };

  it.each(kinds)("is refused by name: a plugin's %s, and a later version", (kind, config) => {
    refused(config('somebody:special'), `${kind} somebody:special`);
    refused(config({ 'somebody:special': { knots: 3 } }), `${kind} somebody:special`);
    const [first] = knownComponents.names(kind);
    refused(config(`${first}@99`), `${kind} ${first}@99`);
  });

  it('is found within a layer too', () => {
    refused(withLayers({ residual: { layers: [conv, 'somebody:special'] } }, 'classifier'), 'layer somebody:special');
    refused(withLayers({ residual: { layers: [{ conv: { filters: 2, initializer: 'somebody:special' } }] } }, 'classifier'), 'initializer somebody:special'); // prettier-ignore
  });

  it('is nothing of what it does run', () => {
    expect(engineRuns(config)).toBeNull();
    expect(engineRuns(withLayers(...layersWith({ dropout: 0.5 })))).toBeNull();
    expect(engineRuns(withTraining({ loss: 'crossEntropy', schedule: undefined }))).toBeNull();
    expect(engineRuns(using.transform!({ randomLabels: { share: 0.5 } }))).toBeNull();
    expect(engineRuns(withLayers(conv, 'relu', { maxPool: { poolSize: 3, stride: 3 } }, 'classifier'))).toBeNull();
  });

  it('is everything of the language that is not in its lists, and nothing that is', () => {
    for (const [kind, config] of kinds.filter(([kind]) => kind !== 'transform')) {
      const computed = codesOfAny(kind);
      for (const name of knownComponents.names(kind)) {
        const runs = computed.some((code) => code.name === name);
        // Numeric targets, which some losses and outputs need, are another question.
        const isKnown = [undefined, 'SB_LOSS_TARGETS'].includes(engineRuns(config(name))?.code);
        expect([kind, name, isKnown]).toEqual([kind, name, runs]);
      }
      for (const { name, version } of computed)
        expect(knownComponents.find(kind, name, version), `${kind} ${name}`).toBeDefined();
    }
  });
});
