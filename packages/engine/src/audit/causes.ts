/** What neither code of a run nor a plugin that opens its data may do: the error's code, and the way out. */
export const causes = {
  random: {
    code: 'SB_UNSEEDED_RANDOM',
    hint: 'draw from a named seed stream, or give the operation a seed; TensorFlow.js takes the seed 0 for none',
  },
  clock: {
    code: 'SB_CLOCK_IN_RUN',
    hint: 'a number of a run must not depend on when it is trained; read the clock outside of it, as in onStep',
  },
  machine: {
    code: 'SB_MACHINE_IN_RUN',
    hint: 'neither data nor a number of a run may depend on the machine, the process, its environment or the times of files',
  },
  network: {
    code: 'SB_NETWORK_IN_RUN',
    hint: 'what the network answers may change; keep the original data in a folder and name it with --data',
  },
  unwatched: {
    code: 'SB_UNWATCHED_IN_RUN',
    hint: 'code in another thread, process or context can read clocks and random numbers unseen; do the work here',
  },
} as const;

export type Cause = keyof typeof causes;
