/*
 * The first training step of the default network on a backend. node first-step.mjs BACKEND: every tensor of the step that
 * has a gradient, as JSON; a process of its own, since a process has one backend.
 */
import { fromDist } from '../built.mjs';

const { chooseBackend, openBackend, Tracer, trainRun } = await fromDist('engine');
const { dataCache } = await fromDist('cli', 'workspace/dataset.js');
const { openExperiment } = await fromDist('cli', 'workspace/experiment.js');
const { openPlugin } = await fromDist('cli', 'workspace/open-plugin.js');

const experiment = openExperiment('smoke');
const [run] = experiment.runs;
const [{ plugin, options }] = experiment.sets;
const dataset = await openPlugin(plugin, options, { cacheDir: dataCache() });
const { provider } = chooseBackend(process.argv[2]);
const backend = await openBackend(provider, { threads: 1, isa: experiment.backend.isa });

const gradients = {};
const tracer = new Tracer(
  (step, name) => step === 1 && name.startsWith('gradient'),
  ({ name, values }) => (gradients[name] = Array.from(values)),
);
const stop = new globalThis.AbortController();
const onStep = () => stop.abort();
await trainRun(run, dataset, backend, { tracer, onStep, signal: stop.signal }).catch((error) => {
  if (!stop.signal.aborted) throw error;
});
process.stdout.write(JSON.stringify(gradients), () => process.exit(0));
