import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { temporaryFolder } from './tiny.js';

const packages = fileURLToPath(new URL('../../..', import.meta.url));

let npmCache: string | undefined;

export function npm(cwd: string, ...words: string[]): string {
  // What vitest and Nx set is not what a user's shell has.
  const shell = Object.entries(process.env).filter(([name]) => !/^(npm_|NODE_OPTIONS|NODE_ENV|INIT_CWD)/i.test(name));
  const env = { ...Object.fromEntries(shell), npm_config_cache: (npmCache ??= temporaryFolder()) };
  return execFileSync('npm', [...words, '--no-audit', '--no-fund', '--ignore-scripts'], { cwd, env, encoding: 'utf8' });
}

/** Packs a package as `npm publish` would. @returns the tarball. */
export function packed(folder: string, into: string): string {
  const [{ filename }] = JSON.parse(npm(folder, 'pack', '--json', '--pack-destination', into)) as [
    { filename: string },
  ];
  return join(into, filename);
}

/** A plugin in a repository of its own: plain JavaScript, a class a folder. */
export function writePlugin(folder: string): string {
  mkdirSync(folder, { recursive: true });
  const manifest = {
    name: '@my-lab/datasets-animals',
    version: '3.2.1',
    type: 'module',
    exports: './index.js',
    seedbed: { dataset: 2 },
    dependencies: { '@seedbed/core': '0.1.0', '@seedbed/datasets-images': '0.1.0' },
  };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  writeFileSync(
    join(folder, 'index.js'),
    `import { classFolders, defineImages } from '@seedbed/datasets-images';
export default defineImages({
  name: 'animals',
  version: '7',
  about: { title: 'Animals', licence: 'CC0', citation: 'My lab, 2026', obtain: 'Ask my lab.' },
  size: 8,
  layout: classFolders,
});
`,
  );
  return folder;
}

/** A folder outside of this repository in which the plugin is installed from tarballs, with what it needs. */
export function outsideWorkspace(): string {
  const root = temporaryFolder();
  const tarballs = join(root, 'tarballs');
  const workspace = join(root, 'workspace');
  for (const folder of [tarballs, workspace]) mkdirSync(folder);
  const own = ['core', 'datasets-images'].map((name) => packed(join(packages, name), tarballs));
  const plugin = packed(writePlugin(join(root, 'plugin')), tarballs);
  writeFileSync(join(workspace, 'package.json'), JSON.stringify({ name: 'my-experiments', private: true }));
  npm(workspace, 'install', '--prefer-offline', ...own, plugin);
  return workspace;
}

/** Installs a package of a single file, by hand. */
export function installByHand(workspace: string, name: string, manifest: object, code: string): void {
  const folder = join(workspace, 'node_modules', name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ name, version: '1.0.0', main: 'index.js', ...manifest }),
  );
  writeFileSync(join(folder, 'index.js'), code);
}

/** Lets packages of a workspace find some of this repository's, as if they were installed there too. */
export function linkIntoWorkspace(workspace: string, ...names: readonly string[]): void {
  for (const name of names) {
    const link = join(workspace, 'node_modules', name);
    mkdirSync(dirname(link), { recursive: true });
    rmSync(link, { recursive: true, force: true });
    symlinkSync(join(packages, '..', 'node_modules', name), link);
  }
}
