import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { documentedBlocks, installDocumented } from '../testing/documented.js';
import { linkIntoWorkspace } from '../testing/outside.js';
import { documentOf, run, seedbed } from '../testing/seedbed.js';
import { manifestsOf, newStore } from '../testing/stores.js';
import { temporaryFolder, tinyFolder } from '../testing/tiny.js';

const one = ['--jobs', '1', '--filter', 'r0 target at condition base, size 2'];
let workspace: string;
let folder: string;
let count = 0;

const written = 'layers: [{ conv: 2 }, relu, { maxPool: 4 }, { dense: 4 }, relu, classifier]';
const withLayers = (layers: string, changes = {}) =>
  tinyFolder({ [written]: layers, ...changes }, join(workspace, `experiment-${count++}`));
const withSwish = (changes = {}) => withLayers(documentedBlocks('yaml')[0]!.trim(), changes);

beforeAll(() => {
  workspace = temporaryFolder();
  folder = installDocumented(workspace);
});

/** Another version of the package's file. */
function changeFile(name: string, from: string, to: string): () => void {
  const path = join(folder, name);
  const text = readFileSync(path, 'utf8');
  if (!text.includes(from)) throw new Error(`"${from}" is not in ${name}`);
  writeFileSync(path, text.replace(from, to));
  return () => writeFileSync(path, text);
}

describe('the layer of docs/plugins-components.md', () => {
  it('is about thirty lines of code', () => {
    const lines = documentedBlocks('js').flatMap((text) => text.trim().split('\n').filter(Boolean));
    expect(lines.length).toBeLessThanOrEqual(30);
  });

  it('trains, is checked, and is in the run id with its code', async () => {
    const store = newStore();
    const spec = withSwish();
    const ended = await run(spec, store, ...one);
    expect(ended.code, ended.stderr).toBe(0);
    const [manifest] = manifestsOf(store);
    expect(manifest).toMatchObject({ outcome: { status: 'ok' }, code: { packages: { 'my-layers': { version: '1.0.0', digest: expect.stringMatching(/^[0-9a-f]{64}$/) } } } }); // prettier-ignore
    expect(manifest!.components).toContain('my-layers:swish@1');
    expect((await seedbed(['fsck', '--store', store])).stdout).toContain('no damage');
    expect(documentOf(await run(spec, store, ...one))).toMatchObject({ trained: [], skipped: [{ id: manifest!.id }] });
    const back = changeFile('engine.js', 'tf.sigmoid(', 'tf.tanh(');
    const again = documentOf(await run(spec, store, ...one));
    back();
    expect(again.trained).toHaveLength(1);
    expect(again.trained[0]!.id).not.toBe(manifest!.id);
    const plain = await run(tinyFolder(), store, ...one);
    expect(plain.code, plain.stderr).toBe(0);
    expect(manifestsOf(store).filter(({ code }) => code.packages === undefined)).toHaveLength(1);
  });

  it('is planned, with its unit where it belongs', async () => {
    const { code, stdout, stderr } = await seedbed(['plan', withSwish(), '--backend', 'wasm', '--json']);
    expect(code, stderr).toBe(0);
    expect(stdout).toContain('"my-layers:swish"');
  });
});

describe('a spec that names a component which cannot be used', () => {
  const refusal = async (layer: string) => {
    const { code, stderr } = await run(withLayers(`layers: [{ conv: 2 }, '${layer}', classifier]`), newStore(), ...one);
    return { code, stderr };
  };
  const install = (name: string, manifest: object, index: string, engine = 'export const codes = {};') => {
    const at = join(workspace, 'node_modules', name);
    mkdirSync(at, { recursive: true });
    const exports = { '.': './index.js', './engine': './engine.js', './package.json': './package.json' };
    writeFileSync(join(at, 'package.json'), JSON.stringify({ name, version: '1.0.0', type: 'module', exports, ...manifest })); // prettier-ignore
    writeFileSync(join(at, 'index.js'), index);
    writeFileSync(join(at, 'engine.js'), engine);
    linkIntoWorkspace(workspace, '@seedbed/core', '@seedbed/engine', '@tensorflow/tfjs-core');
  };
  const layer = (name: string) => `
    import { layer, z } from '@seedbed/core/plugin';
    export const components = [layer({ name: '${name}', summary: 'A layer.', options: z.strictObject({}), place: (_, { input }) => ({ output: input }) })];`; // prettier-ignore
  const declared = { seedbed: { components: 1 } };

  it.each([
    ['that is not installed', 'not-there:swish', 'no package "not-there" is installed', 'SB_SPEC_COMPONENT'],
    ['that the package does not have', 'my-layers:swash', 'did you mean "my-layers:swish"', 'SB_SPEC_COMPONENT'],
    ['of another version', 'my-layers:swish@2', 'has no version 2', 'SB_SPEC_COMPONENT'],
  ])('says so at its line: one %s', async (_, name, message, code) => {
    const { code: exit, stderr } = await refusal(name);
    expect([exit, stderr]).toEqual([2, expect.stringContaining(message)]);
    expect(stderr).toContain(code);
    expect(stderr).toMatch(/experiment\.yaml:15:\d+/);
  });

  it.each([
    ['declares nothing', {}, 'export const components = [];', 'SB_COMPONENTS_INVALID'],
    ['was made for another contract', { seedbed: { components: 2 } }, layer('a'), 'SB_COMPONENTS_CONTRACT'],
    ['throws', declared, "throw new Error('broken');", 'SB_COMPONENTS_LOAD'],
    ['exports no components', declared, 'export default 1;', 'SB_COMPONENTS_INVALID'],
    ['rolls dice when it is imported', declared, 'Math.random();\nexport const components = [];', 'SB_UNSEEDED_RANDOM'],
  ])('says so at its line: a package that %s', async (title, manifest, index, code) => {
    const name = `p-${title.replaceAll(' ', '-')}`;
    install(name, manifest, index);
    const { code: exit, stderr } = await refusal(`${name}:a`);
    expect([exit, stderr]).toEqual([2, expect.stringContaining(code)]);
    expect(stderr).toMatch(/experiment\.yaml:15:\d+/);
  });

  it('is refused before anything trains where nothing computes it, or something else', async () => {
    install('idle', declared, layer('a'));
    expect((await refusal('idle:a')).stderr).toContain('the engine cannot run the layer idle:a');
    install('other', declared, layer('a'), "export const codes = { layer: [{ name: 'b', version: 1 }] };");
    expect((await refusal('other:a')).stderr).toContain('other: it computes the layer b@1, and does not declare it');
  });

  it('is refused where it rolls dice in a run', async () => {
    install('dice', declared, layer('a'), `
      import { differentiated } from '@seedbed/engine/plugin';
      import * as tf from '@tensorflow/tfjs-core';
      export const codes = { layer: [differentiated({ name: 'a', version: 1, output: (_, x) => tf.mul(x, Math.random()) })] };`); // prettier-ignore
    const { code, stderr } = await refusal('dice:a');
    expect([code, stderr]).toEqual([3, expect.stringContaining('SB_UNSEEDED_RANDOM')]);
    expect(stderr).toContain('engine.js');
  });
});
