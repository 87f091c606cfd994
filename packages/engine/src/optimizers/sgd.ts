import type { Tensor1D } from '@tensorflow/tfjs-core';
import { optimizerCode } from './optimizer.js';
import { decayed, plus, stepped } from './vectors.js';

interface SgdOptions {
  readonly momentum: number;
  readonly nesterov: boolean;
  readonly weightDecay: number;
}

/**
 * Stochastic gradient descent with momentum, as PyTorch's SGD: weight decay, then v = momentum v + g and
 * step = rate (nesterov ? g + momentum v : v).
 */
export const sgd = optimizerCode<SgdOptions>({
  name: 'sgd',
  version: 1,
  slots: () => ['velocity'],
  update({ parameters, gradient, slots, rate }, { momentum, nesterov, weightDecay }) {
    const whole = decayed(gradient, parameters, weightDecay);
    const velocity = plus(whole, slots['velocity'] as Tensor1D, momentum);
    const direction = nesterov ? plus(whole, velocity, momentum) : velocity;
    return { parameters: stepped(parameters, direction, rate), slots: { velocity } };
  },
});
