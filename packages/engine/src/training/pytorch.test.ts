import {
  knownComponents,
  type ComponentKind,
  type Configured,
  nameOf,
  optionsOf,
  type Settled,
  settled,
} from '@seedbed/core';
import { describe, expect, it } from 'vitest';
import { codeOf } from '../config/codes.js';
import { rateOf } from '../schedules/rate.js';
import { describeBackends } from '../testing/each-backend.js';
import { largestDifference } from '../testing/numbers.js';
import { type PyTorchCase, pyTorchCases, pyTorchRates, type Quantity } from '../testing/pytorch-cases.js';
import { executed } from '../testing/pytorch-execution.js';

const all = Object.values(pyTorchCases).flat();

/** What differs from PyTorch by more than float32 rounding explains. */
function differences(actual: Partial<Record<Quantity, Float32Array>>, { outcome, bounds }: PyTorchCase): string[] {
  return Object.entries(bounds).flatMap(([quantity, bound]) => {
    const [ours, theirs] = [actual[quantity as Quantity], outcome[quantity as Quantity]];
    const difference = largestDifference(ours ?? [], theirs ?? []);
    return difference <= bound ? [] : [`${quantity} differs by ${difference}, at most ${bound} is rounding`];
  });
}

describeBackends(['wasm', 'tensorflow'], (backend) => {
  for (const [suite, cases] of Object.entries(pyTorchCases)) {
    for (const given of cases) {
      it(`computes what PyTorch does: ${suite}: ${given.name}`, async () => {
        expect(differences(await executed(backend().kernels, given), given)).toEqual([]);
      });
    }
  }
});

describe('schedules', () => {
  for (const { schedule, learningRate, rates } of pyTorchRates) {
    it(`have PyTorch's rates: ${JSON.stringify(schedule)} over ${rates.length} steps`, () => {
      const { name, version, options } = settled(knownComponents, 'schedule', schedule) as Settled;
      const code = codeOf('schedule', name, version);
      const ours = rates.map((_, step) => rateOf({ code, options }, { learningRate, step, steps: rates.length }));
      expect(largestDifference(ours, rates)).toBeLessThan(1e-14 * learningRate);
    });
  }
});

/** Names of layers, those within blocks too. */
const layersIn = (layers: readonly Configured[]): string[] =>
  layers.flatMap((layer) => [nameOf(layer), ...layersIn((optionsOf(layer)['layers'] ?? []) as Configured[])]);

const compared: Partial<Record<ComponentKind, string[]>> = {
  layer: all.flatMap(({ layers }) => layersIn(layers)),
  optimizer: all.map(({ recipe }) => nameOf(recipe.optimizer)),
  schedule: all.map(({ recipe }) => nameOf(recipe.schedule)),
  loss: all.map(({ recipe }) => nameOf(recipe.loss)),
};

describe('the comparison with PyTorch', () => {
  it.each(Object.entries(compared))(
    'has a case for every %s (packages/engine/scripts/pytorch/README.md)',
    (kind, names) => {
      expect(knownComponents.names(kind as ComponentKind).filter((name) => !names.includes(name))).toEqual([]);
    },
  );
});
