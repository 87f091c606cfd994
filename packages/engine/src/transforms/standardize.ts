import { sizeOf } from '@seedbed/core';
import { transformCode } from './transform.js';

/**
 * Takes mean and deviation of each column (of images: channel) from the training part and applies them: (x - mean) /
 * deviation in double precision, rounded to float32 once. The deviation is that of all examples, as scikit-learn's
 * StandardScaler has it (divided by n); a column without any deviation becomes 0.
 */
export const standardize = transformCode({
  name: 'standardize',
  version: 1,
  fits: true,
  of: (_, { shape, spread }) => {
    const count = sizeOf(shape);
    return () => {
      const fitted = spread();
      const change = (values: Float32Array) => {
        for (let at = 0; at < count; at++) {
          const { mean, deviation } = fitted[at % fitted.length] as (typeof fitted)[number];
          values[at] = deviation === 0 ? 0 : ((values[at] as number) - mean) / deviation;
        }
      };
      return { key: ['standardize', fitted], change };
    };
  },
});
