import type { Tensor } from '@tensorflow/tfjs-core';
import { thenDispose } from '../graph/disposing.js';
import type { Load, Program, Repeated } from '../graph/program.js';
import { intoRing, placeOf, ringName, withRing } from './loss-ring.js';

/** A program whose steps each have a loss, which is read when somebody asks for it. */
export interface LossProgram extends Pick<Program, 'state' | 'dispose'> {
  /** One step, as a program's. */
  run(...given: Parameters<Program['run']>): void;
  /** Whether the losses must be read before another step. */
  readonly isFull: boolean;
  /** Those of the steps since they were read last, in order. Waits for the device. */
  losses(): Promise<Float32Array>;
}

/**
 * Makes it.
 * @param kept how many losses stay on the device.
 * @param repeated gives `loss` and all of its state.
 */
export function lossProgram(load: Load, kept: number, repeated: Repeated): LossProgram {
  return kept > 1 ? inRing(load(withRing(repeated, kept)), kept, Object.keys(repeated.state)) : oneByOne(load(repeated)); // prettier-ignore
}

/** Each step gives its loss back. */
function oneByOne(program: Program): LossProgram {
  let unread: Tensor | undefined;
  return {
    run(...given) {
      unread = program.run(...given)['loss'];
    },
    get isFull() {
      return unread !== undefined;
    },
    async losses() {
      const loss = unread;
      unread = undefined;
      return loss ? taken(loss) : new Float32Array();
    },
    state: (names) => program.state(names),
    dispose() {
      unread?.dispose();
      program.dispose();
    },
  };
}

/** Losses stay in a ring. @param names of the state beside it. */
function inRing(program: Program, kept: number, names: readonly string[]): LossProgram {
  let first = 0;
  let unread = 0;
  return {
    run(inputs, step, instead) {
      if (unread === 0) first = step;
      const place = placeOf(kept, step);
      thenDispose(place, () => program.run({ ...inputs, ...place }, step, instead && intoRing(instead)));
      unread++;
    },
    get isFull() {
      return unread === kept;
    },
    async losses() {
      const places = Array.from({ length: unread }, (_, at) => (first + at) % kept);
      unread = 0;
      if (places.length === 0) return new Float32Array();
      const ring = await taken(program.state([ringName])[ringName] as Tensor);
      return Float32Array.from(places, (place) => ring[place] as number);
    },
    state: (some = names) => program.state(some),
    dispose: () => program.dispose(),
  };
}

/** @param tensor disposed. */
async function taken(tensor: Tensor): Promise<Float32Array> {
  try {
    return (await tensor.data()) as Float32Array;
  } finally {
    tensor.dispose();
  }
}
