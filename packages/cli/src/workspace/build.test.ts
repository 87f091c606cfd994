import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../testing/tiny.js';
import { refuseStaleBuild, staleSources } from './build.js';

const compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc');
const options = { composite: true, module: 'nodenext', rootDir: 'src', outDir: 'dist', tsBuildInfoFile: 'dist/tsconfig.lib.tsbuildinfo', types: [] }; // prettier-ignore

describe('what is built', () => {
  const root = temporaryFolder();
  const folder = join(root, 'packages', 'a');
  const source = (name: string) => join(folder, 'src', name);
  const built = join(root, 'packages', 'cli', 'dist', 'workspace', 'build.js');

  beforeAll(() => {
    mkdirSync(join(folder, 'src'), { recursive: true });
    writeFileSync(join(root, 'nx.json'), '{}');
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: options, include: ['src'] }));
    writeFileSync(source('one.ts'), "export const one = 'Träger';\n");
    writeFileSync(source('two.ts'), "\uFEFFexport { one } from './one.js';\r\n");
    execFileSync(process.execPath, [compiler, '--build', folder]);
  });

  it('is what the sources say, whatever their times are', () => {
    expect(staleSources(folder)).toEqual([]);
    utimesSync(source('one.ts'), new Date(), new Date(Date.now() + 60_000));
    expect(staleSources(folder)).toEqual([]);
    expect(() => refuseStaleBuild(built)).not.toThrow();
  });

  it('is refused by name once a source is edited or gone, and fine again when it is as it was', () => {
    writeFileSync(source('one.ts'), "export const one = 'Träge';\n");
    expect(staleSources(folder)).toEqual([source('one.ts')]);
    rmSync(source('two.ts'));
    expect(() => refuseStaleBuild(built)).toThrow(
      expect.objectContaining({
        code: 'SB_BUILD_STALE',
        exitCode: 4,
        hint: 'npm run build; where that does not help: npx tsc --build --force packages/a/tsconfig.lib.json',
        message: `what is built is not what the sources say: ${[join('packages', 'a', 'src', 'one.ts'), join('packages', 'a', 'src', 'two.ts')].join(', ')}`,
      }),
    );
    // Sources that are executed themselves, and an installation, have nothing to compare.
    expect(() => refuseStaleBuild(join(root, 'packages', 'cli', 'src', 'workspace', 'build.ts'))).not.toThrow();
    expect(() => refuseStaleBuild(join(root, 'node_modules', '@seedbed', 'cli', 'dist', 'build.js'))).not.toThrow();
    writeFileSync(source('one.ts'), "export const one = 'Träger';\n");
    writeFileSync(source('two.ts'), "\uFEFFexport { one } from './one.js';\r\n");
    expect(staleSources(folder)).toEqual([]);
  });
});
