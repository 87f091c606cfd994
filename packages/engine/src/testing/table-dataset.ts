import { type Dataset, openStream, type Part, rowsClass } from '@seedbed/core';

interface TableOptions {
  readonly columns?: number;
  readonly train?: number;
  readonly test?: number;
}

/** Rows of numbers with one number to be predicted: the first column minus twice the second. */
export function tableDataset({ columns = 3, train = 40, test = 20 }: TableOptions = {}): Dataset {
  const rowOf = (part: Part, item: number) => {
    const stream = openStream(`row/${part}/${item}`);
    return Float32Array.from({ length: columns }, () => 2 * stream.uniform() - 1);
  };
  return {
    inputs: { shape: [columns], type: 'float32' },
    classes: [rowsClass],
    targets: [{ name: 'y', unit: 'cm' }],
    grouped: false,
    counts: { train: [train], test: [test], validation: [0] },
    fingerprint: '6'.repeat(64),
    notes: [],
    readInputs: (part, _class, item, target, offset) => target.set(rowOf(part, item), offset),
    readTargets(part, _class, item, target, offset) {
      const [first, second] = rowOf(part, item) as unknown as [number, number];
      target[offset] = first - 2 * second;
    },
    groupOf: () => 0,
    close: () => undefined,
  };
}
