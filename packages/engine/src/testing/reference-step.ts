import {
  stepInputs,
  stepLabels,
  stepLayers,
  stepMask,
  stepOptimizer,
  stepParameters,
  stepRate,
  stepVelocity,
} from '../probe/step-case.js';
import type { Answer } from './reference-kernels.js';
import { referenceLoss } from './reference-network.js';

const lossOf = (parameters: Float64Array) =>
  referenceLoss(stepLayers, parameters, { inputs: stepInputs, labels: stepLabels, masks: { dropout1: stepMask } });

/** The loss' gradient as difference quotients. @param width of the difference. */
export function stepGradient(width = 1e-5): Float64Array {
  const parameters = Float64Array.from(stepParameters);
  return parameters.map((value, at) => {
    const shifted = (by: number) => {
      const copy = parameters.slice();
      copy[at] = value + by;
      return lossOf(copy);
    };
    return (shifted(width) - shifted(-width)) / (2 * width);
  });
}

/** Loss, parameters and velocity after the step, by its definition: SGD as PyTorch's clip_grad_norm_ and SGD do it. */
export function referenceStep(): readonly Answer[] {
  const { momentum, nesterov, weightDecay, clipNorm } = stepOptimizer;
  const raw = stepGradient();
  const norm = Math.sqrt(raw.reduce((sum, value) => sum + value * value, 0));
  const factor = Math.min(1, clipNorm / norm);
  const gradient = raw.map((value, at) => value * factor + weightDecay * (stepParameters[at] as number));
  const velocity = gradient.map((value, at) => momentum * (stepVelocity[at] as number) + value);
  const direction = nesterov ? gradient.map((value, at) => value + momentum * (velocity[at] as number)) : velocity;
  const parameters = direction.map((value, at) => (stepParameters[at] as number) - stepRate * value);
  // What is rounded on the way is as large as the network's numbers, which are about 1.
  const answer = (values: Float64Array, shape: readonly number[] = [values.length]): Answer => ({ shape, values, terms: values.map(() => 1) }); // prettier-ignore
  return [answer(Float64Array.of(lossOf(Float64Array.from(stepParameters))), []), answer(parameters), answer(velocity)];
}
