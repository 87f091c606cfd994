import type { ImageShape } from '../dataset/contract.js';
import { type ModelSpec, transferableLayers } from '../spec/model-schema.js';
import type { CellSpec } from './cell.js';

/** What a step costs beside its multiplications, in multiply-adds: calls, copies, the reading of the loss. */
const perStep = 13e6;

/** Multiply-adds of one image's forward pass, layer by layer, the classifier last. */
export function forwardCosts(model: ModelSpec, image: ImageShape, classes: number): number[] {
  let { height, width, channels } = image;
  const costs: number[] = [];
  for (const { filters, kernel, stride, pool } of model.convolutions) {
    height = Math.ceil(height / stride);
    width = Math.ceil(width / stride);
    costs.push(height * width * kernel * kernel * channels * filters);
    height = Math.floor(height / pool);
    width = Math.floor(width / pool);
    channels = filters;
  }
  let units = height * width * channels;
  for (const next of [...model.dense, classes]) {
    costs.push(units * next);
    units = next;
  }
  return costs;
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/**
 * Cost of a run in multiply-adds: frozen layers once an image, trained layers three times a step and image (forward,
 * and both gradients), evaluations on top. Only its ratios matter: for the order of runs and for estimates of time.
 * @param testImages images a class in the test set.
 */
export function costOf(cell: CellSpec, image: ImageShape, testImages: number): number {
  const sides = cell.classes[cell.learns];
  const classes = typeof sides === 'number' ? sides : sides.length;
  const layers = forwardCosts(cell.model, image, classes);
  const { steps, batch, evaluations, augmentation } = cell.training;
  const { frozen, probe } = cell.transfer;
  const above = (from: number) => sum(layers.slice(from));
  const below = sum(layers.slice(0, frozen));
  const augmented = augmentation.flip || augmentation.shift > 0;
  const probing = probe * 3 * above(transferableLayers(cell.model)) + (1 - probe) * 3 * above(frozen);
  const eachStep = batch * (probing + (augmented ? below : 0));
  const images = classes * (cell.images + cell.validation + testImages);
  const evaluated = classes * (evaluations * cell.validation + testImages) * above(frozen);
  return steps * (eachStep + perStep) + images * below + evaluated;
}
