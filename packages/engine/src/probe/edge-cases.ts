import { given, type KernelCase, labelsOf, measuringOf } from './cases.js';

/*
 * What float32 has beside plain numbers. A run diverges by NaN, so no kernel may make a number of it. Below the smallest
 * normal number a processor may give zero instead (compare.ts), but nothing else.
 */

const [none, tiny] = [Number.NaN, 2 ** -133];
const about = 'what is not a number';

export const notNumbers: readonly KernelCase[] = [
  { kernel: 'convolve', about, operands: [given([2, 2, 2, 1], [1, none, 2, -1, 1, 2, 3, 4]), given([1, 1, 1, 2], [1, -2])], settings: [1, 0] },
  { kernel: 'addBias', about, operands: [given([2, 3], [1, none, 2, -1, 3, 4]), given([3], [1, 2, none])], settings: [] },
  { kernel: 'biasGradient', about, operands: [given([2, 3], [1, none, 2, -1, 3, 4])], settings: [] },
  { kernel: 'relu', about, operands: [given([2, 3], [1, none, -2, none, 3, 4])], settings: [] },
  { kernel: 'multiply', about, operands: [given([2, 2], [1, none, 2, -1]), given([2, 2], [1, 2, 0, 4])], settings: [0, 0] },
  ...measuringOf([
    [about, given([3, 3], [1, none, 2, -1, 3, 4, 1, 2, 3]), labelsOf(0, 2, 1)],
    ['a label whose logit is not a number', given([2, 3], [1, 2, 3, -1, 3, none]), labelsOf(0, 2)],
    ['nothing that is a number', given([2, 2], [none, none, none, none]), labelsOf(0, 1)],
  ]),
]; // prettier-ignore

export const tinyNumbers: readonly KernelCase[] = [
  { kernel: 'relu', about: 'below the smallest normal number', operands: [given([2, 2], [tiny, -tiny, 1, 3 * tiny])], settings: [] },
  { kernel: 'addBias', about: 'below the smallest normal number', operands: [given([2, 2], [tiny, -tiny, 1, 3 * tiny]), given([2], [tiny, tiny])], settings: [] },
  { kernel: 'multiply', about: 'below the smallest normal number', operands: [given([2, 2], [tiny, -tiny, 1, 3 * tiny]), given([2, 2], [1, 2, -3, 0.5])], settings: [0, 0] },
  ...measuringOf([['probabilities below the smallest normal number', given([3, 3], [0, -95, -100, 2, -90, 1, 4, -98, 3]), labelsOf(2, 1, 0)]]),
]; // prettier-ignore
