import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tarGzOf } from '@seedbed/datasets-images/testing';
import { describe, expect, it } from 'vitest';
import { imageFolder } from '../testing/image-folder.js';
import { miniPlaces, placesSpec } from '../testing/mini-places.js';
import { installByHand, linkIntoWorkspace } from '../testing/outside.js';
import { documentOf, run, seedbed } from '../testing/seedbed.js';
import { newStore } from '../testing/stores.js';
import { temporaryFolder } from '../testing/tiny.js';

const root = await miniPlaces(join(temporaryFolder(), 'places'));
const small = ['--option', 'size=8'];
describe('seedbed data', () => {
  it('prepares: counts by class, fingerprint, what is unusual; and checks', async () => {
    const cache = temporaryFolder();
    const own = { env: { SEEDBED_CACHE: cache } };
    const prepared = await seedbed(['data', 'prepare', 'miniplaces', '--data', root, ...small], own);
    expect(prepared.code, prepared.stderr).toBe(0);
    expect(prepared.stdout).toMatch(/^desert\/sand +11 +2$/m);
    expect(prepared.stdout).toContain('4 classes, 44 training and 8 test examples: images of 8 x 8 x 3 (uint8)');
    expect(prepared.stdout).toContain('- Absent: 12 images that train.txt names (3 of each of 4 classes');
    const checked = await seedbed(['data', 'check', 'miniplaces', '--data', root, ...small, '--json'], own);
    const document = JSON.parse(checked.stdout) as { fingerprint: string; checked: boolean; classes: object[] };
    expect(document).toMatchObject({ checked: true, inputs: { shape: [8, 8, 3], type: 'uint8' }, targets: 'class', examples: { train: 44, test: 8 }, groups: null, classes: expect.arrayContaining([{ name: 'bar', train: 11, test: 2 }]) }); // prettier-ignore
    expect(prepared.stdout).toContain(`fingerprint ${document.fingerprint}`);
    const left = readdirSync(join(cache, 'data'));
    expect(left.filter((name) => name.startsWith('check-') || name.endsWith('.tmp'))).toEqual([]);
  });

  it('names damaged images, and leaves them out when it is told to', async () => {
    const folder = await miniPlaces(join(temporaryFolder(), 'damaged'));
    const path = join(folder, 'images', 'train', 'b', 'bar', '3.jpg');
    writeFileSync(path, 'no image');
    for (const verb of ['prepare', 'check']) {
      const { code, stdout, stderr } = await seedbed(['data', verb, 'miniplaces', '--data', folder, ...small]);
      expect([code, stdout]).toEqual([1, '']);
      expect(stderr).toContain(`error: ${path}: cannot be decoded`);
    }
    const listed = await seedbed(['data', 'prepare', 'miniplaces', '--data', folder, ...small, '--json']);
    expect(listed.code).toBe(1);
    expect(JSON.parse(listed.stdout)).toMatchObject({ error: { code: 'SB_DATA_IMAGE', list: [expect.stringContaining(path)] } }); // prettier-ignore
    const { code, stdout } = await seedbed([
      'data',
      'prepare',
      'miniplaces',
      '--data',
      folder,
      ...small,
      '--skip-damaged',
    ]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^bar +10 +2$/m);
  });

  it('takes an archive for what the folder is', async () => {
    const names = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => statSync(join(root, name)).isFile()); // prettier-ignore
    const archive = join(temporaryFolder(), 'miniplaces.tar.gz');
    writeFileSync(archive, await tarGzOf(Object.fromEntries(names.map((name) => [name, readFileSync(join(root, name))])))); // prettier-ignore
    const fingerprints: string[] = [];
    for (const place of [archive, root]) {
      const words = ['data', 'prepare', 'miniplaces', '--data', place, ...small, '--json'];
      // A cache of its own: nothing is taken from what another test packed.
      const { code, stdout, stderr } = await seedbed(words, { env: { SEEDBED_CACHE: temporaryFolder() } });
      expect(code, stderr).toBe(0);
      fingerprints.push((JSON.parse(stdout) as { fingerprint: string }).fingerprint);
    }
    expect(fingerprints[0]).toBe(fingerprints[1]);
  });

  it('packs again what other code of the plugin had packed', async () => {
    const [workspace, images] = [temporaryFolder(), await imageFolder(join(temporaryFolder(), 'animals'))];
    linkIntoWorkspace(workspace, '@seedbed/datasets-images');
    const install = (layout: string) =>
      installByHand(
        workspace,
        'datasets-animals',
        { type: 'module', seedbed: { dataset: 2 } },
        `import { classFolders, defineImages } from '@seedbed/datasets-images';
         const about = { title: 'Animals', licence: 'CC0', citation: 'Nobody, 2026', obtain: 'Ask nobody.' };
         export default defineImages({ name: 'animals', version: '1', about, size: 8, layout: ${layout} });`,
      );
    const prepare = async () => {
      const words = ['data', 'prepare', 'datasets-animals', '--data', images, '--json'];
      const { code, stdout, stderr } = await seedbed(words, { cwd: workspace });
      expect(code, stderr).toBe(0);
      return (JSON.parse(stdout) as { classes: { train: number }[] }).classes.map(({ train }) => train);
    };
    install('classFolders');
    const before = await prepare();
    install(`(files) => {
      const { classes, ...rest } = classFolders(files);
      return { ...rest, classes: classes.map((each) => ({ ...each, train: each.train.slice(3) })) };
    }`);
    expect(await prepare()).toEqual(before.map((images) => images - 3));
  });

  it.each([
    ['an option that is none', ['--option', 'siz=8'], 'Unrecognized key: "siz"'],
    ['a value out of range', ['--option', 'size=1'], 'size: '],
    ['no value', ['--option', 'size'], 'NAME=VALUE is expected'],
    ['a value that is no YAML', ['--option', 'size=[8'], 'its value cannot be read'],
    ['a value of many brackets', ['--option', `size=${'['.repeat(5000)}`], 'its value cannot be read'],
    ['a value of many aliases', ['--option', 'size=[&a 8, *a]'], 'its value cannot be read'],
    ['a folder that is not there', ['--data', '/nowhere'], 'there is no /nowhere'],
  ])('refuses %s', async (_, words, message) => {
    const { code, stderr } = await seedbed(['data', 'prepare', 'miniplaces', '--data', root, ...words]);
    expect(stderr).toContain(message);
    expect(code).toBe(2);
  });
});

