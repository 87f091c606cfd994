/** Parameters and slots by name. */
export type Vectors = Readonly<Record<string, readonly number[]>>;

export interface ReferenceOptions {
  readonly momentum: number;
  readonly nesterov: boolean;
  readonly decay: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  readonly weightDecay: number;
}

/** A step: slots that are not there yet are 0. @param step from 1. */
export type ReferenceOptimizer = (before: Vectors, gradient: readonly number[], rate: number, step: number, options: ReferenceOptions) => Vectors; // prettier-ignore

/** What happens to one parameter: its number, those of its slots, its gradient. */
type One = (p: number, slot: (name: string) => number, g: number, rate: number, step: number, options: ReferenceOptions) => Readonly<Record<string, number>>; // prettier-ignore

const each =
  (one: One): ReferenceOptimizer =>
  (before, gradient, rate, step, options) => {
    const after: Record<string, number[]> = {};
    gradient.forEach((g, at) => {
      const next = one(before['parameters']?.[at] ?? 0, (name) => before[name]?.[at] ?? 0, g, rate, step, options);
      for (const [name, value] of Object.entries(next)) (after[name] ??= [])[at] = value;
    });
    return after;
  };

const adam: One = (p, slot, g, rate, step, { beta1, beta2, epsilon }) => {
  const mean = beta1 * slot('mean') + (1 - beta1) * g;
  const meanSquare = beta2 * slot('meanSquare') + (1 - beta2) * g * g;
  const [first, second] = [mean / (1 - beta1 ** step), meanSquare / (1 - beta2 ** step)];
  return { parameters: p - (rate * first) / (Math.sqrt(second) + epsilon), mean, meanSquare };
};

/** Optimizers as their papers and PyTorch's documentation write them, a number at a time, in doubles. */
export const referenceOptimizers: Readonly<Record<string, ReferenceOptimizer>> = {
  sgd: each((p, slot, g, rate, _, { momentum, nesterov, weightDecay }) => {
    const whole = g + weightDecay * p;
    const velocity = momentum * slot('velocity') + whole;
    return { parameters: p - rate * (nesterov ? whole + momentum * velocity : velocity), velocity };
  }),
  adam: each((p, slot, g, rate, step, options) => adam(p, slot, g + options.weightDecay * p, rate, step, options)),
  adamW: each((p, slot, g, rate, step, options) => adam(p * (1 - rate * options.weightDecay), slot, g, rate, step, options)), // prettier-ignore
  rmsProp: each((p, slot, g, rate, _, { decay, momentum, epsilon, weightDecay }) => {
    const whole = g + weightDecay * p;
    const meanSquare = decay * slot('meanSquare') + (1 - decay) * whole * whole;
    const velocity = momentum * slot('velocity') + whole / (Math.sqrt(meanSquare) + epsilon);
    return { parameters: p - rate * velocity, meanSquare, velocity };
  }),
  adaGrad: each((p, slot, g, rate, _, { epsilon, weightDecay }) => {
    const whole = g + weightDecay * p;
    const sumOfSquares = slot('sumOfSquares') + whole * whole;
    return { parameters: p - (rate * whole) / (Math.sqrt(sumOfSquares) + epsilon), sumOfSquares };
  }),
  lion: each((p, slot, g, rate, _, { beta1, beta2, weightDecay }) => {
    const direction = Math.sign(beta1 * slot('mean') + (1 - beta1) * g);
    return { parameters: p - rate * (direction + weightDecay * p), mean: beta2 * slot('mean') + (1 - beta2) * g };
  }),
};
