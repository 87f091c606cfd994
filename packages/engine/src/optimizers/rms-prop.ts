import type { Tensor1D } from '@tensorflow/tfjs-core';
import { optimizerCode, type Updated } from './optimizer.js';
import { decayed, divided, meanSquare as meanSquareOf, plus, stepped } from './vectors.js';

interface RmsPropOptions {
  readonly decay: number;
  readonly momentum: number;
  readonly epsilon: number;
  readonly weightDecay: number;
}

/**
 * Gradients divided by their running root mean square (Tieleman and Hinton 2012), as PyTorch's RMSprop, which is not
 * centered: s = decay s + (1 - decay) g², v = momentum v + g / (√s + epsilon), step = rate v.
 */
export const rmsProp = optimizerCode<RmsPropOptions>({
  name: 'rmsProp',
  version: 1,
  slots: ({ momentum }) => (momentum > 0 ? ['meanSquare', 'velocity'] : ['meanSquare']),
  update({ parameters, gradient, slots, rate }, { decay, momentum, epsilon, weightDecay }) {
    const whole = decayed(gradient, parameters, weightDecay);
    const meanSquare = meanSquareOf(slots['meanSquare'] as Tensor1D, whole, decay);
    const direction = divided(whole, meanSquare, epsilon);
    const velocity = momentum > 0 ? plus(direction, slots['velocity'] as Tensor1D, momentum) : direction;
    const next: Updated['slots'] = momentum > 0 ? { meanSquare, velocity } : { meanSquare };
    return { parameters: stepped(parameters, velocity, rate), slots: next };
  },
});
