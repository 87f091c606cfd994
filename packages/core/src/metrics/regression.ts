import { meanOf, type Measurement, type NumericPredictions, perExample } from '../components/measured.js';

const errors = ({ predicted, targets }: NumericPredictions, of: (error: number) => number) =>
  perExample(targets.length, (each) => of((predicted[each] as number) - (targets[each] as number)));

/** Mean squared error, in the target's unit squared. */
export const squaredError = (predictions: NumericPredictions): Measurement => meanOf(errors(predictions, (error) => error ** 2)); // prettier-ignore

/** Root mean squared error, in the target's unit; its standard error by the delta method. */
export function rmse(predictions: NumericPredictions): Measurement {
  const { value, standardError } = squaredError(predictions);
  const root = Math.sqrt(value);
  return { value: root, standardError: standardError === null || root === 0 ? standardError : standardError / (2 * root) }; // prettier-ignore
}

/** Mean absolute error, in the target's unit. */
export const mae = (predictions: NumericPredictions): Measurement => meanOf(errors(predictions, Math.abs));

/**
 * Coefficient of determination, 1 - residual / total sum of squares: 1 at best, 0 for who always predicts the mean, also
 * below. Its standard error by the delta method, with the total taken as known.
 * @returns value NaN where all targets are equal: it is not defined.
 */
export function r2(predictions: NumericPredictions): Measurement {
  const { targets } = predictions;
  const { value: mean } = meanOf(Float64Array.from(targets));
  const total = perExample(targets.length, (each) => ((targets[each] as number) - mean) ** 2).reduce((sum, each) => sum + each, 0); // prettier-ignore
  const { value, standardError } = squaredError(predictions);
  const scale = total / targets.length;
  if (scale === 0) return { value: NaN, standardError: null };
  return { value: 1 - value / scale, standardError: standardError === null ? null : standardError / scale };
}
