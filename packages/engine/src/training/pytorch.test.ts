import {
  knownComponents,
  type Component,
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

/** Layers, those within blocks too. */
const every = (layers: readonly Configured[]): Configured[] =>
  layers.flatMap((layer) => [layer, ...every((optionsOf(layer)['layers'] ?? []) as Configured[])]);

const compared: Partial<Record<ComponentKind, readonly Configured[]>> = {
  layer: all.flatMap(({ layers }) => every(layers)),
  optimizer: all.map(({ recipe }) => recipe.optimizer),
  schedule: all.map(({ recipe }) => recipe.schedule),
  loss: all.map(({ recipe }) => recipe.loss),
};

/**
 * Names of components, and of their options: `conv`, `conv.filters`. What a case brings itself is no option of it. What a
 * program brings is not the engine's.
 */
const wordsOf = (kind: ComponentKind): string[] =>
  knownComponents
    .names(kind)
    .filter((name) => name !== 'program')
    .flatMap((name) => {
      const { options, parts, references } = knownComponents.find(kind, name) as Component;
      const brought = [...Object.keys(parts ?? {}), ...(references ?? [])];
      return [name, ...Object.keys(options.shape).filter((option) => !brought.includes(option)).map((option) => `${name}.${option}`)]; // prettier-ignore
    });

describe('the comparison with PyTorch', () => {
  it.each(Object.entries(compared))(
    'has a case for every %s and each of its options (packages/engine/scripts/pytorch/README.md)',
    (kind, cases) => {
      const said = cases.flatMap((each) => [nameOf(each), ...Object.keys(optionsOf(each)).map((option) => `${nameOf(each)}.${option}`)]); // prettier-ignore
      expect(wordsOf(kind as ComponentKind).filter((word) => !said.includes(word))).toEqual([]);
    },
  );

  it('has a case for every method but the one that moves whole pixels, which PyTorch leaves to others', () => {
    const said = ['augment', ...all.flatMap(({ methods }) => methods.map(nameOf))];
    expect(knownComponents.names('method').filter((name) => !said.includes(name))).toEqual([]);
  });
});
