import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../testing/tiny.js';
import { reproduceStore } from './reproduce-store.js';

const storeOf = (folder: string, file: string, name: string) =>
  reproduceStore({ folder, name, loaded: { experiment: { path: join(folder, file) } } });

describe('the store of a reproduction', () => {
  it('has the name of an experiment in its usual place', () => {
    const root = temporaryFolder();
    writeFileSync(join(root, 'nx.json'), '{}');
    const folder = join(root, 'experiments', 'mine');
    mkdirSync(folder, { recursive: true });
    expect(storeOf(folder, 'experiment.yaml', 'mine')).toBe(join(root, '.seedbed', 'reproduce', 'mine'));
    const alone = temporaryFolder();
    expect(storeOf(alone, 'experiment.yaml', 'mine')).toBe(join(alone, '.seedbed', 'reproduce', 'mine'));
  });

  it('is never that of another spec of the same name', () => {
    const root = temporaryFolder();
    writeFileSync(join(root, 'nx.json'), '{}');
    const folder = join(root, 'experiments', 'mine');
    const other = join(root, 'experiments', 'copy');
    for (const each of [folder, other]) mkdirSync(each, { recursive: true });
    const stores = [
      storeOf(folder, 'experiment.yaml', 'mine'),
      storeOf(folder, 'variant.yaml', 'mine'),
      storeOf(other, 'experiment.yaml', 'mine'),
    ];
    expect(new Set(stores).size).toBe(3);
    expect(storeOf(other, 'experiment.yaml', 'mine')).toBe(stores[2]);
  });
});
