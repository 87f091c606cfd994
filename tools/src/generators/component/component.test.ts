import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { describe, expect, it } from 'vitest';
import { type ComponentKind, generateComponent } from './generate';

const kinds: readonly ComponentKind[] = ['layer', 'method', 'family', 'metric'];

describe.each(kinds)('a %s', (kind) => {
  const tree = createTreeWithEmptyWorkspace();
  tree.write('packages/core/package.json', '{"version": "0.1.0"}');
  tree.write('tsconfig.json', '{"references": []}');
  const text = (path: string) => tree.read(path, 'utf8') as string;

  it.each(['Tint', '../up', '1st', 'a b'])('called "%s" is refused', async (name) => {
    await expect(generateComponent(tree, kind, { name })).rejects.toThrow('lower-case letters');
  });

  it('is a package that declares components, with a test and an experiment that names it', async () => {
    await generateComponent(tree, kind, { name: 'soft-tint', skipInstall: true });
    const root = `packages/${kind}-soft-tint`;
    const { seedbed, exports } = JSON.parse(text(`${root}/package.json`)) as { seedbed: object; exports: object };
    expect(seedbed).toEqual({ components: 1 });
    expect('./engine' in exports).toBe(['layer', 'method'].includes(kind));
    expect(tree.exists(`${root}/src/engine.ts`)).toBe('./engine' in exports);
    expect(text(`${root}/src/index.ts`)).toContain("name: 'softTint'");
    expect(text(`${root}/src/index.test.ts`)).toContain(`name: '@seedbed/${kind}-soft-tint'`);
    expect(text(`experiments/${kind}-soft-tint/experiment.yaml`)).toContain(`@seedbed/${kind}-soft-tint:softTint`);
    expect(text('tsconfig.json')).toContain(`./${root}`);
    await expect(generateComponent(tree, kind, { name: 'soft-tint' })).rejects.toThrow('is there already');
  });
});
