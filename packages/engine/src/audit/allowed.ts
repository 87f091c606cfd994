import type { Cause } from './causes.js';

interface Exception {
  readonly cause: Cause;
  /** Found in a line of the call stack. */
  readonly place: RegExp;
  readonly reason: string;
}

/**
 * Where code of a run may do what is else an error. Found by training on every backend: neither TensorFlow.js nor its
 * backends read a clock in a run but where they are asked to measure time (`tf.time`, `tf.profile`).
 */
const exceptions: readonly Exception[] = [
  {
    cause: 'clock',
    place: /\bnode:internal\/console\//,
    reason: 'TensorFlow.js warns on the console; who collects what is printed there notes the time',
  },
];

export const isAllowed = (cause: Cause, stack: string): boolean =>
  exceptions.some((exception) => exception.cause === cause && exception.place.test(stack));
