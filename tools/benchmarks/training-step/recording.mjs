/* What TensorFlow is asked for in a run: its graph, and what goes into each call of it, so that it can be asked again. */
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const engine = new URL('../../../packages/engine/dist/', import.meta.url);
const tf = createRequire(engine)('@tensorflow/tfjs-core');
/** Of the calls that are given something: what sets the variables, and steps. Later steps are timed without being written down. */
const kept = 8;

/** From now on the first calls of the first graph are written to a folder. */
export async function recorded(folder) {
  await tf.ready();
  mkdirSync(folder, { recursive: true });
  const backend = tf.backend();
  const { loadSavedModelMetaGraph, runSavedModel } = backend;
  let graph;
  const calls = [];
  backend.loadSavedModelMetaGraph = (from, ...others) => {
    const session = loadSavedModelMetaGraph.call(backend, from, ...others);
    if (graph === undefined) cpSync(from, join(folder, 'graph'), { recursive: true });
    graph ??= session;
    return session;
  };
  backend.runSavedModel = (session, inputs, names, outputs) => {
    if (session === graph && inputs.length > 0 && calls.length < kept) {
      const given = inputs.map((tensor, index) => {
        const file = `${calls.length}-${index}.bin`;
        writeFileSync(join(folder, file), tensor.dataSync());
        return { name: names[index].name, type: tensor.dtype, shape: tensor.shape, file };
      });
      calls.push({ given, outputs });
      writeFileSync(join(folder, 'calls.json'), JSON.stringify(calls));
    }
    return runSavedModel.call(backend, session, inputs, names, outputs);
  };
}
