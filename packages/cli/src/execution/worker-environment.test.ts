import { readFileSync } from 'node:fs';
import { backends } from '@seedbed/engine';
import { describe, expect, it } from 'vitest';
import { environmentWords, workerEnvironment } from './worker-environment.js';

const switchesOf = (backend: string, isa?: 'AVX2') =>
  backends.find(({ name }) => name === backend)?.switches?.({ isa }) ?? [];
const switches = switchesOf('tensorflow');

/** What TensorFlow's library holds, and what the switch of the trial was set to. */
const known = JSON.parse(
  readFileSync(new URL('../../../../tools/native-variables.json', import.meta.url), 'utf8'),
) as Record<string, string[]>;
const listed = Object.values(known).flat();

/** Read by libraries, and yet let through: which devices there are, where files lie, what is said. */
const letThrough = [
  'LD_LIBRARY_PATH', 'TF_CPP_MAX_VLOG_LEVEL', 'TF_CPP_MIN_LOG_LEVEL', 'TF_CPP_VMODULE', 'TF_FORCE_GPU_ALLOW_GROWTH',
]; // prettier-ignore

describe('the environment of a worker', () => {
  it('keeps places, language, network, devices, jobs and what Seedbed itself reads', () => {
    const environment = {
      PATH: '/bin', HOME: '/root', LC_ALL: 'C', TMPDIR: '/t', https_proxy: 'http://p', CUDA_VISIBLE_DEVICES: '1',
      SLURM_JOB_ID: '7', SEEDBED_CACHE: '/c', XDG_CACHE_HOME: '/x', LD_LIBRARY_PATH: '/l', TF_CPP_MIN_LOG_LEVEL: '0',
    }; // prettier-ignore
    expect(workerEnvironment(environment, [])).toEqual({ variables: environment, chosen: [], removed: [] });
  });

  it.each(listed)('has no %s, unless it is recorded or known to move no number', (name) => {
    const { variables, chosen, removed } = workerEnvironment({ [name]: '1' }, switches);
    if (letThrough.includes(name)) expect(variables).toEqual({ [name]: '1' });
    else if (switches.includes(name)) expect([variables, chosen]).toEqual([{ [name]: '1' }, [`${name}=1`]]);
    else expect([variables, removed]).toEqual([{}, [name]]);
  });

  it.each(['LD_PRELOAD', 'GLIBC_TUNABLES', 'MALLOC_PERTURB_', 'ONEDNN_DEFAULT_FPMATH_MODE', 'NVIDIA_TF32_OVERRIDE'])(
    'has no %s, and says so',
    (name) => {
      const environment = workerEnvironment({ [name]: 'x' }, switches);
      expect(environment).toEqual({ variables: {}, chosen: [], removed: [name] });
      expect(environmentWords(environment)).toEqual([
        `${name} is kept from the workers: it may change numbers and is not recorded`,
      ]);
    },
  );

  it('drops what nobody knows without a word, and options of Node with one', () => {
    const environment = {
      SECRET: 'x',
      TF_VAR_region: 'eu',
      NODE_OPTIONS: '--cpu-prof --no-warnings',
      XLA_FLAGS: '',
      DATA: undefined,
    };
    expect(workerEnvironment(environment, [])).toEqual({
      variables: { NODE_OPTIONS: '--no-warnings' },
      chosen: [],
      removed: ['XLA_FLAGS', '--cpu-prof'],
    });
  });

  it('lets a switch through to a backend that records it, and to no other', () => {
    const environment = { TF_ENABLE_ONEDNN_OPTS: '0' };
    const given = (backend: string, isa?: 'AVX2') => workerEnvironment(environment, switchesOf(backend, isa));
    expect(given('tensorflow').chosen).toEqual(['TF_ENABLE_ONEDNN_OPTS=0']);
    // A pin sets it itself.
    expect(given('tensorflow', 'AVX2').removed).toEqual(['TF_ENABLE_ONEDNN_OPTS']);
    for (const backend of ['wasm', 'tensorflow-gpu']) expect(given(backend).variables).toEqual({});
  });
});
