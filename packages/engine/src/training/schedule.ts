import type { Training } from '../config/training.js';

type Rates = Pick<Training, 'learningRate' | 'schedule'> & { readonly steps: number };

/** Learning rate of a step, 0-based. Cosine decay falls from the rate to zero over the run (Loshchilov, Hutter 2017). */
export function rateOf({ learningRate, schedule, steps }: Rates, step: number): number {
  if (schedule === 'constant') return learningRate;
  return (learningRate * (1 + Math.cos((Math.PI * step) / steps))) / 2;
}
