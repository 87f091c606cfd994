import type { Training } from '../config/training.js';

type Rates = Pick<Training, 'learningRate' | 'schedule'> & { readonly steps: number };

/** Learning rate of a step, 0-based. Cosine decay falls from the rate to zero over the run (Loshchilov, Hutter 2017). */
export function rateOf({ learningRate, schedule, steps }: Rates, step: number): number {
  if (schedule === 'constant') return learningRate;
  return (learningRate * (1 + Math.cos((Math.PI * step) / steps))) / 2;
}

/** Whether a run is evaluated after a step, 0-based: so many times, evenly spaced, the last step included. */
export function evaluatesAfter(evaluations: number, steps: number, step: number): boolean {
  return Math.floor(((step + 1) * evaluations) / steps) > Math.floor((step * evaluations) / steps);
}
