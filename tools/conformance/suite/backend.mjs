/* A backend as Seedbed sets it up, on the tfjs-core that the tests came with. */
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const engine = (file) => new URL(`../../../packages/engine/dist/${file}`, import.meta.url).href;

/** Reading a tensor of these cannot wait for it. */
const readsAsynchronously = new Set(['webgpu']);

/** A suite resets the flags of tfjs-core, and with them what the engine had set. */
const flagsOf = { webgpu: { WEBGPU_CPU_FORWARD: false } };

/** What the engine does to a backend's instance, by file of its folder backends. */
const guardsOf = { webgpu: { 'device-loss.js': 'refuseAfterLoss', 'refuse-atomics.js': 'refuseAtomics' } };

/** Devices of instances that are disposed: a driver has room for some hundreds only, and instances do not free theirs. */
function freesDevice(backend) {
  const { device } = backend;
  const dispose = backend.dispose.bind(backend);
  backend.dispose = () => {
    dispose();
    device.destroy();
  };
}

/** The tests make the backend anew for every suite: each is to be guarded as the engine's own. */
async function guard(core, name) {
  const files = Object.entries(guardsOf[name] ?? {});
  const guards = await Promise.all(files.map(async ([file, what]) => (await import(engine(`backends/${file}`)))[what]));
  if (guards.length === 0) return;
  const make = core.findBackendFactory(name);
  core.removeBackend(name);
  core.registerBackend(name, async () => {
    const made = await make();
    for (const each of [...guards, freesDevice]) each(made);
    return made;
  });
}

/**
 * The bundle takes the place of the package in the module cache, so that there is one tfjs-core: its classes and
 * trackers are not all shared through the global object as its engine and kernels are.
 */
function insteadOfPackage(bundle) {
  const core = require(bundle);
  require.cache[require.resolve('@tensorflow/tfjs-core')] = require.cache[require.resolve(bundle)];
  return core;
}

/** Opens the backend and readies the tests for it. */
export async function openBackend(name, bundle) {
  const core = insteadOfPackage(bundle);
  const { backends } = await import(engine('index.js'));
  const provider = backends.find((each) => each.name === name);
  if (!provider) throw new Error(`there is no backend "${name}": ${backends.map((each) => each.name).join(', ')}`);
  const missing = provider.missing({ isa: 'AVX2' });
  if (missing) throw new Error(missing);
  const { identity } = await provider.open({ isa: 'AVX2' });
  const env = { name: `test-${name}`, backendName: core.getBackend(), flags: flagsOf[name] ?? {} };
  await guard(core, env.backendName);
  core.setTestEnvs([{ ...env, isDataSync: !readsAsynchronously.has(name) }]);
  return { core, library: identity.library };
}
