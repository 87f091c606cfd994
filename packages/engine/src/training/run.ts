import { type CellSpec, type Dataset, type Drawn, SeedStreams, drawExamples } from '@seedbed/core';
import type { Kernels } from '../kernels/kernels.js';
import { initialParameters } from '../network/initialise.js';
import { type Layer, layersOf } from '../network/layers.js';

/** Everything a training needs, drawn and laid out, before its first step. */
export interface Run {
  readonly cell: CellSpec;
  readonly dataset: Dataset;
  readonly kernels: Kernels;
  readonly streams: SeedStreams;
  /** Prefix of the streams' names: a source network never shares a stream with the cells that use it. */
  readonly side: 'source' | 'target';
  readonly drawn: Drawn;
  readonly layers: readonly Layer[];
  /** Parameters before the first step. */
  readonly start: Float32Array;
}

/**
 * Draws classes, images and initial weights; copies the source network's first layers where the cell says so.
 * @param source parameters of the source network; needed when the cell copies layers.
 * @throws SeedbedError SB_DATA_TOO_FEW when a class has too few images.
 */
export function prepareRun(cell: CellSpec, dataset: Dataset, kernels: Kernels, source?: Float32Array): Run {
  const streams = new SeedStreams(cell.seed, cell.replicate);
  const side = cell.role === 'source' ? 'source' : 'target';
  const drawn = drawExamples(cell, dataset, streams);
  const layers = layersOf(cell.model, dataset.image, drawn.classes.length);
  const start = initialParameters(layers, side, streams);
  const { copied } = cell.transfer;
  if (copied > 0) {
    if (!source) throw new TypeError('this cell starts from a source network, but none was given');
    start.set(source.subarray(0, (layers[copied - 1] as Layer).to));
  }
  return { cell, dataset, kernels, streams, side, drawn, layers, start };
}
