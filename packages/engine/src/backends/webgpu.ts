import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import type { BackendProvider } from './backend.js';
import { refuseAfterLoss } from './device-loss.js';
import { refuseAtomics } from './refuse-atomics.js';

const require = createRequire(import.meta.url);

/** Google's Dawn for Node. */
interface Dawn {
  create(options: string[]): Gpu;
  readonly globals: object;
}

interface Gpu {
  requestAdapter(options?: object): Promise<{ readonly info: AdapterInfo } | null>;
}

type AdapterInfo = Readonly<Record<'vendor' | 'architecture' | 'device' | 'description', string>>;

/** Looks for a device in a process of its own: a broken driver must not end this one. */
const probe = `const { create } = await import(process.argv[1]);
const adapter = await create([]).requestAdapter({ powerPreference: 'high-performance' });
process.stdout.write(adapter ? 'found' : 'none');
process.exit(0);`;

function dawnPath(): string | null {
  try {
    require.resolve('@tensorflow/tfjs-backend-webgpu');
    return pathToFileURL(require.resolve('webgpu')).href;
  } catch {
    return null;
  }
}

let missing: string | null | undefined;

function look(): string | null {
  const dawn = dawnPath();
  if (!dawn) return 'the optional packages webgpu and @tensorflow/tfjs-backend-webgpu are not installed: run "npm ci"';
  const looked = spawnSync(process.execPath, ['--input-type=module', '-e', probe, dawn], { timeout: 60_000 });
  if (looked.stdout.toString() === 'found') return null;
  const said = looked.stderr.toString();
  if (/libvulkan/.test(said)) {
    return 'no Vulkan: install its loader (Debian: "apt-get install libvulkan1") and the driver of the GPU';
  }
  return 'no GPU that Vulkan, Metal or Direct3D 12 can use: install the driver of the GPU';
}

/** What the device is, in one line; its bits follow device and driver. */
const nameOf = ({ vendor, architecture, device, description }: AdapterInfo) =>
  [...new Set([vendor, architecture, device, description])].filter(Boolean).join(' ');

/** Any GPU through Google's Dawn: Vulkan, Metal or Direct3D 12. */
export const webgpuBackend: BackendProvider = {
  name: 'webgpu',
  about: 'any GPU, through Vulkan, Metal or Direct3D 12',
  portable: false,
  bitwise: true,
  gpu: true,
  missing: () => (missing ??= look()),
  async open() {
    const tf = await import('@tensorflow/tfjs-core');
    const { webgpuKernels } = await import('../kernels/webgpu.js');
    const { create, globals } = (await import(dawnPath() as string)) as Dawn;
    Object.assign(globalThis, globals);
    const gpu = create([]);
    // tfjs-backend-webgpu registers itself where it finds this, as in a browser.
    Object.defineProperty(globalThis, 'navigator', { value: { gpu }, configurable: true });
    await import('@tensorflow/tfjs-backend-webgpu');
    // Otherwise small operations run on the processor where their inputs happen to have been read.
    tf.env().set('WEBGPU_CPU_FORWARD', false);
    if (!(await tf.setBackend('webgpu'))) throw new Error('WebGPU could not be initialized');
    await tf.ready();
    refuseAfterLoss(tf.backend());
    refuseAtomics(tf.backend());
    const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
    const versions = {
      '@tensorflow/tfjs-core': tf.version_core,
      '@tensorflow/tfjs-backend-webgpu': versionOf('@tensorflow/tfjs-backend-webgpu'),
      webgpu: versionOf('webgpu'),
    };
    const library = `tfjs-backend-webgpu ${versions['@tensorflow/tfjs-backend-webgpu']}, webgpu ${versions.webgpu}`;
    return {
      identity: {
        name: 'webgpu',
        library: `${library}, ${adapter ? nameOf(adapter.info) : 'unknown device'}`,
        threads: 1,
        isa: 'default',
      },
      kernels: webgpuKernels,
      packages: versions,
    };
  },
};

const versionOf = (name: string) => (require(`${name}/package.json`) as { version: string }).version;
