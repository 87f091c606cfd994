import { channelsOf, clippingOf, convolvingOf, digits, eighths, type KernelCase, labelsOf, measuringOf, multiplyingOf, poolingOf, biasingOf } from './cases.js'; // prettier-ignore

/*
 * The kernels on shapes of the size that trained networks have: libraries choose other programs for them than for a few
 * numbers, and those would otherwise be tried first by a run.
 */

const convolving = convolvingOf([
  ['more channels and filters than a vector has, 7 x 7 at stride 2', [2, 9, 7, 24], [7, 7, 24, 18], 2, digits],
  ['the first layer of an AlexNet, 11 x 11 at stride 4', [2, 31, 35, 3], [11, 11, 3, 20], 4, digits],
  ['a larger batch', [34, 4, 5, 3], [3, 3, 3, 5], 1, digits],
  ['a larger image', [1, 33, 35, 2], [5, 5, 2, 3], 1, digits],
  ['many channels and filters, one pixel each', [2, 5, 6, 70], [1, 1, 70, 66], 1, digits],
]);

const channels = channelsOf([
  ['many channels, a larger batch', [34, 5, 6, 40], [3, 3, 40, 1], 1, digits],
  ['several filters for each of many channels, at stride 2', [2, 9, 11, 24], [5, 5, 24, 2], 2, digits],
]);

const pooling = poolingOf([
  ['a window of four in a larger batch', eighths([34, 9, 13, 3], 1), 4],
  ['a window of five, many channels', eighths([2, 16, 17, 40], 2), 5],
  ['a larger image', eighths([2, 37, 41, 7], 3), 2],
  ['a window of eight', eighths([2, 17, 24, 3], 4), 8],
  ['windows of three that overlap, as of an AlexNet', eighths([2, 27, 25, 16], 5), 3, 2],
]);

const biasing = biasingOf([
  ['many rows of many numbers', [48, 140]],
  ['larger images', [3, 14, 15, 24]],
]);

const clipping = clippingOf([
  ['many rows of many numbers', [48, 140]],
  ['larger images', [3, 14, 15, 24]],
]);

const multiplying = multiplyingOf([
  ['larger matrices', 96, 48, 160, digits],
  ['a sum of thousands', 3, 2500, 5, digits],
]);

const spread = (count: number, classes: number) =>
  labelsOf(...Array.from({ length: count }, (_, at) => (17 * at + 5) % classes));

const measuring = measuringOf([
  ['many classes, a larger batch', eighths([48, 40], 3), spread(48, 40)],
  ['hundreds of classes', eighths([3, 250], 4), spread(3, 250)],
  ['a large batch of few classes', eighths([260, 3], 5), spread(260, 3)],
]);

export const largerCases: readonly KernelCase[] = [
  ...convolving,
  ...channels,
  ...pooling,
  ...biasing,
  ...clipping,
  ...multiplying,
  ...measuring,
].map((each) => ({ ...each, condensed: true }));
