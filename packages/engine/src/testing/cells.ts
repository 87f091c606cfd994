import type { CellSpec } from '@seedbed/core';

type Changes = Partial<Omit<CellSpec, 'model' | 'training' | 'transfer'>> & {
  readonly model?: Partial<CellSpec['model']>;
  readonly training?: Partial<CellSpec['training']>;
  readonly transfer?: Partial<CellSpec['transfer']>;
};

/** A small network on the synthetic data set, from scratch; two convolutions, one dense layer, the classifier. */
export function cellOf({ model, training, transfer, ...rest }: Changes = {}): CellSpec {
  return {
    role: 'cell',
    dataset: { plugin: 'synthetic', options: {} },
    seed: 11,
    replicate: 0,
    classes: { source: 4, target: 3 },
    learns: 'target',
    labels: 'true',
    images: 12,
    validation: 4,
    ...rest,
    model: {
      family: 'alexnet',
      convolutions: [
        { filters: 4, kernel: 3, stride: 1, pool: 2 },
        { filters: 6, kernel: 3, stride: 1, pool: 1 },
      ],
      dense: [10],
      input: { mean: [0.5], deviation: [0.25] },
      dropout: 0,
      ...model,
    },
    training: {
      optimiser: { name: 'sgd', momentum: 0.9, nesterov: true, weightDecay: 0 },
      rate: 0.02,
      schedule: 'cosine',
      batch: 8,
      steps: 12,
      augmentation: { flip: false, shift: 0 },
      evaluations: 3,
      ...training,
    },
    transfer: { source: null, copied: 0, frozen: 0, probe: 0, ...transfer },
  };
}

/** The source network of `cellOf(changes)`: the same network on the source classes. */
export const sourceOf = (changes: Changes = {}): CellSpec =>
  cellOf({ ...changes, role: 'source', learns: 'source', transfer: {} });
