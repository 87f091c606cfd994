import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import util from 'node:util';
import * as tf from '@tensorflow/tfjs-core';
import { type NodeBackend, tensorflowKernels } from '../kernels/tensorflow.js';
import type { BackendProvider } from './backend.js';
import { isaOf, lackingHere, pinInstructionSet } from './instruction-set.js';

const require = createRequire(import.meta.url);
const binding = join('lib', 'napi-v8', 'tfjs_binding.node');
const provision = 'run "npx nx run tools:native"';

function packageFolder(): string | null {
  try {
    return dirname(require.resolve('@tensorflow/tfjs-node/package.json'));
  } catch {
    return null;
  }
}

/** tfjs-node 4.22 calls a function that Node 23 removed (tfjs #8609, fixed upstream, unreleased). */
function restoreRemovedUtilities(): void {
  const legacy = util as unknown as Record<string, unknown>;
  legacy['isNullOrUndefined'] ??= (value: unknown) => value === null || value === undefined;
}

/** Native TensorFlow through tfjs-node. */
export const tensorflowBackend: BackendProvider = {
  name: 'tensorflow',
  about: 'native TensorFlow on the processor: the fastest without a GPU',
  portable: false,
  bitwise: true,
  missing({ isa } = {}) {
    const folder = packageFolder();
    if (!folder) return `the optional package @tensorflow/tfjs-node is not installed: run "npm ci"`;
    if (!existsSync(join(folder, binding))) return `TensorFlow is not provisioned: ${provision}`;
    return isa ? lackingHere(isa) : null;
  },
  async open({ threads = 1, isa } = {}) {
    if (isa) pinInstructionSet(isa);
    process.env['TF_NUM_INTRAOP_THREADS'] = String(threads);
    process.env['TF_NUM_INTEROP_THREADS'] = '1';
    process.env['TF_CPP_MIN_LOG_LEVEL'] ??= '2';
    restoreRemovedUtilities();
    const node = require('@tensorflow/tfjs-node') as { version: Record<string, string> };
    await tf.ready();
    const backend = tf.backend() as unknown as NodeBackend & { binding: { TF_Version: string } };
    const version = backend.binding.TF_Version;
    return {
      identity: {
        name: 'tensorflow',
        library: `tensorflow ${version}`,
        threads,
        isa: isaOf(isa),
      },
      kernels: tensorflowKernels(backend),
      packages: {
        '@tensorflow/tfjs-core': tf.version_core,
        '@tensorflow/tfjs-node': node.version['tfjs-node'] ?? 'unknown',
        libtensorflow: version,
      },
    };
  },
};
