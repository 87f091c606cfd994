import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { imageFolder } from '../testing/image-folder.js';
import { installByHand, linkIntoWorkspace, outsideWorkspace } from '../testing/outside.js';
import { documentOf, run, seedbed } from '../testing/seedbed.js';
import { manifestsOf, newStore } from '../testing/stores.js';
import { temporaryFolder, tinyFolder } from '../testing/tiny.js';

const plugin = '@my-lab/datasets-animals';
const images = await imageFolder(join(temporaryFolder(), 'animals'));
let workspace: string;
let count = 0;

const specOf = (name: string, changes: Record<string, string> = {}) =>
  tinyFolder(
    {
      ...changes,
      'plugin: fashionmnist': `plugin: '${name}'`,
      'classes: { source: 3, target: 3 }': 'classes: { source: 2, target: 2 }',
    },
    join(workspace, `experiment-${count++}`),
  );

beforeAll(() => {
  workspace = outsideWorkspace();
});

describe('a plugin that is installed from a tarball, outside of this repository', () => {
  it('trains by the name of its package, in workers too', async () => {
    const store = newStore();
    const ended = await run(specOf(plugin), store, '--data', images, '--jobs', '2');
    expect(ended.code, ended.stderr).toBe(0);
    expect(documentOf(ended).trained).toHaveLength(14);
    const [{ data }] = manifestsOf(store) as [ReturnType<typeof manifestsOf>[number]];
    expect(data).toMatchObject({ plugin, version: '7' });
    const checked = await seedbed(['fsck', '--store', store]);
    expect([checked.code, checked.stdout]).toEqual([0, expect.stringContaining('no damage')]);
  });

  it('is prepared and checked where it is installed', async () => {
    for (const verb of ['prepare', 'check']) {
      const { code, stdout, stderr } = await seedbed(['data', verb, plugin, '--data', images], { cwd: workspace });
      expect(code, stderr).toBe(0);
      expect(stdout).toMatch(/^dog +15 +3$/m);
      expect(stdout).toMatch(/^fingerprint [0-9a-f]{64}$/m);
    }
  });

  it('reports its errors as Seedbed does, though it has a copy of core of its own', async () => {
    const damaged = await imageFolder(join(temporaryFolder(), 'damaged'));
    writeFileSync(join(damaged, 'bee', '12.jpg'), 'no image');
    const store = newStore();
    const refused = await run(specOf(plugin), store, '--data', damaged);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain(join(damaged, 'bee', '12.jpg'));
    expect(refused.stderr).toContain('[SB_DATA_IMAGE]');
    expect(existsSync(store)).toBe(false);
    const skipped = await run(
      specOf(plugin),
      store,
      '--data',
      damaged,
      '--skip-damaged',
      '--filter',
      'r0 target at condition base, size 2',
    );
    expect(skipped.code, skipped.stderr).toBe(0);
    expect(skipped.stderr).toContain('Left out as damaged: 1 image (bee/12.jpg).');
  });
});

describe('a backend of another package', () => {
  const code = `
    import { portableKernels } from '@seedbed/engine';
    import * as tf from '@tensorflow/tfjs-core';
    import '@tensorflow/tfjs-backend-cpu';
    const kernels = { ...portableKernels };
    export default {
      name: 'a-backend', about: 'for a test', portable: false, bitwise: true, missing: () => null,
      async open() {
        await tf.setBackend('cpu');
        const identity = { name: 'a-backend', library: 'a-backend 1.2.3', threads: 1, isa: 'default' };
        return { identity, kernels, packages: { 'a-backend': '1.2.3' } };
      },
    };`;
  const words = ['--data', images, '--jobs', '1', '--filter', 'r0 target at condition base, size 2'];
  const replacing = (kernel: string) => code.replace('...portableKernels', `...portableKernels, ${kernel}`);
  const install = (declared: object, text: string) => {
    installByHand(workspace, 'a-backend', { type: 'module', ...declared }, text);
    linkIntoWorkspace(workspace, '@seedbed/engine', '@tensorflow/tfjs-core', '@tensorflow/tfjs-backend-cpu');
  };

  it('trains by its name, asked for or allowed by the spec, and is named in the manifest', async () => {
    install({ seedbed: { backend: 1 } }, code);
    const store = newStore();
    const ended = await run(specOf(plugin), store, ...words, '--backend', 'a-backend');
    expect(ended.code, ended.stderr).toBe(0);
    expect(manifestsOf(store)[0]).toMatchObject({
      backend: { name: 'a-backend', library: 'a-backend 1.2.3' },
      environment: { packages: { 'a-backend': '1.2.3' } },
    });
    const spec = specOf(plugin, { 'seed: 7': 'seed: 7\nbackend: { allow: [a-backend] }' });
    const allowed = await seedbed(['run', spec, '--store', store, '--json', ...words]);
    expect(allowed.stderr).toContain('backend: a-backend (a-backend 1.2.3');
    expect(documentOf(allowed)).toMatchObject({ trained: [], skipped: [{}] });
  });

  it('is tried before anything trains', async () => {
    install({ seedbed: { backend: 1 } }, replacing("relu: () => { throw new Error('not built in'); }"));
    const { code: exit, stderr } = await run(specOf(plugin), newStore(), ...words, '--backend', 'a-backend');
    expect(exit).toBe(4);
    expect(stderr).toContain('the backend "a-backend" cannot compute relu (small and large values of either sign): not built in [SB_BACKEND_KERNEL]'); // prettier-ignore
  });

  it('is refused where it computes another loss than its name says', async () => {
    const squared = `crossEntropy: (logits, labels) => {
      const difference = tf.sub(logits, tf.oneHot(labels, logits.shape[1]));
      return { mean: tf.mean(tf.square(difference)), gradient: tf.mul(difference, 2 / logits.size) };
    }`;
    install({ seedbed: { backend: 1 } }, replacing(squared));
    const store = newStore();
    const { code: exit, stderr } = await run(specOf(plugin), store, ...words, '--backend', 'a-backend');
    expect(exit).toBe(4);
    expect(stderr).toMatch(/the backend "a-backend" computes crossEntropy wrong \(several classes\): the result: 3\.355357 expected, got \d+\.\d+, .*\[SB_BACKEND_WRONG\]\n/); // prettier-ignore
    expect(existsSync(store)).toBe(false);
  });

  it('is not one that its package does not declare', async () => {
    install({}, code);
    const { code: exit, stderr } = await run(specOf(plugin), newStore(), ...words, '--backend', 'a-backend');
    expect([exit, stderr]).toEqual([2, expect.stringContaining('SB_BACKEND_INVALID')]);
  });
});

