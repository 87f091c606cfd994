import type { Dataset } from '@seedbed/core';
import { expect } from 'vitest';
import type { Backend } from '../backends/backend.js';
import { uncompiled } from '../graph/computation.js';
import { loadTensors } from '../graph/program.js';
import { trainRun } from '../training/train.js';
import { type Changes, requestOf, upstreamOf, upstreamWith } from './configs.js';

/** Trains a run and the one that starts from it with graphs and without: everything must be equal. */
export async function agreesOneByOne(backend: Backend, dataset: Dataset, asked: Changes): Promise<void> {
  const oneByOne = { ...backend, kernels: { ...backend.kernels, compile: uncompiled, load: loadTensors(uncompiled) } };
  const before = await trainRun(upstreamOf(asked), dataset, oneByOne);
  expect(await trainRun(upstreamOf(asked), dataset, backend)).toEqual(before);
  const options = { upstream: upstreamWith(before.weights, asked) };
  const expected = await trainRun(requestOf(asked), dataset, oneByOne, options);
  expect(await trainRun(requestOf(asked), dataset, backend, options)).toEqual(expected);
}
