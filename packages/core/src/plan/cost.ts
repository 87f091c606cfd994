import type { ImageShape } from '../dataset/contract.js';
import { type ModelSpec, transferableLayers } from '../spec/model-schema.js';
import type { CellSpec } from './cell.js';
import { sum } from './sum.js';

/** What a step costs beside its multiplications, in multiply-adds: calls, copies, the reading of the loss. */
const perStep = 13e6;

/** What one image means to a layer. */
export interface LayerSize {
  /** Multiply-adds of its forward pass. */
  readonly cost: number;
  /** Weights and biases. */
  readonly parameters: number;
  /** Values before pooling. */
  readonly wide: number;
  /** Values that the next layer gets. */
  readonly output: number;
}

/** The network layer by layer, the classifier last. */
export function layerSizes(model: ModelSpec, image: ImageShape, classes: number): LayerSize[] {
  let { height, width, channels } = image;
  const sizes: LayerSize[] = [];
  for (const { filters, kernel, stride, pool } of model.convolutions) {
    height = Math.ceil(height / stride);
    width = Math.ceil(width / stride);
    const wide = height * width * filters;
    const weights = kernel * kernel * channels * filters;
    height = Math.floor(height / pool);
    width = Math.floor(width / pool);
    sizes.push({
      cost: (wide / filters) * weights,
      parameters: weights + filters,
      wide,
      output: height * width * filters,
    });
    channels = filters;
  }
  let units = height * width * channels;
  for (const next of [...model.dense, classes]) {
    sizes.push({ cost: units * next, parameters: (units + 1) * next, wide: next, output: next });
    units = next;
  }
  return sizes;
}

/** How many classes a run learns. */
export function classesOf({ classes, learns }: CellSpec): number {
  const side = classes[learns];
  return typeof side === 'number' ? side : side.length;
}

/** Whether a run has layers that stay as they are, for all of its steps or for the first of them. */
export const freezes = ({ frozen, probe }: CellSpec['transfer']): boolean => frozen > 0 || probe > 0;

/** Whether frozen layers compute in every step, since images enter the network in too many ways to keep their outputs. */
export const freezesInEveryStep = ({ training: { augmentation }, transfer }: CellSpec): boolean =>
  freezes(transfer) && (augmentation.flip || augmentation.shift > 0) && transfer.orientations === undefined;

/**
 * Cost of a run in multiply-adds: frozen layers once an image, trained layers three times a step and image (forward,
 * and both gradients), evaluations on top. Only its ratios matter: for the order of runs and for estimates of time.
 * @param testImages images a class in the test set.
 */
export function costOf(cell: CellSpec, image: ImageShape, testImages: number): number {
  const classes = classesOf(cell);
  const layers = layerSizes(cell.model, image, classes).map(({ cost }) => cost);
  const { steps, batch, evaluations } = cell.training;
  const { frozen, probe } = cell.transfer;
  const above = (from: number) => sum(layers.slice(from));
  const below = sum(layers.slice(0, frozen));
  const probing = probe * 3 * above(transferableLayers(cell.model)) + (1 - probe) * 3 * above(frozen);
  const eachStep = batch * (probing + (freezesInEveryStep(cell) ? below : 0));
  const images = classes * (cell.images * (cell.transfer.orientations ?? 1) + cell.validation + testImages);
  const evaluated = classes * (evaluations * cell.validation + testImages) * above(frozen);
  return steps * (eachStep + perStep) + images * below + evaluated;
}
