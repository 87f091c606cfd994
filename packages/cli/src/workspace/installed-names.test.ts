import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../testing/tiny.js';
import { installedNames } from './installed-names.js';
import { findDataset } from './plugins.js';

function install(folder: string, name: string, seedbed: unknown): void {
  const at = join(folder, 'node_modules', name);
  mkdirSync(at, { recursive: true });
  writeFileSync(join(at, 'package.json'), JSON.stringify({ name, seedbed }));
}

/** A folder below another one, each with packages. */
function project(): string {
  const root = temporaryFolder();
  const folder = join(root, 'experiments', 'mine');
  mkdirSync(folder, { recursive: true });
  install(root, '@mine/datasets-birds', { dataset: 2 });
  install(folder, 'datasets-fish', { dataset: 2 });
  install(folder, 'old-plugin', { dataset: 0 });
  install(folder, 'fast-backend', { backend: 1 });
  install(folder, 'left-pad', undefined);
  mkdirSync(join(folder, 'node_modules', 'broken'));
  writeFileSync(join(folder, 'node_modules', 'broken', 'package.json'), '{');
  symlinkSync('nowhere', join(folder, 'node_modules', 'dangling'));
  return folder;
}

describe('the plugins that are installed', () => {
  it('are those of every node_modules above, by what they say of themselves', () => {
    const folder = project();
    const names = installedNames('dataset', folder);
    expect(names).toEqual(expect.arrayContaining(['@mine/datasets-birds', 'datasets-fish', 'old-plugin']));
    expect(names.filter((name) => /fast-backend|left-pad|broken|dangling/.test(name))).toEqual([]);
    expect(installedNames('backend', folder)).toContain('fast-backend');
  });

  it('are suggested by the name of their package', () => {
    const folder = project();
    const unknown = (name: string, hint: RegExp) =>
      expect(() => findDataset(name, folder)).toThrow(
        expect.objectContaining({ code: 'SB_DATASET_UNKNOWN', hint: expect.stringMatching(hint) }),
      );
    unknown('birds', /^did you mean "@mine\/datasets-birds"\? there are fashionmnist, .*datasets-fish/);
    unknown('datasets-fihs', /^did you mean "datasets-fish"\?/);
    unknown('zzzzzzzzzzzzzzzzz', /^there are fashionmnist, /);
  });
});
