import { sha256 } from '@seedbed/core';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { signatureOf } from './compile.js';
import { type Computation, type Tensors, uncompiled } from './computation.js';
import { orDispose } from './disposing.js';
import type { GraphCache, Made } from './graph-cache.js';
import type { NodeBackend } from './node-backend.js';
import { clones, drawnIn, type Load, loadTensors, parted, type Program, type Repeated } from './program.js';
import { destroyed, inputName, keyName, outputName, Recorder, stepDone, stepName, variableNames } from './recorder.js';

/**
 * Programs of TensorFlow: state and constants are variables of a graph, which draws its numbers itself. A step hands over
 * its inputs and gets back what is no state: nothing else leaves the device.
 */
export const tensorflowLoad = (backend: NodeBackend, graphs: GraphCache): Load => {
  // Programs with one graph would share its variables: what runs beside another one gets a graph of its own.
  const inUse = new Set<string>();
  return (repeated) => {
    const { key, state, constants, anyRows, draws } = repeated;
    const oneRow = Object.entries(constants).map(([name, { shape, dtype }]) => [name, anyRows?.includes(name) ? shape.slice(1) : shape, dtype]); // prettier-ignore
    const signature = [signatureOf(state), oneRow];
    const shapes = Object.entries(draws).map(([name, { shape }]) => [name, shape]);
    // The key of a deep network is long.
    const owner = free(inUse, sha256(JSON.stringify([key, signature, shapes])));
    let start = state;
    let program: Program | undefined;
    let pinned: string | undefined;
    const loaded = (inputs: Tensors): Program => {
      const now = { ...repeated, state: start };
      const place = JSON.stringify(['program', owner, signatureOf(inputs)]);
      const graph = graphs.find(place, () => made(now, inputs, new Recorder(backend)));
      if (graph.session === null) return loadTensors(uncompiled)(now);
      graphs.pin((pinned = place));
      return resident(backend, { ...graph, session: graph.session }, now);
    };
    return {
      run: (inputs, step, instead) => (program ??= loaded(inputs)).run(inputs, step, instead),
      state: (names) => program?.state(names) ?? clones(start, names),
      set(tensors) {
        if (program) return program.set(tensors);
        tf.dispose(Object.keys(tensors).map((name) => start[name]));
        start = { ...start, ...tensors };
      },
      dispose() {
        inUse.delete(owner);
        if (pinned !== undefined) graphs.unpin(pinned);
        if (program) program.dispose();
        else tf.dispose([start, constants] as Record<string, Tensor>[]);
      },
    };
  };
};

/** The first name for a key that nobody has; it is taken. */
function free(inUse: Set<string>, key: string): string {
  let number = 0;
  while (inUse.has(`${number} ${key}`)) number++;
  inUse.add(`${number} ${key}`);
  return `${number} ${key}`;
}

/** The graph of a program, recorded on its first step. */
function made({ state, constants, draws, computation }: Repeated, inputs: Tensors, recorder: Recorder): Made {
  for (const [name, tensor] of Object.entries({ ...state, ...constants })) recorder.variable(name, tensor);
  for (const [name, tensor] of Object.entries(inputs)) recorder.input(name, tensor);
  const drawn = drawnIn(draws, 0);
  if (Object.keys(drawn).length > 0) recorder.step();
  for (const [name, tensor] of Object.entries(drawn)) recorder.drawn(name, tensor);
  const outputs = recorder.record(() =>
    orDispose(drawn, () => computation({ ...state, ...constants, ...drawn, ...inputs })),
  );
  const after = parted(outputs, state);
  for (const [name, tensor] of Object.entries(after.state)) recorder.assign(name, tensor);
  for (const [name, tensor] of Object.entries(after.others)) recorder.output(name, tensor);
  recorder.ends();
  tf.dispose([outputs, drawn] as Record<string, Tensor>[]);
  return { operations: recorder.operations, outputs: Object.keys(after.others) };
}

function resident(
  backend: NodeBackend,
  { session, outputs }: { readonly session: number; readonly outputs: readonly string[] },
  { state, constants, draws }: Repeated,
): Program {
  const names = Object.keys(state);
  const everything = [...names, ...Object.keys(constants)];
  const fetched = outputs.length > 0 ? outputs.map(outputName) : [stepDone];
  const keys = Object.entries(draws).map(([name, { key }]): [string, Tensor] => [keyName(name), tf.tensor2d(Int32Array.from(key), [1, 2], 'int32')]); // prettier-ignore
  const call = (given: Tensors, wanted: readonly string[]) =>
    backend.runSavedModel(session, Object.values(given), Object.keys(given).map((name) => ({ name })), [...wanted]); // prettier-ignore
  const set = (tensors: Tensors) => {
    const all = Object.entries(tensors);
    if (all.length === 0) return;
    const given = Object.fromEntries(all.map(([name, tensor]) => [variableNames(name).start, tensor]));
    tf.dispose(call(given, all.map(([name]) => variableNames(name).started))); // prettier-ignore
    tf.dispose(tensors as Record<string, Tensor>);
  };
  const read = (which: readonly string[]): Record<string, Tensor> => {
    const tensors = call({}, which.map((name) => variableNames(name).read)); // prettier-ignore
    return Object.fromEntries(which.map((name, index) => [name, tensors[index] as Tensor]));
  };
  /** A step operation by operation, on copies. */
  const stepped = (inputs: Tensors, step: number, compute: Computation<Tensors, Tensors>): Tensors => {
    const given = { ...read(everything), ...drawnIn(draws, step) };
    try {
      const after = parted(compute({ ...given, ...inputs }), state);
      set(after.state);
      return after.others;
    } finally {
      tf.dispose(given);
    }
  };
  set({ ...state, ...constants });
  return {
    run(inputs, step, instead) {
      if (instead) return stepped(inputs, step, instead);
      const given = Object.fromEntries(Object.entries(inputs).map(([name, tensor]) => [inputName(name), tensor]));
      const drawing: Record<string, Tensor> =
        keys.length > 0 ? { ...Object.fromEntries(keys), [stepName]: tf.scalar(step, 'int32') } : {};
      try {
        const tensors = call({ ...given, ...drawing }, fetched);
        if (outputs.length === 0) tf.dispose(tensors);
        return Object.fromEntries(outputs.map((name, index) => [name, tensors[index] as Tensor]));
      } finally {
        drawing[stepName]?.dispose();
      }
    },
    state: (some = names) => read(some),
    set,
    dispose() {
      tf.dispose([...call({}, [destroyed]), ...keys.map(([, key]) => key)]);
    },
  };
}