describe('a set that lacks images', () => {
  it('trains when the spec asks for no more than is there', async () => {
    // A cache of its own: what was noticed is said once.
    const env = { SEEDBED_CACHE: temporaryFolder() };
    const words = ['run', placesSpec(), '--store', newStore(), '--backend', 'wasm', '--json', '--data', root];
    const ended = await seedbed([...words, '--filter', 'r0 *'], { env });
    expect(ended.code, ended.stderr).toBe(0);
    expect(documentOf(ended).trained).toHaveLength(7);
    expect(ended.stderr).toContain('data: Absent: 12 images that train.txt names');
  });

  it('is refused otherwise, with how many are missing, of which classes, and why', async () => {
    const { code, stderr } = await run(placesSpec({ 'classes: source, perClass: 7': 'classes: source, perClass: 8' }), newStore(), '--data', root); // prettier-ignore
    expect(code).toBe(2);
    expect(stderr).toContain(
      'of each class 8 to train on and 4 for validation are asked for, but class "abbey" has 11, "bar" 11',
    );
    expect(stderr).toContain('4 examples are missing, of 4 classes (r0 source and 1 more) [SB_DATA_TOO_FEW]');
    expect(stderr).toContain(
      'hint: at most 7 to train on can be asked for, or { atMost: n }. Absent: 12 images that train.txt names',
    );
  });
});

it('a plan has a price; a pilot measures time and memory', async () => {
  const words = ['plan', placesSpec(), '--store', newStore(), '--backend', 'wasm', '--data', root, '--json'];
  const { price } = JSON.parse((await seedbed([...words, '--pilot'])).stdout) as { price: Record<string, unknown> };
  expect(price).toMatchObject({ basis: 'pilot', gpu: { factor: 1 }, disk: { data: 52 * 192 } });
  expect(price['memoryBytes']).toBeGreaterThan(1e7);
  const without = JSON.parse((await seedbed(words)).stdout) as { price: Record<string, unknown> };
  expect(without.price).toMatchObject({ basis: 'another machine', memoryBytes: null });
});
