import { lossCode } from './loss.js';

/** Mean of -log p of the class (nats). */
export const crossEntropy = lossCode({
  name: 'crossEntropy',
  version: 1,
  of: ({ kernels, outputs, targets }) => kernels.crossEntropy(outputs, targets.labels),
});
