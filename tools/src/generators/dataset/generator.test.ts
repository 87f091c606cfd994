import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { describe, expect, it } from 'vitest';
import datasetGenerator from './generator';

describe('a name', () => {
  const tree = createTreeWithEmptyWorkspace();
  tree.write('packages/core/package.json', '{"version": "0.1.0"}');
  tree.write('tsconfig.json', '{"references": []}');

  it.each(['Flowers', '../up', '1st', 'a b'])('"%s" is refused', (name) => {
    expect(() => datasetGenerator(tree, { name })).toThrow('lower-case letters');
  });

  it('that is taken is refused', () => {
    datasetGenerator(tree, { name: 'birds', skipInstall: true });
    expect(tree.exists('packages/datasets-birds/sample/circle/01.jpg')).toBe(true);
    const manifest = JSON.parse(tree.read('packages/datasets-birds/package.json', 'utf8')!) as { seedbed: unknown };
    expect(manifest.seedbed).toEqual({ dataset: 2 });
    expect(() => datasetGenerator(tree, { name: 'birds' })).toThrow('is there already');
  });
});
