import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import type { NodeBackend } from './node-backend.js';
import type { Compile, Computation, Tensors } from './computation.js';
import { inputName, outputName, Recorder } from './recorder.js';
import { type Operation, savedModel, tag } from './saved-model.js';

/** Graphs that stay loaded; a worker that trains all conditions of the default experiment needs 28. */
const kept = 32;

interface Graph {
  /** Null where TensorFlow could not load it: its operations are then executed one by one. */
  readonly session: number | null;
  readonly outputs: readonly string[];
}

/**
 * Compiles for TensorFlow: a computation's operations are recorded the first time it is asked for, and executed as one
 * graph. One call instead of a hundred takes a third less time on small networks, and the outputs are the same bit for
 * bit (docs/decisions/graphs.md).
 */
export function tensorflowCompile(backend: NodeBackend): Compile {
  const graphs = new Map<string, Graph>();

  const make = (computation: Computation<Tensors, Tensors>, inputs: Tensors): Graph => {
    const recorder = new Recorder(backend, inputs);
    const outputs = recorder.record(() => computation(inputs));
    tf.dispose(Object.values(outputs));
    return { session: load(backend, recorder.operations), outputs: Object.keys(outputs) };
  };

  const find = (key: string, computation: Computation<Tensors, Tensors>, inputs: Tensors): Graph => {
    const graph = graphs.get(key) ?? make(computation, inputs);
    // The one used last stands last.
    graphs.delete(key);
    graphs.set(key, graph);
    const [oldest] = graphs;
    if (oldest && graphs.size > kept) {
      graphs.delete(oldest[0]);
      if (oldest[1].session !== null) backend.deleteSavedModel(oldest[1].session);
    }
    return graph;
  };

  return (key, computation) => (inputs) => {
    const shapes = Object.entries(inputs).map(([name, { shape, dtype }]) => [name, shape, dtype]);
    const graph = find(JSON.stringify([key, shapes]), computation as never, inputs);
    if (graph.session === null) return computation(inputs);
    const tensors = backend.runSavedModel(
      graph.session,
      Object.values(inputs),
      Object.keys(inputs).map((name) => ({ name: inputName(name) })),
      graph.outputs.map(outputName),
    );
    return Object.fromEntries(graph.outputs.map((name, index) => [name, tensors[index]])) as never;
  };
}

/** TensorFlow loads graphs from folders only. Null where the folder for temporary files cannot be written. */
function load(backend: NodeBackend, operations: readonly Operation[]): number | null {
  let folder: string | undefined;
  try {
    folder = mkdtempSync(join(tmpdir(), 'seedbed-graph-'));
    writeFileSync(join(folder, 'saved_model.pb'), savedModel(operations));
    return backend.loadSavedModelMetaGraph(folder, tag);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).syscall) return null;
    throw error;
  } finally {
    if (folder) rmSync(folder, { recursive: true, force: true });
  }
}
