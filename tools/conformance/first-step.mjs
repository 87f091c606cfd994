/*
 * The first training step of the default network on a backend. node first-step.mjs BACKEND: every tensor of the step that
 * has a gradient, as JSON; a process of its own, since a process has one backend.
 */
const at = (path) => import(new URL(`../../packages/${path}`, import.meta.url).href);
const { chooseBackend, openBackend, Tracer, trainCell } = await at('engine/dist/index.js');
const { parseSpec, planRuns } = await at('core/dist/index.js');
const { findDataset } = await at('cli/dist/workspace/plugins.js');
const { dataCache } = await at('cli/dist/workspace/dataset.js');
const { specPath } = await at('cli/dist/workspace/folders.js');

const { spec } = parseSpec(specPath('smoke'));
const [{ cell }] = planRuns(spec);
const dataset = await findDataset(spec.dataset.plugin, '.').open(spec.dataset.options, { cacheDir: dataCache() });
const { provider } = chooseBackend(process.argv[2]);
const backend = await openBackend(provider, { threads: 1, isa: spec.backend.isa });

const gradients = {};
const tracer = new Tracer(
  (step, name) => step === 1 && name.startsWith('gradient'),
  ({ name, values }) => (gradients[name] = Array.from(values)),
);
const stop = new globalThis.AbortController();
const onStep = () => stop.abort();
await trainCell(cell, dataset, backend, { tracer, onStep, signal: stop.signal }).catch((error) => {
  if (!stop.signal.aborted) throw error;
});
process.stdout.write(JSON.stringify(gradients), () => process.exit(0));
