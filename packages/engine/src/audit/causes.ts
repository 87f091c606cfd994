/** What no code of a run may do: the error's code, and the way out. */
export const causes = {
  random: {
    code: 'SB_UNSEEDED_RANDOM',
    hint: 'draw from a named seed stream, or give the operation a seed; TensorFlow.js takes the seed 0 for none',
  },
  clock: {
    code: 'SB_CLOCK_IN_RUN',
    hint: 'a number of a run must not depend on when it is trained; read the clock outside of it, as in onStep',
  },
} as const;

export type Cause = keyof typeof causes;
