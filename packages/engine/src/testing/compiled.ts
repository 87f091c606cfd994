import type { Dataset } from '@seedbed/core';
import { expect } from 'vitest';
import type { Backend } from '../backends/backend.js';
import { uncompiled } from '../graph/computation.js';
import { trainCell } from '../training/train.js';
import { cellOf, sourceOf } from './cells.js';

/** What a test changes of a cell. */
export type Changes = NonNullable<Parameters<typeof cellOf>[0]>;

/** Trains a source network and the cell above it with graphs and without: everything must be equal. */
export async function agreesOneByOne(backend: Backend, dataset: Dataset, asked: Changes): Promise<void> {
  const oneByOne = { ...backend, kernels: { ...backend.kernels, compile: uncompiled } };
  const before = await trainCell(sourceOf(asked), dataset, oneByOne);
  expect(await trainCell(sourceOf(asked), dataset, backend)).toEqual(before);
  const options = { source: before.parameters };
  const expected = await trainCell(cellOf(asked), dataset, oneByOne, options);
  expect(await trainCell(cellOf(asked), dataset, backend, options)).toEqual(expected);
}