describe('a spec loads nothing but plugins that are installed', () => {
  const refusal = async (name: string) => {
    const { code, stderr } = await run(specOf(name), newStore(), '--data', images);
    return { code, stderr };
  };
  const touch = (mark: string) => `require('node:fs').writeFileSync(${JSON.stringify(mark)}, '');`;

  it('not a package that is not there, and says what is', async () => {
    expect(await refusal('@my-lab/datasets-anmals')).toMatchObject({ code: 2, stderr: expect.stringMatching(/SB_DATASET_UNKNOWN[^]*there are fashionmnist/) }); // prettier-ignore
  });

  it.concurrent.each([
    './plugin.js',
    '../plugin',
    '/tmp/plugin.js',
    'node:fs',
    '@my-lab/datasets-animals/index.js',
    '..',
    'file:///x',
  ])('not %s', async (name) => {
    expect(await refusal(name)).toMatchObject({ code: 2, stderr: expect.stringContaining('SB_DATASET_UNKNOWN') });
  });

  it.each([
    ['does not say that it is a plugin', {}, 'SB_DATASET_INVALID'],
    ['was made for another contract', { seedbed: { dataset: 1 } }, 'SB_DATASET_CONTRACT'],
  ])('not a package that %s; none of its code runs', async (_, manifest, code) => {
    const mark = join(temporaryFolder(), 'it-ran');
    installByHand(workspace, 'some-package', manifest, touch(mark));
    expect(await refusal('some-package')).toMatchObject({ code: 2, stderr: expect.stringContaining(code) });
    expect(existsSync(mark)).toBe(false);
  });

  it.each(['{', 'null', '{"seedbed":null}'])('not a package whose package.json is %s', async (text) => {
    installByHand(workspace, 'a-ruin', {}, '');
    writeFileSync(join(workspace, 'node_modules', 'a-ruin', 'package.json'), text);
    expect(await refusal('a-ruin')).toMatchObject({ code: 2, stderr: expect.stringContaining('SB_DATASET_INVALID') });
  });

  it.each([
    ['that exports something else', 'module.exports = {};', 'SB_DATASET_INVALID'],
    ['that cannot be loaded', "throw new Error('broken');", 'SB_DATASET_LOAD'],
  ])('not a plugin %s', async (_, code, expected) => {
    installByHand(workspace, 'a-plugin', { seedbed: { dataset: 2 } }, code);
    expect(await refusal('a-plugin')).toMatchObject({ code: 2, stderr: expect.stringContaining(expected) });
  });

  it('not a plugin that takes the name of one that comes with Seedbed', async () => {
    const core = join(workspace, 'node_modules', '@my-lab', 'datasets-animals', 'index.js');
    const text =
      "import plugin from '@my-lab/datasets-animals';\nexport default { ...plugin, name: 'fashionmnist' };\n";
    installByHand(workspace, 'an-impostor', { type: 'module', seedbed: { dataset: 2 } }, text);
    expect(existsSync(core)).toBe(true);
    expect(await refusal('an-impostor')).toMatchObject({ code: 2, stderr: expect.stringContaining('SB_DATASET_DUPLICATE') }); // prettier-ignore
  });
});
